import * as z from "zod";
import { oneLine } from "../../text/one-line.ts";
import { chosen, day, needed, text, wholeNumber } from "../surveys/surveys.form.ts";

const line = (most: number) => z.string().transform(oneLine).pipe(z.string().max(most, "too_long"));
const orNull = (most: number) => line(most).transform((value) => value || null);

/** The fields of a check, in the order of its form; texts as typed. */
export const CHECK_FIELDS = [
  "name",
  "need",
  "background",
  "scope",
  "time_frame",
  "case_number",
  "function_id",
  "product_id",
  "contract_id",
  "closes_on",
  "quorum_min",
  "quorum_quantity",
  "quantity_unit",
  "reply_kind",
  "counts_as",
] as const;
export const CHECK_BOXES = ["counts_option", "answers_hidden_until_close", "answers_shared"] as const;

/** A check as it is written before it is sent. Messages are codes of `interestChecksText.errors`. @param today `YYYY-MM-DD` */
export function checkForm(today: string) {
  return z
    .object({
      name: line(200).pipe(z.string().min(1, "missing")),
      need: needed(5000),
      background: text(5000),
      scope: text(5000),
      time_frame: text(1000),
      case_number: orNull(100),
      function_id: chosen,
      product_id: chosen,
      contract_id: chosen,
      closes_on: day.refine((value) => value > today, "closes_in_past"),
      quorum_min: wholeNumber(500)
        .refine((value) => value !== null, "missing")
        .refine((value) => value === null || value >= 1, "number_wrong")
        .transform((value) => value ?? 1),
      quorum_quantity: wholeNumber(1_000_000_000).transform((value) => value || null),
      quantity_unit: orNull(60),
      reply_kind: z.enum(["either", "indication", "binding"], "choice_wrong"),
      counts_as: z.enum(["binding_yes", "any_yes"], "choice_wrong"),
      counts_option: z.boolean(),
      answers_hidden_until_close: z.boolean(),
      answers_shared: z.boolean(),
      organisations: z.array(z.uuid("choice_wrong")).min(1, "nobody_asked").max(500, "too_many"),
    })
    .superRefine((check, context) => {
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: "custom", path: [path], message });
      if (check.reply_kind === "indication" && check.counts_as === "binding_yes")
        wrong("counts_as", "binding_impossible");
      if (check.organisations.length > 0 && check.quorum_min > check.organisations.length)
        wrong("quorum_min", "quorum_too_high");
    });
}
export type CheckFields = z.infer<ReturnType<typeof checkForm>>;

/** The decision; a no needs its reason. */
export const decisionForm = z
  .object({
    outcome: z.enum(["go", "no_go"], "outcome_missing"),
    reason: text(5000),
    authority_ref: orNull(300),
  })
  .superRefine(({ outcome, reason }, context) => {
    if (outcome === "no_go" && reason === "")
      context.addIssue({ code: "custom", path: ["reason"], message: "reason_missing" });
  });
export type DecisionFields = z.infer<typeof decisionForm>;
