import type { BulkWish } from "#db/schema/bulk-edits.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { fieldOf } from "../systems/fields.rules.ts";
import { readFields } from "../systems/systems.form.ts";
import { BULK_LIFECYCLES, knownFields, LIFECYCLE } from "./bulk-edits.rules.ts";

const LONGEST_REASON = 1000;

/** A posted form of what to change: values by field, what was typed, errors by field. */
export interface ReadWish {
  keys: string[];
  /** Suppliers stay the text that was typed; the database settles which one is meant. */
  values: BulkWish;
  typed: Typed;
  reason: string;
  errors: Record<string, string>;
}

/** Reads what to set, what to clear and why, all errors in one pass. */
export function readWish(form: FormData): ReadWish {
  const typed = typedValues(form, ["field", "clear"]);
  const keys = knownFields(form.getAll("field").map(String));
  const cleared = new Set(form.getAll("clear").map(String));
  const reason = readReason(form);
  const errors: Record<string, string> = {};
  const values: BulkWish = {};
  const fields = keys.filter((key) => key !== LIFECYCLE).map(fieldOf);
  const given = Object.fromEntries(fields.map(({ key }) => [key, typed[key] ?? ""]));
  for (const { key } of fields) if (cleared.has(key)) given[key] = "";
  const read = readFields(given, fields);
  for (const { key } of fields) {
    const isTyped = String(typed[key] ?? "").trim() !== "";
    if (cleared.has(key) && isTyped) errors[key] = "set_and_clear";
    else if (!cleared.has(key) && !isTyped) errors[key] = "set_or_clear";
    else if (read.errors[key]) errors[key] = read.errors[key];
    else values[key] = read.values[key] as string | number | null;
  }
  if (keys.includes(LIFECYCLE)) {
    const state = BULK_LIFECYCLES.find((each) => each === typed[LIFECYCLE]);
    if (state) values[LIFECYCLE] = state;
    else errors[LIFECYCLE] = "unknown_choice";
  }
  if (keys.length === 0) errors.field = "none_chosen";
  Object.assign(errors, reasonError(reason));
  return { keys, values, typed, reason, errors };
}

/** The reason as it is kept. */
export function readReason(form: FormData): string {
  return String(form.get("reason") ?? "").trim();
}

/** What is wrong with a reason: nothing written, or more than anybody reads. */
export function reasonError(reason: string): Record<string, string> {
  if (reason === "") return { reason: "reason_missing" };
  return reason.length > LONGEST_REASON ? { reason: "too_long" } : {};
}
