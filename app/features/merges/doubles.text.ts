import type { Texts } from "../../text/text.ts";

export const doublesText = {
  sv: {
    title: "Samma produkt två gånger",
    lead: "Produkter som ni har flera system av. Det kan bli så när två poster i katalogen slås ihop. Avveckla det som inte används, eller säg att det är rätt som det är.",
    caption: (product: string) => `System med ${product}`,
    none: "Inget system står två gånger",
    noneText: "När två av era system i bruk har samma produkt visas de här.",
    columns: { system: "System", lifecycle: "Status", act: "Gör" },
    retire: "Avveckla",
    right: "Det är rätt",
    rightText:
      "Till exempel två instanser för olika verksamheter. Kommer det till ett system med samma produkt frågar vi igen.",
    reason: "Varför (valfritt)",
    cut: (n: number) => `De ${n} första visas.`,
    saidTitle: "Sagt vara rätt",
    saidCaption: "System med samma produkt som är rätt",
    saidColumns: { systems: "System", reason: "Varför", who: "Av", when: "När", act: "Gör" },
    undo: "Ångra",
    tooLong: "Texten är för lång.",
    done: {
      kept: "Det är noterat att systemen är rätt.",
      withdrawn: "Det är ångrat.",
      gone: "Inget är ändrat: någon annan hann före, eller så har systemen ändrats.",
    } as Record<string, string>,
  },
  en: {
    title: "The same product twice",
    lead: "Products that you have several systems of. It happens when two records of the catalogue are merged. Retire what is not used, or say that it is right as it is.",
    caption: (product: string) => `Systems of ${product}`,
    none: "No system stands twice",
    noneText: "When two of your systems in use have the same product they are shown here.",
    columns: { system: "System", lifecycle: "Status", act: "Do" },
    retire: "Retire",
    right: "It is right",
    rightText:
      "For example two instances for different services. If another system of the product comes, we ask again.",
    reason: "Why (optional)",
    cut: (n: number) => `The first ${n} are shown.`,
    saidTitle: "Said to be right",
    saidCaption: "Systems of one product that are right",
    saidColumns: { systems: "Systems", reason: "Why", who: "By", when: "When", act: "Do" },
    undo: "Undo",
    tooLong: "The text is too long.",
    done: {
      kept: "It is noted that the systems are right.",
      withdrawn: "That is undone.",
      gone: "Nothing has changed: somebody else was faster, or the systems have changed.",
    } as Record<string, string>,
  },
} satisfies Texts;
