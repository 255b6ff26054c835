import { readAmount, readDay } from "../contracts/numbers.form.ts";

/** A booking of the cooperation's outcome. */
export interface Booking {
  booked_on: string;
  account: string;
  text: string;
  amount_minor: number;
  voucher: string | null;
}

export type LedgerField = "booked_on" | "account" | "text" | "amount" | "debit" | "credit" | "voucher";

/** Headings as accounting systems write them, in lower case without blanks, full stops and hyphens. */
const HEADINGS: Record<LedgerField, readonly string[]> = {
  booked_on: [
    "datum",
    "bokföringsdatum",
    "bokfdatum",
    "verifikationsdatum",
    "verdatum",
    "transdatum",
    "date",
  ],
  account: ["konto", "kontonr", "kontonummer", "account"],
  text: ["text", "beskrivning", "benämning", "kontonamn", "verifikationstext", "description"],
  amount: ["belopp", "summa", "utfall", "amount"],
  debit: ["debet", "debit"],
  credit: ["kredit", "credit"],
  voucher: ["verifikation", "ver", "vernr", "verifikationsnummer", "voucher"],
};

/** What is wrong with a cell: sheet row, column heading, the value and a code. */
export interface LedgerProblem {
  row: number;
  column: string;
  value: string;
  code: "required" | "not_a_day" | "not_an_amount" | "other_year" | "not_an_account" | "row_cut";
}

export type LedgerRead =
  | { bookings: Booking[] }
  /** The file as a whole cannot be used. */
  | { refused: { code: "no_rows" | "no_heading" | "double_heading"; column?: string } }
  | { problems: LedgerProblem[] };

const plain = (text: string) => text.toLowerCase().replace(/[\s.\-_/]/g, "");

/** Which column holds what. */
function columnsOf(headings: readonly string[]): {
  at: Partial<Record<LedgerField, number>>;
  twice?: string;
} {
  const at: Partial<Record<LedgerField, number>> = {};
  for (const [index, heading] of headings.entries()) {
    const field = (Object.keys(HEADINGS) as LedgerField[]).find((name) =>
      HEADINGS[name].includes(plain(heading)),
    );
    if (!field) continue;
    if (at[field] !== undefined) return { at, twice: heading };
    at[field] = index;
  }
  return { at };
}

/**
 * Reads the rows of a ledger file: every fault of every row, or all bookings. Rows of zeroes are left out.
 *
 * @param rows the file's rows with their numbers in the sheet, headings first
 * @param year the year that is settled; bookings of other years are faults
 */
export function readLedger(
  rows: readonly { sheetRow: number; cells: readonly string[]; malformed?: boolean }[],
  year: number,
): LedgerRead {
  const [head, ...filled] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (!head || filled.length === 0) return { refused: { code: "no_rows" } };
  const { at, twice } = columnsOf(head.cells);
  if (twice) return { refused: { code: "double_heading", column: twice.trim() } };
  for (const field of ["booked_on", "account"] as const)
    if (at[field] === undefined) return { refused: { code: "no_heading", column: field } };
  if (at.amount === undefined && (at.debit === undefined || at.credit === undefined))
    return { refused: { code: "no_heading", column: "amount" } };
  const problems: LedgerProblem[] = [];
  const bookings: Booking[] = [];
  for (const { sheetRow, cells, malformed } of filled) {
    const cell = (field: LedgerField) => (at[field] === undefined ? "" : (cells[at[field]] ?? "").trim());
    const fault = (field: LedgerField, code: LedgerProblem["code"]) =>
      problems.push({
        row: sheetRow,
        column: (head.cells[at[field] ?? 0] ?? "").trim(),
        value: cell(field),
        code,
      });
    if (malformed) fault("booked_on", "row_cut");
    const before = problems.length;
    const booked_on = dayOf(cell("booked_on"));
    if (cell("booked_on") === "") fault("booked_on", "required");
    else if (booked_on === null) fault("booked_on", "not_a_day");
    else if (!booked_on.startsWith(`${year}-`)) fault("booked_on", "other_year");
    const account = cell("account");
    if (!/^\d{3,10}$/.test(account)) fault("account", account === "" ? "required" : "not_an_account");
    const amount_minor = amountOf(cell, at, fault);
    if (problems.length > before || !booked_on || !amount_minor) continue;
    const voucher = cell("voucher").slice(0, 40) || null;
    bookings.push({ booked_on, account, text: cell("text").slice(0, 200), amount_minor, voucher });
  }
  if (problems.length > 0) return { problems };
  return bookings.length > 0 ? { bookings } : { refused: { code: "no_rows" } };
}

/** "2026-03-01", "20260301" and "2026/03/01". */
function dayOf(text: string): string | null {
  const parts = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(text);
  const read = parts ? readDay(`${parts[1]}-${parts[2]}-${parts[3]}`) : { error: "not_a_day" };
  return "value" in read ? read.value : null;
}

function amountOf(
  cell: (field: LedgerField) => string,
  at: Partial<Record<LedgerField, number>>,
  fault: (field: LedgerField, code: LedgerProblem["code"]) => void,
): number | null {
  const one = (field: LedgerField) => {
    const read = readAmount(cell(field));
    if ("value" in read) return read.value;
    fault(field, "not_an_amount");
    return null;
  };
  if (at.amount !== undefined) {
    if (cell("amount") === "") fault("amount", "required");
    return one("amount");
  }
  const [debit, credit] = [one("debit"), one("credit")];
  if (debit === null && credit === null && cell("debit") === "" && cell("credit") === "")
    fault("debit", "required");
  return (debit ?? 0) - (credit ?? 0);
}
