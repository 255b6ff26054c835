import { addDays, type Day, daysBetween } from "../deadlines/days.rules.ts";

/*
 * Parties that take part for some of a year's days (del av år): each day's cost is shared by weight among the parties of that day, with
 * one rounding at the end (agreement-and-money.md 4.2).
 */

/** Days from one to another, both inclusive. */
export interface Span {
  from: Day;
  to: Day;
}

/** When somebody takes part. */
export interface Presence {
  /** First and last day; null: before or after every year. */
  from: Day | null;
  to: Day | null;
  /** Days between them on which it has left and not come back, in order. */
  away?: readonly Span[];
}

/** Whole days of a year. */
export function daysInYear(year: number): number {
  return daysBetween(`${year}-01-01`, `${year}-12-31`) + 1;
}

/** The days of a year on which a party takes part, in order; none: it does not. */
export function spansIn(year: number, { from, to, away = [] }: Presence): Span[] {
  let rest: Span[] = within({ from: `${year}-01-01`, to: `${year}-12-31` }, from, to);
  for (const gap of away)
    rest = rest.flatMap((span) => [
      ...within(span, null, addDays(gap.from, -1)),
      ...within(span, addDays(gap.to, 1), null),
    ]);
  return rest;
}

function within(span: Span, from: Day | null, to: Day | null): Span[] {
  const first = from && from > span.from ? from : span.from;
  const last = to && to < span.to ? to : span.to;
  return first <= last ? [{ from: first, to: last }] : [];
}

/** How many days spans have together. */
export function daysOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
}

/** The year cut where somebody joins or has left. */
export function stretches(year: number, spans: readonly Span[]): Span[] {
  const end = `${year}-12-31`;
  const starts = new Set([`${year}-01-01`]);
  for (const span of spans) {
    starts.add(span.from);
    if (span.to < end) starts.add(addDays(span.to, 1));
  }
  const sorted = [...starts].sort();
  return sorted.map((from, index) => {
    const next = sorted[index + 1];
    return { from, to: next ? addDays(next, -1) : end };
  });
}
