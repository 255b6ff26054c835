import { z } from "zod";

export const figureKinds = ["employees", "users"] as const;
export type FigureKind = (typeof figureKinds)[number];

export const MOST_PERSONS = 5_000_000;
const FIRST_YEAR = 1990;

/** Problems of the form, as codes of the text "errors". */
export type FigureProblem =
  | "kind_missing"
  | "year_wrong"
  | "year_ahead"
  | "value_wrong"
  | "value_large"
  | "source_missing"
  | "source_long"
  | "taken";

const problem = (code: FigureProblem) => ({ error: code });

/** Digits as people write them, "10 532" too; NaN for anything else. */
const whole = (text: string) => {
  const digits = text.replace(/[\s.]/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
};

/**
 * Employees or users of a year, with source.
 * @param thisYear a later year cannot have been counted
 */
export function figureForm(thisYear: number) {
  return z.object({
    kind: z.enum(figureKinds, problem("kind_missing")),
    year: z
      .string()
      .transform(whole)
      .pipe(
        z
          .number(problem("year_wrong"))
          .int(problem("year_wrong"))
          .min(FIRST_YEAR, problem("year_wrong"))
          .max(thisYear, problem("year_ahead")),
      ),
    value: z
      .string()
      .transform(whole)
      .pipe(
        z
          .number(problem("value_wrong"))
          .int(problem("value_wrong"))
          .min(1, problem("value_wrong"))
          .max(MOST_PERSONS, problem("value_large")),
      ),
    source: z.string().trim().min(1, problem("source_missing")).max(200, problem("source_long")),
  });
}

/** A figure as it is kept. */
export type FigureFields = z.infer<ReturnType<typeof figureForm>>;

/** What was typed into the form. */
export function figureValues(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "");
  return { kind: text("kind"), year: text("year"), value: text("value"), source: text("source") };
}
