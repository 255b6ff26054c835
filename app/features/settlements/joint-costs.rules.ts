import { type CostLine, costsByYear, totalMinor } from "../contracts/costs.rules.ts";
import { addDays, type Day } from "../deadlines/days.rules.ts";
import { type PriceModel, priceOf, type Tier } from "../licences/tiers.rules.ts";

/*
 * What a contract that is shared with the parties costs in a year. Whatever it comes from, it is cost lines of the one shape that
 * contracts have, so that days of the year, rates and rounding are decided once (`costs.rules.ts`).
 */

/** A licence item with what has been bought of it. */
export interface BoughtItem {
  period_unit: "month" | "year" | "once";
  price_model: PriceModel;
  currency: string;
  /** Rising from 1. */
  tiers: readonly Tier[];
  purchases: readonly {
    /** null: unlimited, for one sum. */
    quantity: number | null;
    /** null: what the ladder says for what was bought together. */
    unit_price_minor: number | null;
    valid_from: Day;
    valid_to: Day | null;
  }[];
}

/** What has been bought as cost lines. Another currency than kronor has no rate here and is left out. */
export function linesOfPurchases(items: readonly BoughtItem[]): { lines: CostLine[]; isPartial: boolean } {
  const inKronor = items.filter((item) => item.currency === "SEK");
  const isPartial = items.some((item) => item.currency !== "SEK" && item.purchases.length > 0);
  return { isPartial, lines: inKronor.flatMap(linesOfItem) };
}

function linesOfItem({ period_unit, price_model, tiers, purchases }: BoughtItem): CostLine[] {
  const line = (amount_minor: number, from: Day, to: Day | null): CostLine => ({
    kind: period_unit === "once" ? "one_off" : "recurring",
    per: period_unit === "once" ? null : period_unit,
    amount_minor,
    ...{ currency: "SEK", rate: null, quantity: null, status: "commitment" as const },
    valid_from: from,
    valid_to: to,
  });
  const priced = purchases.flatMap(({ quantity, unit_price_minor, valid_from, valid_to }) =>
    unit_price_minor === null ? [] : [line(unit_price_minor * (quantity ?? 1), valid_from, valid_to)],
  );
  const unpriced = purchases.flatMap(({ quantity, unit_price_minor, ...span }) =>
    unit_price_minor === null && quantity !== null ? [{ quantity, ...span }] : [],
  );
  const ladder = (quantity: number) => (quantity > 0 ? priceOf(price_model, tiers, quantity) : 0);
  const boughtOn = (day: Day) =>
    unpriced
      .filter((row) => row.valid_from <= day && (row.valid_to === null || row.valid_to >= day))
      .reduce((sum, row) => sum + row.quantity, 0);
  // the ladder is for what holds at the same time: last year's purchases lift nobody to another step
  const turns = [
    ...new Set(
      unpriced.flatMap((row) => [row.valid_from, ...(row.valid_to ? [addDays(row.valid_to, 1)] : [])]),
    ),
  ].sort();
  if (period_unit !== "once")
    return [
      ...priced,
      ...turns.map((from, index) => {
        const next = turns[index + 1];
        return line(ladder(boughtOn(from)), from, next ? addDays(next, -1) : null);
      }),
    ].filter((each) => each.amount_minor !== 0);
  // what is paid once costs its part of what the ladder says for all that is held on its first day
  return [
    ...priced,
    ...unpriced.map(({ quantity, valid_from, valid_to }) => {
      const held = boughtOn(valid_from);
      return line(Number((BigInt(ladder(held)) * BigInt(quantity)) / BigInt(held)), valid_from, valid_to);
    }),
  ].filter((each) => each.amount_minor !== 0);
}

/**
 * A contract's cost in a calendar year, öre: by its own cost lines; where none of them says anything for the year, by what has been bought
 * under its licence agreement. Never both, since an order writes cost lines too.
 *
 * @param span first and last day of the contract as far as they are known
 */
export function costInYear(
  year: number,
  {
    lines,
    bought,
    from,
    to,
  }: { lines: readonly CostLine[]; bought: readonly CostLine[]; from: Day | null; to: Day | null },
): { minor: number; source: "lines" | "purchases" } {
  const first = from && from > `${year}-01-01` ? from : `${year}-01-01`;
  const last = to && to < `${year}-12-31` ? to : `${year}-12-31`;
  // what is paid once belongs to the year in which it begins to hold, or the contract does
  const isOfYear = (line: CostLine) =>
    line.kind !== "one_off" || (line.valid_from ?? from ?? first).startsWith(String(year));
  const of = (some: readonly CostLine[]) =>
    first > last ? 0 : totalMinor(costsByYear(some.filter(isOfYear), first, last));
  const own = of(lines);
  return own === 0 && bought.length > 0
    ? { minor: of(bought), source: "purchases" }
    : { minor: own, source: "lines" };
}
