import type { Texts } from "../../text/text.ts";

export const pricesText = {
  sv: {
    title: "Jämförpris",
    lead: "Vad samma produkt kostar per år, användare och invånare, där priset delas med er.",
    caption: (product: string) => `Pris för ${product}`,
    columns: {
      organisation: "Kommun",
      system: "System",
      year: "Per år",
      user: "Per användare och år",
      inhabitant: "Per invånare och år",
    },
    own: "er egen",
    ownNotShared: "er egen, delas inte",
    priceYear: (year: number, age: number) =>
      `kostnadsår ${year}, ${age === 0 ? "i år" : age === 1 ? "1 år gammalt" : `${age} år gammalt`}`,
    noYear: "kostnadsår saknas, räknas inte med",
    otherCurrency: "annan valuta, räknas inte med",
    old: "gammalt",
    users: (count: string, on: string | null) =>
      on ? `${count} användare, ${on}` : `${count} användare, datum saknas`,
    inhabitants: (count: string, on: string, source: string) => `${count} invånare, ${on} (${source})`,
    statistics: "Median och spridning",
    bases: { year: "per år", user: "per användare och år", inhabitant: "per invånare och år" },
    statistic: (
      basis: string,
      {
        median,
        low,
        high,
        n,
        years,
      }: { median: string; low: string; high: string; n: number; years: string },
    ) =>
      `Median ${basis}: ${median}. Lägst ${low}, högst ${high}. ${n} kommuners siffror, kostnadsår ${years}.`,
    tooFew:
      "För få siffror för median och spridning. Det behövs minst tre kommuner med pris i kronor och kostnadsår.",
    cut: (n: number) => `De ${n} första systemen visas. Median och spridning räknas inte på en del.`,
    saving: "Möjlig besparing",
    savingText: (
      basis: string,
      { own, median, times, saving }: { own: string; median: string; times: string; saving: string },
    ) => `Om ni betalade medianen ${basis}: (${own} − ${median}) × ${times} = ${saving} per år.`,
    savingAssumes:
      "Förutsätter samma omfattning, villkor och antal som i dag. Kostnaden för att byta avtal är inte med.",
    savingTimes: { user: (n: string) => `${n} användare`, inhabitant: (n: string) => `${n} invånare` },
    noneTitle: "Inga priser att jämföra",
    noneText: "Ingen produkt i urvalet har pris från minst två kommuner som ni får se.",
    definitions: {
      year: "Per år: årskostnaden som kommunen har angett, med året den gäller.",
      user: "Per användare: årskostnaden delad med antalet användare, där antalet delas.",
      inhabitant: "Per invånare: årskostnaden delad med invånarantalet hos SCB det datum som står.",
      median:
        "Median och spridning visas bara när minst tre kommuners siffror ligger bakom. Summor visas inte.",
    },
    rules: {
      price_shared: "En kommun som inte delar pris är varken med i siffror, median eller ordning.",
      hidden: "Dolda poster och avvecklade system är aldrig med, inte heller era egna.",
      own_not_shared:
        "Ert eget pris är med fast ni inte delar det med kretsen. Tänk på det innan ni lämnar vidare.",
      shown_only: "Siffrorna gäller de kommuner som visas på sidan.",
    },
  },
  en: {
    title: "Normalised price",
    lead: "What the same product costs per year, user and inhabitant, where the price is shared with you.",
    caption: (product: string) => `Price of ${product}`,
    columns: {
      organisation: "Municipality",
      system: "System",
      year: "Per year",
      user: "Per user and year",
      inhabitant: "Per inhabitant and year",
    },
    own: "your own",
    ownNotShared: "your own, not shared",
    priceYear: (year: number, age: number) =>
      `cost year ${year}, ${age === 0 ? "this year" : age === 1 ? "1 year old" : `${age} years old`}`,
    noYear: "no cost year, left out of the median",
    otherCurrency: "another currency, left out of the median",
    old: "old",
    users: (count: string, on: string | null) => (on ? `${count} users, ${on}` : `${count} users, no date`),
    inhabitants: (count: string, on: string, source: string) => `${count} inhabitants, ${on} (${source})`,
    statistics: "Median and spread",
    bases: { year: "per year", user: "per user and year", inhabitant: "per inhabitant and year" },
    statistic: (
      basis: string,
      {
        median,
        low,
        high,
        n,
        years,
      }: { median: string; low: string; high: string; n: number; years: string },
    ) =>
      `Median ${basis}: ${median}. Lowest ${low}, highest ${high}. Figures of ${n} municipalities, cost year ${years}.`,
    tooFew:
      "Too few figures for a median and a spread. It takes at least three municipalities with a price in kronor and a cost year.",
    cut: (n: number) => `The first ${n} systems are shown. Median and spread are not worked out from a part.`,
    saving: "Possible saving",
    savingText: (
      basis: string,
      { own, median, times, saving }: { own: string; median: string; times: string; saving: string },
    ) => `If you paid the median ${basis}: (${own} − ${median}) × ${times} = ${saving} per year.`,
    savingAssumes:
      "Assumes the same scope, terms and number as today. The cost of changing contract is not included.",
    savingTimes: { user: (n: string) => `${n} users`, inhabitant: (n: string) => `${n} inhabitants` },
    noneTitle: "No prices to compare",
    noneText: "No product in the selection has a price from at least two municipalities that you may see.",
    definitions: {
      year: "Per year: the yearly cost that the municipality has stated, with its year.",
      user: "Per user: the yearly cost divided by the number of users, where the number is shared.",
      inhabitant:
        "Per inhabitant: the yearly cost divided by Statistics Sweden’s population on the stated day.",
      median:
        "Median and spread are shown only when figures of at least three municipalities lie behind. There are no totals.",
    },
    rules: {
      price_shared: "A municipality that does not share price is neither in figures, median nor order.",
      hidden: "Hidden records and retired systems are never included, not your own either.",
      own_not_shared:
        "Your own price is included though you do not share it with the circle. Mind that before you pass it on.",
      shown_only: "The figures are about the municipalities shown on the page.",
    },
  },
} satisfies Texts;
