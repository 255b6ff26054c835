import type { StepCode } from "./steps.text.ts";

/**
 * One step of how a date was reached: a code that `steps.text.ts` has a sentence for, with the days, lengths and names that belong in the sentence.
 */
export interface ExplanationPart {
  code: StepCode;
  values: Readonly<Record<string, string | number>>;
}

/** The steps in the order they were taken ("Så räknades det"). */
export type Explanation = readonly ExplanationPart[];

/** One step. */
export function part(code: StepCode, values: ExplanationPart["values"] = {}): ExplanationPart {
  return { code, values };
}
