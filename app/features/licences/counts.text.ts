import type { Texts } from "../../text/text.ts";

/** Reasons why a row of counts is not taken. */
export const countsText = {
  sv: {
    missing: (headings: readonly string[]) => `Filen saknar kolumn: ${headings.join(", ")}.`,
    tooMany: (rows: number, most: number) => `Filen har ${rows} rader. Högst ${most} kan läsas in åt gången.`,
    noFile: "Välj en fil.",
    empty: "Cellen är tom. En saknad mätning är inte noll.",
    number: "Inte ett heltal.",
    day: "Inte ett datum.",
    future: "Mätningen kan inte ligga i framtiden.",
    organisation: "Organisationen är inte deltagare i avtalet.",
    item: "Licensposten finns inte.",
    ambiguous: "Flera licensposter stämmer. Ange licenspost i en egen kolumn.",
    twice: "Samma kommun och dag står två gånger i filen.",
    locked: (year: string) => `${year} är avräknat. Gör en rättelse.`,
  },
  en: {
    missing: (headings: readonly string[]) => `The file lacks a column: ${headings.join(", ")}.`,
    tooMany: (rows: number, most: number) =>
      `The file has ${rows} rows. At most ${most} can be imported at a time.`,
    noFile: "Choose a file.",
    empty: "The cell is empty. A missing count is not zero.",
    number: "Not a whole number.",
    day: "Not a day.",
    future: "A count cannot lie in the future.",
    organisation: "The organisation is no member of the agreement.",
    item: "There is no such item.",
    ambiguous: "Several items match. Name the item in a column of its own.",
    twice: "The same municipality and day stand twice in the file.",
    locked: (year: string) => `${year} is settled. Make a correction.`,
  },
} satisfies Texts;
