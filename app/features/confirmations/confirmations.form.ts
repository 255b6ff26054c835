import * as z from "zod";
import { dayProblem, isDay } from "../lists/lists.rules.ts";
import { WEIGHED_FIELDS, type Weight } from "../systems/completeness.rules.ts";

const day = z
  .string()
  .trim()
  .refine(isDay, { error: (issue) => dayProblem(String(issue.input)) });

/** A new round. Messages are codes of `confirmationsText.errors`. */
export function roundForm(today: string) {
  return z
    .object({
      name: z.string().trim().min(1, "name_missing").max(200, "name_long"),
      opens_on: day,
      closes_on: day,
      unit_id: z
        .string()
        .transform((text) => text || null)
        .pipe(z.uuid("unit_wrong").nullable()),
      escalate_after_days: z
        .string()
        .trim()
        .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 365, "days_wrong")
        .transform(Number),
      escalate_to_person_id: z.uuid("person_missing"),
    })
    .superRefine((round, context) => {
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: "custom", path: [path], message });
      if (round.closes_on < round.opens_on) wrong("closes_on", "closes_before_opening");
      else if (round.closes_on <= today) wrong("closes_on", "closes_in_past");
    });
}

export type RoundFields = z.infer<ReturnType<typeof roundForm>>;

/** Weights from the posted form: `weight:<field>` and `unknown:<field>`. Errors by input name. */
export function readWeights(form: FormData): {
  weights: Record<string, Weight>;
  errors: Record<string, string>;
} {
  const weights: Record<string, Weight> = {};
  const errors: Record<string, string> = {};
  for (const { key, mayBeUnknown } of WEIGHED_FIELDS) {
    const text = String(form.get(`weight:${key}`) ?? "0").trim() || "0";
    if (!/^\d{1,2}$/.test(text) || Number(text) > 10) errors[`weight:${key}`] = "weight_wrong";
    weights[key] = {
      weight: Number(text) || 0,
      countsUnknown: mayBeUnknown && form.get(`unknown:${key}`) !== null,
    };
  }
  return { weights, errors };
}
