import type { TermFacts } from "../deadlines/term.rules.ts";
import { endOf } from "./facts.rules.ts";

/** What follows from the terms, by name; options by their number: `option_1`. */
export type ComputedDates = Record<string, string | null>;

/** A date that is another after a change than before. */
export interface MovedDate {
  key: string;
  old: string | null;
  new: string | null;
}

/** The computed dates that a person plans by, in the order shown. */
export function computedDates(facts: TermFacts): ComputedDates {
  const { next_notice, extensions } = facts;
  return {
    status: facts.status,
    current_end: endOf(facts),
    next_notice: next_notice?.last_on ?? null,
    notice_end: next_notice?.ends_on ?? null,
    act_by: next_notice?.act_by_on ?? null,
    earliest_end: facts.earliest_end_on,
    last_possible_end: facts.last_possible_end,
    ...Object.fromEntries(
      extensions.map((each) => [`${each.kind}_${each.seq}`, each.is_possible ? each.last_on : null]),
    ),
  };
}

/** Every computed date that a change of terms would move, also those that appear or disappear. */
export function movedDates(before: TermFacts, after: TermFacts): MovedDate[] {
  const [old, fresh] = [computedDates(before), computedDates(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map((key) => ({ key, old: old[key] ?? null, new: fresh[key] ?? null }))
    .filter((date) => date.old !== date.new);
}

/** Says which dates somebody has read and agreed to, so that others than those are not saved unseen. */
export function movedKey(moved: readonly MovedDate[]): string {
  return moved.map((date) => `${date.key}:${date.new ?? ""}`).join("|");
}
