import type { DelegationMatter } from "#db/schema/agreements.ts";

/** Matters in which the right to decide is never delegated (KL 6:38). */
export const NEVER_DELEGATED: readonly DelegationMatter[] = [
  "principles",
  "statement_to_council",
  "individual_principal",
  "citizens_proposal",
  "special_rule",
];

export interface Delegation {
  matter: DelegationMatter;
  is_procurement: boolean;
  is_automated: boolean;
  reporting: string;
}

/** What stands in the way of a delegation: DLG-001 the matter, DLG-002 that nobody said how decisions are reported. */
export function delegationProblem(delegation: Delegation): "DLG-001" | "DLG-002" | null {
  if (NEVER_DELEGATED.includes(delegation.matter)) return "DLG-001";
  // decisions in procurement are not left to an automated function
  if (delegation.is_procurement && delegation.is_automated) return "DLG-001";
  return delegation.reporting.trim() === "" ? "DLG-002" : null;
}
