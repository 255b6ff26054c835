import { addDays, type Day, daysBetween, earliest, type LengthUnit } from "./days.rules.ts";
import { part } from "./explanation.rules.ts";
import { type Period, type Plan, renewedOnce } from "./plan.rules.ts";
import { extend, type Reached } from "./spans.rules.ts";
import type { TermInput } from "./term.rules.ts";

/** A period together with how far the counting has come, so that the next can be found from it. */
export interface Standing {
  period: Period;
  reached: Reached;
  /** Tacit renewals made to get here. */
  renewals: number;
}

/** The last of what has been agreed and decided; null when open-ended or unknown. */
export function decidedEnd(plan: Plan): Standing | null {
  const period = plan.periods.at(-1);
  return period && plan.reached ? { period, reached: plan.reached, renewals: 0 } : null;
}

/**
 * The tacit renewal after a period, or null when none can follow: not a tacit contract, no length, the number used up, or the longest
 * total time reached (a renewal that would pass that time ends on its last day).
 */
export function renewalAfter(term: TermInput, plan: Plan, at: Standing): Standing | null {
  if (term.renewal_kind !== "tacit") return null;
  if (term.renewal_max_times !== null && at.renewals >= term.renewal_max_times) return null;
  if (plan.cap && at.period.ends_on >= plan.cap) return null;
  const reached = renewedOnce({ reached: at.reached, cap: plan.cap }, term);
  if (!reached?.ends_on) return null;
  const starts_on = addDays(at.period.ends_on, 1);
  const isCut = reached.ends_on !== renewedOnce({ reached: at.reached, cap: null }, term)?.ends_on;
  const explain = part(isCut ? "renewed_cut" : "renewed", {
    number: at.renewals + 1,
    starts_on,
    ends_on: reached.ends_on,
    length: term.renewal_length ?? 0,
    unit: term.renewal_unit ?? "months",
    counted_from: reached.counted_from,
  });
  const period: Period = {
    index: at.period.index + 1,
    kind: "tacit",
    starts_on,
    ends_on: reached.ends_on,
    explain,
  };
  return { period, reached, renewals: at.renewals + 1 };
}

const MOST_DAYS: Record<LengthUnit, number> = { days: 1, weeks: 7, months: 31, years: 366 };

/**
 * Passes over renewals that certainly end before a day, at least two short of it, so that a contract that has renewed itself every week
 * for decades is not counted through week by week. What comes of it only carries the counting on: the periods told are made one by one.
 */
export function leap(term: TermInput, plan: Plan, from: Standing, day: Day): Standing {
  const { renewal_length: length, renewal_unit: unit, renewal_max_times: most } = term;
  if (term.renewal_kind !== "tacit" || !length || !unit) return from;
  const target = plan.cap ? earliest(day, plan.cap) : day;
  let at = from;
  for (;;) {
    const fit = Math.floor(daysBetween(at.period.ends_on, target) / (length * MOST_DAYS[unit])) - 2;
    const times = most === null ? fit : Math.min(fit, most - at.renewals - 2);
    // the first is made on its own: counting may begin anew where the kind of length changes
    const first = times > 2 ? renewalAfter(term, plan, at) : null;
    if (!first) return at;
    const reached = extend(first.reached, length * (times - 1), unit, plan.cap);
    const index = at.period.index + times;
    const period: Period = { ...first.period, index, starts_on: null, ends_on: reached.ends_on ?? target };
    at = { period, reached, renewals: at.renewals + times };
  }
}

export interface Rolled {
  at: Standing;
  /** The period before, when this one is a tacit renewal. */
  before: Standing | null;
}

/** The decided end, or the tacit renewal that is running on a day. Before the decided end nothing has been renewed. */
export function rollTo(term: TermInput, plan: Plan, decided: Standing, day: Day): Rolled {
  let [at, before]: [Standing, Standing | null] = [leap(term, plan, decided, day), null];
  while (at.period.ends_on < day) {
    const next = renewalAfter(term, plan, at);
    if (!next) break;
    [at, before] = [next, at];
  }
  return { at, before };
}

/** The end of the last renewal that can follow; null when renewals have no limit. */
export function lastRenewalEnd(term: TermInput, plan: Plan, at: Standing): Day | null {
  if (term.renewal_max_times === null && !plan.cap) return null;
  let last = plan.cap ? leap(term, plan, at, plan.cap) : at;
  for (let next = renewalAfter(term, plan, last); next; next = renewalAfter(term, plan, last)) last = next;
  return last.period.ends_on;
}

/** The period of a plan, or the running renewal, that a day lies in; the first one before the start. */
export function periodOn(plan: Plan, rolled: Rolled, day: Day): Period {
  return plan.periods.find((period) => day <= period.ends_on) ?? rolled.at.period;
}
