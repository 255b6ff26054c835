import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, MOST_EXPORT_ROWS, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "#app/server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { functionName } from "../functions/functions.rules.ts";
import { listFunctions } from "../functions/functions.server.ts";
import { choiceLabel, fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { processorLine } from "./processing.rules.ts";
import { listProcessing, type ProcessingRow } from "./processing.server.ts";
import { processingText } from "./processing.text.ts";
import { enterReports } from "./reports.server.ts";

type Kind = SheetColumn["kind"];

/** The record of processing as a file: one row per system with personal data, roles instead of names. */
export async function processingFile(
  door: Pick<Door, "db" | "actor" | "tenant" | "authorize" | "today">,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  enterReports(door);
  const t = textFor(processingText, locale);
  const fields = textFor(fieldsText, locale);
  const found = await listProcessing(door.db, { limit: MOST_EXPORT_ROWS + 1 });
  const functions = new Map(
    (await listFunctions(door.db)).map((each) => [each.id, functionName(each, locale)]),
  );
  const choice = (
    key: "personal_data" | "joint_controllership" | "dpa_needed" | "third_country" | "dpia_needed",
  ) =>
    field(key, (row) => {
      const value = row[key];
      return value === null ? null : choiceLabel(fields, key, value);
    });
  const day = (
    key: "dpa_signed_on" | "risk_assessed_on" | "risk_next_on" | "dpia_done_on" | "oversight_last_on",
  ) => field(key, (row) => row[key], "day");
  function field(key: string, cell: (row: ProcessingRow) => string | null, kind: Kind = "text") {
    return { heading: fieldLabel(fields, key), kind, cell };
  }
  const own = (heading: string, cell: (row: ProcessingRow) => string | null, kind: Kind = "text") => ({
    heading,
    kind,
    cell,
  });
  const columns = [
    own(t.columns.system, (row) => row.own_name),
    own(t.columns.product, (row) => row.product),
    own(t.columns.purpose, (row) =>
      row.functions
        .map((id) => functions.get(id) ?? id)
        .sort()
        .join(", "),
    ),
    choice("personal_data"),
    choice("joint_controllership"),
    own(t.columns.processors, (row) => row.processors.map(processorLine).join("; ")),
    choice("dpa_needed"),
    day("dpa_signed_on"),
    choice("third_country"),
    own(t.columns.retention, () => null),
    day("risk_assessed_on"),
    day("risk_next_on"),
    choice("dpia_needed"),
    day("dpia_done_on"),
    day("oversight_last_on"),
    own(t.columns.oversight_next, (row) => row.oversight_next_on, "day"),
    own(t.columns.roles, (row) => (locale === "sv" ? row.roles_sv : row.roles_en).join(", ")),
    own(t.columns.missing, (row) => row.missing.map((gap) => t.gaps[gap]).join(", ")),
  ];
  const rows: SheetRow[] = found
    .slice(0, MOST_EXPORT_ROWS)
    .map((row) => columns.map((column) => column.cell(row)));
  const bytes = format === "csv" ? await csvFile(columns, [rows]) : await xlsxFile(columns, [rows], t.title);
  return download(bytes, {
    name: `${t.file}-${door.tenant.slug}-${door.today}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: rows.length,
    isCut: found.length > MOST_EXPORT_ROWS,
  });
}
