import type { ImportKind } from "#app/features/imports/fields.rules.ts";
import { columnKey, LEAVE_OUT, type Mapping } from "#app/features/imports/headings.rules.ts";
import { takeIn } from "#app/features/imports/intake.server.ts";
import { claimWork, findRun, saveMapping } from "#app/features/imports/runs.server.ts";
import { doImportWork } from "#app/features/imports/work.server.ts";
import type { ImportSettings } from "#db/schema/imports.ts";
import type { Town } from "../../../support/towns.ts";

type Given = { kind?: ImportKind; mapping?: Mapping; settings?: ImportSettings; isCatalogueEditor?: boolean };

/** The job's description for a town's administrator. */
export function jobFor(
  town: Town,
  runId: string,
  work: "checking" | "applying" | "undoing",
  isCatalogueEditor = false,
) {
  const { accountId, name: byName } = town.admin;
  return { tenantId: town.id, accountId, byName, isCatalogueEditor, runId, work, isCorrectRowsOnly: true };
}

/** Takes a file in, maps it as suggested (the rest is left out) and checks it, as the screens do. @returns the run's id */
export async function check(
  town: Town,
  file: string | Buffer,
  { kind = "systems", ...given }: Given = {},
): Promise<string> {
  const bytes = Buffer.from(file);
  const { accountId, name: byName } = town.admin;
  const scope = { tenantId: town.id, accountId, byName, via: "import" as const };
  const open = async function* () {
    yield bytes;
  };
  const id = await takeIn(scope, { kind, fileName: "fil.csv", bytes: bytes.length, open });
  await town.as(async (db) => {
    const run = await findRun(db, id);
    const rest = Object.fromEntries(run.columns.map((column) => [columnKey(column), LEAVE_OUT]));
    const mapping = { ...rest, ...run.mapping, ...given.mapping };
    await saveMapping(db, run, { mapping, settings: given.settings ?? {}, name: "standard" });
    await claimWork(db, id, "checking");
  });
  await doImportWork(jobFor(town, id, "checking", given.isCatalogueEditor));
  return id;
}

/** Applies or undoes a run as the job does. */
export async function work(
  town: Town,
  id: string,
  what: "applying" | "undoing",
  more: { isCorrectRowsOnly?: boolean; isCatalogueEditor?: boolean } = {},
) {
  await town.as((db) => claimWork(db, id, what));
  await doImportWork({ ...jobFor(town, id, what), ...more });
}

/** The run as it stands: state, counts, problem. */
export function look(town: Town, id: string) {
  return town.as((db) => findRun(db, id));
}

/** Errors and warnings of a run as short lines: `row column code`. */
export function notes(town: Town, id: string): Promise<string[]> {
  return town.as(async (db) => {
    const rows = await db
      .selectFrom("import_cell_error")
      .select(["sheet_row", "column_letters", "code", "is_warning"])
      .where("run_id", "=", id)
      .orderBy("sheet_row")
      .orderBy("column_letters")
      .execute();
    return rows.map(
      (row) =>
        `${row.is_warning ? "(" : ""}${row.sheet_row} ${row.column_letters} ${row.code}${row.is_warning ? ")" : ""}`,
    );
  });
}
