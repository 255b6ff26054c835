import type { Texts } from "../../text/text.ts";

/** Wording that products and suppliers share. */
export const catalogueText = {
  sv: {
    states: {
      concept: "konceptpost",
      approved: "godkänd",
      merged: "sammanslagen",
      rejected: "avvisad",
      withdrawn: "utgått",
    },
    rejectedTitle: "Posten är avvisad",
    rejectedText:
      "En katalogredaktör har avvisat posten. Den går att läsa och det som redan använder den ligger kvar, men välj en annan post i stället.",
    rejectedMessage: (message: string) => `Katalogredaktören skriver: ${message}`,
    conceptTitle: "Konceptpost",
    conceptText: (maker: string) =>
      `Tillagd av ${maker} och ännu inte granskad av en katalogredaktör. Den går att använda redan nu och syns bara för dem som ${maker} samverkar med.`,
    withdrawnText:
      "Posten används inte längre. Den går att läsa, men välj en annan när något nytt läggs till.",
    history: "Historik",
    historyEmpty: "Inga ändringar är gjorda sedan posten kom in i katalogen.",
    historyCut: (n: number) => `De ${n} senaste ändringarna visas.`,
    when: "När",
    who: "Vem",
    what: "Vad",
    by: (name: string, organisation: string) => `${name}, ${organisation}`,
    someOrganisation: "En organisation utanför era samverkan",
    created: "Lades till",
    withReason: (what: string, reason: string) => `${what}: ${reason}`,
    created_anyway: (names: string) => `Lades till trots liknande poster: ${names}`,
    updated: "Ändrades",
    approved: "Godkändes",
    merged: "Slogs samman",
    rejected: "Avvisades",
    merge_undone: "Sammanslagningen ångrades",
    changed: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
    nothing: "inget",
    nearTitle: "Det finns redan poster som liknar",
    nearText:
      "Är det någon av de här du menar? Använd i så fall den, så att alla använder samma post. Annars väljer du Skapa ändå längst ner.",
    nearAlias: (name: string) => `även kallad ${name}`,
    typedTitle: "Finns redan i katalogen:",
    typedCount: (n: number) =>
      n === 1
        ? "1 liknande post finns redan, den visas under fältet"
        : `${n} liknande poster finns redan, de visas under fältet`,
    createAnyway: "Skapa ändå",
    conflictTitle: "Någon annan har ändrat posten",
    conflictText:
      "Det här har ändrats sedan du öppnade formuläret. Det du skrev står kvar nedan. Sparar du igen gäller din version.",
    conflictField: (field: string, now: string) => `${field} är nu: ${now}`,
    chooseTitle: (text: string) => `Vilken menar du med ”${text}”?`,
    createSupplier: (text: string) => `Lägg till ”${text}” som ny leverantör (konceptpost)`,
    checkDigit: (given: string, expected: string) =>
      `Organisationsnumrets sista siffra är ${given} men borde vara ${expected}. Rätta numret, eller spara igen om det ändå ska stå så.`,
    errors: {
      required: "Fyll i fältet.",
      too_long: "Texten är för lång.",
      not_a_day: "Skriv datumet som ÅÅÅÅ-MM-DD.",
      year_out_of_range: "Året ska vara mellan 1900 och 2200.",
      not_an_address: "Skriv en webbadress som börjar med https:// eller http://.",
      no_letters: "Namnet måste innehålla minst en bokstav eller siffra.",
      choose: "Välj en av posterna i listan.",
      unknown_product: "Det finns ingen produkt med det namnet.",
      cycle: "En produkt kan inte ingå i sig själv, inte heller genom en annan produkt.",
      source_needed: "Ange var leverantörens datum kommer ifrån.",
      length: "Ett organisationsnummer har tio siffror.",
      characters: "Ett organisationsnummer består bara av siffror.",
      not_a_country: "Skriv landskoden med två bokstäver, till exempel SE.",
      unknown_choice: "Välj ett av alternativen.",
    },
  },
  en: {
    states: {
      concept: "concept record",
      approved: "approved",
      merged: "merged",
      rejected: "rejected",
      withdrawn: "withdrawn",
    },
    rejectedTitle: "The record has been rejected",
    rejectedText:
      "A catalogue editor has rejected the record. It can be read and what already uses it stays, but choose another record instead.",
    rejectedMessage: (message: string) => `The catalogue editor writes: ${message}`,
    conceptTitle: "Concept record",
    conceptText: (maker: string) =>
      `Added by ${maker} and not yet checked by a catalogue editor. It can be used at once and is seen only by those ${maker} cooperates with.`,
    withdrawnText: "The record is no longer used. It can be read, but choose another one for anything new.",
    history: "History",
    historyEmpty: "Nothing has been changed since the record came into the catalogue.",
    historyCut: (n: number) => `The latest ${n} changes are shown.`,
    when: "When",
    who: "Who",
    what: "What",
    by: (name: string, organisation: string) => `${name}, ${organisation}`,
    someOrganisation: "An organisation outside your cooperations",
    created: "Added",
    withReason: (what: string, reason: string) => `${what}: ${reason}`,
    created_anyway: (names: string) => `Added in spite of similar records: ${names}`,
    updated: "Changed",
    approved: "Approved",
    merged: "Merged",
    rejected: "Rejected",
    merge_undone: "The merge was undone",
    changed: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
    nothing: "nothing",
    nearTitle: "There are already similar records",
    nearText:
      "Do you mean one of these? Then use it, so that everybody uses the same record. Otherwise choose Create anyway at the bottom.",
    nearAlias: (name: string) => `also called ${name}`,
    typedTitle: "Already in the catalogue:",
    typedCount: (n: number) =>
      n === 1
        ? "1 similar record exists, shown below the field"
        : `${n} similar records exist, shown below the field`,
    createAnyway: "Create anyway",
    conflictTitle: "Somebody else has changed the record",
    conflictText:
      "This has changed since you opened the form. What you wrote is still below. If you save again, your version holds.",
    conflictField: (field: string, now: string) => `${field} is now: ${now}`,
    chooseTitle: (text: string) => `Which one do you mean by “${text}”?`,
    createSupplier: (text: string) => `Add “${text}” as a new supplier (concept record)`,
    checkDigit: (given: string, expected: string) =>
      `The last digit of the organisation number is ${given} but should be ${expected}. Correct the number, or save again to keep it.`,
    errors: {
      required: "Fill in the field.",
      too_long: "The text is too long.",
      not_a_day: "Write the date as YYYY-MM-DD.",
      year_out_of_range: "The year must be between 1900 and 2200.",
      not_an_address: "Write a web address that begins with https:// or http://.",
      no_letters: "The name must have at least one letter or digit.",
      choose: "Choose one of the records in the list.",
      unknown_product: "There is no product with that name.",
      cycle: "A product cannot be part of itself, nor through another product.",
      source_needed: "Say where the supplier’s dates come from.",
      length: "An organisation number has ten digits.",
      characters: "An organisation number has digits only.",
      not_a_country: "Write the country code with two letters, for example SE.",
      unknown_choice: "Choose one of the options.",
    },
  },
} satisfies Texts;

export type CatalogueErrorCode = keyof (typeof catalogueText)["sv"]["errors"];
