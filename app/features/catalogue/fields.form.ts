import * as z from "zod";
import { dayProblem, isDay } from "../lists/lists.rules.ts";
import { normaliseName } from "./names.rules.ts";

/*
 * Fields of catalogue forms. Each takes the text of the form and gives the column's value; an empty text is null. Messages are
 * the codes of `catalogueText.errors`.
 */

const text = z.string().trim();

/** Characters a name may have. */
export const LONGEST_NAME = 300;

/** A name that has something to compare it by. */
export const nameField = text
  .min(1, "required")
  .max(LONGEST_NAME, "too_long")
  .refine((name) => name === "" || normaliseName(name) !== "", "no_letters");

/** Up to `most` characters, or null. */
export function optionalText(most = 300) {
  return text
    .max(most, "too_long")
    .transform((value) => value || null)
    .default(null);
}

/** A web address, or null. */
export const addressField = text
  .max(500, "too_long")
  .refine((value) => value === "" || isAddress(value), "not_an_address")
  .transform((value) => value || null)
  .default(null);

/** A day `YYYY-MM-DD` that exists, or null. */
export const dayField = text
  .refine((value) => value === "" || isDay(value), { error: (issue) => dayProblem(String(issue.input)) })
  .transform((value) => value || null)
  .default(null);

/** One of the words, or null when nothing is chosen. */
export function choiceField<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z
    .union([z.enum(words), z.literal("").transform(() => null)], { error: "unknown_choice" })
    .nullable()
    .default(null);
}

function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

/** What was typed, by field, to show again. A field given several times is kept as a list. */
export type Typed = Record<string, string | string[]>;

/** The posted form as plain values; `lists` names the fields that may be given several times. */
export function typedValues(form: FormData, lists: readonly string[] = []): Typed {
  const typed: Typed = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === "string");
    typed[name] = lists.includes(name) ? values : (values[0] ?? "");
  }
  return typed;
}

/** The first error code of each field; what concerns the form as a whole stands under "". */
export function errorCodes(error: z.ZodError): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "");
    codes[field] ??= issue.message;
  }
  return codes;
}
