import { sql } from "kysely";
import { dayInSweden, type TenantDb } from "../../server/transaction.server.ts";
import type { Day } from "../deadlines/term.rules.ts";
import { type Entry, planCalendar } from "./calendar.rules.ts";
import { listReminded } from "./contracts.server.ts";

const me = sql<string>`app.tenant()`;

type KeptEntry = Entry & { contract_id: string | null };

/** The organisation's events as they were told last; times as calendars need them. */
export async function listEntries(
  db: TenantDb,
): Promise<(KeptEntry & { sequence: number; modified_at: Date })[]> {
  const rows = await db
    .selectFrom("calendar_entry")
    .selectAll()
    .where("tenant_id", "=", me)
    .orderBy("deadline_on")
    .orderBy("id")
    .limit(20_000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    contract_id: row.contract_id,
    kind: row.deadline_kind,
    deadline_on: row.deadline_on,
    last_on: row.last_on,
    then_on: row.then_on,
    option_seq: row.option_seq,
    cancelled_on: row.cancelled_at && dayInSweden(row.cancelled_at),
    sequence: row.sequence,
    modified_at: row.modified_at,
  }));
}

/**
 * Brings the events in line with the deadlines of today, so that what moved is told as moved and what is gone as cancelled. Called by the
 * daily job and by every reading of a feed: a feed is right also when no job has run.
 */
export async function syncCalendar(
  db: TenantDb,
  tenantId: string,
  { today, now }: { today: Day; now: Date },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('calendar ' || ${tenantId}, 0))`.execute(db);
  const contracts = await listReminded(db, today);
  const byContract = new Map<string | null, Entry[]>();
  for (const entry of await listEntries(db))
    byContract.set(entry.contract_id, [...(byContract.get(entry.contract_id) ?? []), entry]);
  const known = new Set<string | null>(contracts.map((contract) => contract.id));
  const cancelled = [...byContract]
    .filter(([id]) => !known.has(id))
    .flatMap(([, entries]) => planCalendar([], entries, today).cancel);
  for (const contract of contracts) {
    // a missed day is a task, and stands in the list of reminders
    const ahead = contract.deadlines.filter((deadline) => deadline.kind !== "missed");
    const plan = planCalendar(ahead, byContract.get(contract.id) ?? [], today);
    cancelled.push(...plan.cancel);
    const key = { tenant_id: tenantId, contract_tenant_id: contract.tenant_id, contract_id: contract.id };
    if (plan.add.length > 0)
      await db
        .insertInto("calendar_entry")
        .values(
          plan.add.map(({ kind, ...day }) => ({
            ...day,
            ...key,
            deadline_kind: kind,
            created_at: now,
            modified_at: now,
          })),
        )
        .execute();
    for (const { id, to } of plan.change) {
      const { kind: _, ...day } = to;
      await db
        .updateTable("calendar_entry")
        .set((eb) => ({ ...day, modified_at: now, sequence: eb("sequence", "+", 1) }))
        .where("tenant_id", "=", me)
        .where("id", "=", id)
        .execute();
    }
  }
  if (cancelled.length > 0)
    await db
      .updateTable("calendar_entry")
      .set((eb) => ({ cancelled_at: now, modified_at: now, sequence: eb("sequence", "+", 1) }))
      .where("tenant_id", "=", me)
      .where("id", "=", sql<string>`any(${cancelled}::uuid[])`)
      .execute();
}
