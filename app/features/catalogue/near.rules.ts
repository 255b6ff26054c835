import { LONGEST_NAME } from "./fields.form.ts";
import { normaliseName } from "./names.rules.ts";

/** Fewer letters and digits than this are like too much to be looked up while somebody types. */
export const LEAST_TYPED = 3;
/** Records shown while somebody types. */
export const MOST_TYPED = 5;

/** A record like what is being typed. */
export interface TypedMatch {
  id: string;
  name: string;
  state: "concept" | "approved" | "merged" | "rejected" | "withdrawn";
  /** Supplier or organisation number. */
  detail: string | null;
  /** The name that was matched. */
  matched_name: string;
}

/** What to look up for a text being typed; nothing while it is too short or longer than any name. */
export function soughtName(text: string): string | undefined {
  const name = text.trim();
  if (name.length > LONGEST_NAME) return undefined;
  return normaliseName(name).replaceAll(" ", "").length >= LEAST_TYPED ? name : undefined;
}

/** Address of the records like a text. */
export function nearMatchesPath(slug: string, kind: "product" | "supplier", name: string): string {
  return `/${slug}/near-matches?${new URLSearchParams({ kind, name })}`;
}
