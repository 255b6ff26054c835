import { exact, type Fraction, nearest, over, sum, times } from "../cost-keys/fraction.rules.ts";
import { daysInYear } from "../cost-keys/part-year.rules.ts";
import { type Day, daysBetween, earliest, latest } from "../deadlines/days.rules.ts";
import { type PriceModel, priceOf, reachedTier, type Tier } from "./tiers.rules.ts";

/* What a loan costs at self-cost (till självkostnad): the joint price of what is lent, by days (licences.md 5). */

/**
 * The joint price of one, öre per period; with steps of their own prices it is the price of all shared by quantity. undefined: a lump sum
 * is no price of one, and no ladder none at all.
 */
export function unitPrice(model: PriceModel, tiers: readonly Tier[], quantity: number): Fraction | undefined {
  const reached = reachedTier(tiers, quantity);
  if (!reached || model === "lump_sum") return undefined;
  if (model === "graduated") return over(exact(priceOf(model, tiers, quantity)), exact(quantity));
  return exact(model === "flat" ? tiers[0]!.unit_price_minor : reached.unit_price_minor);
}

/**
 * A loan's cost in öre: each day its part of its year, rounded once.
 * @param unit price of one per `per`
 */
export function loanCost(
  unit: Fraction,
  per: "month" | "year",
  { quantity, from, to }: { quantity: number; from: Day; to: Day },
): number {
  if (to < from) return 0;
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    const days = daysBetween(latest(from, `${year}-01-01`), earliest(to, `${year}-12-31`)) + 1;
    return { n: BigInt(days), d: BigInt(daysInYear(year)) };
  });
  const yearly = times(unit, exact(quantity * (per === "month" ? 12 : 1)));
  return nearest(times(yearly, sum(years)));
}
