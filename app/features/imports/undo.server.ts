import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { oneImportAtOnce, spansOf } from "./apply.server.ts";
import { type By, HISTORY_COLUMNS, historyOf } from "./apply-concepts.server.ts";
import { undoContracts } from "./apply-contracts.server.ts";
import { updateProducts } from "./apply-products.server.ts";
import { type Span, updateSystems } from "./apply-systems.server.ts";
import { avoidNestedLoops, type Planning, preparePlanning } from "./plan.server.ts";
import { findRun } from "./runs.server.ts";

/** How many rows were taken back, kept because somebody has worked on them since, and could not be taken back. */
export type UndoCounts = Record<"reversed" | "kept" | "impossible", number>;

/**
 * Takes an applied run back, in the caller's transaction: new records go, changed fields get their old values, as far as
 * nobody has touched the record since. Each row keeps what came of it and why.
 */
export async function undoRun(
  db: TenantDb,
  runId: string,
  { by, progress }: { by: By; progress: (rows: number) => Promise<void> },
): Promise<UndoCounts> {
  await oneImportAtOnce(db);
  const run = await findRun(db, runId);
  const planning = preparePlanning(run, false);
  await avoidNestedLoops(db);
  for (const span of await spansOf(db, planning)) {
    if (run.kind === "systems") await undoSystems(db, planning, span, by);
    else if (run.kind === "contracts") await undoContracts(db, planning, span, by);
    else await undoProductUpdates(db, planning, span, by);
    await progress(span.to);
  }
  await takeBackConcepts(db, planning, by);
  if (run.kind === "products") await noteNewProducts(db, planning);
  const counts = await countOutcomes(db, planning);
  await db
    .updateTable("import_run")
    .set({
      state: "undone",
      undo_counts: JSON.stringify(counts),
      undone_by_name: by.name,
      undone_at: sql<Date>`now()`,
    })
    .where("id", "=", runId)
    .execute();
  return counts;
}

const rowsOf = ({ ofRun }: Planning, { from, to }: Span) =>
  sql`import_row r where ${ofRun} and r.sheet_row between ${from} and ${to}`;

async function undoSystems(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const rows = rowsOf(planning, span);
  await sql`
    update import_row r set outcome = x.outcome, outcome_reason = x.reason
    from (
      select r.sheet_row,
        case when u.id is null then 'impossible' when u.version <> x.version then 'kept'
          when r.action = 'create' and app.is_leant_on(u.id) then 'impossible' end as outcome,
        case when u.id is null then 'gone' when u.version <> x.version then 'edited_since'
          when r.action = 'create' and app.is_leant_on(u.id) then 'in_use' end as reason
      from import_row r
      cross join lateral (select coalesce(r.seen_version, 0) + 1 as version, coalesce(r.target, r.fresh) as id) x
      left join system_usage u on u.tenant_id = app.tenant() and u.id = x.id
      where r.tenant_id = app.tenant() and r.run_id = ${planning.run.id} and r.sheet_row between ${span.from} and ${span.to}
        and r.action in ('create', 'update')) x
    where r.tenant_id = app.tenant() and r.run_id = ${planning.run.id} and r.sheet_row = x.sheet_row`.execute(
    db,
  );
  await removeSystems(db, planning, rows, by);
  const updates = sql`${rows} and r.action = 'update' and r.outcome is null`;
  await noteTakenIds(db, planning, updates);
  const change = { planning, span, side: "old" as const, rows: updates, version: sql`r.seen_version + 1` };
  await updateSystems(db, change, by);
  await noteReversed(db, updates, planning);
}

/** Takes new systems away at once; where another record holds on to one of them, one by one, and those stay. */
async function removeSystems(
  db: TenantDb,
  planning: Planning,
  rows: RawBuilder<unknown>,
  by: By,
): Promise<void> {
  const created = sql`${rows} and r.action = 'create' and r.outcome is null`;
  if (await tryRemoving(db, planning, sql`select r.fresh from ${created}`, by)) {
    await noteReversed(db, created, planning);
    return;
  }
  const each = await sql<{
    sheet_row: number;
    fresh: string;
  }>`select r.sheet_row, r.fresh from ${created}`.execute(db);
  for (const { sheet_row, fresh } of each.rows) {
    const isGone = await tryRemoving(db, planning, sql`select ${fresh}::uuid`, by);
    await db
      .updateTable("import_row")
      .set(isGone ? { outcome: "reversed" } : { outcome: "impossible", outcome_reason: "in_use" })
      .where("run_id", "=", planning.run.id)
      .where("sheet_row", "=", sheet_row)
      .execute();
  }
}

/** @returns false when a foreign key kept one of them; nothing has happened then */
async function tryRemoving(
  db: TenantDb,
  { run }: Planning,
  ids: RawBuilder<unknown>,
  by: By,
): Promise<boolean> {
  await sql`savepoint removing`.execute(db);
  try {
    await sql`
      with gone as (
        delete from system_usage u where u.tenant_id = app.tenant() and u.id in (${ids}) returning u.id, u.own_name)
      insert into change_event (${HISTORY_COLUMNS})
      select ${historyOf(by, run.id)}, 'system_usage', g.id, g.own_name, 'deleted', null, null, null from gone g`.execute(
      db,
    );
    await sql`release savepoint removing`.execute(db);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "23503")) throw error;
    await sql`rollback to savepoint removing`.execute(db);
    return false;
  }
}

/** An old own id that another system has got since cannot be given back. */
async function noteTakenIds(
  db: TenantDb,
  { run, mapped }: Planning,
  updates: RawBuilder<unknown>,
): Promise<void> {
  if (!mapped.has("own_id")) return;
  await sql`
    update import_row r set outcome = 'impossible', outcome_reason = 'own_id_taken'
    where r.tenant_id = app.tenant() and r.run_id = ${run.id} and r.sheet_row in (
      select r.sheet_row from ${updates} and exists (
        select 1 from system_usage_operation o where o.tenant_id = app.tenant() and o.usage_id <> r.target
          and o.own_id = r.changes->'own_id'->>'old'))`.execute(db);
}

async function noteReversed(db: TenantDb, rows: RawBuilder<unknown>, { run }: Planning): Promise<void> {
  await sql`
    update import_row r set outcome = 'reversed' where r.tenant_id = app.tenant() and r.run_id = ${run.id}
      and r.sheet_row in (select r.sheet_row from ${rows})`.execute(db);
}

async function undoProductUpdates(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const rows = sql`${rowsOf(planning, span)} and r.action = 'update'`;
  await sql`
    update import_row r set outcome = x.outcome, outcome_reason = x.reason
    from (
      select r.sheet_row,
        case when n.version is null then 'impossible' when n.version <> r.seen_version + 1 then 'kept'
          when not n.is_mine then 'impossible' end as outcome,
        case when n.version is null then 'gone' when n.version <> r.seen_version + 1 then 'edited_since'
          when not n.is_mine then 'not_yours' end as reason
      from import_row r
      left join (
        select id, version, (state = 'concept' and created_by_tenant_id = app.tenant()) or app.is_catalogue_editor() as is_mine
          from product
        union all
        select id, version, (state = 'concept' and created_by_tenant_id = app.tenant()) or app.is_catalogue_editor()
          from supplier) n on n.id = r.target
      where r.tenant_id = app.tenant() and r.run_id = ${planning.run.id} and r.sheet_row between ${span.from} and ${span.to}
        and r.action = 'update') x
    where r.tenant_id = app.tenant() and r.run_id = ${planning.run.id} and r.sheet_row = x.sheet_row`.execute(
    db,
  );
  const open = sql`${rows} and r.outcome is null`;
  const change = { planning, span, side: "old" as const, rows: open, version: sql`r.seen_version + 1` };
  await updateProducts(db, change, by);
  await noteReversed(db, open, planning);
}

/** Concepts of the run that nobody uses go; those in use or changed stay, and are counted with their rows. */
async function takeBackConcepts(db: TenantDb, { run, ofRun }: Planning, by: By): Promise<void> {
  await sql`
    with gone as materialized (select concept from app.take_back_concepts(${run.id}))
    update import_concept r set outcome = case when r.concept in (select concept from gone) then 'reversed' else 'kept' end
    where ${ofRun}`.execute(db);
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, r.sort, r.concept, r.name, 'deleted', null, null, null
    from import_concept r where ${ofRun} and r.outcome = 'reversed'`.execute(db);
}

/** In an import of products a new row's fate is that of its product, or of its supplier where it names no product. */
async function noteNewProducts(db: TenantDb, { run, ofRun }: Planning): Promise<void> {
  await sql`
    update import_row r set outcome = x.outcome, outcome_reason = case when x.outcome = 'kept' then 'in_use' end
    from (
      select r.sheet_row, coalesce(c.outcome, 'impossible') as outcome from import_row r
      left join import_concept c on c.tenant_id = r.tenant_id and c.run_id = r.run_id
        and c.concept = coalesce(r.product, (r.links->>'supplier')::uuid)
      where ${ofRun} and r.action = 'create') x
    where r.tenant_id = app.tenant() and r.run_id = ${run.id} and r.sheet_row = x.sheet_row`.execute(db);
}

async function countOutcomes(db: TenantDb, { ofRun }: Planning): Promise<UndoCounts> {
  const { rows } = await sql<{ outcome: keyof UndoCounts; many: number }>`
    select outcome, count(*) as many from import_row r where ${ofRun} and outcome is not null group by outcome`.execute(
    db,
  );
  const counts: UndoCounts = { reversed: 0, kept: 0, impossible: 0 };
  for (const { outcome, many } of rows) counts[outcome] = Number(many);
  return counts;
}
