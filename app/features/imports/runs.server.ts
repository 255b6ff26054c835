import { sql } from "kysely";
import { NotFound, Refused } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ImportCounts, ImportSettings } from "#db/schema/imports.ts";
import type { ImportKind } from "./fields.rules.ts";
import type { FileLook } from "./file.server.ts";
import { type Column, columnKey, type Mapping, suggestMapping } from "./headings.rules.ts";

export type ImportRun = Awaited<ReturnType<typeof findRun>>;
export type Work = NonNullable<ImportRun["work"]>;

/** A work that has said nothing for so long is taken to be dead, and may be started again. */
export const SILENT_SECONDS = 120;

/** One import. @throws NotFound */
export async function findRun(db: TenantDb, id: string) {
  const run = await db.selectFrom("import_run").selectAll().where("id", "=", id).executeTakeFirst();
  if (!run) throw new NotFound();
  return run;
}

/** The organisation's imports, newest first; at most `limit` from `offset`. */
export async function listRuns(db: TenantDb, { limit, offset }: { limit: number; offset: number }) {
  return db
    .selectFrom("import_run")
    .select([
      "id",
      "kind",
      "state",
      "work",
      "file_name",
      "row_count",
      "counts",
      "created_by_name",
      "created_at",
    ])
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
}

/** How many imports the organisation has. */
export async function countRuns(db: TenantDb): Promise<number> {
  const { count } = await db
    .selectFrom("import_run")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface NewRun {
  kind: ImportKind;
  fileName: string;
  bytes: number;
  look: FileLook;
  accountId: string | null;
  byName: string;
}

/** Opens a run for a file that has been looked at, with suggested uses for its columns. @returns its id */
export async function insertRun(db: TenantDb, tenantId: string, run: NewRun): Promise<string> {
  const { look, kind } = run;
  const columns = knownColumns(look);
  const remembered = await rememberedUses(db, kind);
  const { id } = await db
    .insertInto("import_run")
    .values({
      tenant_id: tenantId,
      kind,
      file_name: run.fileName.slice(0, 300) || "fil",
      file_bytes: run.bytes,
      format: look.format,
      encoding: look.encoding,
      separator: look.separator,
      sheets: look.sheets,
      sheet: look.sheet,
      heading_row: look.headingRow,
      columns: JSON.stringify(columns),
      samples: JSON.stringify(look.samples),
      row_count: look.rows,
      mapping: JSON.stringify(suggestMapping(kind, columns, remembered.uses)),
      settings: JSON.stringify(remembered.settings),
      created_by: run.accountId,
      created_by_name: run.byName,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Another sheet or heading row of the same file: columns, samples and suggestions start afresh. */
export async function replaceLook(db: TenantDb, run: ImportRun, look: FileLook): Promise<void> {
  const columns = knownColumns(look);
  const remembered = await rememberedUses(db, run.kind);
  await db
    .updateTable("import_run")
    .set({
      sheet: look.sheet,
      heading_row: look.headingRow,
      columns: JSON.stringify(columns),
      samples: JSON.stringify(look.samples),
      row_count: look.rows,
      mapping: JSON.stringify(suggestMapping(run.kind, columns, remembered.uses)),
      state: "uploaded",
    })
    .where("id", "=", run.id)
    .where("state", "in", ["uploaded", "mapped", "checked"])
    .execute();
}

/** Columns with a heading or with something in them; a blank column says nothing. */
function knownColumns(look: FileLook): (Column & { isFilled: boolean })[] {
  return look.columns
    .map((column) => ({ ...column, isFilled: look.filled.includes(column.index) }))
    .filter((column) => column.heading !== "" || column.isFilled);
}

/** Uses and settings of earlier imports of the kind; where they differ, the latest one's. */
export async function rememberedUses(
  db: TenantDb,
  kind: ImportKind,
): Promise<{ uses: Mapping; settings: ImportSettings }> {
  const mappings = await db
    .selectFrom("import_mapping")
    .select(["uses", "settings"])
    .where("kind", "=", kind)
    .orderBy("used_at")
    .orderBy("name")
    .limit(50)
    .execute();
  return {
    uses: Object.assign({}, ...mappings.map((one) => one.uses)),
    settings: mappings.at(-1)?.settings ?? {},
  };
}

/** A mapping kept under a name, or undefined. */
export async function findMapping(db: TenantDb, kind: ImportKind, name: string) {
  return db
    .selectFrom("import_mapping")
    .select(["uses", "settings"])
    .where("kind", "=", kind)
    .where("name", "=", name)
    .executeTakeFirst();
}

/** Names of the organisation's mappings for the kind, latest first. */
export async function listMappingNames(db: TenantDb, kind: ImportKind): Promise<string[]> {
  const rows = await db
    .selectFrom("import_mapping")
    .select("name")
    .where("kind", "=", kind)
    .orderBy("used_at", "desc")
    .orderBy("name")
    .limit(50)
    .execute();
  return rows.map((row) => row.name);
}

export interface ChosenMapping {
  mapping: Mapping;
  settings: ImportSettings;
  /** Kept for next time under this name. */
  name: string;
}

/** Sets what each column is for, and remembers it for the organisation. */
export async function saveMapping(
  db: TenantDb,
  run: ImportRun,
  { mapping, settings, name }: ChosenMapping,
): Promise<void> {
  const known = new Set(run.columns.map(columnKey));
  const uses = Object.fromEntries(Object.entries(mapping).filter(([key]) => known.has(key)));
  const changed = await db
    .updateTable("import_run")
    .set({
      mapping: JSON.stringify(uses),
      settings: JSON.stringify(settings),
      state: "mapped",
      work_problem: null,
    })
    .where("id", "=", run.id)
    .where("state", "in", ["uploaded", "mapped", "checked"])
    .where("work", "is", null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new Refused("import_not_open");
  await db
    .insertInto("import_mapping")
    .values({
      tenant_id: run.tenant_id,
      kind: run.kind,
      name,
      uses: JSON.stringify(uses),
      settings: JSON.stringify(settings),
    })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "kind", "name"]).doUpdateSet({
        uses: (eb) => sql<string>`import_mapping.uses || ${eb.ref("excluded.uses")}`,
        settings: (eb) => eb.ref("excluded.settings"),
        used_at: sql<Date>`now()`,
      }),
    )
    .execute();
}

/** Keeps the file in parts, until the run is over. */
export async function insertFilePart(
  db: TenantDb,
  run: { tenant_id: string; id: string },
  position: number,
  bytes: Buffer,
) {
  await db
    .insertInto("import_file_part")
    .values({ tenant_id: run.tenant_id, run_id: run.id, position, bytes })
    .execute();
}

/** The bytes of one part, or undefined after the last. */
export async function findFilePart(
  db: TenantDb,
  runId: string,
  position: number,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom("import_file_part")
    .select("bytes")
    .where("run_id", "=", runId)
    .where("position", "=", position)
    .executeTakeFirst();
  return row?.bytes;
}

/** Lets go of the file. */
export async function deleteFile(db: TenantDb, runId: string): Promise<void> {
  await db.deleteFrom("import_file_part").where("run_id", "=", runId).execute();
}

const STATES_FOR: Record<Work, ImportRun["state"][]> = {
  checking: ["mapped", "checked"],
  applying: ["checked"],
  undoing: ["applied"],
};

/**
 * Says that somebody now works on the run, so that nobody else does.
 * @throws Refused `import_busy` when work is under way, `import_not_open` when the state does not allow it
 */
export async function claimWork(db: TenantDb, id: string, work: Work): Promise<void> {
  const row = await db
    .updateTable("import_run")
    .set({ work, work_seen_at: sql<Date>`now()`, work_done: 0, work_problem: null })
    .where("id", "=", id)
    .where("state", "in", STATES_FOR[work])
    .where(sql<boolean>`(work is null or work_seen_at < now() - make_interval(secs => ${SILENT_SECONDS}))`)
    .returning("id")
    .executeTakeFirst();
  if (row) return;
  const run = await findRun(db, id);
  throw new Refused(run.work ? "import_busy" : "import_not_open");
}

/** Says how far the work has come, and that it is alive. */
export async function noteProgress(db: TenantDb, id: string, rows: number): Promise<void> {
  await db
    .updateTable("import_run")
    .set({ work_done: rows, work_seen_at: sql<Date>`now()` })
    .where("id", "=", id)
    .execute();
}

/** Says that the work is alive, between steps that take long. */
export async function noteAlive(db: TenantDb, id: string): Promise<void> {
  await db
    .updateTable("import_run")
    .set({ work_seen_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("work", "is not", null)
    .execute();
}

/** The work has ended; `problem` says why when it did not succeed. */
export async function endWork(
  db: TenantDb,
  id: string,
  problem: { code: string; details: Record<string, string | number> } | null,
): Promise<void> {
  await db
    .updateTable("import_run")
    .set({ work: null, work_problem: problem && JSON.stringify(problem) })
    .where("id", "=", id)
    .execute();
}

/** Throws a run away before it was applied: its file, rows and names go. */
export async function discardRun(db: TenantDb, id: string): Promise<void> {
  const row = await db
    .updateTable("import_run")
    .set({ state: "discarded", work_problem: null })
    .where("id", "=", id)
    .where("state", "in", ["uploaded", "mapped", "checked"])
    .where(sql<boolean>`(work is null or work_seen_at < now() - make_interval(secs => ${SILENT_SECONDS}))`)
    .returning("id")
    .executeTakeFirst();
  if (!row) {
    await findRun(db, id);
    throw new Refused("import_not_open");
  }
  for (const table of ["import_cell_error", "import_row", "import_resolution", "import_file_part"] as const)
    await db.deleteFrom(table).where("run_id", "=", id).execute();
}

export const NO_COUNTS: ImportCounts = {
  create: 0,
  update: 0,
  unchanged: 0,
  skip: 0,
  error: 0,
  warnings: 0,
  new_products: 0,
  new_suppliers: 0,
  changed_since: 0,
};
