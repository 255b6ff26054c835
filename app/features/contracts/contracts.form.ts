import type { TermUnit } from "#db/schema/contracts.ts";
import { oneLine } from "../../text/one-line.ts";
import type { Typed } from "../catalogue/fields.form.ts";
import { isDay, isUuid } from "../lists/lists.rules.ts";
import {
  FIELDS,
  type Field,
  LONGEST,
  MOST_OPTIONS,
  type OPTION_FIELDS,
  optionField,
  UNITS,
} from "./fields.rules.ts";
import type { OptionRow } from "./terms.rules.ts";

export type FieldValue = string | number | boolean | string[] | null;
/** The terms of one option as the form gives them. */
export type TypedOption = Pick<
  OptionRow,
  "seq" | "length" | "unit" | "call_before_length" | "call_before_unit"
>;

/** A form's fields as the record keeps them; errors are codes of `contractFormText.errors` by field. */
export interface ReadContract {
  /** By field key; suppliers, products and contracts are still the text or id that was posted. */
  values: Record<string, FieldValue>;
  options: TypedOption[];
  errors: Record<string, string>;
}

/** Control characters but tab and line breaks mean nothing in a text, and PostgreSQL cannot keep NUL. */
export function cleaned(value: unknown): string {
  return typeof value === "string" ? value.replace(/[^\P{Cc}\t\n\r]/gu, "").trim() : "";
}

type Read = { value: FieldValue } | { error: string };

function readField(field: Field, posted: Typed[string] | undefined): Read {
  if (field.kind === "flag") return { value: posted === "on" };
  if (field.kind === "boxes") {
    const words = [posted ?? []].flat().filter((word) => field.choices?.includes(word));
    return { value: [...new Set(words)] };
  }
  const written = cleaned([posted ?? ""].flat()[0]);
  const text = field.kind === "long_text" ? written : oneLine(written);
  if (text === "") return field.isRequired ? { error: "required" } : { value: null };
  return readText(field, text);
}

function readText({ kind, choices, most = 300, key }: Field, text: string): Read {
  switch (kind) {
    case "day":
      return isDay(text) ? { value: text } : { error: "not_a_day" };
    case "count":
      return readCount(text, most);
    case "choice":
      return choices?.includes(text) ? { value: text } : { error: "unknown_choice" };
    case "contract":
    case "product":
      return isUuid(text) ? { value: text } : { error: "unknown_choice" };
    default:
      if (text.length > most) return { error: "too_long" };
      if (key === "cpv_code" && !/^\d{8}(-\d)?$/.test(text)) return { error: "not_a_cpv" };
      return { value: text };
  }
}

function readCount(text: string, most: number): Read {
  const digits = text.replace(/[\s\u00a0\u202f]/g, "");
  if (!/^\d{1,9}$/.test(digits)) return { error: "not_a_number" };
  return Number(digits) <= most ? { value: Number(digits) } : { error: "out_of_range" };
}

/** Reads the posted form, all errors in one pass, also those between fields. */
export function readContract(typed: Typed): ReadContract {
  const values: ReadContract["values"] = {};
  const errors: ReadContract["errors"] = {};
  for (const field of FIELDS) {
    const read = readField(field, typed[field.key]);
    if ("error" in read) errors[field.key] = read.error;
    else values[field.key] = read.value;
  }
  const options = readOptions(typed, errors);
  Object.assign(errors, between(values, errors));
  return { values, options, errors };
}

/** Lengths go with their units, and days in order. Looks only at what was read. */
function between(values: ReadContract["values"], errors: ReadContract["errors"]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const length of ["initial", "renewal", "renewal_decide", "notice"]) {
    const [count, unit] = [values[`${length}_length`], values[`${length}_unit`]];
    if (count !== null && count !== undefined && unit === null) found[`${length}_unit`] = "unit_needed";
    if (isTooLong(count, unit)) found[`${length}_length`] = "out_of_range";
    // a unit that was chosen beside an empty number says nothing
    if (count === null && unit) values[`${length}_unit`] = null;
  }
  const { starts_on, ends_on, initial_length, renewal_kind, renewal_length } = values;
  if (isBefore(ends_on, starts_on)) found.ends_on = "before_start";
  if (isBefore(values.binding_until_on, starts_on)) found.binding_until_on = "before_start";
  if (ends_on && initial_length && !errors.ends_on) found.ends_on ??= "length_or_end";
  if (renewal_kind === "tacit" && renewal_length === 0) found.renewal_length = "length_needed";
  return found;
}

function isTooLong(length: FieldValue | undefined, unit: FieldValue | undefined): boolean {
  const named = UNITS.find((each) => each === unit);
  return typeof length === "number" && named !== undefined && length > LONGEST[named];
}

function isBefore(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return typeof a === "string" && typeof b === "string" && a < b;
}

/** Rows of options in the order of the form; an empty row is left out. */
function readOptions(typed: Typed, errors: Record<string, string>): TypedOption[] {
  const options: TypedOption[] = [];
  for (let row = 1; row <= MOST_OPTIONS; row += 1) {
    const text = (field: (typeof OPTION_FIELDS)[number]) => cleaned(typed[optionField(row, field)]);
    if (text("length") === "" && text("call_before_length") === "") continue;
    const count = (field: "length" | "call_before_length", least: number) => {
      if (text(field) === "" && field === "call_before_length") return null;
      const read = readCount(text(field), LONGEST.days);
      const error = "error" in read ? read.error : (read.value as number) < least ? "length_needed" : null;
      if (error) errors[optionField(row, field)] = text(field) === "" ? "required" : error;
      return "error" in read ? null : (read.value as number);
    };
    const unit = (field: "unit" | "call_before_unit", isNeeded: boolean): TermUnit | null => {
      const found = UNITS.find((each) => each === text(field));
      if (!found && isNeeded) errors[optionField(row, field)] = "unit_needed";
      return found ?? null;
    };
    const length = count("length", 1);
    const call_before_length = count("call_before_length", 0);
    const named = unit("unit", true);
    const call_before_unit = unit("call_before_unit", call_before_length !== null);
    if (isTooLong(length, named)) errors[optionField(row, "length")] = "out_of_range";
    if (isTooLong(call_before_length, call_before_unit))
      errors[optionField(row, "call_before_length")] = "out_of_range";
    options.push({
      seq: options.length + 1,
      length: length ?? 0,
      unit: named ?? "months",
      call_before_length,
      call_before_unit: call_before_length === null ? null : call_before_unit,
    });
  }
  return options;
}

/** A value as the form shows it. */
export function shownInForm(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.map(String);
  if (value === true) return "on";
  if (value === null || value === undefined || value === false) return "";
  return String(value);
}
