import { normaliseName } from "../catalogue/names.rules.ts";
import { type CellCode, type DayOrder, type Json, readCell } from "./cells.rules.ts";
import { settleTerms } from "./contract-terms.rules.ts";
import { type Field, findField, type ImportKind, type Naming } from "./fields.rules.ts";
import { columnLetters, type SheetRow } from "./file.rules.ts";
import { type Column, columnKey, LEAVE_OUT, type Mapping } from "./headings.rules.ts";

/** Something about one cell, in the form it is stored and shown: where it stands in the sheet, what it held, why. */
export type CellNote = {
  column: string;
  heading: string;
  field: string | null;
  value: string;
  code: CellCode;
  allowed?: string[];
  suggestions?: string[];
  details?: Record<string, string>;
};

/**
 * A row after checking. In `values` a field that is missing was not given and `null` means "clear it"; money is öre,
 * days are `YYYY-MM-DD`. `names` holds, for the values that name other records, what they are looked up by.
 */
export type CheckedRow = {
  sheetRow: number;
  values: Record<string, Json | null>;
  names: Record<string, string | string[]>;
  errors: CellNote[];
  warnings: CellNote[];
};

export type CheckPlan = {
  kind: ImportKind;
  columns: Column[];
  mapping: Mapping;
  dayOrder?: DayOrder;
};

type Reader = { column: Column; field: Field };

/**
 * Prepares the check of a file's rows. The returned function gives one row's values with every error and warning of
 * the row, or null for a blank row. It keeps nothing between rows.
 */
export function rowChecker(plan: CheckPlan): (row: SheetRow) => CheckedRow | null {
  const readers: Reader[] = [];
  for (const column of plan.columns) {
    const use = plan.mapping[columnKey(column)];
    const field = use === undefined || use === LEAVE_OUT ? undefined : findField(plan.kind, use);
    if (field) readers.push({ column, field });
  }
  const width = plan.columns.length;
  return (row) => {
    if (!row.cells.some(isFilled)) return null;
    const checked: CheckedRow = { sheetRow: row.sheetRow, values: {}, names: {}, errors: [], warnings: [] };
    if (row.malformed) checked.errors.push(rowNote("malformed_quotes", row));
    if (row.cells.length > width) noteExtraCells(row, width, checked);
    for (const reader of readers) readField(reader, row, plan.dayOrder, checked);
    if (plan.kind === "contracts") settle(readers, row, checked);
    return checked;
  };
}

function settle(readers: readonly Reader[], row: SheetRow, into: CheckedRow): void {
  const wrong = settleTerms(into.values);
  const reader = readers.find(({ field }) => field.key === wrong);
  if (!reader) return;
  const { letters: column, heading, index } = reader.column;
  into.errors.push({
    column,
    heading,
    field: reader.field.key,
    value: shown(row.cells[index]),
    code: "contradicting_terms",
  });
}

const isFilled = (cell: string | number) => typeof cell === "number" || cell.trim() !== "";

function readField(
  { column, field }: Reader,
  row: SheetRow,
  order: DayOrder | undefined,
  into: CheckedRow,
): void {
  const cell = row.cells[column.index];
  const found = readCell(cell);
  if (found.state === "not_given") return;
  const note = (code: CellCode, more: Partial<CellNote> = {}): CellNote => ({
    column: column.letters,
    heading: column.heading,
    field: field.key,
    value: shown(cell),
    code,
    ...more,
  });
  if (found.state === "error") {
    into.errors.push(note(found.code));
    return;
  }
  if (found.state === "clear") {
    if (field.stays) into.errors.push(note("required"));
    else into.values[field.key] = null;
    return;
  }
  const read = field.read(found.cell, order);
  if ("error" in read) {
    const { error, allowed, suggestions, details } = read;
    into.errors.push(
      note(error, {
        ...(allowed && { allowed }),
        ...(suggestions?.length && { suggestions }),
        ...(details && { details }),
      }),
    );
    return;
  }
  if (found.warning) into.warnings.push(note(found.warning));
  if (read.warning) into.warnings.push(note(read.warning, read.details && { details: read.details }));
  if (read.value === undefined || read.value === "") return;
  into.values[field.key] = read.value;
  if (field.naming) {
    const name = lookUpName(field.naming, read.value);
    if (Array.isArray(name) ? name.includes("") : name === "") into.errors.push(note("no_letters"));
    into.names[field.key] = name;
  }
}

/** People and units by what is written, everything else by its normalised name. */
function lookUpName(naming: Naming, value: Json): string | string[] {
  if (naming === "system" && Array.isArray(value)) return value.map((one) => String(one).toLowerCase());
  if (Array.isArray(value)) return value.map((one) => normaliseName(String(one)));
  const text = String(value);
  return naming === "person" || naming === "unit" ? text.toLowerCase() : normaliseName(text);
}

function noteExtraCells(row: SheetRow, width: number, into: CheckedRow): void {
  for (let i = width; i < row.cells.length; i++) {
    if (!isFilled(row.cells[i]!)) continue;
    into.errors.push({
      ...rowNote("too_many_cells", row),
      column: columnLetters(i),
      value: shown(row.cells[i]),
    });
    return;
  }
}

function rowNote(code: CellCode, row: SheetRow): CellNote {
  return { column: "A", heading: "", field: null, value: shown(row.cells[0]), code };
}

/** A cell's content short enough to be shown beside its error. */
function shown(cell: string | number | undefined): string {
  const text = String(cell ?? "");
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
