import type * as z from "zod";
import { type Locale, textFor } from "../../text/text.ts";
import { refusalsText } from "./refusals.text.ts";

export type Typed = Record<string, string>;
/** A form that could not be taken, as it was typed: codes of `refusalsText.errors` or whole sentences, by field. */
export interface NotTaken {
  typed: Typed;
  errors: Record<string, string>;
}
export type Outcome = { to: string } | NotTaken;

/** Why a rule said no, in words. */
export type Refusals = ReturnType<typeof refusalsIn>;
export function refusalsIn(locale: Locale) {
  return textFor(refusalsText, locale).refusals;
}

/** A posted form as its schema reads it, with what was typed. */
export function readForm<Shape extends z.ZodRawShape, Schema extends z.ZodType & { shape: Shape }>(
  schema: Schema,
  form: FormData,
): { typed: Typed; fields: z.output<Schema> } | NotTaken {
  const typed = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, String(form.get(name) ?? "")]),
  );
  const read = schema.safeParse(typed);
  if (read.success) return { typed, fields: read.data };
  const errors: Record<string, string> = {};
  for (const issue of read.error.issues) errors[String(issue.path[0] ?? "")] ??= issue.message;
  return { typed, errors };
}

/** What is in a row as a form shows it. */
export function typedOf(row: Readonly<Record<string, unknown>>): Typed {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || value === undefined || value === false ? "" : value === true ? "1" : String(value),
    ]),
  );
}
