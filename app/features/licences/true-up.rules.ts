import { allocate, type Share } from "../cost-keys/allocation.rules.ts";
import { addDays, type Day } from "../deadlines/days.rules.ts";
import { type Pool, possibleLoans } from "./pool.rules.ts";

/* Over-use and true-up (överuttag, avstämning; licences.md 6). */

export type TrueUpState = "open" | "counted" | "balanced" | "ordered" | "settled";

const NEXT: Record<TrueUpState, TrueUpState | null> = {
  open: "counted",
  counted: "balanced",
  balanced: "ordered",
  ordered: "settled",
  settled: null,
};

/** Each state leads to the next only; a settled one is followed by a correction run, never edited. */
export function nextState(state: TrueUpState): TrueUpState | null {
  return NEXT[state];
}

/**
 * A count that is older than the agreement allows on the day it is used.
 * @param intervalDays null: a count that is official until the next one, such as the population, does not age
 */
export function isStale(countedOn: Day, asOf: Day, intervalDays: number | null): boolean {
  return intervalDays !== null && addDays(countedOn, intervalDays) < asOf;
}

export interface CountedRow {
  used: number | null;
  counted_on: Day | null;
  is_marked_missing: boolean;
}

/** Why a true-up cannot be `counted` yet: members without a count that nobody has marked, and stale counts. */
export function uncounted<Row extends CountedRow>(
  rows: readonly Row[],
  asOf: Day,
  intervalDays: number | null,
): { row: Row; code: "count_missing" | "count_stale" }[] {
  return rows.flatMap((row): { row: Row; code: "count_missing" | "count_stale" }[] => {
    if (row.is_marked_missing) return [];
    if (row.used === null || row.counted_on === null) return [{ row, code: "count_missing" }];
    return isStale(row.counted_on, asOf, intervalDays) ? [{ row, code: "count_stale" }] : [];
  });
}

/** A member in the order that is placed. */
export interface OrderRow {
  party: string;
  party_order: number;
  overuse: number;
  /** What it still lacks when everything that can be lent is: its part of what is bought. */
  ordered: number;
}

/**
 * What must be bought, and for whom, after balancing.
 * @param before what earlier runs for the same day have bought, by member: a correction run buys only what is lacking still
 */
export function orderRows(pool: Pool, before: ReadonlyMap<string, number> = new Map()): OrderRow[] {
  const helped = new Map<string, number>();
  for (const { borrower, quantity } of possibleLoans(pool))
    helped.set(borrower.party, (helped.get(borrower.party) ?? 0) + quantity);
  return pool.members.map(({ party, party_order, overuse }) => ({
    party,
    party_order,
    overuse,
    ordered: Math.max(0, overuse - (helped.get(party) ?? 0) - (before.get(party) ?? 0)),
  }));
}

/** A member's share of an order, öre; in a correction run the difference, which may be negative. */
export interface OrderShare {
  party: string;
  minor: number;
}

/**
 * What a correction run charges and pays back: the shares of everything ordered so far as they should be, less what earlier runs have
 * charged (rättelserader). They sum to what this run buys.
 */
export function corrected(full: readonly OrderShare[], charged: ReadonlyMap<string, number>): OrderShare[] {
  const parties = new Set([...full.map((share) => share.party), ...charged.keys()]);
  const of = new Map(full.map((share) => [share.party, share.minor]));
  return [...parties].map((party) => ({ party, minor: (of.get(party) ?? 0) - (charged.get(party) ?? 0) }));
}

/**
 * Who pays how much of an order, to the öre: after over-use, or by a key's weights.
 *
 * @param weights by party, for `by_key`
 */
export function orderShares(
  totalMinor: number,
  rows: readonly Pick<OrderRow, "party" | "party_order" | "overuse">[],
  weights?: ReadonlyMap<string, number>,
): Share[] {
  const weighed = rows.map(({ party, party_order, overuse }) => ({
    party,
    party_order,
    weight: weights ? (weights.get(party) ?? 0) : overuse,
  }));
  return totalMinor === 0 ? [] : allocate(totalMinor, weighed);
}
