import { z } from "zod";

export { errorCodes } from "../organisations/organisations.form.ts";

/** Words for what can be wrong; the feature's text turns them into sentences. */
type Problem =
  | "name_missing"
  | "name_long"
  | "description_long"
  | "day_wrong"
  | "day_past"
  | "day_far"
  | "name_taken";

const problem = (code: Problem) => ({ error: code });
const name = z.string().trim().min(1, problem("name_missing")).max(200, problem("name_long"));
const description = z.string().trim().max(2000, problem("description_long"));

/** A new cooperation. */
export const cooperationForm = z.object({ name, description });

/** Changes of a cooperation; `version` is what the person saw. */
export const cooperationEditForm = z.object({ name, description, version: z.coerce.number().int().min(1) });

/** A circle's name. */
export const circleForm = z.object({ name });

/** A last day of something: today or later, at most ten years ahead. @param today `YYYY-MM-DD` */
export function departureForm(today: string) {
  const latest = `${Number(today.slice(0, 4)) + 10}${today.slice(4, 8)}28`;
  return z.object({
    day: z.iso
      .date(problem("day_wrong"))
      .refine((day) => day >= today, problem("day_past"))
      .refine((day) => day <= latest, problem("day_far")),
  });
}
