import * as z from "zod";
import { isDay } from "../lists/lists.rules.ts";
import { needed, text, textOrNull } from "./surveys.form.ts";

/** A question of the coordinator's own. Messages are codes of `surveysText.errors`. */
export const questionForm = z
  .object({
    kind: z.enum(["yes_no", "number", "choice", "date", "text"], "choice_wrong"),
    label: needed(500),
    options: text(3000).transform((value) => [
      ...new Set(
        value
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ]),
    unit: textOrNull(60),
    is_mandatory: z.boolean(),
  })
  .superRefine(({ kind, options }, context) => {
    const wrong = (message: string) => context.addIssue({ code: "custom", path: ["options"], message });
    if (kind !== "choice") return;
    if (options.length < 2) wrong("options_few");
    else if (options.length > 30 || options.some((option) => option.length > 200)) wrong("options_many");
  })
  .transform((question) => ({
    ...question,
    options: question.kind === "choice" ? question.options : [],
    unit: question.kind === "number" ? question.unit : null,
  }));
export type QuestionFields = z.infer<typeof questionForm>;

/** A question as its answer is checked against it. */
export interface Question {
  id: string;
  kind: "yes_no" | "number" | "choice" | "date" | "text";
  options: readonly string[];
  is_mandatory: boolean;
}

/** Name of the input of a question. */
export function questionField(id: string): string {
  return `question-${id}`;
}

/** Answers to the questions; whoever says no need not answer them. @param errors takes what is wrong, by input name */
export function readAnswers(
  typed: Record<string, string>,
  questions: readonly Question[],
  { errors, isHandedIn, refuses }: { errors: Record<string, string>; isHandedIn: boolean; refuses: boolean },
): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const question of questions) {
    const name = questionField(question.id);
    const value = (typed[name] ?? "").trim();
    if (value === "") {
      if (question.is_mandatory && isHandedIn && !refuses) errors[name] = "question_missing";
      continue;
    }
    const problem = problemOf(question, value);
    if (problem) errors[name] = problem;
    else answers[question.id] = question.kind === "number" ? plainNumber(value) : value;
  }
  return answers;
}

function plainNumber(value: string): string {
  return value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
}

function problemOf({ kind, options }: Question, value: string): string | undefined {
  if (value.length > 3000) return "too_long";
  if (kind === "yes_no" && value !== "yes" && value !== "no") return "choice_wrong";
  if (kind === "choice" && !options.includes(value)) return "choice_wrong";
  if (kind === "date" && !isDay(value)) return "not_a_day";
  if (kind === "number" && !/^-?\d{1,12}(\.\d{1,4})?$/.test(plainNumber(value))) return "number_wrong";
  return undefined;
}
