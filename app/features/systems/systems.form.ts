import * as z from "zod";
import { errorCodes, type Typed } from "../catalogue/fields.form.ts";
import { dayProblem, isDay, isUuid } from "../lists/lists.rules.ts";
import { FIELDS, type Field, type FieldValue } from "./fields.rules.ts";

/** A form's fields as the record keeps them; errors are codes of `systemsFormText.errors` by field. */
export interface ReadFields {
  values: Record<string, FieldValue>;
  errors: Record<string, string>;
}

/** Control characters but tab and line breaks mean nothing in a text, and PostgreSQL cannot keep NUL. */
function cleaned(value: unknown): string {
  return typeof value === "string" ? value.replace(/[^\P{Cc}\t\n\r]/gu, "").trim() : "";
}

const text = (schema: z.ZodType<string, string>) => z.preprocess(cleaned, schema);
/** An empty text is null. (A union would swallow the schema's own message.) */
const orNull = <Value>(schema: z.ZodType<Value, string>) =>
  z.preprocess((value) => cleaned(value) || null, schema.nullable());

/** The schema of one field, from its kind. Suppliers stay the text that was typed; the database settles which one is meant. */
function schemaOf(field: Field): z.ZodType<FieldValue> {
  const { most = 300, least = 0, choices = [] } = field;
  switch (field.kind) {
    case "text":
    case "long_text":
    case "supplier":
      return field.isRequired
        ? text(z.string().min(1, "required").max(most, "too_long"))
        : orNull(z.string().max(most, "too_long"));
    case "link":
      return orNull(
        z
          .string()
          .max(most, "too_long")
          .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), "not_an_address"),
      );
    case "country":
      return orNull(
        z
          .string()
          .regex(/^[a-z]{2}$/i, "not_a_country")
          .transform((text) => text.toUpperCase()),
      );
    case "day":
      return orNull(z.string().refine(isDay, { error: (issue) => dayProblem(String(issue.input)) }));
    case "integer":
      return orNull(
        z
          .string()
          .transform(plainDigits)
          .refine((text) => /^\d{1,15}$/.test(text), "not_a_number")
          .transform(Number)
          .refine((value) => value >= least && value <= most, "out_of_range"),
      );
    case "money":
      return orNull(
        z
          .string()
          .transform((text) =>
            plainDigits(text)
              .replace(/(?:kr|sek)\.?$/i, "")
              .replace(",", "."),
          )
          .refine((text) => /^\d{1,12}(\.\d{1,2})?$/.test(text), "not_an_amount")
          .transform(minor)
          .refine((value) => value <= most, "out_of_range"),
      );
    case "choice":
      return orNull(z.string().refine((text) => choices.includes(text), "unknown_choice"));
    case "level":
      return orNull(
        z
          .string()
          .refine((text) => choices.includes(text), "unknown_choice")
          .transform(Number),
      );
    case "organisation":
    case "unit":
      return orNull(z.string().refine(isUuid, "unknown_choice"));
  }
}

function plainDigits(text: string): string {
  return text.replace(/[\s\u00a0\u202f]/g, "");
}

/** "1234.5" → 123450, digit by digit: no fractions on the way. */
function minor(text: string): number {
  const [whole = "0", part = ""] = text.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

const schemas = new Map(FIELDS.map((field) => [field.key, schemaOf(field)]));

/** Reads the posted fields, all errors in one pass, also those between fields. */
export function readFields(typed: Typed, fields: readonly Field[]): ReadFields {
  const values: ReadFields["values"] = {};
  const errors: ReadFields["errors"] = {};
  for (const { key } of fields) {
    const read = schemas.get(key)!.safeParse(typed[key]);
    if (read.success) values[key] = read.data;
    else errors[key] = Object.values(errorCodes(read.error))[0] ?? "unknown_choice";
  }
  Object.assign(errors, between(values, errors));
  return { values, errors };
}

/** Rules that tie fields together. Looks only at fields that were posted and read. */
export function between(
  values: ReadFields["values"],
  errors: ReadFields["errors"] = {},
): Record<string, string> {
  const found: Record<string, string> = {};
  const { hosting_form: form, host_organisation: host } = values;
  if ((form === "host_municipality" || form === "joint_body") && host === null && !errors.host_organisation)
    found.host_organisation = "host_needed";
  if (isBefore(values.retired_on, values.taken_into_use_on)) found.retired_on = "before_start";
  if (isBefore(values.phase_out_from_on, values.taken_into_use_on)) found.phase_out_from_on = "before_start";
  if (isBefore(values.term_ends_on, values.notice_on)) found.notice_on = "after_end";
  return found;
}

function isBefore(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return typeof a === "string" && typeof b === "string" && a < b;
}

/** A value as the form shows it: amounts with comma, everything else as it is kept. Suppliers are shown by name. */
export function shownInForm(field: Field, value: FieldValue | undefined, name?: string | null): string {
  if (field.kind === "supplier") return name ?? "";
  if (value === null || value === undefined) return "";
  if (field.kind !== "money") return String(value);
  const digits = String(value).padStart(3, "0");
  return digits.endsWith("00") ? digits.slice(0, -2) : `${digits.slice(0, -2)},${digits.slice(-2)}`;
}
