import * as z from "zod";
import { isDay } from "../lists/lists.rules.ts";

const text = (most: number) => z.string().trim().max(most, "too_long");
const needed = (most: number) => text(most).min(1, "missing");
const day = z.string().trim().refine(isDay, "not_a_day");

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
