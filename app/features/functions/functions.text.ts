import type { Texts } from "../../text/text.ts";

export const functionsText = {
  sv: {
    title: "Verksamhetsfunktioner",
    lead: "Det som systemen stöder. Listan är gemensam för alla kommuner och är ryggraden i överlappen.",
    caption: (group: string) => `Funktioner inom ${group}`,
    name: "Funktion",
    products: "Produkter i katalogen",
    own: "Hos oss",
    ownNone: "inget system",
    systems: (n: number) => `${n} system`,
    group: "Område",
  },
  en: {
    title: "Functions",
    lead: "What the systems support. The list is the same for all municipalities and the backbone of the overlap.",
    caption: (group: string) => `Functions within ${group}`,
    name: "Function",
    products: "Products in the catalogue",
    own: "With us",
    ownNone: "no system",
    systems: (n: number) => (n === 1 ? "1 system" : `${n} systems`),
    group: "Area",
  },
} satisfies Texts;
