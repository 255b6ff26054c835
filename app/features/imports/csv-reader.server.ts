import Papa from "papaparse";
import { decode, detectEncoding, type Encoding } from "./decode.server.ts";
import { FileProblem, LIMITS, type SheetRow } from "./file.rules.ts";

export type Separator = "," | ";" | "\t";

type Parsed = { data: string[][]; errors: { code: string; row: number }[]; meta: { cursor: number } };
type PieceParser = { parse(text: string, base: number, ignoreLastRow: boolean): Parsed };

/** Papaparse's own tokenizer. Its pushing modes have no back-pressure; this one is asked piece by piece. */
const TokenParser = (
  Papa as unknown as { Parser: new (config: { delimiter: string; newline: string }) => PieceParser }
).Parser;

/**
 * Opens a separated text file. `rows` gives batches with every record of the file, blank ones too, numbered as a
 * spreadsheet would number them; nothing is read before it is asked for.
 * @throws FileProblem while iterating: quotes that never close, NUL bytes, records, cells or columns beyond the limits
 */
export function openCsv(bytes: Buffer): {
  encoding: Encoding;
  separator: Separator;
  rows: Generator<SheetRow[]>;
} {
  const found = detectEncoding(bytes);
  const pieces = withPlainNewlines(decode(bytes, found));
  const first = pieces.next().value ?? "";
  const declared = /^sep=([,;\t])\n/i.exec(first);
  const text = declared ? first.slice(declared[0].length) : first;
  const separator = (declared?.[1] as Separator | undefined) ?? guessSeparator(text);
  return { encoding: found.encoding, separator, rows: records(text, pieces, separator) };
}

function* records(first: string, more: Generator<string>, separator: Separator): Generator<SheetRow[]> {
  const parser = new TokenParser({ delimiter: separator, newline: "\n" });
  let row = 1;
  let left = first;
  for (;;) {
    const next = more.next();
    const { data, errors, meta } = parser.parse(left, 0, !next.done);
    if (data.length > 0) yield numbered(data, errors, row);
    row += data.length;
    if (next.done) return;
    left = left.slice(meta.cursor);
    if (left.length > LIMITS.recordCharacters) throw beyondRecord(left, row);
    left += next.value;
  }
}

function numbered(data: string[][], errors: Parsed["errors"], firstRow: number): SheetRow[] {
  const malformed = new Set<number>();
  for (const error of errors) {
    if (error.code === "MissingQuotes")
      throw new FileProblem("unclosed_quote", { row: firstRow + error.row });
    malformed.add(error.row);
  }
  return data.map((cells, i) => {
    const sheetRow = firstRow + i;
    checkWidth(cells, sheetRow);
    return malformed.has(i) ? { sheetRow, cells, malformed: true } : { sheetRow, cells };
  });
}

function checkWidth(cells: string[], row: number): void {
  let width = cells.length;
  if (width > LIMITS.columns) {
    while (width > 0 && cells[width - 1]!.trim() === "") width--;
    if (width > LIMITS.columns) {
      throw new FileProblem("too_many_columns", { columns: width, limit: LIMITS.columns, row });
    }
    cells.length = width;
  }
  for (const cell of cells) {
    if (cell.length > LIMITS.cellCharacters)
      throw new FileProblem("cell_too_long", { row, limit: LIMITS.cellCharacters });
  }
}

function beyondRecord(text: string, row: number): FileProblem {
  const line = text.indexOf("\n");
  const width = text.slice(0, line === -1 ? undefined : line).split(/[,;\t]/, LIMITS.columns * 5).length;
  if (width > LIMITS.columns)
    return new FileProblem("too_many_columns", { columns: width, limit: LIMITS.columns, row });
  return new FileProblem(text.includes('"') ? "unclosed_quote" : "record_too_long", { row });
}

/** Every kind of line end becomes one, also inside quotes and where two pieces meet. */
function* withPlainNewlines(pieces: Generator<string>): Generator<string> {
  let held = "";
  for (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith("\r") ? "\r" : "";
    yield (held ? text.slice(0, -1) : text).replace(/\r\n?/g, "\n");
  }
  if (held) yield "\n";
}

/** The separator under which most of the first records have as many cells as the headings; then the widest. */
function guessSeparator(text: string): Separator {
  const sample = text.slice(0, 65_536);
  let best: { separator: Separator; score: number } = { separator: ";", score: 0 };
  for (const separator of [";", "\t", ","] as const) {
    const whole = sample.length < text.length || sample.endsWith("\n");
    const { data } = new TokenParser({ delimiter: separator, newline: "\n" }).parse(sample, 0, whole);
    const records = data.filter((cells) => cells.some((cell) => cell.trim() !== "")).slice(0, 50);
    const width = records[0]?.length ?? 0;
    if (width < 2) continue;
    const alike = records.filter((cells) => cells.length === width).length / records.length;
    const score = alike + Math.min(width, LIMITS.columns) / (LIMITS.columns * 10);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}
