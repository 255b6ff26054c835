import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "#app/text/text.ts";
import { problemText } from "./problems.rules.ts";
import { listNotes, listRows } from "./rows.server.ts";
import { findRun, type ImportRun, SILENT_SECONDS } from "./runs.server.ts";

const SHOWN_ERRORS = 50;
const SHOWN_WARNINGS = 20;
const SHOWN_ROWS = 10;
const SHOWN_OUTCOMES = 100;

/** Everything the page of one import shows. */
export async function viewRun(
  db: TenantDb,
  id: string,
  { locale, notice, now }: { locale: Locale; notice: string | null; now: Date },
) {
  const run = await findRun(db, id);
  const isSilent =
    run.work !== null && now.getTime() - (run.work_seen_at?.getTime() ?? 0) > SILENT_SECONDS * 1000;
  const isChecked = run.state === "checked" && run.work === null;
  const isUndone = run.state === "undone";
  const some = { locale, limit: SHOWN_ERRORS };
  return {
    run: runView(run, isSilent),
    problem: problemOf(run, { isSilent, notice, locale }),
    errors: isChecked ? await listNotes(db, run, { ...some, isWarning: false }) : [],
    warnings: isChecked ? await listNotes(db, run, { locale, limit: SHOWN_WARNINGS, isWarning: true }) : [],
    undecided: isChecked ? await countUndecided(db, id) : 0,
    rows: isChecked
      ? await listRows(db, run, {
          filter: run.counts?.changed_since ? "changed" : "update",
          limit: SHOWN_ROWS,
          offset: 0,
          locale,
        })
      : isUndone
        ? await listRows(db, run, { filter: "all", outcome: true, limit: SHOWN_OUTCOMES, offset: 0, locale })
        : [],
    keptConcepts: isUndone ? await countKeptConcepts(db, id) : 0,
  };
}

function runView(run: ImportRun, isSilent: boolean) {
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    fileName: run.file_name,
    rowCount: run.row_count,
    work: isSilent ? null : run.work,
    workDone: run.work_done,
    counts: run.counts,
    planNumber: run.plan_number,
    appliedBy: run.applied_by_name,
    appliedAt: run.applied_at?.toISOString() ?? null,
    undoneBy: run.undone_by_name,
    undoneAt: run.undone_at?.toISOString() ?? null,
    undoCounts: run.undo_counts,
  };
}

const NOTICES = new Set(["old_plan", "has_errors"]);

function problemOf(
  run: ImportRun,
  { isSilent, notice, locale }: { isSilent: boolean; notice: string | null; locale: Locale },
): string | null {
  if (isSilent) return problemText({ code: "silent", details: {} }, locale);
  if (run.work_problem) return problemText(run.work_problem, locale);
  return notice && NOTICES.has(notice) ? problemText({ code: notice, details: {} }, locale) : null;
}

async function countUndecided(db: TenantDb, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from import_resolution r
    where tenant_id = app.tenant() and run_id = ${id} and standing = 'undecided'`.execute(db);
  return Number(rows[0]!.count);
}

async function countKeptConcepts(db: TenantDb, id: string): Promise<number> {
  const { count } = await db
    .selectFrom("import_concept")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("run_id", "=", id)
    .where("outcome", "=", "kept")
    .executeTakeFirstOrThrow();
  return Number(count);
}
