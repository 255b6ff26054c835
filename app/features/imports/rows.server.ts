import { sql } from "kysely";
import { Invalid, NotFound } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "#app/text/text.ts";
import { choiceLabel } from "./choices.rules.ts";
import { findField } from "./fields.rules.ts";
import { type Noted, reasonOf } from "./reasons.text.ts";
import type { ImportRun } from "./runs.server.ts";
import { type ChangeInWords, changesInWords } from "./values.server.ts";

export const ACTIONS = ["create", "update", "unchanged", "skip", "error"] as const;
export type RowFilter = (typeof ACTIONS)[number] | "all" | "changed";
export const PAGE_OF_ROWS = 50;

/** A cell error as it is shown. */
export interface NoteView {
  id: string;
  sheetRow: number;
  column: string;
  heading: string;
  value: string;
  reason: string;
}

/** Errors or warnings of a run in the order of the sheet; at most `limit` from `offset`. */
export async function listNotes(
  db: TenantDb,
  run: Pick<ImportRun, "id" | "kind">,
  {
    isWarning,
    locale,
    limit,
    offset = 0,
  }: { isWarning: boolean; locale: Locale; limit: number; offset?: number },
): Promise<NoteView[]> {
  const rows = await db
    .selectFrom("import_cell_error")
    .selectAll()
    .where("run_id", "=", run.id)
    .where("is_warning", "=", isWarning)
    .orderBy("sheet_row")
    .orderBy(sql`length(column_letters)`)
    .orderBy("column_letters")
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sheetRow: row.sheet_row,
    column: row.column_letters,
    heading: row.heading,
    value: row.seen_in === "plan" ? codeInWords(run.kind, row.field, row.value, locale) : row.value,
    reason: reasonOf(run.kind, row as Noted, locale),
  }));
}

/** What the plan remarks on is kept as a code; people wrote a word. */
function codeInWords(kind: ImportRun["kind"], field: string | null, value: string, locale: Locale): string {
  const choices = field ? findField(kind, field)?.choices : undefined;
  return choices ? choiceLabel(choices, value, locale) : value;
}

/** How many errors or warnings the run has. */
export async function countNotes(db: TenantDb, runId: string, isWarning: boolean): Promise<number> {
  const { count } = await db
    .selectFrom("import_cell_error")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("run_id", "=", runId)
    .where("is_warning", "=", isWarning)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A row of the file and what becomes of it. */
export interface RowView {
  sheetRow: number;
  name: string;
  action: string | null;
  reason: string | null;
  reasonRow: number | null;
  /** The record there is now. */
  target: string | null;
  changes: ChangeInWords[];
  isChangedSince: boolean;
  outcome: string | null;
  outcomeReason: string | null;
  notes: { column: string; heading: string; reason: string; isWarning: boolean }[];
  /** Systems among which the person must choose; empty when nothing is to be chosen. */
  candidates: { id: string; name: string }[];
  picked: string | null;
  fresh: string;
}

/** Rows in the order of the sheet with everything the page shows about them. */
export async function listRows(
  db: TenantDb,
  run: ImportRun,
  {
    filter,
    outcome,
    limit,
    offset,
    locale,
  }: { filter: RowFilter; outcome?: boolean; limit: number; offset: number; locale: Locale },
): Promise<RowView[]> {
  const rows = await db
    .selectFrom("import_row")
    .selectAll()
    .where("run_id", "=", run.id)
    .$if(filter === "changed", (query) => query.where("is_changed_since", "=", true))
    .$if(filter !== "all" && filter !== "changed", (query) => query.where("action", "=", filter as "create"))
    .$if(outcome === true, (query) => query.where("outcome", "in", ["kept", "impossible"]))
    .orderBy("sheet_row")
    .limit(limit)
    .offset(offset)
    .execute();
  const sheetRows = rows.map((row) => row.sheet_row);
  const [changes, notes, names, candidates] = await Promise.all([
    changesInWords(
      db,
      run.kind,
      rows.map((row) => row.changes),
      locale,
    ),
    notesOf(db, run, sheetRows, locale),
    namesOf(
      db,
      run,
      rows.flatMap((row) => row.target ?? []),
    ),
    candidatesOf(db, run, sheetRows),
  ]);
  return rows.map((row, i) => ({
    sheetRow: row.sheet_row,
    name: names.get(row.target ?? "") ?? writtenName(row.given),
    action: row.action,
    reason: row.reason,
    reasonRow: row.reason_row,
    target: row.target,
    changes: row.action === "update" ? changes[i]! : [],
    isChangedSince: row.is_changed_since,
    outcome: row.outcome,
    outcomeReason: row.outcome_reason,
    notes: notes.get(row.sheet_row) ?? [],
    candidates: candidates.get(row.sheet_row) ?? [],
    picked: row.picked,
    fresh: row.fresh,
  }));
}

function writtenName(given: Record<string, unknown>): string {
  const name =
    given.own_name ?? given.name ?? given.product ?? given.number ?? given.own_id ?? given.supplier;
  return typeof name === "string" ? name : "";
}

async function notesOf(db: TenantDb, run: ImportRun, sheetRows: number[], locale: Locale) {
  const found = new Map<number, RowView["notes"]>();
  if (sheetRows.length === 0) return found;
  const rows = await db
    .selectFrom("import_cell_error")
    .selectAll()
    .where("run_id", "=", run.id)
    .where("sheet_row", "in", sheetRows)
    .orderBy("sheet_row")
    .orderBy("id")
    .limit(2000)
    .execute();
  for (const row of rows) {
    const reason = reasonOf(run.kind, row as Noted, locale);
    const note = { column: row.column_letters, heading: row.heading, reason, isWarning: row.is_warning };
    found.set(row.sheet_row, [...(found.get(row.sheet_row) ?? []), note]);
  }
  return found;
}

async function namesOf(db: TenantDb, run: ImportRun, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await (run.kind === "systems"
    ? sql<{ id: string; name: string }>`
        select id, own_name as name from system_usage where tenant_id = app.tenant() and id = any(${ids}::uuid[])`
    : run.kind === "contracts"
      ? sql<{ id: string; name: string }>`
        select id, concat_ws(' · ', name, number) as name from contract
        where tenant_id = app.tenant() and id = any(${ids}::uuid[])`
      : sql<{ id: string; name: string }>`
        select id, name from product where id = any(${ids}::uuid[])
        union all select id, name from supplier where id = any(${ids}::uuid[])`
  ).execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The systems that fit a row about which nobody can tell; nothing for other rows. */
async function candidatesOf(db: TenantDb, run: ImportRun, sheetRows: number[]) {
  const found = new Map<number, RowView["candidates"]>();
  if (run.kind !== "systems" || sheetRows.length === 0) return found;
  const { rows } = await sql<{ sheet_row: number; id: string; name: string }>`
    select r.sheet_row, u.id, concat_ws(' · ', u.own_name, o.own_id) as name from import_row r
    join system_usage u on u.tenant_id = app.tenant() and u.product_id = r.product
    left join system_usage_operation o on o.tenant_id = u.tenant_id and o.usage_id = u.id
    where r.tenant_id = app.tenant() and r.run_id = ${run.id} and r.sheet_row = any(${sheetRows}::int[])
      and (r.picked is not null or exists (select 1 from import_cell_error e where e.tenant_id = r.tenant_id
        and e.run_id = r.run_id and e.sheet_row = r.sheet_row and e.code = 'ambiguous_target'))
    order by r.sheet_row, u.own_name, u.id limit 1000`.execute(db);
  for (const { sheet_row, id, name } of rows)
    found.set(sheet_row, [...(found.get(sheet_row) ?? []), { id, name }]);
  return found;
}

/** How many rows a filter shows. */
export async function countRows(db: TenantDb, runId: string, filter: RowFilter): Promise<number> {
  const { count } = await db
    .selectFrom("import_row")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("run_id", "=", runId)
    .$if(filter === "changed", (query) => query.where("is_changed_since", "=", true))
    .$if(filter !== "all" && filter !== "changed", (query) => query.where("action", "=", filter as "create"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Keeps which system the person says a row is about; `new` for one that is not here yet.
 * @throws NotFound when the row or the system is not there
 */
export async function savePick(
  db: TenantDb,
  run: ImportRun,
  sheetRow: number,
  choice: string,
): Promise<void> {
  if (!Number.isInteger(sheetRow) || choice === "") throw new Invalid({ choice: "choose" });
  const row = await db
    .selectFrom("import_row")
    .select("fresh")
    .where("run_id", "=", run.id)
    .where("sheet_row", "=", sheetRow)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const picked = choice === "new" ? row.fresh : choice;
  if (choice !== "new") {
    const usage = await db
      .selectFrom("system_usage")
      .select("id")
      .where("tenant_id", "=", run.tenant_id)
      .where("id", "=", choice)
      .executeTakeFirst();
    if (!usage) throw new NotFound();
  }
  await db
    .updateTable("import_row")
    .set({ picked })
    .where("run_id", "=", run.id)
    .where("sheet_row", "=", sheetRow)
    .execute();
}
