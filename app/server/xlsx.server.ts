import { strToU8, Zip, ZipDeflate } from "fflate";
import {
  type Cell,
  type CellKind,
  otherWork,
  type SheetColumn,
  type SheetRow,
  type SheetRows,
} from "./sheet.server.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** One sheet of a file. */
export interface XlsxSheet {
  /** What Excel does not allow in a name is left out; names differ within a file. */
  name: string;
  columns: readonly SheetColumn[];
  /** Rows with one cell per column. */
  portions: SheetRows;
}

/**
 * An Excel file with one sheet: typed cells (days as dates, amounts as numbers), first row frozen with a filter, no macros. Text is
 * always written as text, so nothing in it can run as a formula. Written portion by portion (write-excel-file holds every cell in
 * memory as an object and packs in one go, see docs/decisions).
 *
 * @param columns headings and kinds, in order
 * @param portions rows with one cell per column
 * @param sheet name of the sheet; what Excel does not allow in it is left out
 */
export function xlsxFile(
  columns: readonly SheetColumn[],
  portions: SheetRows,
  sheet: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return xlsxBook([{ name: sheet, columns, portions }]);
}

/** An Excel file with several sheets, each as `xlsxFile` writes its one. @param sheets at least one */
export async function xlsxBook(sheets: readonly XlsxSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else chunks.push(chunk);
  });
  const names = sheets.map((sheet) => sheet.name);
  for (const [name, xml] of Object.entries(frame(names))) addFile(zip, name).push(strToU8(xml), true);
  for (const [index, sheet] of sheets.entries())
    await writeSheet(addFile(zip, `xl/worksheets/sheet${index + 1}.xml`), sheet);
  zip.end();
  if (failure) throw failure;
  return joined(chunks);
}

async function writeSheet(file: ZipDeflate, { columns, portions }: XlsxSheet): Promise<void> {
  file.push(strToU8(sheetStart(columns)));
  let count = 1;
  const letters = columns.map((_, index) => columnName(index + 1));
  file.push(
    strToU8(
      rowXml(
        1,
        letters,
        columns.map((column) => textCell(column.heading, HEADING)),
      ),
    ),
  );
  for await (const rows of portions) {
    const xml = rows.map((row, index) => rowXml(count + index + 1, letters, cells(columns, row)));
    if (xml.length > 0) file.push(strToU8(xml.join("")));
    count += rows.length;
    await otherWork();
  }
  file.push(strToU8(sheetEnd(columns.length, count)), true);
}

/** The same content gives the same bytes; the day of the export stands in the file's name. */
const PACKED_AT = new Date(2026, 0, 1);

function addFile(zip: Zip, name: string): ZipDeflate {
  const file = new ZipDeflate(name, { level: 3 });
  file.mtime = PACKED_AT;
  zip.add(file);
  return file;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

// Numbers of the cell formats in `styles` below.
const PLAIN = 0;
const HEADING = 1;
const DAY = 2;
const MONEY = 3;
const INSTANT = 4;

function cells(columns: readonly SheetColumn[], row: SheetRow): string[] {
  return columns.map((column, index) => cellXml(row[index], column.kind));
}

/** A cell from its style on; `rowXml` puts its place in front. */
function cellXml(cell: Cell, kind: CellKind): string {
  if (cell === null || cell === undefined || cell === "") return "";
  if (kind === "day" && typeof cell === "string") {
    const serial = daySerial(cell);
    return serial === undefined ? textCell(cell, PLAIN) : number(serial, DAY);
  }
  if (kind === "instant" && typeof cell === "string") {
    const serial = instantSerial(cell);
    return serial === undefined ? textCell(cell, PLAIN) : number(serial, INSTANT);
  }
  if (typeof cell === "number")
    return number(kind === "money" ? cell / 100 : cell, kind === "money" ? MONEY : PLAIN);
  return textCell(cell, PLAIN);
}

function number(value: number, style: number): string {
  return `s="${style}"><v>${value}</v></c>`;
}

function textCell(text: string, style: number): string {
  return `s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;
}

/** Every cell says where it stands, as not every reader counts; empty ones are left out. */
function rowXml(number: number, letters: readonly string[], row: readonly string[]): string {
  const filled = row.map((cell, index) => (cell === "" ? "" : `<c r="${letters[index]}${number}" ${cell}`));
  return `<row r="${number}">${filled.join("")}</row>`;
}

/** Excel refuses longer cells. */
const LONGEST_CELL = 32_767;
const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

/** Excel's day number; days before 1900-03-01 are left as text because Excel counts a 29 February that never was. */
function daySerial(day: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return undefined;
  const serial = (Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) - EPOCH) / DAY_MS;
  return serial > 60 ? serial : undefined;
}

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  dateStyle: "short",
  timeStyle: "medium",
});

/** An instant as Swedish clock time, in Excel's days and parts of days. */
function instantSerial(instant: string): number | undefined {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return undefined;
  const [day, time] = clock.format(at).split(" ");
  const serial = daySerial(day ?? "");
  const [hours, minutes, seconds] = (time ?? "").split(":").map(Number);
  if (serial === undefined) return undefined;
  return serial + ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) / 86_400;
}

/** Text for XML 1.0: markup escaped, characters that XML does not know left out. */
function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));
}

const WIDTHS: Record<CellKind, number> = { text: 28, number: 12, day: 12, money: 16, instant: 18 };
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function sheetStart(columns: readonly SheetColumn[]): string {
  const widths = columns
    .map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${WIDTHS[column.kind]}" customWidth="1"/>`)
    .join("");
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths && `<cols>${widths}</cols>`}<sheetData>`;
}

function sheetEnd(columns: number, rows: number): string {
  const filter = columns > 0 ? `<autoFilter ref="A1:${columnName(columns)}${rows}"/>` : "";
  return `</sheetData>${filter}</worksheet>`;
}

/** 1 → "A", 27 → "AA". */
function columnName(column: number): string {
  let [name, rest] = ["", column];
  while (rest > 0) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    rest = Math.floor((rest - 1) / 26);
  }
  return name;
}

function frame(sheets: readonly string[]): Record<string, string> {
  const names = sheets.map(
    (sheet, index) => escaped(sheet.replace(/[[\]:*?/\\"']/g, " ").slice(0, 31)) || `Blad${index + 1}`,
  );
  const each = (xml: (name: string, number: number) => string) =>
    names.map((name, index) => xml(name, index + 1)).join("");
  const part = (path: string, kind: string) =>
    `<Override PartName="${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("/xl/workbook.xml", "sheet.main")}${each((_, n) => part(`/xl/worksheets/sheet${n}.xml`, "worksheet"))}${part("/xl/styles.xml", "styles")}</Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => relation(n, "worksheet", `worksheets/sheet${n}.xml`))}${relation(names.length + 1, "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": styles,
  };
}

const styles = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;
