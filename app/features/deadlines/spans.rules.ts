import {
  addDays,
  addMonths,
  type Day,
  daysIn,
  earliest,
  isSameNumber,
  type LengthUnit,
  monthsIn,
} from "./days.rules.ts";

/**
 * How far a chain of periods has come. Ends are counted from where the counting began with the summed lengths, never from the end
 * before, so that a start on the 29th–31st does not drift (deadlines.md 4.2). Months and days are not summed with each other: where
 * the kind of length changes, counting begins anew the day after.
 */
export interface Reached {
  counted_from: Day;
  months: number;
  days: number;
  /** null before the first period. */
  ends_on: Day | null;
}

/** The last day of a term of n months: the day before the same-numbered day, or the month's last day when it has none. */
export function lastDayOfMonths(start: Day, months: number): Day {
  const same = addMonths(start, months);
  return isSameNumber(same, start) ? addDays(same, -1) : same;
}

/** The last day of a term; the first day counts. */
export function lastDayOfTerm(start: Day, length: number, unit: LengthUnit): Day {
  const months = monthsIn(length, unit);
  return months === null ? addDays(start, daysIn(length, unit) - 1) : lastDayOfMonths(start, months);
}

export function beginAt(start: Day): Reached {
  return { counted_from: start, months: 0, days: 0, ends_on: null };
}

/** After an end that was stated as a date, later ends are counted from the day after it. */
export function statedEnd(end: Day): Reached {
  return { counted_from: addDays(end, 1), months: 0, days: 0, ends_on: end };
}

/** One more period; `cap` is a day that no period passes. */
export function extend(reached: Reached, length: number, unit: LengthUnit, cap: Day | null): Reached {
  const months = monthsIn(length, unit);
  const changes = months === null ? reached.months > 0 : reached.days > 0;
  const from = changes && reached.ends_on ? beginAt(addDays(reached.ends_on, 1)) : reached;
  const next =
    months === null
      ? { ...from, days: from.days + daysIn(length, unit) }
      : { ...from, months: from.months + months };
  const end =
    months === null
      ? addDays(next.counted_from, next.days - 1)
      : lastDayOfMonths(next.counted_from, next.months);
  return { ...next, ends_on: cap ? earliest(end, cap) : end };
}
