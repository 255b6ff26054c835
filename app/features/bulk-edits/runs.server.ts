import { sql } from "kysely";
import type { BulkChange, BulkWish } from "#db/schema/bulk-edits.ts";
import { NotFound } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { ROWS_PER_PAGE } from "./bulk-edits.rules.ts";

const own = sql<string>`(select app.own_tenant())`;

/** A run, or the draft that becomes one. */
export interface Run {
  id: string;
  state: "draft" | "applied" | "reverted";
  created_by_name: string;
  created_at: Date;
  left_out: number;
  wish: BulkWish | null;
  wish_names: Record<string, string>;
  reason: string | null;
  plan_number: number;
  is_planned: boolean;
  applied_at: Date | null;
  reverted_at: Date | null;
  reverted_by_name: string | null;
  revert_reason: string | null;
}

const COLUMNS = [
  "id",
  "state",
  "created_by_name",
  "created_at",
  "left_out",
  "wish",
  "wish_names",
  "reason",
  "plan_number",
  "is_planned",
  "applied_at",
  "reverted_at",
  "reverted_by_name",
  "revert_reason",
] as const;

/**
 * A run of the organisation's, or one's own draft.
 * @param lock until the transaction ends, so that of two who act on the run the second sees what the first did
 * @throws NotFound also for somebody else's draft
 */
export async function findRun(db: TenantDb, id: string, { lock = false } = {}): Promise<Run> {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("bulk_edit")
    .select(COLUMNS)
    .where("tenant_id", "=", own)
    .where("id", "=", id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** One's own draft, locked. @throws NotFound when it has been applied meanwhile, or is somebody else's */
export async function lockDraft(db: TenantDb, id: string): Promise<Run> {
  const run = await findRun(db, id, { lock: true });
  if (run.state !== "draft") throw new NotFound();
  return run;
}

/** The selection that the person is gathering, if there is one. */
export async function findDraft(db: TenantDb, accountId: string): Promise<Run | undefined> {
  return db
    .selectFrom("bulk_edit")
    .select(COLUMNS)
    .where("tenant_id", "=", own)
    .where("created_by", "=", accountId)
    .where("state", "=", "draft")
    .executeTakeFirst();
}

/** Runs that have been applied, latest first, one page of them. */
export async function listRuns(db: TenantDb, page: number) {
  const { rows } = await sql<{
    id: string;
    state: "applied" | "reverted";
    reason: string;
    created_by_name: string;
    applied_at: Date;
    changed: number;
    total: number;
  }>`
    select b.id, b.state, b.reason, b.created_by_name, b.applied_at, count(*) over () as total,
      (select count(*) from bulk_edit_row r where r.tenant_id = b.tenant_id and r.run_id = b.id and r.outcome = 'changed') as changed
    from bulk_edit b where b.tenant_id = (select app.own_tenant()) and b.state <> 'draft'
    order by b.applied_at desc, b.id limit ${ROWS_PER_PAGE} offset ${(page - 1) * ROWS_PER_PAGE}`.execute(db);
  return {
    total: Number(rows[0]?.total ?? 0),
    runs: rows.map(({ total: _, ...row }) => ({
      ...row,
      changed: Number(row.changed),
      applied_at: row.applied_at.toISOString(),
    })),
  };
}

export const OUTCOMES = ["change", "changed", "refused", "same"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Counts = Record<Outcome | "all", number>;

/** How many rows a run has, by what becomes or became of them. */
export async function countRows(db: TenantDb, runId: string): Promise<Counts> {
  const { rows } = await sql<{ outcome: Outcome | null; many: number }>`
    select outcome, count(*) as many from bulk_edit_row
    where tenant_id = (select app.own_tenant()) and run_id = ${runId} group by outcome`.execute(db);
  const counts: Counts = { all: 0, change: 0, changed: 0, refused: 0, same: 0 };
  for (const { outcome, many } of rows) {
    counts.all += Number(many);
    if (outcome) counts[outcome] += Number(many);
  }
  return counts;
}

/** One row of a run. */
export interface RunRow {
  record: string;
  name: string;
  outcome: Outcome | null;
  problem: string | null;
  problem_field: string | null;
  version_before: number | null;
  version_after: number | null;
  changes: Record<string, BulkChange>;
  revert_outcome: "reversed" | "kept" | "impossible" | null;
  revert_problem: string | null;
}

/** Rows of a run in the order of their names. */
export async function listRows(
  db: TenantDb,
  runId: string,
  { outcome, limit, offset }: { outcome?: Outcome; limit: number; offset: number },
): Promise<RunRow[]> {
  return db
    .selectFrom("bulk_edit_row")
    .select([
      "record",
      "name",
      "outcome",
      "problem",
      "problem_field",
      "version_before",
      "version_after",
      "changes",
      "revert_outcome",
      "revert_problem",
    ])
    .where("tenant_id", "=", own)
    .where("run_id", "=", runId)
    .$if(outcome !== undefined, (query) => query.where("outcome", "=", outcome!))
    .orderBy("name")
    .orderBy("record")
    .limit(limit)
    .offset(offset)
    .execute();
}

/** Ids of a run's records, in the order in which they are locked. */
export async function listRecords(db: TenantDb, runId: string, outcome?: Outcome): Promise<string[]> {
  const rows = await db
    .selectFrom("bulk_edit_row")
    .select("record")
    .where("tenant_id", "=", own)
    .where("run_id", "=", runId)
    .$if(outcome !== undefined, (query) => query.where("outcome", "=", outcome!))
    .orderBy("record")
    .execute();
  return rows.map((row) => row.record);
}
