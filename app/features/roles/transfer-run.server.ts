import { sql } from "kysely";
import { NotFound, Refused } from "#app/server/errors.server.ts";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import { type DoneStep, isAsLeft, type TransferMode } from "./transfer.rules.ts";

const me = sql<string>`app.tenant()`;

/** A transfer that has been done. */
export interface TransferRun {
  id: string;
  person_id: string;
  from_name: string;
  to_person_id: string;
  to_name: string;
  mode: TransferMode;
  from_on: string;
  day_before: string;
  by_name: string;
  done_at: string;
  undone_at: string | null;
  undone_by_name: string | null;
}

/** What a transfer did with one role. */
export interface RunRow {
  id: string;
  usage_id: string;
  own_name: string;
  role_type: string;
  role_sv: string;
  role_en: string;
  outcome: DoneStep["outcome"];
  given_id: string | null;
  assignment_id: string | null;
  given_from_on: string | null;
  old_to_on: string | null;
  /** True while everything is as the transfer left it. */
  isAsLeft: boolean;
}

/** @throws NotFound when it is not a transfer of this person's roles */
export async function findTransfer(
  db: TenantDb,
  personId: string,
  { id, lock = false }: { id: string; lock?: boolean },
): Promise<TransferRun> {
  const { rows } = await sql<
    Omit<TransferRun, "done_at" | "undone_at"> & { done_at: Date; undone_at: Date | null }
  >`
    select r.id, r.person_id, f.name as from_name, r.to_person_id, t.name as to_name, r.mode, r.from_on,
      r.from_on - 1 as day_before, r.by_name, r.done_at, r.undone_at, r.undone_by_name
    from role_transfer r
    join person f on f.tenant_id = r.tenant_id and f.id = r.person_id
    join person t on t.tenant_id = r.tenant_id and t.id = r.to_person_id
    where r.tenant_id = ${me} and r.id = ${id} and r.person_id = ${personId} ${lock ? sql`for update of r` : sql``}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw new NotFound();
  return { ...row, done_at: row.done_at.toISOString(), undone_at: row.undone_at?.toISOString() ?? null };
}

/** What the transfer did, role by role, and whether it still stands. */
export async function listTransferRows(db: TenantDb, run: TransferRun, lock = false): Promise<RunRow[]> {
  if (lock)
    await sql`
      select a.id from role_assignment a where a.tenant_id = ${me} and a.id in (
        select unnest(array[r.assignment_id, r.given_id]) from role_transfer_row r
        where r.tenant_id = ${me} and r.transfer_id = ${run.id})
      order by a.id for update`.execute(db);
  const { rows } = await sql<
    Omit<RunRow, "isAsLeft"> & {
      before_person: string | null;
      before_to: string | null;
      given_person: string | null;
      given_from: string | null;
      given_to: string | null;
    }
  >`
    select r.id, r.usage_id, u.own_name, r.role_type, t.name_sv as role_sv, t.name_en as role_en, r.outcome, r.given_id,
      r.assignment_id, r.given_from_on, r.old_to_on, b.person_id as before_person, b.to_on as before_to,
      g.person_id as given_person, g.from_on as given_from, g.to_on as given_to
    from role_transfer_row r
    join system_usage u on u.tenant_id = r.tenant_id and u.id = r.usage_id
    join role_type t on t.code = r.role_type
    left join role_assignment b on b.tenant_id = r.tenant_id and b.id = r.assignment_id
    left join role_assignment g on g.tenant_id = r.tenant_id and g.id = r.given_id
    where r.tenant_id = ${me} and r.transfer_id = ${run.id}
    order by u.own_name, t.position, r.id limit 2000`.execute(db);
  return rows.map(({ before_person, before_to, given_person, given_from, given_to, ...row }) => ({
    ...row,
    isAsLeft: isAsLeft(
      {
        outcome: row.outcome,
        given_from_on: row.given_from_on,
        old_to_on: row.old_to_on,
        before: before_person === null ? null : { person_id: before_person, to_on: before_to },
        given:
          given_person === null || given_from === null
            ? null
            : { person_id: given_person, from_on: given_from, to_on: given_to },
      },
      { ...run, dayBefore: run.day_before },
    ),
  }));
}

/**
 * Takes a transfer back, all of it or nothing.
 * @throws Refused `changed_since` when a role has been changed since, `undone_before` when somebody was faster
 */
export async function undoTransfer(
  { db, actor, now, record }: Pick<Door, "db" | "actor" | "now" | "record">,
  personId: string,
  id: string,
): Promise<void> {
  const run = await findTransfer(db, personId, { id, lock: true });
  if (run.undone_at !== null) throw new Refused("undone_before");
  const rows = await listTransferRows(db, run, true);
  if (!rows.every((row) => row.isAsLeft)) throw new Refused("changed_since");
  for (const row of rows) {
    await takeBack(db, run, row);
    await record({
      kind: "system_usage",
      id: row.usage_id,
      name: row.own_name,
      action: "updated",
      changes: [
        {
          field: `role:${row.role_type}`,
          old: run.to_name,
          new: run.mode === "move" ? run.from_name : null,
        },
      ],
      runId: run.id,
    });
  }
  await db
    .updateTable("role_transfer")
    .set({ undone_at: now, undone_by_name: actor.name })
    .where("tenant_id", "=", me)
    .where("id", "=", run.id)
    .execute();
  await record({
    kind: "person",
    id: run.person_id,
    name: run.from_name,
    action: "roles_transfer_undone",
    runId: run.id,
  });
}

async function takeBack(db: TenantDb, run: TransferRun, row: RunRow) {
  if (row.given_id)
    await db
      .deleteFrom("role_assignment")
      .where("tenant_id", "=", me)
      .where("id", "=", row.given_id)
      .execute();
  if (run.mode === "copy") return;
  const before = row.outcome === "handed_over" ? { person_id: run.person_id } : { to_on: row.old_to_on };
  await db
    .updateTable("role_assignment")
    .set(before)
    .where("tenant_id", "=", me)
    .where("id", "=", row.assignment_id)
    .execute();
}
