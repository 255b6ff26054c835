import type { Texts } from "../../text/text.ts";

export const costKeysText = {
  sv: {
    title: "Fördelningsnyckel",
    kinds: {
      equal: "Lika",
      inhabitants: "Invånare",
      users: "Användare",
      units: "Enheter",
      consumption: "Förbrukning",
      fixed_percent: "Fast procent",
      fixed_plus: "Fast del + nyckel",
      mixed: "Kombinerad (del lika, resten efter nyckel)",
      own: "Egna vikter",
    } as Record<string, string>,
    units: {
      equal: "delar",
      inhabitants: "invånare",
      users: "användare",
      units: "enheter",
      consumption: "i förbrukning",
      fixed_percent: "procent",
      own: "vikt",
    } as Record<string, string>,
    explain: {
      equally: (total: string, parties: number, part: string) =>
        `Lika delar: ${total} / ${parties} = ${part}.`,
      byWeight: (weight: string, sum: string, unit: string, percent: string) =>
        `${weight} av ${sum} ${unit} är ${percent}.`,
      product: (total: string, weight: string, sum: string, part: string) =>
        `${total} × ${weight} / ${sum} = ${part}.`,
      fixedPercent: (total: string, percent: string, part: string) => `${percent} % av ${total} = ${part}.`,
      equalPart: (part: string) => `Del som delas lika: ${part}.`,
      restPart: (weight: string, sum: string, unit: string, part: string) =>
        `Resten efter ${weight} av ${sum} ${unit}: ${part}.`,
      days: (days: number, all: number, part: string) =>
        `Part ${days} av årets ${all} dagar. Varje dags kostnad delas mellan dem som är med den dagen: ${part}.`,
      othersByDays: (part: string) =>
        `Alla parter är inte med hela året. Varje dags kostnad delas mellan dem som är med den dagen: ${part}.`,
      notThisYear: "Inte part någon dag under året.",
      floor: (without: string, part: string) => `Utan golv ${without}. Golvet lyfter andelen till ${part}.`,
      cap: (without: string, part: string) => `Utan tak ${without}. Taket sänker andelen till ${part}.`,
      limited: (without: string, part: string) =>
        `Andras golv och tak flyttar andelen från ${without} till ${part}.`,
      even: "Går jämnt upp på öret.",
      down: (minor: string) => `Avrundas nedåt till ${minor}.`,
      up: (minor: string) =>
        `Ett av de öre som blev över hamnar här, eftersom resten är bland de största: ${minor}.`,
      perLine: "Varje rad är avrundad för sig, så ören kan skilja mot hela summan.",
    },
    errors: {
      negative_weight: "En vikt kan inte vara mindre än noll.",
      floor_above_cap: "Golvet är högre än taket.",
      lines_need_proportions: "Golv, tak och fast del gäller hela årets kostnad. Välj avrundning en gång.",
    } as Record<string, string>,
  },
  en: {
    title: "Cost key",
    kinds: {
      equal: "Equal",
      inhabitants: "Inhabitants",
      users: "Users",
      units: "Units",
      consumption: "Consumption",
      fixed_percent: "Fixed per cent",
      fixed_plus: "Fixed part + key",
      mixed: "Mixed (part equally, the rest by a key)",
      own: "Own weights",
    } as Record<string, string>,
    units: {
      equal: "parts",
      inhabitants: "inhabitants",
      users: "users",
      units: "units",
      consumption: "of consumption",
      fixed_percent: "per cent",
      own: "in weight",
    } as Record<string, string>,
    explain: {
      equally: (total: string, parties: number, part: string) =>
        `Equal parts: ${total} / ${parties} = ${part}.`,
      byWeight: (weight: string, sum: string, unit: string, percent: string) =>
        `${weight} of ${sum} ${unit} is ${percent}.`,
      product: (total: string, weight: string, sum: string, part: string) =>
        `${total} × ${weight} / ${sum} = ${part}.`,
      fixedPercent: (total: string, percent: string, part: string) => `${percent}% of ${total} = ${part}.`,
      equalPart: (part: string) => `Part shared equally: ${part}.`,
      restPart: (weight: string, sum: string, unit: string, part: string) =>
        `The rest by ${weight} of ${sum} ${unit}: ${part}.`,
      days: (days: number, all: number, part: string) =>
        `A party for ${days} of the year’s ${all} days. Each day’s cost is shared by those who take part that day: ${part}.`,
      othersByDays: (part: string) =>
        `Not all parties take part all year. Each day’s cost is shared by those who take part that day: ${part}.`,
      notThisYear: "Not a party on any day of the year.",
      floor: (without: string, part: string) =>
        `Without floor ${without}. The floor raises the share to ${part}.`,
      cap: (without: string, part: string) => `Without cap ${without}. The cap lowers the share to ${part}.`,
      limited: (without: string, part: string) =>
        `The floors and caps of others move the share from ${without} to ${part}.`,
      even: "Comes out even.",
      down: (minor: string) => `Rounded down to ${minor}.`,
      up: (minor: string) =>
        `One of the öre left over falls here, as the remainder is among the largest: ${minor}.`,
      perLine: "Each line is rounded by itself, so öre may differ from the sum.",
    },
    errors: {
      negative_weight: "A weight cannot be below zero.",
      floor_above_cap: "The floor is higher than the cap.",
      lines_need_proportions:
        "Floor, cap and fixed part are about the whole year’s cost. Choose rounding once.",
    } as Record<string, string>,
  },
} satisfies Texts;
