import { addMonths, type Day, daysBetween } from "../deadlines/days.rules.ts";
import { reachableEnds } from "../deadlines/reachable.rules.ts";
import { computeTerm, type TermFacts } from "../deadlines/term.rules.ts";
import type { Terms } from "./facts.rules.ts";

/** Which version of the rules answered; raise it when the engine's answers change. */
export const WINDOW_ENGINE = 4;
/** How far ahead ends are kept, and how many: a contract that renews monthly has one in every month. */
const MONTHS_AHEAD = 108;
const MOST_ENDS = 108;
/** Months differ by up to three days in length, so an end that keeps a distance in days stays reachable with these added. */
const MONTHS_DIFFER_DAYS = 3;
/** An end that needs no act never falls due. */
export const NEVER_DUE = 2_147_483_647;

/** The ends a contract can be made to have, as whole days since 1970-01-01 that a circle's contracts are compared by. */
export interface Window {
  ends: number[];
  /** Last day of the act that leads to each end; the end is out of reach after it. */
  due: number[];
  /** Notice tied to no period: it can end this many days after the day asked about, and on any later day. */
  free_end_days: number | null;
  /** It goes on until somebody gives notice. */
  is_unlimited: boolean;
}

/** What can be reached as seen on a day. Stays right afterwards: the reader leaves out what is past or no longer due. */
export function windowOf({ term, options, periods }: Terms, day: Day): Window {
  const all = reachableEnds(term, options, periods, day, addMonths(day, MONTHS_AHEAD));
  const free = all.find((end) => end.is_from);
  const ends = all.filter((end) => !end.is_from).slice(0, MOST_ENDS);
  const number = (each: Day) => daysBetween("1970-01-01", each);
  return {
    ends: ends.map((end) => number(end.ends_on)),
    due: ends.map((end) => (end.due ? number(end.due.last_on) : NEVER_DUE)),
    is_unlimited: isUnlimited(term, computeTerm(term, options, periods, day)),
    free_end_days: free ? daysBetween(day, free.ends_on) + MONTHS_DIFFER_DAYS : null,
  };
}

/** Without a last end because it goes on, not because the last end is unknown: what is unknown is no window that others overlap with. */
function isUnlimited(term: Terms["term"], { last_possible_end, unknown }: TermFacts): boolean {
  const renewsForEver =
    term.renewal_kind === "tacit" && term.renewal_max_times === null && term.max_total_months === null;
  return last_possible_end === null && (renewsForEver || !unknown.includes("last_possible_end"));
}

/**
 * A window as text for whoever reads a hundred thousand of them: unlimited, days of free notice, ends (each as days after the one
 * before), due (each as days before its end, empty when it never is); empty when it cannot end.
 */
export function packed({ ends, due, free_end_days, is_unlimited }: Window): string {
  if (ends.length === 0 && free_end_days === null) return "";
  const steps = ends.map((end, index) => end - (ends[index - 1] ?? 0));
  const before = ends.map((end, index) => (due[index] === NEVER_DUE ? "" : end - due[index]!));
  return [is_unlimited ? "1" : "0", free_end_days ?? "", steps.join(","), before.join(",")].join("|");
}
