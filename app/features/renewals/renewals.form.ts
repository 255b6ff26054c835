import * as z from "zod";
import { chosen, day, dayOrNull, needed, text, textOrNull, wholeNumber } from "../surveys/surveys.form.ts";
import { BUCKETS, KINDS, NO_ANSWER } from "./renewals.rules.ts";

/** The fields of a survey, in the order of its form; texts as typed. */
export const ROUND_FIELDS = [
  "name",
  "kind",
  "item_id",
  "quantity_unit",
  "period_from",
  "period_to",
  "multi_year_to",
  "successor",
  "closes_on",
  "guidance_existing",
  "guidance_new",
  "commitment",
  "no_answer_means",
  "continues_basis",
  "min_participants",
  "min_quantity",
  "circle",
] as const;

/** A survey as it is configured. Messages are codes of `renewalsText.errors`. @param today `YYYY-MM-DD` */
export function roundForm(today: string) {
  return z
    .object({
      name: needed(200),
      kind: z.enum(KINDS, "choice_wrong"),
      item_id: z.uuid("choice_wrong"),
      quantity_unit: textOrNull(60),
      period_from: day,
      period_to: dayOrNull,
      multi_year_to: dayOrNull,
      /** An agreement, "none" said aloud, or nothing chosen yet. */
      successor: z.union([z.literal(""), z.literal("none"), z.uuid()], "choice_wrong"),
      closes_on: day.refine((value) => value > today, "closes_in_past"),
      guidance_existing: text(5000),
      guidance_new: text(5000),
      commitment: z.enum(["binding", "indication"], "choice_wrong"),
      no_answer_means: z.enum(NO_ANSWER, "choice_wrong"),
      continues_basis: textOrNull(500),
      min_participants: wholeNumber(500).transform((value) => value || null),
      min_quantity: wholeNumber(1_000_000_000).transform((value) => value || null),
      circle: chosen,
      answers_shared: z.boolean(),
    })
    .superRefine((round, context) => {
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: "custom", path: [path], message });
      if (round.period_to && round.period_to < round.period_from) wrong("period_to", "after_end");
      if (round.multi_year_to && round.multi_year_to <= (round.period_to ?? round.period_from))
        wrong("multi_year_to", "longer_term");
      if (round.no_answer_means === "continues" && !round.continues_basis)
        wrong("continues_basis", "basis_missing");
      if (round.commitment === "indication" && (round.min_participants || round.min_quantity))
        wrong("commitment", "quorum_needs_binding");
    });
}
export type RoundFields = z.infer<ReturnType<typeof roundForm>>;

/** Moving one or several to another group: where, and why. */
export const placementForm = z.object({
  organisation: z.array(z.uuid("choice_wrong")).min(1, "nobody_chosen").max(1000, "too_many"),
  bucket: z
    .string()
    .transform((value) => value || null)
    .pipe(
      z
        .enum(
          BUCKETS.filter((bucket) => bucket !== "no_answer"),
          "choice_wrong",
        )
        .nullable(),
    ),
  reason: needed(2000),
});

/** "4,5" or "-2" per cent → hundredths of a per cent; undefined when it is none. */
export function readPercent(typed: string): number | undefined {
  const digits = typed
    .replace(/[\s\u00a0\u202f%]/g, "")
    .replace("\u2212", "-")
    .replace(",", ".");
  const parts = /^(-?)(\d{1,3})(?:\.(\d{1,2}))?$/.exec(digits);
  if (!parts) return undefined;
  const hundredths = Number(parts[2]) * 100 + Number((parts[3] ?? "").padEnd(2, "0"));
  const change = parts[1] ? -hundredths : hundredths;
  return change >= -10_000 && change <= 100_000 ? change : undefined;
}
