import { type Day, daysBetween } from "./days.rules.ts";
import { type StatuteBook, seededStatutes } from "./statute.rules.ts";
import { type StatutoryDeadline, statutory } from "./statutory.rules.ts";

/** More than half of the seats of a board (KL 6:27): ⌊seats / 2⌋ + 1; seats, not those present. */
export function requiredForQuorum(seats: number): number {
  return Math.floor(seats / 2) + 1;
}

export interface ItemAttendance {
  seats: number;
  serving_before_item: number;
  /** Left because of a conflict of interest (jäv); not counted (KL 6:30). */
  disqualified_on_item: number;
  substitutes_entering_for_item: number;
}

/** Whether a board may decide on one item; refused with NAM-001 when not. */
export function quorumOnItem(item: ItemAttendance): {
  serving: number;
  required: number;
  is_quorate: boolean;
} {
  const serving = item.serving_before_item - item.disqualified_on_item + item.substitutes_entering_for_item;
  const required = requiredForQuorum(item.seats);
  return { serving, required, is_quorate: serving >= required };
}

/**
 * The last day to adjust minutes (justering, KL 5:69): 14 days after the meeting. Whether it moves is not confirmed, so the raw day is
 * the safe one.
 *
 * @param days what the reglemente says; null takes the law's
 */
export function minutesAdjustment(
  meeting_on: Day,
  days: number | null = null,
  book: StatuteBook = seededStatutes,
): StatutoryDeadline | null {
  const rule = book("minutes.adjustment_days", meeting_on);
  const length = days ?? rule?.value;
  return length === undefined
    ? null
    : statutory({ from: meeting_on, length, unit: "days", moves: "both", rule });
}

/** The last day to announce adjusted minutes: the second day after (tillkännagivande, KL 8:12); both days are shown. */
export function minutesAnnouncement(
  adjusted_on: Day,
  days: number | null = null,
  book: StatuteBook = seededStatutes,
): StatutoryDeadline | null {
  const rule = book("minutes.announcement_days", adjusted_on);
  const length = days ?? rule?.value;
  return length === undefined
    ? null
    : statutory({ from: adjusted_on, length, unit: "days", moves: "both", rule });
}

export interface AdjustmentCheck {
  /** Days after the meeting. */
  day_number: number;
  latest_on: Day;
  is_in_time: boolean;
}

/** Whether a planned adjustment keeps the time; a late one is warned about (PRO-001). null when no rule is known for the day. */
export function checkAdjustment(
  meeting_on: Day,
  planned_on: Day,
  book?: StatuteBook,
): AdjustmentCheck | null {
  const limit = minutesAdjustment(meeting_on, null, book);
  return (
    limit && {
      day_number: daysBetween(meeting_on, planned_on),
      latest_on: limit.raw_on,
      is_in_time: planned_on <= limit.raw_on,
    }
  );
}
