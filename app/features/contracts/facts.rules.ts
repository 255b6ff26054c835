import { addDays } from "../deadlines/days.rules.ts";
import {
  computeTerm,
  type Day,
  type OptionInput,
  type PeriodInput,
  type TermFacts,
  type TermInput,
} from "../deadlines/term.rules.ts";

/** What the date engine is asked. */
export interface Terms {
  term: TermInput;
  options: readonly OptionInput[];
  periods: readonly PeriodInput[];
}

/** What a list sorts and filters by: the engine's answer on one day. */
export interface Fact {
  status: string;
  current_end_on: Day | null;
  last_end_on: Day | null;
  next_notice_on: Day | null;
  notice_end_on: Day | null;
  act_by_on: Day | null;
  next_option_call_on: Day | null;
}

/** A fact with the days, first and last, on which it is the answer. */
export interface FactStep extends Fact {
  valid_from: Day;
  valid_to: Day;
}

/** Which version of the rules answered; raise it when the engine's answers change, and the steps are written anew. */
export const ENGINE = 1;
/** A contract whose answer never changes again has its last step until this day. */
export const FOR_EVER = "9999-12-31";
const MOST_STEPS = 240;
/** Further than any list looks, and near enough that an import of thousands does not wait for a century of renewals. */
const DAYS_AHEAD = 8 * 365;

/** The engine's whole answer. */
export function factsOn({ term, options, periods }: Terms, day: Day): TermFacts {
  return computeTerm(term, options, periods, day);
}

/** The end as things stand: the next one when the last notice date for the current period has passed. */
export function endOf(facts: Pick<TermFacts, "extended" | "current_end">): Day | null {
  return facts.extended?.ends_on ?? facts.current_end;
}

/** The part of the engine's answer that lists keep. */
export function factOf(facts: TermFacts): Fact {
  const { next_notice, extension } = facts;
  const option = extension?.kind === "option" && extension.is_possible ? extension : null;
  const due = [next_notice, option].filter((each) => each !== null).map((each) => each.act_by_on);
  return {
    status: facts.status,
    current_end_on: endOf(facts),
    last_end_on: facts.last_possible_end,
    next_notice_on: next_notice?.last_on ?? null,
    notice_end_on: next_notice?.ends_on ?? null,
    act_by_on: due.sort()[0] ?? null,
    next_option_call_on: option?.last_on ?? null,
  };
}

/**
 * The answers from a day on, as steps: between two days that the answers themselves name, nothing changes, so only those days (and
 * the day after each) need asking. Contracts that renew themselves for ever are cut after eight years or 240 steps; whoever reads later
 * writes the next ones.
 */
export function factSteps(terms: Terms, from: Day): FactStep[] {
  const steps: FactStep[] = [];
  const furthest = addDays(from, DAYS_AHEAD);
  let day = from;
  for (let asked = 0; asked < MOST_STEPS * 4 && steps.length < MOST_STEPS; asked += 1) {
    const facts = factsOn(terms, day);
    const next = nextChange(terms, facts, day);
    const fact = factOf(facts);
    const last = steps.at(-1);
    const valid_to = next ? addDays(next, -1) : FOR_EVER;
    if (last && isSame(last, fact)) last.valid_to = valid_to;
    else steps.push({ ...fact, valid_from: day, valid_to });
    if (!next || next > furthest) break;
    day = next;
  }
  return steps;
}

/** The first later day on which the answer may be another: every day it names, and the day after each. */
function nextChange({ term, options, periods }: Terms, facts: TermFacts, day: Day): Day | null {
  const { next_notice, last_notice, extensions } = facts;
  const named = [
    term.starts_on,
    term.notice_given_on,
    term.binding_until_on,
    facts.current_period_start,
    facts.current_period_end,
    facts.current_end,
    facts.last_possible_end,
    next_notice?.last_on,
    next_notice?.ends_on,
    last_notice?.last_on,
    ...extensions.flatMap((each) => [each.last_on, each.starts_on, each.ends_on]),
    ...options.map((option) => option.called_on),
    ...periods.map((period) => period.ends_on),
  ];
  const later = named.flatMap((each) => (each ? [each, addDays(each, 1)] : [])).filter((each) => each > day);
  return later.sort()[0] ?? null;
}

function isSame(one: Fact, other: Fact): boolean {
  return (Object.keys(other) as (keyof Fact)[]).every((key) => one[key] === other[key]);
}

/** The period ends on a known day and nobody can say what has to be done before it: a list with end dates and nothing more. */
export function isUnclear({
  current_end,
  ends_by_itself,
  next_notice,
  extension,
  unknown,
}: Pick<TermFacts, "current_end" | "ends_by_itself" | "next_notice" | "extension" | "unknown">): boolean {
  if (!current_end || ends_by_itself || next_notice || extension?.is_possible) return false;
  return ends_by_itself === null || unknown.includes("next_notice");
}
