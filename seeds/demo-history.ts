import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import type { ChangeEventTable } from "#db/schema/events.ts";
import type { UsageContent } from "./content/types.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a record was made and last changed. */
export interface Moments {
  created: Date;
  updated: Date;
}

/** Moments on working days between eight and four. @param index any number; spreads them over the day */
export function momentsOf(content: UsageContent, index: number, now: Date): Moments {
  const created = workingMoment(now, content.created_days_ago, index * 37);
  if (content.updated_days_ago === content.created_days_ago) return { created, updated: created };
  const updated = workingMoment(now, content.updated_days_ago, index * 53);
  return { created, updated: updated > created ? updated : new Date(created.getTime() + 40 * 60_000) };
}

/** A moment some days ago, moved to a working day. @param minute any number; spreads moments over the day */
export function workingMoment(now: Date, daysAgo: number, minute: number): Date {
  const day = new Date(now.getTime() - daysAgo * DAY_MS);
  const weekend = { 0: 2, 6: 1 }[day.getUTCDay()] ?? 0;
  day.setUTCDate(day.getUTCDate() - weekend);
  day.setUTCHours(7, minute % 420, (minute * 7) % 60, 0);
  return day;
}

/** An id as the database would have made it then, so that what is listed by id stands in the order of its time. @param index tells events of one moment apart */
export function idAt(at: Date, index: number): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  const place = (index % 4096).toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-8${randomUUID().slice(20)}`;
}

/** That a record was made, and for some that their lifecycle was changed later. */
export function historyOf(
  content: UsageContent,
  of: { tenant_id: string; usage_id: string },
  { by, at }: { by: string; at: Moments },
): Insertable<ChangeEventTable>[] {
  const event = {
    tenant_id: of.tenant_id,
    account_id: null,
    by_name: by,
    object_kind: "system_usage",
    object_id: of.usage_id,
    object_name: content.own_name,
    via: "ui" as const,
    reason: null,
    run_id: null,
  };
  const made = { ...event, at: at.created, action: "created", field: null, old: null, new: null };
  if (at.updated === at.created || content.lifecycle === "planned") return [made];
  const changed = {
    ...event,
    at: at.updated,
    action: "updated",
    field: "lifecycle",
    old: JSON.stringify(stepBefore[content.lifecycle]),
    new: JSON.stringify(content.lifecycle),
  };
  return [made, changed];
}

const stepBefore = {
  pilot: "planned",
  phasing_in: "planned",
  in_operation: "phasing_in",
  phasing_out: "in_operation",
  retired: "phasing_out",
} as const;
