import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, MOST_EXPORT_ROWS, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "#app/server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { functionName, groupName } from "../functions/functions.rules.ts";
import { lifecycleMark, type MatrixCell, otherName } from "./overlap.rules.ts";
import { findOverlap, type Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";

/** Systems of one municipality for one function that a file holds; the rest is counted. */
export const ITEMS_IN_FILE = 200;

/**
 * The matrix as a file, under the same choice as on screen but with all functions: one row per function, one column per shown
 * municipality, and last what the matrix leaves out by rule.
 */
export async function overlapFile(
  door: Pick<Door, "db" | "tenant" | "today">,
  search: URLSearchParams,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const t = textFor(overlapText, locale);
  const overlap = await findOverlap(door, search, {
    limit: 1000,
    itemsPerCell: ITEMS_IN_FILE,
    via: "export",
  });
  const { columns, rows } = matrixSheet(overlap, locale);
  const all = [[...rows, ...basisRows(overlap, t)]];
  const isCsv = format === "csv";
  const bytes = isCsv ? await csvFile(columns, all) : await xlsxFile(columns, all, t.sheetName);
  return download(bytes, {
    name: `${t.fileName}-${door.today}.${format}`,
    type: isCsv ? CSV_TYPE : XLSX_TYPE,
    rows: rows.length,
    isCut: overlap.total > rows.length || rows.length > MOST_EXPORT_ROWS,
  });
}

/** The matrix as cells: one row per function, one column per shown municipality. */
export function matrixSheet(
  overlap: Pick<Overlap, "columns" | "rows">,
  locale: Locale,
): { columns: SheetColumn[]; rows: SheetRow[] } {
  const t = textFor(overlapText, locale);
  const columns: SheetColumn[] = [
    { heading: t.group, kind: "text" },
    { heading: t.matrixFunction, kind: "text" },
    { heading: t.productCount, kind: "number" },
    ...overlap.columns.map((column) => ({
      heading: column.state === "not_shared" ? `${column.name} (${t.notShared})` : column.name,
      kind: "text" as const,
    })),
  ];
  const rows: SheetRow[] = overlap.rows.map((row) => [
    groupName(row, locale),
    functionName(row, locale),
    row.products,
    ...overlap.columns.map((column) => cellText(row.cells[column.id], t)),
  ]);
  return { columns, rows };
}

type Words = ReturnType<typeof textFor<(typeof overlapText)["sv"]>>;

function cellText(cell: MatrixCell | undefined, t: Words): string {
  if (!cell) return "";
  const items = cell.items.map((item) => {
    const mark = lifecycleMark(item.lifecycle);
    const notes = [otherName(item), mark && t.marks[mark], item.ends_on && t.ends(item.ends_on)].filter(
      Boolean,
    );
    return notes.length > 0 ? `${item.product_name} (${notes.join(", ")})` : item.product_name;
  });
  return [...items, ...(cell.more > 0 ? [t.more(cell.more)] : [])].join("; ");
}

/** A file travels without the page around it, so it says itself what it rests on. */
function basisRows(overlap: Overlap, t: Words): SheetRow[] {
  const { circle } = overlap;
  const name = circle
    ? t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name)
    : t.basisOwn;
  return [
    [],
    [t.basis, t.basisLine(name, overlap.today)],
    ...overlap.rules.map((rule) => ["", t.ruleTexts[rule]]),
  ];
}
