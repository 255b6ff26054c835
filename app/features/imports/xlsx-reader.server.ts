import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { type Cell, FileProblem, LIMITS, type SheetRow } from "./file.rules.ts";
import { isDateFormat, serialToText } from "./xlsx.rules.ts";
import { ZipFile } from "./zip-reader.server.ts";

type Handlers = {
  open?: (name: string, attribute: (local: string) => string) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** What stands for a cell with an error or a formula nobody has computed; read as a cell error later. */
const NO_VALUE = "#FORMEL!";

/**
 * Opens a workbook (XLSX). Sheets that are not asked for are never unpacked. Formulas give the value the
 * spreadsheet program computed last; dates come as ISO text, numbers as numbers, truth values as ja/nej.
 * @throws FileProblem, also while iterating
 */
export async function openXlsx(
  bytes: Buffer,
  wanted?: string,
): Promise<{ sheets: string[]; sheet: string; rows: AsyncGenerator<SheetRow[]> }> {
  const zip = new ZipFile(bytes);
  const workbook = await findWorkbook(zip);
  const { sheets, from1904 } = await readWorkbook(zip, workbook);
  if (sheets.length === 0) throw new FileProblem("damaged");
  if (sheets.length > LIMITS.sheets) throw new FileProblem("too_many_sheets", { limit: LIMITS.sheets });
  const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted);
  const names = sheets.map(({ name }) => name);
  if (!sheet) throw new FileProblem("unknown_sheet", { sheet: wanted ?? "", sheets: names.join(", ") });
  const parts = await relations(zip, workbook);
  const part = parts.byId.get(sheet.id);
  if (!part || !zip.has(part)) throw new FileProblem("damaged");
  return { sheets: names, sheet: sheet.name, rows: sheetRows(zip, part, { parts: parts.byType, from1904 }) };
}

async function findWorkbook(zip: ZipFile): Promise<string> {
  if (zip.has("xl/workbook.bin")) throw new FileProblem("binary_excel");
  if (zip.has("content.xml") && zip.has("mimetype")) throw new FileProblem("open_document");
  if (!zip.has("_rels/.rels")) throw new FileProblem(zip.has("[Content_Types].xml") ? "damaged" : "archive");
  const main = (await relations(zip, "")).byType.get("officeDocument");
  if (!main || !zip.has(main)) throw new FileProblem("damaged");
  if (!main.startsWith("xl/")) throw new FileProblem("not_a_spreadsheet");
  return main;
}

async function readWorkbook(zip: ZipFile, part: string) {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await parseXml(zip, part, {
    open(name, attribute) {
      if (name === "sheet") sheets.push({ name: attribute("name"), id: attribute("id") });
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attribute("date1904"));
    },
  });
  return { sheets, from1904 };
}

/** The parts another part points to, by relation id and by the last word of the relation type. */
async function relations(zip: ZipFile, part: string) {
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  const folder = part.includes("/") ? part.slice(0, part.lastIndexOf("/") + 1) : "";
  const file = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!zip.has(file)) return { byId, byType };
  await parseXml(zip, file, {
    open(name, attribute) {
      if (name !== "Relationship" || attribute("TargetMode") === "External") return;
      const target = resolvePart(folder, attribute("Target"));
      byId.set(attribute("Id"), target);
      byType.set(attribute("Type").split("/").at(-1) ?? "", target);
    },
  });
  return { byId, byType };
}

function resolvePart(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

async function sharedTexts(zip: ZipFile, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (!part || !zip.has(part)) return texts;
  let total = 0;
  let text = "";
  let reading = false;
  let phonetic = false;
  await parseXml(zip, part, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") reading = !phonetic;
    },
    text(piece) {
      if (reading) text += piece;
    },
    close(name) {
      if (name === "t") reading = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "si") {
        total += text.length;
        if (total > LIMITS.sharedTextCharacters) throw new FileProblem("too_heavy");
        texts.push(unescapeText(text));
      }
    },
  });
  return texts;
}

/** For each cell style: does it show its number as a date? */
async function dateStyles(zip: ZipFile, part: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (!part || !zip.has(part)) return styles;
  const formats = new Map<number, string>();
  let inCells = false;
  await parseXml(zip, part, {
    open(name, attribute) {
      if (name === "numFmt") formats.set(Number(attribute("numFmtId")), attribute("formatCode"));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attribute("numFmtId"));
        styles.push(isDateFormat(id, formats.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

async function* sheetRows(
  zip: ZipFile,
  part: string,
  book: { parts: Map<string, string>; from1904: boolean },
): AsyncGenerator<SheetRow[]> {
  const texts = await sharedTexts(zip, book.parts.get("sharedStrings"));
  const dates = await dateStyles(zip, book.parts.get("styles"));
  const reader = new SheetReader({ texts, dates, from1904: book.from1904 });
  for await (const _ of xmlPieces(zip, part, reader)) {
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
}

/** Collects rows from the events of a sheet's XML. */
class SheetReader implements Handlers {
  readonly #book: { texts: string[]; dates: boolean[]; from1904: boolean };
  #rows: SheetRow[] = [];
  #row = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = "";
  #style = 0;
  #text = "";
  #reading = false;
  #phonetic = false;
  #formula = false;
  #cellCount = 0;

  constructor(book: { texts: string[]; dates: boolean[]; from1904: boolean }) {
    this.#book = book;
  }

  /** The rows that are complete so far. */
  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attribute: (local: string) => string): void {
    switch (name) {
      case "row": {
        const row = Number(attribute("r")) || this.#row + 1;
        if (row <= this.#row || row > 1_048_576) throw new FileProblem("damaged");
        this.#row = row;
        this.#cells = [];
        this.#column = -1;
        break;
      }
      case "c": {
        const at = attribute("r");
        this.#column = at ? columnOf(at) : this.#column + 1;
        this.#type = attribute("t");
        this.#style = Number(attribute("s")) || 0;
        this.#text = "";
        this.#formula = false;
        break;
      }
      case "f":
        this.#formula = true;
        break;
      case "rPh":
        this.#phonetic = true;
        break;
      case "v":
      case "t":
        this.#reading = !this.#phonetic;
    }
  }

  text(piece: string): void {
    if (!this.#reading) return;
    this.#text += piece;
    if (this.#text.length > LIMITS.cellCharacters) {
      throw new FileProblem("cell_too_long", { row: this.#row, limit: LIMITS.cellCharacters });
    }
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#reading = false;
    else if (name === "rPh") this.#phonetic = false;
    else if (name === "c") this.#endCell();
    else if (name === "row" && this.#cells.length > 0)
      this.#rows.push({ sheetRow: this.#row, cells: this.#cells });
  }

  #endCell(): void {
    const value = this.#value();
    if (value === "") return;
    if (this.#column >= LIMITS.columns) {
      throw new FileProblem("too_many_columns", {
        columns: this.#column + 1,
        limit: LIMITS.columns,
        row: this.#row,
      });
    }
    if (this.#column < this.#cells.length) throw new FileProblem("damaged");
    if (++this.#cellCount > LIMITS.rows * LIMITS.columns) throw new FileProblem("too_heavy");
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells.push(value);
  }

  #value(): Cell {
    const text = this.#text;
    if (text === "") return this.#formula && this.#type !== "str" ? NO_VALUE : "";
    if (this.#type === "s") return this.#book.texts[Number(text)] ?? damaged();
    if (this.#type === "str" || this.#type === "inlineStr") return unescapeText(text);
    if (this.#type === "b") return text === "1" ? "ja" : "nej";
    if (this.#type === "e") return text;
    if (this.#type === "d") return text;
    const number = Number(text);
    if (!Number.isFinite(number)) throw new FileProblem("damaged");
    return this.#book.dates[this.#style] ? serialToText(number, this.#book.from1904) : number;
  }
}

function damaged(): never {
  throw new FileProblem("damaged");
}

/** Excel writes control characters in texts as _x000D_. */
function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  if (column < 1 || column > 16_384) throw new FileProblem("damaged");
  return column - 1;
}

async function parseXml(zip: ZipFile, part: string, handlers: Handlers): Promise<void> {
  for await (const _ of xmlPieces(zip, part, handlers));
}

/** Feeds a part to the parser piece by piece; entities, DTDs and broken XML are refused. */
async function* xmlPieces(zip: ZipFile, part: string, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("doctype", () => {
    throw new FileProblem("xml_entities");
  });
  parser.on("error", (error) => {
    throw new FileProblem(/undefined entity/i.test(error.message) ? "xml_entities" : "damaged");
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    handlers.open?.(tag.local, (local) => attributeValue(tag, local));
  });
  parser.on("closetag", (tag: SaxesTagNS) => handlers.close?.(tag.local));
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("cdata", (text) => handlers.text?.(text));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const piece of zip.read(part)) {
    parser.write(textOf(decoder, piece));
    yield;
  }
  parser.write(textOf(decoder)).close();
  yield;
}

function attributeValue(tag: SaxesTagNS, local: string): string {
  const direct = tag.attributes[local];
  if (direct) return direct.value;
  for (const attribute of Object.values(tag.attributes) as SaxesAttributeNS[]) {
    if (attribute.local === local) return attribute.value;
  }
  return "";
}

function textOf(decoder: TextDecoder, piece?: Buffer): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new FileProblem("damaged");
  }
}
