import type { Texts } from "../../text/text.ts";

export const typesText = {
  sv: {
    title: "Roller i organisationen",
    settings: "Inställningar",
    lead: "Listan över roller är gemensam för alla i Samverka. Här väljer ni vilka ni använder, vad de betyder hos er och vad de innebär.",
    answersFor: (what: string) => `Svarar för ${what}.`,
    is_on: "Används hos oss",
    is_mandatory: "Obligatorisk: system utan någon i rollen hamnar i listan över det som ska göras",
    grants_edit: "Ger rätt att redigera det system som rollen gäller, även för den som annars bara läser",
    description: "Egen beskrivning",
    descriptionOf: (role: string) => `Vad ${role} svarar för hos er`,
    save: "Spara rollerna",
    saved: "Rollerna är sparade.",
    changedMeanwhile: "Någon annan ändrade rollerna medan du höll på",
    changedMeanwhileText:
      "Inget av det du fyllde i är sparat. Nedan står hur det är nu; gör dina ändringar igen.",
    errors: { description_long: "Beskrivningen får vara högst 1 000 tecken." },
  },
  en: {
    title: "Roles in the organisation",
    settings: "Settings",
    lead: "The list of roles is common to everybody in Samverka. Here you choose which ones you use, what they mean to you and what they carry.",
    answersFor: (what: string) => `Answers for ${what}.`,
    is_on: "Used by us",
    is_mandatory: "Mandatory: systems without anybody in the role are listed among what is to be done",
    grants_edit:
      "Gives the right to edit the system that the role is about, even to those who otherwise only read",
    description: "Own description",
    descriptionOf: (role: string) => `What ${role} answers for with you`,
    save: "Save roles",
    saved: "The roles have been saved.",
    changedMeanwhile: "Somebody else changed the roles meanwhile",
    changedMeanwhileText:
      "Nothing of what you filled in has been saved. Below is how it is now; please make your changes again.",
    errors: { description_long: "The description may have at most 1,000 characters." },
  },
} satisfies Texts;
