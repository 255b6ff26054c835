import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import {
  type Cell,
  type CellKind,
  download,
  MOST_EXPORT_ROWS,
  type SheetColumn,
} from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "#app/server/xlsx.server.ts";
import type { ListDefinition, ListState } from "../lists/lists.rules.ts";
import { chooseColumns } from "../lists/lists.server.ts";

/** One column of a catalogue list as a file has it. */
export interface FileColumn<Row> {
  heading: string;
  kind?: CellKind;
  cell: (row: Row) => Cell;
}

/**
 * A catalogue list as a file: the rows and order of the screen, with the shown columns or, with `?column=all`, every one.
 *
 * @param columns by key of the definition
 * @param rows in portions
 * @param total rows the list has, to say when the file was cut
 */
export async function listFile<Row>(
  { db, today }: Pick<Door, "db" | "today">,
  {
    definition,
    state,
    search,
    format,
    name,
    columns,
    rows,
    total,
  }: {
    definition: ListDefinition;
    state: ListState;
    search: URLSearchParams;
    format: "csv" | "xlsx";
    name: string;
    columns: Readonly<Record<string, FileColumn<Row>>>;
    rows: AsyncIterable<Row[]>;
    total: number;
  },
): Promise<Response> {
  const keys = search.getAll("column").includes("all")
    ? definition.columns.map((column) => column.key)
    : (await chooseColumns(db, definition, state)).shown;
  const chosen = keys.flatMap((key) => columns[key] ?? []);
  const headings: SheetColumn[] = chosen.map(({ heading, kind = "text" }) => ({ heading, kind }));
  async function* portions() {
    for await (const portion of rows) yield portion.map((row) => chosen.map((column) => column.cell(row)));
  }
  const isCsv = format === "csv";
  const bytes = isCsv ? await csvFile(headings, portions()) : await xlsxFile(headings, portions(), name);
  return download(bytes, {
    name: `${name.toLowerCase()}-${today}.${format}`,
    type: isCsv ? CSV_TYPE : XLSX_TYPE,
    rows: Math.min(total, MOST_EXPORT_ROWS),
    isCut: total > MOST_EXPORT_ROWS,
  });
}
