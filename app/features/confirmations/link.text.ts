import type { Texts } from "../../text/text.ts";

/** The pages behind the link: for people who have never seen the portal. */
export const linkText = {
  sv: {
    title: "Bekräfta dina system",
    managerTitle: "Obesvarade system",
    hello: (name: string) => `Hej ${name}!`,
    landing: (organisation: string) =>
      `${organisation} går igenom sin systemförteckning och vill veta om uppgifterna om dina system stämmer.`,
    landingHint:
      "Länken är din. När du öppnar den fungerar den i den här webbläsaren till och med sista svarsdag.",
    open: "Öppna min lista",
    lead: (until: string) =>
      `Titta igenom varje system. Stämmer det, tryck Stämmer. Annars rättar du det som är fel. Du kan komma tillbaka hit till och med ${until}.`,
    managerLead: (until: string) =>
      `Systemägarna har inte svarat i tid. Du kan bekräfta eller rätta uppgifterna i deras ställe till och med ${until}.`,
    progress: "Besvarade",
    done: (n: number) => (n === 1 ? "1 system kvar att svara på." : `${n} system kvar att svara på.`),
    thanks: "Tack, allt är besvarat!",
    thanksText: (until: string) =>
      `Du kan stänga sidan. Vill du ändra något går det att komma tillbaka till och med ${until}.`,
    product: "Produkt",
    forPerson: (name: string) => `för ${name}`,
    askedBefore: (name: string) => `tillfrågad: ${name}`,
    right: "Stämmer",
    rightFor: (system: string) => `Stämmer: ${system}`,
    correct: "Rätta uppgifter",
    correctFor: (system: string) => `Rätta uppgifter om ${system}`,
    changeAgain: "Ändra",
    changeAgainFor: (system: string) => `Ändra uppgifter om ${system}`,
    states: {
      confirmed: "Bekräftat",
      corrected: "Rättat och bekräftat",
      not_yours: "Inte längre ditt",
      retired: "Avvecklat",
      to_answer: "Att svara på",
    },
    notYoursText: "Någon annan är systemägare nu. Du behöver inte göra något.",
    retiredText: "Systemet är avvecklat. Du behöver inte göra något.",
    answeredBy: (name: string) => `Svar av ${name}.`,
    correctTitle: (system: string) => `Rätta ${system}`,
    correctLead: "Ändra det som är fel. När du sparar är uppgifterna också bekräftade.",
    save: "Spara och bekräfta",
    back: "Tillbaka till listan",
    savedConfirmed: (system: string) => `${system} är bekräftat.`,
    savedCorrected: (system: string) => `${system} är rättat och bekräftat.`,
    refused: {
      closed: "Rundan har stängts. Svaret är inte sparat.",
      not_yours: "Du står inte längre som systemägare för systemet. Svaret är inte sparat.",
      retired: "Systemet har avvecklats under tiden. Det finns inget att bekräfta.",
      changed: "Uppgifterna ändrades medan du hade sidan öppen. Titta igenom dem igen och svara sedan.",
    },
    conflictTitle: "Någon har ändrat uppgifterna under tiden",
    conflictText: "Inget är sparat än. Titta igenom formuläret och spara igen; då gäller det som står där.",
    conflictNow: (field: string, value: string) => `${field}: i förteckningen står nu ”${value}”.`,
    nothing: "inget",
    deadTitle: "Länken fungerar inte",
    dead: "Länken är fel skriven eller gäller inte längre. Öppna länken i det senaste mejlet, eller kontakta den som sköter systemförteckningen i din organisation.",
    closedTitle: "Rundan är stängd",
    closed: (organisation: string) =>
      `Det går inte längre att svara här. Vill du ändra något om dina system, kontakta den som sköter systemförteckningen i ${organisation}.`,
    elsewhereTitle: "Länken är öppnad i en annan webbläsare",
    elsewhere:
      "En länk fungerar bara i den webbläsare där den först öppnades. Du kan få en ny länk till samma adress som förra gången.",
    sendNew: "Skicka en ny länk",
    sentNew: "Om det finns en adress är en ny länk på väg. Titta i inkorgen.",
  },
  en: {
    title: "Confirm your systems",
    managerTitle: "Unanswered systems",
    hello: (name: string) => `Hello ${name},`,
    landing: (organisation: string) =>
      `${organisation} is reviewing its system inventory and would like to know whether the details of your systems are right.`,
    landingHint: "The link is yours. Once opened it works in this browser through the last day to answer.",
    open: "Open my list",
    lead: (until: string) =>
      `Look through each system. If it is right, press Right. If not, correct what is wrong. You can come back here through ${until}.`,
    managerLead: (until: string) =>
      `The system owners have not answered in time. You can confirm or correct the details in their place through ${until}.`,
    progress: "Answered",
    done: (n: number) => (n === 1 ? "1 system left to answer." : `${n} systems left to answer.`),
    thanks: "Thank you, everything is answered!",
    thanksText: (until: string) =>
      `You can close the page. If you want to change something, you can come back through ${until}.`,
    product: "Product",
    forPerson: (name: string) => `for ${name}`,
    askedBefore: (name: string) => `asked: ${name}`,
    right: "Right",
    rightFor: (system: string) => `Right: ${system}`,
    correct: "Correct details",
    correctFor: (system: string) => `Correct details of ${system}`,
    changeAgain: "Change",
    changeAgainFor: (system: string) => `Change details of ${system}`,
    states: {
      confirmed: "Confirmed",
      corrected: "Corrected and confirmed",
      not_yours: "No longer yours",
      retired: "Retired",
      to_answer: "To answer",
    },
    notYoursText: "Somebody else is system owner now. You need not do anything.",
    retiredText: "The system has been retired. You need not do anything.",
    answeredBy: (name: string) => `Answered by ${name}.`,
    correctTitle: (system: string) => `Correct ${system}`,
    correctLead: "Change what is wrong. Saving also confirms the details.",
    save: "Save and confirm",
    back: "Back to the list",
    savedConfirmed: (system: string) => `${system} is confirmed.`,
    savedCorrected: (system: string) => `${system} is corrected and confirmed.`,
    refused: {
      closed: "The round has been closed. The answer was not saved.",
      not_yours: "You are no longer system owner of the system. The answer was not saved.",
      retired: "The system has been retired meanwhile. There is nothing to confirm.",
      changed:
        "The details were changed while you had the page open. Look through them again and then answer.",
    },
    conflictTitle: "Somebody has changed the details meanwhile",
    conflictText:
      "Nothing has been saved yet. Look through the form and save again; then what it says holds.",
    conflictNow: (field: string, value: string) => `${field}: the inventory now says “${value}”.`,
    nothing: "nothing",
    deadTitle: "The link does not work",
    dead: "The link is mistyped or no longer valid. Open the link in the latest mail, or ask whoever looks after the system inventory in your organisation.",
    closedTitle: "The round is closed",
    closed: (organisation: string) =>
      `It is no longer possible to answer here. To change something about your systems, ask whoever looks after the system inventory in ${organisation}.`,
    elsewhereTitle: "The link has been opened in another browser",
    elsewhere:
      "A link works only in the browser where it was first opened. You can get a new link to the same address as last time.",
    sendNew: "Send a new link",
    sentNew: "If there is an address, a new link is on its way. Look in your inbox.",
  },
} satisfies Texts;
