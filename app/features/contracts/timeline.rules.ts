import { addDays, addMonths, daysBetween } from "../deadlines/days.rules.ts";
import type { Day, TermFacts } from "../deadlines/term.rules.ts";
import { endOf, factsOn, type Terms } from "./facts.rules.ts";

/** A stretch of the drawing. */
export interface Bar {
  kind: "past" | "current" | "option" | "tacit" | "express";
  from: Day;
  to: Day;
  /** Number of the option. */
  seq?: number;
}

/** A day that matters. */
export interface Mark {
  kind: "notice" | "call" | "binding" | "today";
  on: Day;
  seq?: number;
}

/** What is drawn of a contract: stretches and days between two days. The first stretch may have begun before the drawing does. */
export interface Timeline {
  from: Day;
  to: Day;
  bars: Bar[];
  marks: Mark[];
  /** Open to the right: until notice is given. */
  isOpen: boolean;
}

const RENEWALS_SHOWN = 2;
/** Of what is over only so much is drawn before the running period: what is to come is what the reader acts on. */
const PAST_MONTHS = 24;

/** The contract in time: what has been, what is agreed, what may follow and the days to act. null: no start is known. */
export function timelineOf(terms: Terms, facts: TermFacts, today: Day): Timeline | null {
  const { starts_on: start } = facts;
  if (!start) return null;
  const bars: Bar[] = [];
  const periodStart = facts.current_period_start ?? start;
  if (start < periodStart) bars.push({ kind: "past", from: start, to: addDays(periodStart, -1) });
  const end = endOf(facts);
  const isOver = facts.status === "ended";
  const isOpen = end === null && !isOver;
  const agreed = end ?? addMonths(today > periodStart ? today : periodStart, 36);
  bars.push({ kind: isOver ? "past" : "current", from: periodStart, to: agreed });
  for (const each of facts.extensions.filter((one) => one.is_possible))
    bars.push({ kind: each.kind, from: each.starts_on, to: each.ends_on, seq: each.seq });
  if (end !== null && facts.ends_by_itself === false) bars.push(...renewals(terms, end));
  const marks: Mark[] = [{ kind: "today", on: today }];
  if (facts.next_notice) marks.push({ kind: "notice", on: facts.next_notice.last_on });
  for (const each of facts.extensions.filter((one) => one.is_possible))
    marks.push({ kind: "call", on: each.last_on, seq: each.seq });
  const { binding_until_on: bound } = terms.term;
  if (bound && bound >= today) marks.push({ kind: "binding", on: bound });
  const days = [...bars.flatMap((bar) => [bar.from, bar.to]), ...marks.map((mark) => mark.on)].sort();
  const earliest = addMonths(today < periodStart ? today : periodStart, -PAST_MONTHS);
  const from = days[0]! < earliest ? earliest : days[0]!;
  return { from, to: days.at(-1)!, bars, marks, isOpen };
}

/** The next times that the contract renews itself when nobody gives notice. */
function renewals(terms: Terms, end: Day): Bar[] {
  const bars: Bar[] = [];
  for (let from = addDays(end, 1); bars.length < RENEWALS_SHOWN; ) {
    const later = factsOn(terms, from);
    const to = later.current_period_end;
    if (later.status === "ended" || !to || to < from) break;
    bars.push({ kind: "tacit", from, to });
    from = addDays(to, 1);
  }
  return bars;
}

/** Where a day lies in the drawing, 0–100. */
export function placeOf({ from, to }: Pick<Timeline, "from" | "to">, day: Day): number {
  const whole = Math.max(1, daysBetween(from, to) + 1);
  return Math.min(100, Math.max(0, (daysBetween(from, day) / whole) * 100));
}

/** First days of years that fit beside each other as headings of the drawing. */
export function yearsShown({ from, to }: Pick<Timeline, "from" | "to">): Day[] {
  const [first, last] = [Number(from.slice(0, 4)) + 1, Number(to.slice(0, 4))];
  const step = Math.max(1, Math.ceil((last - first + 1) / 6));
  const years: Day[] = [];
  for (let year = first; year <= last; year += step) years.push(`${year}-01-01`);
  return years.filter((day) => placeOf({ from, to }, day) < 95);
}
