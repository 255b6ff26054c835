/** Types of contracts that can have days of their own, in the order shown (contracts.md 1). */
export const CONTRACT_TYPES = [
  "main",
  "supplementary",
  "service",
  "integration",
  "licence",
  "data_processing",
  "operation",
] as const;

/** Stands for all types without days of their own. */
export const ANY_TYPE = "any";

export type LadderType = (typeof CONTRACT_TYPES)[number] | typeof ANY_TYPE;

/** All fields of the settings, the one for all contracts first. */
export const LADDER_TYPES: readonly LadderType[] = [ANY_TYPE, ...CONTRACT_TYPES];

/** What was typed, so that it stays when something is wrong. */
export function typedSettings(form: FormData): Partial<Record<LadderType, string>> {
  return Object.fromEntries(LADDER_TYPES.map((type) => [type, String(form.get(type) ?? "")]));
}
