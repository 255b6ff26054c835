import Papa from "papaparse";
import {
  type Cell,
  type CellKind,
  otherWork,
  type SheetColumn,
  type SheetRow,
  type SheetRows,
} from "./sheet.server.ts";

const BOM = "\uFEFF";
/** A cell that a spreadsheet would run as a formula. Plain numbers, also negative ones, are left alone. */
const FORMULA = /^(?![-+]\d+(?:[.,]\d+)?$)[=+\-@\t\r]/;

export const CSV_TYPE = "text/csv; charset=utf-8";

/**
 * A CSV file as Swedish spreadsheets open it: UTF-8 with BOM, semicolon, CRLF, ISO days, amounts with decimal comma and two
 * decimals, cells that would run as formulas neutralised with an apostrophe.
 *
 * @param columns headings and kinds, in order
 * @param portions rows with one cell per column
 */
export async function csvFile(
  columns: readonly SheetColumn[],
  portions: SheetRows,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = [BOM + lines([columns.map((column) => column.heading)])];
  for await (const rows of portions) {
    if (rows.length > 0) parts.push(lines(rows.map((row) => textRow(columns, row))));
    await otherWork();
  }
  return new TextEncoder().encode(parts.join(""));
}

function lines(rows: string[][]): string {
  return `${Papa.unparse(rows, { delimiter: ";", newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

function textRow(columns: readonly SheetColumn[], row: SheetRow): string[] {
  return columns.map((column, index) => text(row[index], column.kind));
}

function text(cell: Cell, kind: CellKind): string {
  if (cell === null || cell === undefined) return "";
  if (kind === "money" && typeof cell === "number") return kronor(cell);
  if (kind === "number" && typeof cell === "number") return String(cell).replace(".", ",");
  return String(cell);
}

/** Öre as kronor with two decimals, without going through fractions: `-5` → "-0,05". */
function kronor(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
}
