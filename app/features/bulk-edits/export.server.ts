import { CSV_TYPE, csvFile } from "../../server/csv.server.ts";
import { download, type SheetColumn, type SheetRow } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "../../server/xlsx.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { fieldsText } from "../systems/fields.text.ts";
import { systemsFormText } from "../systems/form.text.ts";
import { historyWords } from "../systems/history.rules.ts";
import { mayReadBulkEdits } from "./bulk-edits.policy.ts";
import { bulkEditsText } from "./bulk-edits.text.ts";
import { countRows, findRun, listRows, type RunRow } from "./runs.server.ts";

const PORTION = 1000;

/** A run's rows as a file: one line per changed field, one for a row that was left. @throws NotFound, Forbidden */
export async function exportRun(
  { db, actor, tenant, today, authorize }: Pick<Door, "db" | "actor" | "tenant" | "today" | "authorize">,
  id: string,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  authorize(mayReadBulkEdits(actor, tenant));
  await findRun(db, id);
  const t = textFor(bulkEditsText, locale);
  const { all } = await countRows(db, id);
  const c = t.columns;
  const columns: SheetColumn[] = [
    ...[c.system, c.outcome, c.field, c.old, c.new, c.problem].map((heading) => ({
      heading,
      kind: "text" as const,
    })),
    ...[c.versionBefore, c.versionAfter].map((heading) => ({ heading, kind: "number" as const })),
    { heading: c.reverted, kind: "text" },
  ];
  const lines = linesIn(locale);
  async function* portions(): AsyncGenerator<SheetRow[]> {
    for (let offset = 0; offset < all; offset += PORTION)
      yield (await listRows(db, id, { limit: PORTION, offset })).flatMap(lines);
  }
  const bytes =
    format === "csv"
      ? await csvFile(columns, portions())
      : await xlsxFile(columns, portions(), t.exportSheet);
  return download(bytes, {
    name: `massandring-${tenant.slug}-${today}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: all,
    isCut: false,
  });
}

function linesIn(locale: Locale): (row: RunRow) => SheetRow[] {
  const t = textFor(bulkEditsText, locale);
  const s = textFor(systemsFormText, locale);
  const words = historyWords(textFor(fieldsText, locale), {
    locale,
    roles: [],
    money: (minor) => formatsFor(locale).money(minor),
  });
  const why = (problem: string | null) =>
    problem ? (t.problems[problem] ?? s.errors[problem] ?? problem) : null;
  return (row) => {
    const head = [row.name, row.outcome && t.outcomes[row.outcome]];
    const tail = [
      why(row.problem ?? row.revert_problem),
      row.version_before,
      row.version_after,
      row.revert_outcome && t.reverts[row.revert_outcome],
    ];
    const changes = Object.entries(row.changes);
    if (changes.length === 0) return [[...head, null, null, null, ...tail]];
    return changes.map(([key, change]) => [
      ...head,
      words.field("system_usage", key),
      words.value("system_usage", key, change.old_name ?? change.old),
      words.value("system_usage", key, change.new_name ?? change.new),
      ...tail,
    ]);
  };
}
