/** One change of a contract's value, in öre; negative when it falls. */
export interface ValueChange {
  ground: string;
  value_minor: number;
}

/** Small-value changes (LOU 17:9) may come to less than this share of the contract's value. */
export const SMALL_VALUE_LIMIT = 0.1;

/**
 * What small-value changes come to together (LOU 17:9): their net sum beside the original value, however small each of them is.
 * @returns null when there is no value to compare with
 */
export function smallValueSum(originalMinor: number | null, changes: readonly ValueChange[]) {
  const sum_minor = changes
    .filter((change) => change.ground === "small_value")
    .reduce((sum, change) => sum + change.value_minor, 0);
  if (!originalMinor || originalMinor <= 0) return null;
  const share = sum_minor / originalMinor;
  return { sum_minor, share, isAbove: Math.abs(sum_minor) * 10 >= originalMinor };
}
