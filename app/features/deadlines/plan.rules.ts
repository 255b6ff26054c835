import { addDays, type Day, type LengthUnit } from "./days.rules.ts";
import { type ExplanationPart, part } from "./explanation.rules.ts";
import { beginAt, extend, lastDayOfMonths, lastDayOfTerm, type Reached, statedEnd } from "./spans.rules.ts";
import type { MissingRule, OptionInput, PeriodInput, TermInput } from "./term.rules.ts";

/** One period of a contract. */
export interface Period {
  /** 0 for the first. */
  index: number;
  kind: "initial" | "option" | "tacit" | "express";
  starts_on: Day | null;
  ends_on: Day;
  /** How its end was reached. */
  explain: ExplanationPart;
}

/** What has been agreed and decided so far: the first period, called options, agreed renewals. */
export interface Plan {
  starts_on: Day | null;
  is_open_ended: boolean;
  /** Empty when open-ended or when the first end is not known. */
  periods: Period[];
  reached: Reached | null;
  /** The contract never runs past this day. */
  cap: Day | null;
  /** Options that nobody has called, in order. */
  uncalled: OptionInput[];
  agreed: number;
  missing: MissingRule[];
}

/** The first period's end, or null when neither a day nor a length says it. */
function firstPeriod(term: TermInput, cap: Day | null): { period: Period; reached: Reached } | null {
  if (term.ends_on) {
    const explain = part("stated_end", { ends_on: term.ends_on });
    const period = {
      index: 0,
      kind: "initial" as const,
      starts_on: term.starts_on,
      ends_on: term.ends_on,
      explain,
    };
    return { period, reached: statedEnd(term.ends_on) };
  }
  if (!term.starts_on || !term.initial_length || !term.initial_unit) return null;
  const reached = extend(beginAt(term.starts_on), term.initial_length, term.initial_unit, cap);
  const explain = explainFirst(term.starts_on, term.initial_length, term.initial_unit);
  const ends_on = reached.ends_on ?? term.starts_on;
  return { period: { index: 0, kind: "initial", starts_on: term.starts_on, ends_on, explain }, reached };
}

function explainFirst(starts_on: Day, length: number, unit: LengthUnit): ExplanationPart {
  const ends_on = lastDayOfTerm(starts_on, length, unit);
  const values = { starts_on, length, unit, ends_on };
  if (unit === "days" || unit === "weeks") return part("first_days", values);
  const isShort = addDays(ends_on, 1).slice(8) !== starts_on.slice(8);
  return part(isShort ? "first_months_short" : "first_months", { ...values, same_on: addDays(ends_on, 1) });
}

/** Adds one period to a plan; the explanation says why it is there. */
function follow(
  plan: Plan & { reached: Reached },
  kind: Period["kind"],
  reached: Reached,
  explain: ExplanationPart,
): Plan & { reached: Reached } {
  const last = plan.reached.ends_on;
  const starts_on = last ? addDays(last, 1) : plan.starts_on;
  const ends_on = reached.ends_on ?? last ?? "";
  const period = { index: plan.periods.length, kind, starts_on, ends_on, explain };
  return { ...plan, reached, periods: [...plan.periods, period] };
}

/**
 * What stands on a contract without looking at a day. Options count when they have been called, in order of `seq` without a gap;
 * renewals both have agreed on come after them.
 */
export function planOf(
  term: TermInput,
  options: readonly OptionInput[],
  periods: readonly PeriodInput[],
): Plan {
  const cap =
    term.max_total_months && term.starts_on ? lastDayOfMonths(term.starts_on, term.max_total_months) : null;
  const ordered = [...options].sort((a, b) => a.seq - b.seq);
  const firstOpen = ordered.findIndex((option) => !option.called_on);
  const called = firstOpen < 0 ? ordered : ordered.slice(0, firstOpen);
  const empty: Plan = {
    starts_on: term.starts_on,
    is_open_ended: term.is_open_ended,
    periods: [],
    reached: null,
    cap,
    uncalled: ordered.slice(called.length),
    agreed: 0,
    missing: term.starts_on ? [] : ["start"],
  };
  if (term.is_open_ended) return { ...empty, uncalled: [] };
  const first = firstPeriod(term, cap);
  if (!first) return { ...empty, missing: [...empty.missing, "first_end"] };
  let plan: Plan & { reached: Reached } = { ...empty, reached: first.reached, periods: [first.period] };
  for (const { seq, length, unit, called_on } of called) {
    const reached = extend(plan.reached, length, unit, cap);
    const values = { seq, length, unit, called_on: called_on ?? "", ends_on: reached.ends_on ?? "" };
    plan = follow(plan, "option", reached, part("option_called", values));
  }
  return withAgreed(plan, term, periods);
}

function withAgreed(
  start: Plan & { reached: Reached },
  term: TermInput,
  periods: readonly PeriodInput[],
): Plan {
  const agreed = periods.filter((period) => period.kind === "express").sort((a, b) => a.seq - b.seq);
  let plan = start;
  for (const [index, { ends_on }] of agreed.entries()) {
    const reached = ends_on ? statedEnd(ends_on) : renewedOnce(plan, term);
    if (!reached) return { ...plan, agreed: index, missing: [...plan.missing, "renewal_length"] };
    const values = { number: index + 1, ends_on: reached.ends_on ?? "" };
    plan = follow(plan, "express", reached, part("renewal_agreed", values));
  }
  return { ...plan, agreed: agreed.length };
}

/** One renewal further by the length of the rule, or null when that is not known. */
export function renewedOnce(plan: Pick<Plan, "reached" | "cap">, term: TermInput): Reached | null {
  if (!plan.reached || !term.renewal_length || !term.renewal_unit) return null;
  return extend(plan.reached, term.renewal_length, term.renewal_unit, plan.cap);
}
