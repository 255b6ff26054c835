/**
 * The process that reads an uploaded file: bytes on standard input, one JSON line per batch on standard output.
 * It is started with little memory, a time limit, no environment and no right to write files (`file.server.ts`),
 * because what it reads may be meant to hurt.
 */
import { type CheckPlan, rowChecker } from "./check.rules.ts";
import { openCsv } from "./csv-reader.server.ts";
import { type Cell, FileProblem, fileKind, LIMITS, type SheetRow, tooLarge } from "./file.rules.ts";
import { type Column, readHeadings } from "./headings.rules.ts";
import { openXlsx } from "./xlsx-reader.server.ts";

/** What the parent asks for, as JSON in the first argument. */
export type ReadOrder = {
  sheet?: string;
  /** Row of the headings as the user sees it; otherwise the first row that is not blank. */
  headingRow?: number;
  /** Rows per line of output. */
  batch: number;
} & ({ task: "look"; samples: number } | { task: "check"; plan: Omit<CheckPlan, "columns"> });

/** What the file is, told before its rows. */
export type FileFacts = {
  format: "csv" | "xlsx";
  encoding: string | null;
  separator: string | null;
  sheets: string[];
  sheet: string | null;
  headingRow: number;
  columns: Column[];
};

export type WorkerLine =
  | { type: "facts"; facts: FileFacts }
  | { type: "look"; rows: number; filled: number[]; samples: { sheetRow: number; cells: Cell[] }[] }
  | { type: "end"; rows: number }
  | { type: "problem"; code: string; details: Record<string, string | number> };

/** Lines that hold checked rows start with this; the rest of the line is a JSON array. */
export const ROWS_MARK = "R";

type Opened = Omit<FileFacts, "headingRow" | "columns"> & {
  rows: Iterable<SheetRow[]> | AsyncIterable<SheetRow[]>;
};

async function main(order: ReadOrder): Promise<void> {
  const opened = await open(await readInput(), order.sheet);
  const { rows, ...known } = opened;
  let columns: Column[] | undefined;
  let receiver: Receiver | undefined;
  let count = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      if (!columns || !receiver) {
        if (!isHeadingRow(row, order.headingRow)) continue;
        columns = readHeadings(withoutEmptyEnd(row.cells));
        await write({ type: "facts", facts: { ...known, headingRow: row.sheetRow, columns } });
        receiver = order.task === "look" ? new Looking(columns, order.samples) : new Checking(columns, order);
      } else if (receiver.take(row)) {
        count++;
        if (count > LIMITS.rows) throw new FileProblem("too_many_rows", { limit: LIMITS.rows });
        const line = receiver.full();
        if (line !== null) await writeText(line);
      }
    }
  }
  if (!receiver)
    throw new FileProblem(order.headingRow ? "heading_row_missing" : "empty_file", {
      row: order.headingRow ?? 1,
    });
  if (count === 0) throw new FileProblem("no_rows");
  for (const line of receiver.rest(count)) await writeText(line);
}

interface Receiver {
  /** Takes a row; false when it is blank. */
  take(row: SheetRow): boolean;
  /** A line to write now, or null. */
  full(): string | null;
  /** The last lines. */
  rest(count: number): string[];
}

/** Counts rows, keeps a few of them, and notes which columns hold anything. */
class Looking implements Receiver {
  readonly #filled = new Set<number>();
  readonly #samples: { sheetRow: number; cells: Cell[] }[] = [];
  readonly #columns: Column[];
  readonly #most: number;
  constructor(columns: Column[], most: number) {
    this.#columns = columns;
    this.#most = most;
  }
  take(row: SheetRow): boolean {
    const filled = row.cells.flatMap((cell, i) => (String(cell).trim() === "" ? [] : [i]));
    if (filled.length === 0) return false;
    for (const column of filled) this.#filled.add(column);
    if (this.#samples.length < this.#most) {
      const cells = row.cells
        .slice(0, this.#columns.length)
        .map((cell) => (typeof cell === "string" ? cell.slice(0, 200) : cell));
      this.#samples.push({ sheetRow: row.sheetRow, cells });
    }
    return true;
  }
  full(): null {
    return null;
  }
  rest(count: number): string[] {
    const filled = [...this.#filled].sort((a, b) => a - b);
    return [
      JSON.stringify({ type: "look", rows: count, filled, samples: this.#samples } satisfies WorkerLine),
    ];
  }
}

/** Checks rows and sends them on in batches. */
class Checking implements Receiver {
  #rows: string[] = [];
  readonly #check: ReturnType<typeof rowChecker>;
  readonly #batch: number;
  constructor(columns: Column[], order: ReadOrder & { task: "check" }) {
    this.#check = rowChecker({ ...order.plan, columns });
    this.#batch = order.batch;
  }
  take(row: SheetRow): boolean {
    const checked = this.#check(row);
    if (checked) this.#rows.push(JSON.stringify(checked));
    return checked !== null;
  }
  full(): string | null {
    return this.#rows.length >= this.#batch ? this.#flush() : null;
  }
  rest(count: number): string[] {
    const end = JSON.stringify({ type: "end", rows: count } satisfies WorkerLine);
    return this.#rows.length > 0 ? [this.#flush(), end] : [end];
  }
  #flush(): string {
    const line = `${ROWS_MARK}[${this.#rows.join(",")}]`;
    this.#rows = [];
    return line;
  }
}

function isHeadingRow(row: SheetRow, wanted: number | undefined): boolean {
  if (wanted !== undefined && row.sheetRow > wanted)
    throw new FileProblem("heading_row_missing", { row: wanted });
  const blank = row.cells.every((cell) => String(cell).trim() === "");
  if (wanted === row.sheetRow && blank) throw new FileProblem("heading_row_missing", { row: wanted });
  return wanted === undefined ? !blank : row.sheetRow === wanted;
}

function withoutEmptyEnd(cells: Cell[]): Cell[] {
  let end = cells.length;
  while (end > 0 && String(cells[end - 1]).trim() === "") end--;
  return cells.slice(0, end);
}

async function open(bytes: Buffer, sheet: string | undefined): Promise<Opened> {
  if (fileKind(bytes) === "csv") {
    const { encoding, separator, rows } = openCsv(bytes);
    return { format: "csv", encoding, separator, sheets: [], sheet: null, rows };
  }
  const { sheets, sheet: chosen, rows } = await openXlsx(bytes, sheet);
  return { format: "xlsx", encoding: null, separator: null, sheets, sheet: chosen, rows };
}

async function readInput(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin) {
    size += (piece as Buffer).length;
    if (size <= LIMITS.fileBytes) pieces.push(piece as Buffer);
    else pieces.length = 0;
  }
  if (size > LIMITS.fileBytes) {
    throw tooLarge(size);
  }
  return Buffer.concat(pieces);
}

const write = (line: WorkerLine) => writeText(JSON.stringify(line));

/** Waits when the parent is slower than the file. */
async function writeText(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise((resolve) => process.stdout.once("drain", resolve));
}

if (process.argv[2]?.startsWith("{")) {
  try {
    await main(JSON.parse(process.argv[2]) as ReadOrder);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    await write({ type: "problem", code: error.code, details: error.details });
  }
}
