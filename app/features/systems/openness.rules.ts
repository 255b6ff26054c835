import type { FieldValue } from "./fields.rules.ts";

/** The questions of the group that the report on open standards and lock-in counts, in the order of the screen. */
export const OPENNESS_QUESTIONS = ["code_kind", "has_open_format", "has_api", "data_extraction"] as const;
export type OpennessQuestion = (typeof OPENNESS_QUESTIONS)[number];

/**
 * Whether a system may hold its organisation fast: the code is not open or one's own, and either nobody can take the data out, or
 * there is neither an open format nor an open interface. "Unknown" and what is not given never count as a "no".
 */
export function isLockedIn(values: Readonly<Partial<Record<OpennessQuestion, FieldValue>>>): boolean {
  if (values.code_kind === "open_source" || values.code_kind === "in_house") return false;
  return values.data_extraction === "no" || (values.has_open_format === "no" && values.has_api === "no");
}
