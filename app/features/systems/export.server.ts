import { CSV_TYPE, csvFile } from "../../server/csv.server.ts";
import {
  type CellKind,
  download,
  MOST_EXPORT_ROWS,
  type SheetColumn,
  type SheetRow,
} from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "../../server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { listFunctions } from "../functions/functions.server.ts";
import { chooseColumns } from "../lists/lists.server.ts";
import { fieldOf, isField } from "./fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "./fields.text.ts";
import { exportUsages, type UsageRow } from "./list.server.ts";
import { systemsQuery } from "./page.server.ts";
import { systemsText } from "./systems.text.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize" | "today">;

/**
 * The list as a file: same selection, order and rules as the screen, with the shown columns or, with `?column=all`, every one.
 * Names of persons are readable in their own organisation only, so they leave it in no file.
 */
export async function exportSystems(
  door: Reading,
  { search, format, locale }: { search: URLSearchParams; format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const { db, tenant, today } = door;
  const { scope, definition, state } = await systemsQuery(door, search);
  const everything = search.getAll("column").includes("all") || search.get("columns") === "all";
  const chosen = everything
    ? definition.columns.filter((column) => !column.isFilterOnly).map((column) => column.key)
    : (await chooseColumns(db, definition, state)).shown;
  // whose record it is must be in a file with several owners'
  const shown = scope === "own" || chosen.includes("owner") ? chosen : ["owner", ...chosen];
  const found = await exportUsages(db, { state, scope, shown }, { tenant, most: MOST_EXPORT_ROWS });
  await logAccess(db, tenant, {
    via: "export",
    kind: "system_usage",
    seen: found.owners.map((owner) => ({ owner })),
  });
  const t = textFor(fieldsText, locale);
  const functions = new Map(
    (shown.includes("functions") ? await listFunctions(db) : []).map((each) => [
      each.id,
      locale === "sv" ? each.name_sv : each.name_en,
    ]),
  );
  const columns: SheetColumn[] = shown.map((key) => ({ heading: fieldLabel(t, key), kind: cellKind(key) }));
  const asRow = (row: UsageRow): SheetRow => shown.map((key) => cell(key, row.values[key]));
  async function* portions() {
    for await (const rows of found.portions) yield rows.map(asRow);
  }
  const cell = (key: string, value: UsageRow["values"][string] | undefined) => {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map((id) => functions.get(id) ?? id).join(", ");
    if (isChoice(key)) return choiceLabel(t, key, String(value));
    return typeof value === "number" ? value : String(value);
  };
  const bytes =
    format === "csv"
      ? await csvFile(columns, portions())
      : await xlsxFile(columns, portions(), textFor(systemsText, locale).exportSheet);
  const cut = found.isCut ? `-${MOST_EXPORT_ROWS}` : "";
  return download(bytes, {
    name: `system-${tenant.slug.replace("~", "-")}-${today}${cut}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: found.keys,
    isCut: found.isCut,
  });
}

const CHOICES = new Set(["lifecycle", "validity", "is_hidden", "seal"]);

function isChoice(key: string): boolean {
  return CHOICES.has(key) || (isField(key) && fieldOf(key).kind === "choice");
}

function cellKind(key: string): CellKind {
  if (key === "updated_at") return "instant";
  if (key === "support_ends_on" || key === "confirmed_on") return "day";
  if (key === "completeness") return "number";
  if (!isField(key)) return "text";
  const { kind } = fieldOf(key);
  if (kind === "integer" || kind === "level") return "number";
  return kind === "day" || kind === "money" ? kind : "text";
}
