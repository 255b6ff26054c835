import type { Texts } from "../../text/text.ts";

/** Wording of the form of an agreement. */
export const agreementFormText = {
  sv: {
    newTitle: "Nytt samverkansavtal",
    newLead:
      "Ni blir den som förvaltar avtalet. Ingen annan ser utkastet förrän ni skickar det till parterna.",
    editTitle: (name: string) => `Redigera ${name}`,
    editLocked:
      "Avtalet är beslutat. Tider, ändamål och text ändras genom en ändring som parterna godkänner.",
    formParts: { about: "Om avtalet", time: "Tid och förlängning", notice: "Uppsägning", exit: "Utträde" },
    hints: {
      cooperation_id:
        "Vilka som är medlemmar bestäms av avtalet: parterna blir medlemmar när det blir gällande och lämnar gruppen när de lämnar avtalet.",
      notice_length: "För kommunalförbund utan egen regel räknas med tre år (KL 9 kap. 18 §).",
      admin_buffer_days: "Så lång tid behöver ni själva för att fatta beslut om uppsägning.",
    } as Record<string, string>,
  },
  en: {
    newTitle: "New cooperation agreement",
    newLead: "You will keep the agreement. Nobody else sees the draft until you send it to the parties.",
    editTitle: (name: string) => `Edit ${name}`,
    editLocked:
      "The agreement has been decided on. Dates, purpose and text are changed by an amendment that the parties approve.",
    formParts: { about: "About the agreement", time: "Time and renewal", notice: "Notice", exit: "Leaving" },
    hints: {
      cooperation_id:
        "The agreement decides who is a member: the parties become members when it comes into force and leave the cooperation when they leave the agreement.",
      notice_length: "For federations without a rule of their own three years are counted (KL 9:18).",
      admin_buffer_days: "The time you need yourselves to decide on a notice.",
    } as Record<string, string>,
  },
} satisfies Texts;
