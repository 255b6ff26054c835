import { normaliseName } from "../catalogue/names.rules.ts";

/** Characters a message to the maker may have. */
export const LONGEST_MESSAGE = 2000;

/**
 * What keeps a decision from being taken, as codes of `conceptsText.errors` by field; nothing when it can be. A rejection needs a
 * message, an approval a name to compare by.
 */
export function decisionProblem(posted: {
  decision: string;
  name: string;
  message: string;
}): Record<string, "required" | "too_long" | "no_letters" | "unknown"> | undefined {
  if (posted.decision === "approve") {
    if (posted.name === "") return { name: "required" };
    if (posted.name.length > 300) return { name: "too_long" };
    return normaliseName(posted.name) === "" ? { name: "no_letters" } : undefined;
  }
  if (posted.decision !== "reject") return { decision: "unknown" };
  if (posted.message === "") return { message: "required" };
  return posted.message.length > LONGEST_MESSAGE ? { message: "too_long" } : undefined;
}

/** Whole days between an instant and a day in the calendar, 0 for the same day or later. */
export function ageInDays(created: string, today: string): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(created.slice(0, 10))) / 86_400_000));
}
