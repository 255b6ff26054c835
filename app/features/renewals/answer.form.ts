import * as z from "zod";
import { type Question, readAnswers } from "../surveys/questions.form.ts";
import { inOrder, text, textOrNull, wholeNumber } from "../surveys/surveys.form.ts";

const address = textOrNull(254).refine(
  (value) => value === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  "email_wrong",
);

/** More than this is a slip of the hand. */
export const MOST_QUANTITY = 1_000_000_000;

/** The fields of an answer, in the order of its form. */
export const ANSWER_FIELDS = [
  "answer",
  "quantity",
  "comment",
  "responder",
  "authority_ref",
  "signer_email",
  "registry_email",
  "invoice_address",
] as const;

/** What can be kept as a draft: anything that is written the right way. Messages are codes of `answerText.errors`. */
const draft = z.object({
  answer: z
    .string()
    .transform((value) => value || null)
    .pipe(z.enum(["yes", "multi_year", "no"], "choice_wrong").nullable()),
  quantity: wholeNumber(MOST_QUANTITY),
  comment: text(3000),
  responder: text(200),
  authority_ref: textOrNull(300),
  signer_email: address,
  registry_email: address,
  invoice_address: textOrNull(500),
});

interface Asked {
  is_binding: boolean;
  is_unlimited: boolean;
  offers_multi_year: boolean;
  questions: readonly Question[];
}

/**
 * Reads a posted answer. A draft may lack anything; what is handed in has an answer, who gives it, for a yes how many, and where it binds
 * the decision it rests on and where the receipt goes.
 * @returns the columns and the answers to the questions by id, or the errors by input name
 */
export function readRenewalAnswer(typed: Record<string, string>, asked: Asked, isHandedIn: boolean) {
  const errors: Record<string, string> = {};
  const read = draft.safeParse(typed);
  if (!read.success) for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message;
  const kind = asked.is_binding ? ("binding" as const) : ("indication" as const);
  const fields = read.data && { ...read.data, kind };
  if (fields?.answer === "multi_year" && !asked.offers_multi_year) errors.answer = "choice_wrong";
  if (fields && isHandedIn) {
    const isYes = fields.answer === "yes" || fields.answer === "multi_year";
    if (!fields.answer) errors.answer ??= "answer_missing";
    if (isYes && !asked.is_unlimited && !fields.quantity) errors.quantity ??= "quantity_missing";
    if (!fields.responder) errors.responder ??= "responder_missing";
    if (kind === "binding" && !fields.authority_ref) errors.authority_ref ??= "binding_needs_authority";
    if (kind === "binding" && !fields.signer_email) errors.signer_email ??= "email_missing";
  }
  const answers = readAnswers(typed, asked.questions, {
    errors,
    isHandedIn,
    refuses: fields?.answer === "no",
  });
  if (!fields || Object.keys(errors).length > 0)
    return { errors: inOrder(errors, { fields: ANSWER_FIELDS, questionsAt: 3 }) };
  const quantity = fields.answer === "no" || asked.is_unlimited ? null : fields.quantity;
  return { fields: { ...fields, quantity }, answers };
}
