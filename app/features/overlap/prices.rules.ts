/*
 * Normalised prices (inventory.md 13). Only figures whose owners share price with the reader come here; row-level security has left
 * out the rest. A median and a spread need figures from at least three organisations, so that none can be worked out from the others,
 * and there are no totals: a total beside all its parts but one would tell the last.
 */

/** Fewer organisations' figures than this give no median and no spread. */
export const FEWEST_FOR_STATISTICS = 3;
/** Products compared on one page. */
export const PRICES_PER_PAGE = 10;
/** Figures of one product; some twenty organisations with a few systems each. */
export const FIGURES_PER_PRODUCT = 60;
/** A figure older than this many years is pointed out. */
export const OLD_AFTER_YEARS = 2;

/** Inhabitants of a municipality on a day. */
export interface Population {
  inhabitants: number;
  counted_on: string;
  source: string;
}

/** One system's price as its owner shares it. */
export interface PricedUsage {
  tenant_id: string;
  id: string;
  own_name: string;
  /** Öre (or cents) per year. */
  yearly_minor: number;
  currency: string;
  cost_year: number | null;
  /** null where volume is not shared or not known. */
  user_count: number | null;
  user_count_on: string | null;
}

/** What a price is divided by; nothing for the price per year. */
export const bases = ["year", "user", "inhabitant"] as const;
export type Basis = (typeof bases)[number];

/** A price with what comes of it when divided. Amounts in öre per year; null where the basis is missing. */
export interface Figure extends PricedUsage {
  perUser: number | null;
  perInhabitant: number | null;
  population: Population | null;
  /** Whole years since the price's year; null when no year is stated. */
  age: number | null;
}

/** The figure of one price. @param today `YYYY-MM-DD` */
export function figureOf(usage: PricedUsage, population: Population | null, today: string): Figure {
  return {
    ...usage,
    population,
    perUser: divided(usage.yearly_minor, usage.user_count),
    perInhabitant: divided(usage.yearly_minor, population?.inhabitants ?? null),
    age: usage.cost_year === null ? null : Math.max(0, Number(today.slice(0, 4)) - usage.cost_year),
  };
}

/** Öre per one, rounded to whole öre; null without something to divide by. */
function divided(minor: number, by: number | null): number | null {
  return by !== null && by > 0 ? Math.round(minor / by) : null;
}

/** Median and spread of at least three organisations' figures; öre per year and one of the basis. */
export interface Statistic {
  basis: Basis;
  median: number;
  low: number;
  high: number;
  organisations: number;
  /** The prices' years. */
  years: [from: number, to: number];
}

/**
 * The statistics that may be told. Counted per organisation: several systems of one are one figure. Other currencies than kronor and
 * prices without a year take no part, as they cannot be compared.
 */
export function statisticsOf(figures: readonly Figure[]): Statistic[] {
  const comparable = figures.filter((figure) => figure.currency === "SEK" && figure.cost_year !== null);
  return bases.flatMap((basis) => {
    const usable = comparable.filter((figure) => basedOn(figure, basis) !== null);
    const amounts = [...byOrganisation(usable).values()]
      .map((own) => amountOf(own, basis))
      .sort((one, other) => one - other);
    if (amounts.length < FEWEST_FOR_STATISTICS) return [];
    const years = usable.map((figure) => figure.cost_year!);
    return [
      {
        basis,
        median: medianOf(amounts),
        low: amounts[0]!,
        high: amounts.at(-1)!,
        organisations: amounts.length,
        years: [Math.min(...years), Math.max(...years)],
      },
    ];
  });
}

/** What the price is divided by, or null when it is not known. */
function basedOn(figure: Figure, basis: Basis): number | null {
  if (basis === "year") return 1;
  if (basis === "user") return figure.perUser === null ? null : figure.user_count;
  return figure.perInhabitant === null ? null : (figure.population?.inhabitants ?? null);
}

function byOrganisation(figures: readonly Figure[]): Map<string, Figure[]> {
  const grouped = new Map<string, Figure[]>();
  for (const figure of figures)
    grouped.set(figure.tenant_id, [...(grouped.get(figure.tenant_id) ?? []), figure]);
  return grouped;
}

/** One organisation's amount: its prices together, by its users together or its inhabitants once. */
function amountOf(own: readonly Figure[], basis: Basis): number {
  const sum = own.reduce((all, figure) => all + figure.yearly_minor, 0);
  if (basis === "year") return sum;
  const by =
    basis === "user"
      ? own.reduce((all, figure) => all + (figure.user_count ?? 0), 0)
      : (own[0]?.population?.inhabitants ?? 0);
  return divided(sum, by) ?? 0;
}

/** The middle value; between two, their mean rounded to whole öre. @param sorted not empty, in rising order */
export function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}

/** What the own organisation would pay less, were its price the median. Possible, never a fact: shown with how it is worked out. */
export interface PossibleSaving {
  basis: "user" | "inhabitant";
  own: number;
  median: number;
  /** How many users or inhabitants. */
  times: number;
  /** Öre per year. */
  saving: number;
}

/** The own organisation's possible saving on a product, by user before by inhabitant; null when it pays the median or less. */
export function possibleSaving(
  figures: readonly Figure[],
  statistics: readonly Statistic[],
  ownId: string | null,
): PossibleSaving | null {
  const own = figures.filter(
    (figure) => figure.tenant_id === ownId && figure.currency === "SEK" && figure.cost_year !== null,
  );
  for (const basis of ["user", "inhabitant"] as const) {
    const statistic = statistics.find((one) => one.basis === basis);
    const usable = own.filter((figure) => basedOn(figure, basis) !== null);
    if (!statistic || usable.length === 0) continue;
    const amount = amountOf(usable, basis);
    const times =
      basis === "user"
        ? usable.reduce((all, figure) => all + (figure.user_count ?? 0), 0)
        : usable[0]!.population!.inhabitants;
    if (amount <= statistic.median) return null;
    return {
      basis,
      own: amount,
      median: statistic.median,
      times,
      saving: (amount - statistic.median) * times,
    };
  }
  return null;
}
