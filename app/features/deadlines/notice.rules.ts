import {
  addDays,
  addLength,
  addMonths,
  type Day,
  dayOf,
  endOfMonth,
  isEndOfMonth,
  type LengthUnit,
  latest,
  monthsIn,
  yearOf,
} from "./days.rules.ts";
import { type Explanation, type ExplanationPart, part } from "./explanation.rules.ts";
import { workdayOnOrBefore } from "./holidays.rules.ts";
import type { LastDay, NoticeAnchor } from "./term.rules.ts";

/** Anchors that are days of the calendar, in contrast to `running` and `period_end`. */
export type CalendarAnchor = Exclude<NoticeAnchor, "running" | "period_end" | "unknown">;

/** What is known about how a contract is terminated. */
export interface NoticeRule {
  length: number;
  unit: LengthUnit;
  anchor: NoticeAnchor;
  anchor_side: "end" | "start";
  binding_until_on: Day | null;
  binding_applies_to: "end" | "notice";
  buffer_days: number;
}

/**
 * The latest day D with D ⊕ length ≤ end. For months: back to the same month's day, but to its last day when the end is the last of its
 * month (deadlines.md 3).
 */
export function latestDayBefore(end: Day, length: number, unit: LengthUnit): Day {
  const months = monthsIn(length, unit);
  const back = addLength(end, -length, unit);
  return months !== null && isEndOfMonth(end) ? endOfMonth(back) : back;
}

/**
 * The last day for an act that must come a length before an end, with the cautious day (the same number counted backwards), the working
 * day before and the day to act by. Nothing is moved past a weekend: that law concerns deadlines in statute (deadlines.md 1.9).
 */
export function lastDay(end: Day, length: number, unit: LengthUnit, bufferDays: number): LastDay {
  const last_on = latestDayBefore(end, length, unit);
  const cautious_on = addLength(end, -length, unit);
  return withWorkdays(last_on, cautious_on, bufferDays);
}

function withWorkdays(last_on: Day, cautious_on: Day, bufferDays: number): LastDay {
  const act_by_on = addDays(cautious_on, -bufferDays);
  return {
    last_on,
    cautious_on,
    last_workday: workdayOnOrBefore(last_on),
    act_by_on,
    act_by_workday: workdayOnOrBefore(act_by_on),
  };
}

/** How the days of a `LastDay` came about. */
export function explainLastDay(
  due: LastDay,
  end: Day,
  length: number,
  unit: LengthUnit,
  bufferDays: number,
): ExplanationPart[] {
  const next = addDays(due.last_on, 1);
  const steps = [
    part("latest_day", {
      length,
      unit,
      end,
      last_on: due.last_on,
      reaches: addLength(due.last_on, length, unit),
      next_on: next,
      next_reaches: addLength(next, length, unit),
    }),
  ];
  if (due.cautious_on !== due.last_on)
    steps.push(part("cautious", { length, unit, end, cautious_on: due.cautious_on, last_on: due.last_on }));
  return [...steps, ...explainWorkdays(due, bufferDays)];
}

function explainWorkdays(due: LastDay, bufferDays: number): ExplanationPart[] {
  const steps: ExplanationPart[] = [];
  if (due.last_workday !== due.last_on)
    steps.push(part("workday_before", { day: due.last_on, workday: due.last_workday }));
  if (bufferDays > 0)
    steps.push(part("buffer", { days: bufferDays, from: due.cautious_on, act_by_on: due.act_by_on }));
  if (bufferDays > 0 && due.act_by_workday !== due.act_by_on)
    steps.push(part("workday_before", { day: due.act_by_on, workday: due.act_by_workday }));
  return steps;
}

const anchorMonths: Record<Exclude<CalendarAnchor, "term_of_office_end">, number> = {
  month_end: 1,
  quarter_end: 3,
  half_year_end: 6,
  year_end: 12,
};

/** The first anchor day on or after a day. A term of office ends on 31 December of an election year: 2022, 2026, 2030 … (KL 6:18). */
export function anchorOnOrAfter(day: Day, anchor: CalendarAnchor): Day {
  if (anchor === "term_of_office_end") {
    const year = yearOf(day);
    return dayOf(year + ((((2026 - year) % 4) + 4) % 4), 12, 31);
  }
  const step = anchorMonths[anchor];
  const month = Number(day.slice(5, 7));
  return endOfMonth(dayOf(yearOf(day), Math.ceil(month / step) * step, 1));
}

/** The first day on which notice can be given: the day after the binding when that concerns the notice. */
export function firstNoticeDay(rule: NoticeRule, wanted: Day): Day {
  return rule.binding_until_on && rule.binding_applies_to === "notice"
    ? latest(wanted, addDays(rule.binding_until_on, 1))
    : wanted;
}

/** The day the contract may end at the earliest because it is bound, or null. */
export function boundUntil(rule: NoticeRule): Day | null {
  return rule.binding_applies_to === "end" ? rule.binding_until_on : null;
}

export interface NoticeEnd {
  ends_on: Day;
  explain: Explanation;
}

/** The end that a notice on a day leads to, for anchors that are not the end of a period; the binding is kept. */
export function endAfterNotice(rule: NoticeRule, noticeOn: Day): NoticeEnd {
  const from = firstNoticeDay(rule, noticeOn);
  const steps: ExplanationPart[] = [];
  if (from !== noticeOn)
    steps.push(part("notice_from", { binding: rule.binding_until_on ?? "", first_on: from }));
  const bound = boundUntil(rule);
  if (rule.anchor === "running" || rule.anchor === "period_end" || rule.anchor === "unknown") {
    const reached = addLength(from, rule.length, rule.unit);
    const ends_on = bound ? latest(reached, bound) : reached;
    steps.push(part("notice_runs", { from, length: rule.length, unit: rule.unit, reached }));
    if (ends_on !== reached) steps.push(part("bound_until", { binding: ends_on }));
    return { ends_on, explain: steps };
  }
  const anchor = rule.anchor;
  if (rule.anchor_side === "start") return startSideEnd(rule, anchor, from, steps);
  const reached = addLength(from, rule.length, rule.unit);
  const free = anchorOnOrAfter(reached, anchor);
  steps.push(
    part("notice_anchored", { from, length: rule.length, unit: rule.unit, reached, anchor, ends_on: free }),
  );
  const ends_on = bound && bound > free ? anchorOnOrAfter(bound, anchor) : free;
  if (ends_on !== free) steps.push(part("bound_anchor", { binding: bound ?? "", anchor, ends_on }));
  return { ends_on, explain: steps };
}

/** With the anchor at the start: counted from the first anchor day on or after the notice, to the end of that month. */
function startSideEnd(
  rule: NoticeRule,
  anchor: CalendarAnchor,
  from: Day,
  steps: ExplanationPart[],
): NoticeEnd {
  const bound = boundUntil(rule);
  let counted = anchorOnOrAfter(from, anchor);
  const endFrom = (day: Day) => endOfMonth(addLength(day, rule.length, rule.unit));
  while (bound && endFrom(counted) < bound) counted = anchorOnOrAfter(addDays(counted, 1), anchor);
  const ends_on = endFrom(counted);
  steps.push(
    part("notice_start_anchor", {
      from,
      anchor,
      counted_from: counted,
      length: rule.length,
      unit: rule.unit,
      ends_on,
    }),
  );
  if (bound) steps.push(part("bound_until", { binding: bound }));
  return { ends_on, explain: steps };
}

/** The last day for a notice that leads to an end which the rule allows; the end is one that `endAfterNotice` can give. */
export function lastNoticeFor(rule: NoticeRule, end: Day): LastDay {
  if (rule.anchor_side !== "start" || rule.anchor === "running" || rule.anchor === "period_end")
    return lastDay(end, rule.length, rule.unit, rule.buffer_days);
  const anchor = rule.anchor as CalendarAnchor;
  // The latest anchor day whose end is not later: near the end minus the length, at most one anchor off.
  let day = anchorOnOrAfter(addMonths(addLength(end, -rule.length, rule.unit), -1), anchor);
  for (let next = day; ; next = anchorOnOrAfter(addDays(next, 1), anchor)) {
    if (endOfMonth(addLength(next, rule.length, rule.unit)) > end) break;
    day = next;
  }
  return withWorkdays(day, day, rule.buffer_days);
}

export function explainNoticeFor(rule: NoticeRule, due: LastDay, end: Day): ExplanationPart[] {
  if (rule.anchor_side !== "start" || rule.anchor === "running" || rule.anchor === "period_end")
    return explainLastDay(due, end, rule.length, rule.unit, rule.buffer_days);
  return [
    part("latest_anchor", {
      anchor: rule.anchor,
      last_on: due.last_on,
      length: rule.length,
      unit: rule.unit,
      end,
    }),
    ...explainWorkdays(due, rule.buffer_days),
  ];
}

export interface WantedEnd {
  is_allowed: boolean;
  due: LastDay | null;
  /** The wanted day itself when it is allowed. */
  nearest_on: Day;
  explain: Explanation;
}

/** Whether a contract can end on a wanted day, by when notice must be given, and else the nearest later day (UPP-002). */
export function noticeForWantedEnd(rule: NoticeRule, wanted: Day): WantedEnd {
  const nearest_on = nearestEnd(rule, wanted);
  if (nearest_on !== wanted)
    return {
      is_allowed: false,
      due: null,
      nearest_on,
      explain: [part("not_an_end", { wanted, anchor: rule.anchor, nearest_on })],
    };
  const due = lastNoticeFor(rule, wanted);
  return { is_allowed: true, due, nearest_on, explain: explainNoticeFor(rule, due, wanted) };
}

/** The first end on or after a day that anchor and binding allow. */
function nearestEnd(rule: NoticeRule, wanted: Day): Day {
  const bound = boundUntil(rule);
  const from = bound ? latest(wanted, bound) : wanted;
  if (rule.anchor === "running" || rule.anchor === "period_end" || rule.anchor === "unknown") return from;
  if (rule.anchor_side === "end") return anchorOnOrAfter(from, rule.anchor);
  const free = { ...rule, binding_until_on: null };
  let counted = anchorOnOrAfter(addMonths(addLength(from, -rule.length, rule.unit), -1), rule.anchor);
  while (endAfterNotice(free, counted).ends_on < from)
    counted = anchorOnOrAfter(addDays(counted, 1), rule.anchor);
  return endAfterNotice(free, counted).ends_on;
}
