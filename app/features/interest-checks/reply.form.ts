import * as z from "zod";
import { oneLine } from "../../text/one-line.ts";
import { type Question, readAnswers } from "../surveys/questions.form.ts";
import { dayOrNull, inOrder, text, textOrNull, wholeNumber } from "../surveys/surveys.form.ts";
import { ANSWERS } from "./interest-checks.rules.ts";

const quantity = wholeNumber(1_000_000_000);

/** The fields of a reply, in the order of its form. */
export const REPLY_FIELDS = [
  "answer",
  "conditions",
  "quantity_low",
  "quantity_likely",
  "quantity_high",
  "earliest_on",
  "kind",
  "responder",
  "authority_ref",
] as const;

/** What can be kept as a draft: anything that is written the right way. Messages are codes of `replyText.errors`. */
const draft = z.object({
  answer: z
    .string()
    .transform((value) => value || null)
    .pipe(z.enum(ANSWERS, "choice_wrong").nullable()),
  conditions: text(3000),
  quantity_low: quantity,
  quantity_likely: quantity,
  quantity_high: quantity,
  earliest_on: dayOrNull,
  kind: z
    .string()
    .transform((value) => value || "indication")
    .pipe(z.enum(["indication", "binding"], "choice_wrong")),
  responder: z.string().transform(oneLine).pipe(z.string().max(200, "too_long")),
  authority_ref: textOrNull(300),
});
export type ReplyFields = z.infer<typeof draft>;

interface Asked {
  /** Which kinds of answer the coordinator takes. */
  reply_kind: "either" | "indication" | "binding";
  questions: readonly Question[];
}

/**
 * Reads a posted reply. A draft may lack anything; what is handed in has an answer, who gives it, its conditions, and for a binding
 * answer the decision it rests on.
 * @returns the fields and the answers to the questions by id, or the errors by input name
 */
export function readReply(
  typed: Record<string, string>,
  { reply_kind, questions }: Asked,
  isHandedIn: boolean,
): { fields: ReplyFields; answers: Record<string, string> } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const read = draft.safeParse(typed);
  if (!read.success) for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message;
  const fields = read.data && {
    ...read.data,
    kind: reply_kind === "either" ? read.data.kind : reply_kind,
  };
  if (fields) {
    const { quantity_low: low, quantity_likely: likely, quantity_high: high } = fields;
    const given = [low, likely, high].filter((value) => value !== null);
    if (given.some((value, index) => index > 0 && value < given[index - 1]!))
      errors.quantity_low = "quantities_disordered";
    if (isHandedIn) Object.assign(errors, { ...missing(fields), ...errors });
  }
  const answers = readAnswers(typed, questions, { errors, isHandedIn, refuses: fields?.answer === "no" });
  return fields && Object.keys(errors).length === 0
    ? { fields, answers }
    : { errors: inOrder(errors, { fields: REPLY_FIELDS, questionsAt: 6 }) };
}

function missing(fields: ReplyFields): Record<string, string> {
  return {
    ...(fields.answer ? {} : { answer: "answer_missing" }),
    ...(fields.answer === "conditional" && !fields.conditions ? { conditions: "conditions_missing" } : {}),
    ...(fields.responder ? {} : { responder: "responder_missing" }),
    ...(fields.kind === "binding" && !fields.authority_ref ? { authority_ref: "authority_missing" } : {}),
  };
}
