import * as z from "zod";
import { isDay } from "../lists/lists.rules.ts";

/** What a survey's forms are made of. Messages are codes of `surveysText.errors`. */
export const text = (most: number) => z.string().trim().max(most, "too_long");
export const needed = (most: number) => text(most).min(1, "missing");
export const textOrNull = (most: number) => text(most).transform((value) => value || null);
export const day = z.string().trim().refine(isDay, "not_a_day");
export const dayOrNull = z
  .string()
  .trim()
  .transform((value) => value || null)
  .pipe(z.string().refine(isDay, "not_a_day").nullable());
/** A chosen record, or nothing. */
export const chosen = z
  .string()
  .transform((value) => value || null)
  .pipe(z.uuid("choice_wrong").nullable());

/** A whole number as people type it ("1 200"); empty is nothing. */
export const wholeNumber = (most: number) =>
  z
    .string()
    .transform((value) => value.replace(/[\s\u00a0\u202f]/g, ""))
    .refine((value) => value === "" || (/^\d{1,10}$/.test(value) && Number(value) <= most), "number_wrong")
    .transform((value) => (value === "" ? null : Number(value)));

/** More days to answer: why, and until when. @param closesOn the last day as it is, `YYYY-MM-DD` */
export function extensionForm(closesOn: string) {
  return z.object({
    reason: needed(2000),
    closes_on: day.refine((value) => value > closesOn, "not_later"),
  });
}

/** A reason in one field; where it may be left out, empty is nothing. */
export const reasonForm = z.object({ reason: needed(2000) });

/** Opening a closed survey again: why, and until when. @param today `YYYY-MM-DD` */
export function reopeningForm(today: string) {
  return z.object({
    reason: needed(2000),
    closes_on: day.refine((value) => value > today, "closes_in_past"),
  });
}

/**
 * Errors in the order of a reply's form, so that the summary reads as the page does.
 * @param questionsAt how many of the fields stand before the coordinator's questions
 */
export function inOrder(
  errors: Record<string, string>,
  { fields, questionsAt }: { fields: readonly string[]; questionsAt: number },
): Record<string, string> {
  const place = (name: string) => {
    const at = fields.indexOf(name);
    return at === -1 ? questionsAt - 0.5 : at;
  };
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => place(a) - place(b)));
}
