import type { Lifecycle } from "#db/schema/values.ts";

/** Why a usage does not count as valid; `on` is the day the reason speaks of. */
export interface InvalidReason {
  code: "planned" | "start_not_reached" | "end_passed" | "retired" | "term_ended";
  on?: string;
}

export interface ValidityFacts {
  lifecycle: Lifecycle;
  taken_into_use_on: string | null;
  retired_on: string | null;
  /** Last day of the contract as the organisation states it; the main contract takes over when contracts exist. */
  term_ends_on: string | null;
  counts_as_valid: boolean;
  /** Day in Sweden. */
  today: string;
}

export interface Validity {
  isValid: boolean;
  /** Valid only because somebody said so; the reasons still stand. */
  isOverridden: boolean;
  reasons: InvalidReason[];
}

/** Whether a usage is valid on a day, derived at every read, with one reason per rule that is against it. */
export function validityOf(facts: ValidityFacts): Validity {
  const { today } = facts;
  const reasons: InvalidReason[] = [];
  if (facts.lifecycle === "planned") reasons.push({ code: "planned" });
  if (facts.taken_into_use_on && facts.taken_into_use_on > today)
    reasons.push({ code: "start_not_reached", on: facts.taken_into_use_on });
  if (facts.lifecycle === "retired")
    reasons.push({ code: "retired", ...(facts.retired_on ? { on: facts.retired_on } : {}) });
  else if (facts.retired_on && facts.retired_on <= today)
    reasons.push({ code: "end_passed", on: facts.retired_on });
  if (facts.term_ends_on && facts.term_ends_on < today)
    reasons.push({ code: "term_ended", on: facts.term_ends_on });
  const isOverridden = reasons.length > 0 && facts.counts_as_valid;
  return { isValid: reasons.length === 0 || isOverridden, isOverridden, reasons };
}
