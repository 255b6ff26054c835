import type { Question } from "./questions.form.ts";

/** The column of a question in a sheet. */
export function answerColumn({
  label,
  kind,
  unit,
}: Pick<Question, "kind"> & { label: string; unit: string | null }) {
  return {
    heading: unit ? `${label} (${unit})` : label,
    kind: kind === "number" ? ("number" as const) : kind === "date" ? ("day" as const) : ("text" as const),
  };
}

/** The answer to a question as a sheet's cell. @param yes the words for yes and no */
export function answerValue(
  { kind }: Pick<Question, "kind">,
  value: string | undefined,
  yes: (value: boolean) => string,
): string | number | null {
  if (value === undefined) return null;
  if (kind === "number") return Number(value);
  return kind === "yes_no" ? yes(value === "yes") : value;
}
