import { type RawBuilder, sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { fieldOf } from "../systems/fields.rules.ts";
import { LIFECYCLE, mayStillRevert, ROWS_PER_PAGE } from "./bulk-edits.rules.ts";
import { portionsOf } from "./planning.server.ts";
import { findRun, listRecords, type Run, type RunRow } from "./runs.server.ts";
import type { Editable } from "./selection.server.ts";
import { lockRecords, planForMany, writeChanges, writeHistory } from "./writing.server.ts";

/** How many rows go back, stay because somebody has worked on them since, and cannot go back. */
export type RevertCounts = Record<"reversed" | "kept" | "impossible", number>;

const TABLES = { unit: "unit", organisation: "organisation", supplier: "supplier" } as const;

/** What would come of each changed row if the run were reverted now: outcome, and the reason where it does not go back. */
function outlook(run: Pick<Run, "id" | "wish">, editable: Editable): RawBuilder<unknown> {
  const mayEdit = editable === "all" ? sql`true` : sql`r.record = any(${[...editable]}::uuid[])`;
  return sql`
    select r.record, r.name, r.changes, case x.problem when 'edited_since' then 'kept' when 'not_yours' then 'kept'
        when 'gone' then 'impossible' when 'reference_gone' then 'impossible' else 'reversed' end as outcome, x.problem
    from bulk_edit_row r left join system_usage u on u.tenant_id = (select app.own_tenant()) and u.id = r.record
    cross join lateral (select case when u.id is null then 'gone' when u.version <> r.version_after then 'edited_since'
      when not ${mayEdit} then 'not_yours' ${goneReferences(run)} end as problem) x
    where r.tenant_id = (select app.own_tenant()) and r.run_id = ${run.id} and r.outcome = 'changed'`;
}

/** What a field referred to before may have been removed since. */
function goneReferences({ wish }: Pick<Run, "wish">): RawBuilder<unknown> {
  const cases = Object.keys(wish ?? {})
    .filter((key) => key !== LIFECYCLE)
    .map(fieldOf)
    .flatMap(({ key, kind }) => {
      const table = TABLES[kind as keyof typeof TABLES];
      const old = sql`r.changes->${sql.lit(key)}->>'old'`;
      return table
        ? [
            sql`when ${old} is not null and not exists (select 1 from ${sql.table(table)} n where n.id = (${old})::uuid)
              then 'reference_gone'`,
          ]
        : [];
    });
  return cases.length === 0 ? sql`` : sql.join(cases, sql` `);
}

/** A row of the preview of a revert. */
export type OutlookRow = Pick<RunRow, "record" | "name" | "changes"> & {
  outcome: keyof RevertCounts;
  problem: string | null;
};

/** What would go back now and what would not: the counts, and one page of rows, those that stay first. */
export async function previewReversal(
  db: TenantDb,
  run: Run,
  { editable, page }: { editable: Editable; page: number },
): Promise<{ counts: RevertCounts; rows: OutlookRow[] }> {
  const counted = await sql<{ outcome: keyof RevertCounts; many: number }>`
    select outcome, count(*) as many from (${outlook(run, editable)}) o group by outcome`.execute(db);
  const counts: RevertCounts = { reversed: 0, kept: 0, impossible: 0 };
  for (const { outcome, many } of counted.rows) counts[outcome] = Number(many);
  const { rows } = await sql<OutlookRow>`
    select * from (${outlook(run, editable)}) o order by outcome = 'reversed', name, record
    limit ${ROWS_PER_PAGE} offset ${(page - 1) * ROWS_PER_PAGE}`.execute(db);
  return { counts, rows };
}

/**
 * Takes a run back: fields that nobody has worked on since get the values they had, exactly, and without asking the rules again –
 * the records have stood like that before. Everything else is left and listed.
 * @throws NotFound · Refused `reverted_before` for the second of two, `too_late` after the days have passed
 */
export async function revertRun(
  door: Door,
  id: string,
  { reason, editable }: { reason: string; editable: Editable },
): Promise<void> {
  const { db, actor, now, record } = door;
  const run = await findRun(db, id, { lock: true });
  if (run.state === "reverted") throw new Refused("reverted_before");
  if (!mayStillRevert(run, now)) throw new Refused("too_late");
  const by = { accountId: actor.accountId, name: actor.name };
  const ids = await listRecords(db, id, "changed");
  await planForMany(db, ids.length);
  const writing = { runId: id, keys: Object.keys(run.wish ?? {}), side: "old" as const, reason, by };
  for await (const some of portionsOf(ids)) {
    await lockRecords(db, some);
    const { rows } = await sql<{ record: string }>`
      update bulk_edit_row r set revert_outcome = o.outcome, revert_problem = o.problem
      from (${outlook(run, editable)} and r.record = any(${some}::uuid[])) o
      where r.tenant_id = (select app.own_tenant()) and r.run_id = ${id} and r.record = o.record
      returning case when r.revert_outcome = 'reversed' then r.record end as record`.execute(db);
    const records = rows.flatMap((row) => row.record ?? []);
    await writeChanges(db, { ...writing, records });
  }
  await writeHistory(db, writing);
  await db
    .updateTable("bulk_edit")
    .set({
      state: "reverted",
      reverted_at: sql<Date>`clock_timestamp()`,
      reverted_by_name: actor.name,
      revert_reason: reason,
    })
    .where("id", "=", id)
    .execute();
  await record({ kind: "bulk_edit", id, name: run.reason ?? "", action: "undone", runId: id, reason });
}

/** Rows of a reverted run by what came of them. */
export async function countReverted(db: TenantDb, runId: string): Promise<RevertCounts> {
  const { rows } = await sql<{ outcome: keyof RevertCounts; many: number }>`
    select revert_outcome as outcome, count(*) as many from bulk_edit_row
    where tenant_id = (select app.own_tenant()) and run_id = ${runId} and revert_outcome is not null group by 1`.execute(
    db,
  );
  const counts: RevertCounts = { reversed: 0, kept: 0, impossible: 0 };
  for (const { outcome, many } of rows) counts[outcome] = Number(many);
  return counts;
}
