import type { Texts } from "../../text/text.ts";

const systems = (n: number) => `${n} system`;

export const choicesText = {
  sv: {
    title: "Före och efter",
    lead: "Hur många olika produkter kretsen har för samma funktion, och vad det skulle innebära att välja en. Valet står bara i adressen, inget sparas.",
    form: "Välj produkt per funktion",
    submit: "Räkna om",
    reset: "Ta bort valen",
    keep: "Produkt",
    keepFor: (name: string) => `för ${name}`,
    keepNone: "alla blir kvar",
    option: (name: string, organisations: number) =>
      `${name} (${organisations === 1 ? "1 kommun" : `${organisations} kommuner`})`,
    listed: (n: number) => `De ${n} vanligaste produkterna kan väljas.`,
    before: "i dag",
    after: "efter",
    products: (n: number) => (n === 1 ? "1 produkt" : `${n} produkter`),
    barLabel: (before: number, after: number) =>
      before === after
        ? `${before === 1 ? "1 produkt" : `${before} produkter`} i dag`
        : `${before} produkter i dag, ${after} efter`,
    today: (count: number, organisations: number) =>
      `${systems(count)} i ${organisations === 1 ? "1 kommun" : `${organisations} kommuner`}`,
    move: (count: number, organisations: number) =>
      count === 0
        ? "Inget system behöver byta."
        : `${systems(count)} i ${organisations === 1 ? "1 kommun" : `${organisations} kommuner`} skulle byta.`,
    moveBehind: "Visa dem i matrisen",
    total: "Alla val tillsammans",
    totals: {
      functions: "funktioner med val",
      products: "olika produkter",
      systems: "system skulle byta",
      organisations: "kommuner berörs",
    },
    arrow: (before: string, after: string) => `${before} → ${after}`,
    arrowLabel: (before: string, after: string) => `${before} i dag, ${after} efter`,
    noneTitle: "Inget att jämföra",
    noneText: "Inget system som delas och stämmer med urvalet har en funktion.",
    rules: {
      only_shared: "Bara egna system och sådana som delas med er räknas. Verkligheten kan ha fler.",
      hidden: "Dolda poster och avvecklade system är aldrig med, inte heller era egna.",
      possible:
        "Efter visar vad valet skulle innebära, inte att det är möjligt eller klokt. Avtal, kostnad och innehåll är inte vägda.",
      several:
        "Ett system med flera funktioner kan behöva vara kvar för de andra. Tillsammans räknas det en gång.",
      shown_only: "Antalen gäller de kommuner som visas på sidan.",
    },
    fileColumns: {
      function: "Funktion",
      before: "Produkter i dag",
      kept: "Vald produkt",
      after: "Produkter efter",
      systems: "System som byter",
      organisations: "Kommuner som byter",
    },
  },
  en: {
    title: "Before and after",
    lead: "How many different products the circle has for the same function, and what it would mean to choose one. The choice stands only in the address, nothing is saved.",
    form: "Choose a product per function",
    submit: "Work out",
    reset: "Take the choices away",
    keep: "Product",
    keepFor: (name: string) => `for ${name}`,
    keepNone: "all stay",
    option: (name: string, organisations: number) =>
      `${name} (${organisations === 1 ? "1 municipality" : `${organisations} municipalities`})`,
    listed: (n: number) => `The ${n} most common products can be chosen.`,
    before: "today",
    after: "after",
    products: (n: number) => (n === 1 ? "1 product" : `${n} products`),
    barLabel: (before: number, after: number) =>
      before === after
        ? `${before === 1 ? "1 product" : `${before} products`} today`
        : `${before} products today, ${after} after`,
    today: (count: number, organisations: number) =>
      `${count === 1 ? "1 system" : `${count} systems`} in ${organisations === 1 ? "1 municipality" : `${organisations} municipalities`}`,
    move: (count: number, organisations: number) =>
      count === 0
        ? "No system needs to move."
        : `${count === 1 ? "1 system" : `${count} systems`} in ${organisations === 1 ? "1 municipality" : `${organisations} municipalities`} would move.`,
    moveBehind: "Show them in the matrix",
    total: "All choices together",
    totals: {
      functions: "functions with a choice",
      products: "different products",
      systems: "systems would move",
      organisations: "municipalities concerned",
    },
    arrow: (before: string, after: string) => `${before} → ${after}`,
    arrowLabel: (before: string, after: string) => `${before} today, ${after} after`,
    noneTitle: "Nothing to compare",
    noneText: "No shared system that fits the selection has a function.",
    rules: {
      only_shared:
        "Only your own systems and those shared with you are counted. There may be more in reality.",
      hidden: "Hidden records and retired systems are never included, not your own either.",
      possible:
        "After shows what the choice would mean, not that it is possible or wise. Contracts, cost and content are not weighed.",
      several:
        "A system with several functions may have to stay for the others. Together it is counted once.",
      shown_only: "The counts are about the municipalities shown on the page.",
    },
    fileColumns: {
      function: "Function",
      before: "Products today",
      kept: "Chosen product",
      after: "Products after",
      systems: "Systems to move",
      organisations: "Municipalities to move",
    },
  },
} satisfies Texts;
