import type { Texts } from "../../text/text.ts";

export const overlapText = {
  sv: {
    usagesTitle: "Används hos",
    usagesCaption: (name: string) => `Användningar av ${name}`,
    usagesNone: "Ni använder den inte, och ingen kommun delar med er att den gör det.",
    usagesNoneFunction: "Ni har inget system för funktionen, och ingen kommun delar med er att den har det.",
    usagesCut: (n: number) => `De ${n} första visas. I systemförteckningen kan ni söka bland alla.`,
    usagesRule: "Här visas era egna system och de som andra delar med er.",
    organisation: "Kommun",
    system: "Kallas",
    product: "Produkt",
    lifecycle: "Livscykel",
    own: "er egen",
    twice: "Samma produkt två gånger",
    twiceText: (n: number) =>
      `Ni har ${n} system som vilar på den här produkten. Kontrollera om det är samma system. Bara ni ser den här raden.`,
    lifecycles: {
      planned: "planerad",
      pilot: "pilot",
      phasing_in: "införs",
      in_operation: "i drift",
      phasing_out: "avvecklas",
      retired: "avvecklad",
    },
  },
  en: {
    usagesTitle: "Used by",
    usagesCaption: (name: string) => `Usages of ${name}`,
    usagesNone: "You do not use it, and no municipality shares with you that it does.",
    usagesNoneFunction:
      "You have no system for the function, and no municipality shares with you that it has.",
    usagesCut: (n: number) => `The first ${n} are shown. In the system inventory you can search among all.`,
    usagesRule: "Your own systems and those that others share with you are shown here.",
    organisation: "Municipality",
    system: "Called",
    product: "Product",
    lifecycle: "Lifecycle",
    own: "your own",
    twice: "The same product twice",
    twiceText: (n: number) =>
      `You have ${n} systems that rest on this product. Check whether they are the same system. Only you see this line.`,
    lifecycles: {
      planned: "planned",
      pilot: "pilot",
      phasing_in: "being introduced",
      in_operation: "in operation",
      phasing_out: "being phased out",
      retired: "retired",
    },
  },
} satisfies Texts;
