import type { Door } from "#app/server/tenant.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type Locale, textFor } from "#app/text/text.ts";
import { fieldLabel } from "./fields.text.ts";
import { FileProblem } from "./file.rules.ts";
import type { MappingProblem } from "./headings.rules.ts";
import { importsText } from "./imports.text.ts";
import { lookElsewhere } from "./intake.server.ts";
import { columnField, type MappingForm, readMappingForm } from "./mapping.form.ts";
import { problemText } from "./problems.rules.ts";
import { findRun, type ImportRun, listMappingNames, saveMapping } from "./runs.server.ts";
import { fileParts, type ImportJob, startWork } from "./work.server.ts";

const STANDARD_NAME = "standard";

/** What the mapping page shows. @throws NotFound */
export async function viewMapping(db: TenantDb, id: string) {
  const run = await findRun(db, id);
  const [latest] = await listMappingNames(db, run.kind);
  const { kind, file_name, encoding, separator, sheets, sheet, heading_row, row_count, columns, samples } =
    run;
  return {
    run: {
      id,
      kind,
      file_name,
      encoding,
      separator,
      sheets,
      sheet,
      heading_row,
      row_count,
      columns,
      samples,
    },
    mapping: run.mapping,
    settings: run.settings,
    name: latest ?? STANDARD_NAME,
  };
}

type Errors = Record<string, string>;

/**
 * Keeps the chosen mapping and starts the dry run; or says field by field what is missing, with what was chosen.
 * @throws Refused `import_busy`, `import_not_open`
 */
export async function chooseMapping(
  door: Door,
  id: string,
  locale: Locale,
): Promise<{ job: ImportJob } | { errors: Errors; chosen: MappingForm }> {
  const run = await findRun(door.db, id);
  const { chosen, problems, isNamed } = readMappingForm(door.form, run.kind, run.columns);
  const t = textFor(importsText, locale).mapping;
  const errors = Object.assign({}, ...problems.map((problem) => errorsOf(problem, run, locale)));
  if (!isNamed) errors.name = t.nameMissing;
  if (Object.keys(errors).length > 0) {
    door.unrecorded("nothing was changed");
    return { errors, chosen };
  }
  await saveMapping(door.db, run, chosen);
  return { job: await startWork(door, { runId: id, work: "checking" }) };
}

function errorsOf(problem: MappingProblem, run: ImportRun, locale: Locale): Errors {
  const t = textFor(importsText, locale).mapping;
  switch (problem.code) {
    case "undecided":
      return Object.fromEntries(problem.columns.map((column) => [columnField(column), t.undecided]));
    case "used_twice": {
      const label = fieldLabel(run.kind, problem.field, locale);
      return Object.fromEntries(problem.columns.map((column) => [columnField(column), t.used_twice(label)]));
    }
    case "unknown_field":
      return { "": t.unknown_field };
    case "nothing_mapped":
      return { "": t.nothing_mapped };
    case "no_key":
      return { "": t.no_key[run.kind] };
  }
}

/**
 * Prepares reading the file from another sheet or heading row. The reading itself happens after the door is closed: it takes time,
 * and no transaction should wait for it.
 */
export async function readAgain(door: Door, id: string): Promise<(locale: Locale) => Promise<Errors | null>> {
  const run = await findRun(door.db, id);
  const { actor, tenant, form } = door;
  const scope = {
    tenantId: tenant.id,
    accountId: actor.accountId,
    byName: actor.name,
    via: "import" as const,
  };
  const sheet = String(form.get("sheet") ?? run.sheet ?? "");
  const headingRow = Number(form.get("heading_row"));
  const place = {
    ...(run.sheets.includes(sheet) ? { sheet } : {}),
    ...(Number.isInteger(headingRow) && headingRow > 0 && sheet === (run.sheet ?? "") ? { headingRow } : {}),
  };
  door.unrecorded("the file is read after this");
  return async (locale) => {
    try {
      await lookElsewhere(scope, id, place, fileParts(scope, id));
      return null;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      return { heading_row: problemText({ code: error.code, details: error.details }, locale) };
    }
  };
}
