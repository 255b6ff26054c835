import { costKinds } from "#app/features/cost-keys/cost.vectors.ts";
import { deadlineKinds } from "#app/features/deadlines/deadlines.vectors.ts";
import { termKinds } from "#app/features/deadlines/term.vectors.ts";

/**
 * Puts the input of a test vector to the function that the product uses, and answers in the vector's own field names. It only
 * renames; what it computes is computed by the feature.
 */
export type VectorKind = (input: never) => Record<string, unknown>;

/** Every kind of vector we can run. A feature adds its own in a `*.vectors.ts` beside its rules, and one line here. */
export const vectorKinds: Readonly<Record<string, VectorKind>> = {
  ...termKinds,
  ...deadlineKinds,
  ...costKinds,
};
