/** Never fewer organisations than this behind an anonymous figure, whatever a setting says (contracts.md 8). */
export const LEAST_ANONYMOUS = 3;

const steps = [50, 20, 10, 5, LEAST_ANONYMOUS];

/**
 * What may be said of organisations that are counted anonymously: "minst 3", in steps, so that one more or one fewer is seldom seen.
 *
 * @returns null when nothing may be said
 */
export function atLeast(organisations: number): number | null {
  return steps.find((step) => organisations >= step) ?? null;
}
