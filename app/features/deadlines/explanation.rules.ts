/**
 * One step of how a date was reached: a code that `deadlines.text.ts` knows, with the days, lengths and names that belong in the sentence.
 */
export interface ExplanationPart {
  code: string;
  values: Readonly<Record<string, string | number>>;
}

/** The steps in the order they were taken ("Så räknades det"). */
export type Explanation = readonly ExplanationPart[];

/** One step. */
export function part(code: string, values: ExplanationPart["values"] = {}): ExplanationPart {
  return { code, values };
}
