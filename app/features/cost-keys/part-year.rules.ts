import { addDays, type Day, daysBetween } from "../deadlines/days.rules.ts";
import { type KeyParty, KeyRefused, rounded, type Share } from "./allocation.rules.ts";
import { exact, type Fraction, over, plus, sum, times, ZERO } from "./fraction.rules.ts";

/** A party with the days it takes part, both inclusive; null: before or after every year. */
export interface PartYearParty extends KeyParty {
  from: Day | null;
  to: Day | null;
}

/** Whole days of a year. */
export function daysInYear(year: number): number {
  return daysBetween(`${year}-01-01`, `${year}-12-31`) + 1;
}

/**
 * Shares a year's cost among parties that take part for some of its days (del av år): each day's cost is shared by weight among the
 * parties of that day, with one rounding at the end (agreement-and-money.md 4.2).
 *
 * @throws KeyRefused KST-002 when on some day nobody with a weight takes part
 */
export function allocatePartYear(
  totalMinor: number,
  year: number,
  parties: readonly PartYearParty[],
): { shares: Share[]; days: Record<string, number>; daysInYear: number } {
  const all = daysInYear(year);
  const spans = parties.map((party) => spanIn(year, party));
  const weights = parties.map((party) => exact(party.weight));
  if (weights.some((weight) => weight.n < 0n)) throw new KeyRefused("KST-002");
  const parts: Fraction[] = parties.map(() => ZERO);
  for (const stretch of stretches(year, spans)) {
    const present = spans.map((span) => span !== null && span.from <= stretch.from && span.to >= stretch.to);
    const weightOfAll = sum(weights.filter((_, index) => present[index]));
    if (weightOfAll.n === 0n) throw new KeyRefused("KST-002");
    const cost = times(exact(totalMinor), {
      n: BigInt(daysBetween(stretch.from, stretch.to) + 1),
      d: BigInt(all),
    });
    for (const [index, weight] of weights.entries())
      if (present[index]) parts[index] = plus(parts[index]!, times(cost, over(weight, weightOfAll)));
  }
  const days = spans.map((span) => (span ? daysBetween(span.from, span.to) + 1 : 0));
  return {
    shares: rounded(totalMinor, parties, parts),
    days: Object.fromEntries(parties.map((party, index) => [party.party, days[index]!])),
    daysInYear: all,
  };
}

/** Days from one to another, both inclusive. */
export interface Span {
  from: Day;
  to: Day;
}

/** The days of a year on which a party takes part; null: none. */
export function spanIn(year: number, { from, to }: Pick<PartYearParty, "from" | "to">): Span | null {
  const first = from && from > `${year}-01-01` ? from : `${year}-01-01`;
  const last = to && to < `${year}-12-31` ? to : `${year}-12-31`;
  return first <= last ? { from: first, to: last } : null;
}

/** The year cut where somebody joins or has left. */
export function stretches(year: number, spans: readonly (Span | null)[]): Span[] {
  const end = `${year}-12-31`;
  const starts = new Set([`${year}-01-01`]);
  for (const span of spans) {
    if (!span) continue;
    starts.add(span.from);
    if (span.to < end) starts.add(addDays(span.to, 1));
  }
  const sorted = [...starts].sort();
  return sorted.map((from, index) => {
    const next = sorted[index + 1];
    return { from, to: next ? addDays(next, -1) : end };
  });
}
