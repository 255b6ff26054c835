import { addDays, type Day } from "../deadlines/days.rules.ts";
import type { Deadline } from "./contract-deadlines.rules.ts";

/** An event that was in a feed before; its id is the UID. */
export interface Entry extends Deadline {
  id: string;
  cancelled_on: Day | null;
}

export interface CalendarPlan {
  add: Deadline[];
  /** The same deadline on another day or with other consequences. */
  change: { id: string; to: Deadline }[];
  cancel: string[];
}

/** How long a cancelled event stays in the feed, so that every calendar program has been told. */
export const CANCELLED_DAYS = 60;
/** How long a day that has passed stays. */
export const PAST_DAYS = 400;

/**
 * What the events of one contract become. An event whose day is still ahead moves with its deadline and keeps its UID; one whose day has
 * passed stays as it was, and the next deadline of its kind is a new event.
 */
export function planCalendar(
  deadlines: readonly Deadline[],
  entries: readonly Entry[],
  today: Day,
): CalendarPlan {
  const plan: CalendarPlan = { add: [], change: [], cancel: [] };
  const live = entries.filter((entry) => !entry.cancelled_on);
  const kept = new Set<string>();
  for (const deadline of deadlines) {
    const same = live.find(
      (entry) =>
        entry.kind === deadline.kind && !kept.has(entry.id) && entry.deadline_on === deadline.deadline_on,
    );
    const moving = live.find(
      (entry) => entry.kind === deadline.kind && !kept.has(entry.id) && entry.deadline_on >= today,
    );
    const entry = same ?? moving;
    if (!entry) plan.add.push(deadline);
    else {
      kept.add(entry.id);
      if (!isSame(entry, deadline)) plan.change.push({ id: entry.id, to: deadline });
    }
  }
  for (const entry of live) if (!kept.has(entry.id) && entry.deadline_on >= today) plan.cancel.push(entry.id);
  return plan;
}

function isSame(one: Deadline, other: Deadline): boolean {
  return (["deadline_on", "last_on", "then_on", "option_seq"] as const).every(
    (key) => one[key] === other[key],
  );
}

/** Whether an event still belongs in the feed. */
export function isInFeed(entry: Pick<Entry, "deadline_on" | "cancelled_on">, today: Day): boolean {
  return entry.cancelled_on
    ? addDays(entry.cancelled_on, CANCELLED_DAYS) >= today
    : addDays(entry.deadline_on, PAST_DAYS) >= today;
}
