import { sql } from "kysely";
import { Refused } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type By, insertConcepts } from "./apply-concepts.server.ts";
import { insertContracts, updateContracts } from "./apply-contracts.server.ts";
import { insertProductFunctions, updateProducts } from "./apply-products.server.ts";
import { insertSystems, noteRetirements, type Span, updateSystems } from "./apply-systems.server.ts";
import { avoidNestedLoops, keepPlan, type Planning, planRun, preparePlanning } from "./plan.server.ts";
import { deleteFile, findRun } from "./runs.server.ts";

/** Rows of the sheet per round; each round is a handful of statements well under the statement limit. */
const ROUND = 20_000;

export interface Applying {
  by: By;
  /** True: rows without errors go in although others have some. False: all or nothing. */
  isCorrectRowsOnly: boolean;
  /** Called with the number of sheet rows passed. */
  progress: (rows: number) => Promise<void>;
}

/**
 * Imports of an organisation wait for each other until the transaction ends: two that plan at the same time would both find a record
 * missing, and make it twice. The later one plans after the earlier one has written, and shows what has changed.
 */
export async function oneImportAtOnce(db: TenantDb): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('import ' || app.tenant(), 0))`.execute(db);
}

/**
 * Carries out a checked run, in the caller's transaction. The rows are planned once more by the same routine as the dry run; when
 * anything came out differently nothing is written but the new plan, and the person looks again.
 *
 * @returns true when it was written, false when the plan had changed
 * @throws Refused `has_errors`, `changed_meanwhile`
 */
export async function applyRun(db: TenantDb, runId: string, applying: Applying): Promise<boolean> {
  await oneImportAtOnce(db);
  const counts = await planRun(db, runId, { isRecheck: true });
  if (counts.changed_since > 0) {
    await keepPlan(db, runId, counts);
    return false;
  }
  if (counts.error > 0 && !applying.isCorrectRowsOnly)
    throw new Refused("has_errors", { rows: counts.error });
  await avoidNestedLoops(db);
  const run = await findRun(db, runId);
  const planning = preparePlanning(run, false);
  await insertConcepts(db, planning, applying.by);
  for (const span of await spansOf(db, planning)) {
    await writeSpan(db, planning, span, applying.by);
    await applying.progress(span.to);
  }
  await db
    .updateTable("import_run")
    .set({
      state: "applied",
      is_correct_rows_only: applying.isCorrectRowsOnly,
      applied_by_name: applying.by.name,
      applied_at: sql<Date>`now()`,
    })
    .where("id", "=", runId)
    .execute();
  await deleteFile(db, runId);
  return true;
}

/** The rows of the run in rounds, by their numbers in the sheet. */
export async function spansOf(db: TenantDb, { ofRun }: Planning): Promise<Span[]> {
  const { rows } = await sql<{ last: number | null }>`
    select max(sheet_row) as last from import_row r where ${ofRun}`.execute(db);
  const last = rows[0]?.last ?? 0;
  const spans: Span[] = [];
  for (let from = 1; from <= last; from += ROUND) spans.push({ from, to: Math.min(from + ROUND - 1, last) });
  return spans;
}

async function writeSpan(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const { ofRun, run } = planning;
  const rows = sql`import_row r where ${ofRun} and r.sheet_row between ${span.from} and ${span.to} and r.action = 'update'`;
  const change = { planning, span, side: "new" as const, rows, version: sql`r.seen_version` };
  if (run.kind === "systems") {
    await insertSystems(db, planning, span, by);
    await updateSystems(db, change, by);
    await noteRetirements(db, planning, span, by);
  } else if (run.kind === "contracts") {
    await insertContracts(db, planning, span, by);
    await updateContracts(db, change, by);
  } else {
    await insertProductFunctions(db, planning, span);
    await updateProducts(db, change, by);
  }
}
