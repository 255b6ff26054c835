import type { Texts } from "../../text/text.ts";
import type { FileRefusal } from "./file-types.rules.ts";

interface Details {
  ending?: string;
  megabytes?: number;
}

const OUR_KINDS =
  "PDF, Word, Excel, PowerPoint, OpenDocument, RTF, text, CSV, e-post (.msg, .eml) och bilder";
const OUR_KINDS_EN =
  "PDF, Word, Excel, PowerPoint, OpenDocument, RTF, text, CSV, e-mail (.msg, .eml) and pictures";

export const documentsText = {
  sv: {
    file: "Fil",
    fileHint: (largest: string) => `Högst ${largest}. Det går bra med ${OUR_KINDS}.`,
    download: (name: string, size: string) => `${name}, ${size}`,
    addedBy: (name: string, day: string) => `Tillagd ${day} av ${name}`,
    added: (day: string) => `Tillagd ${day}`,
    links: {
      broken: "Länken är bruten",
      not_reachable: "Länken gick inte att nå",
    },
    refusals: {
      missing: () => "Välj en fil.",
      empty: () => "Filen är tom.",
      too_large: ({ megabytes }) => `Filen är för stor. En fil får vara högst ${megabytes} MB.`,
      type_not_allowed: ({ ending }) =>
        ending
          ? `Filer som slutar på .${ending} tas inte emot. Det går bra med ${OUR_KINDS}.`
          : `Filens namn saknar ändelse, som .pdf. Det går bra med ${OUR_KINDS}.`,
      active_content: () =>
        `Filen är en webbsida, en bild med skript eller ett program. Sådana tas inte emot, vad de än heter. Det går bra med ${OUR_KINDS}.`,
      other_content: ({ ending }) =>
        `Filen heter .${ending} men innehåller något annat, eller är skyddad med lösenord. Öppna den i sitt program, spara den på nytt och försök igen.`,
      macros: () => "Filen innehåller makron. Spara den utan makron och försök igen.",
      damaged: () =>
        "Filen är skadad och går inte att läsa. Öppna den i sitt program, spara den på nytt och försök igen.",
    } satisfies Record<FileRefusal, (details: Details) => string>,
  },
  en: {
    file: "File",
    fileHint: (largest: string) => `At most ${largest}. Accepted: ${OUR_KINDS_EN}.`,
    download: (name: string, size: string) => `${name}, ${size}`,
    addedBy: (name: string, day: string) => `Added ${day} by ${name}`,
    added: (day: string) => `Added ${day}`,
    links: {
      broken: "The link is broken",
      not_reachable: "The link could not be reached",
    },
    refusals: {
      missing: () => "Choose a file.",
      empty: () => "The file is empty.",
      too_large: ({ megabytes }) => `The file is too large. A file may be at most ${megabytes} MB.`,
      type_not_allowed: ({ ending }) =>
        ending
          ? `Files ending in .${ending} are not accepted. Accepted: ${OUR_KINDS_EN}.`
          : `The file’s name has no ending, such as .pdf. Accepted: ${OUR_KINDS_EN}.`,
      active_content: () =>
        `The file is a web page, a picture with scripts or a program. Such files are not accepted under any name. Accepted: ${OUR_KINDS_EN}.`,
      other_content: ({ ending }) =>
        `The file is called .${ending} but holds something else, or is protected by a password. Open it in its program, save it again and try again.`,
      macros: () => "The file contains macros. Save it without macros and try again.",
      damaged: () =>
        "The file is damaged and cannot be read. Open it in its program, save it again and try again.",
    } satisfies Record<FileRefusal, (details: Details) => string>,
  },
} satisfies Texts;
