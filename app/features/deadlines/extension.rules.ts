import { addDays, type Day } from "./days.rules.ts";
import { type Explanation, type ExplanationPart, part } from "./explanation.rules.ts";
import { explainLastDay, lastDay } from "./notice.rules.ts";
import { type Plan, renewedOnce } from "./plan.rules.ts";
import { extend, type Reached } from "./spans.rules.ts";
import type { ExtensionFacts, MissingRule, TermInput } from "./term.rules.ts";

interface Wanted {
  kind: ExtensionFacts["kind"];
  seq: number;
  /** How long before the end the decision must be made; null: not known. */
  lead: { length: number; unit: "days" | "weeks" | "months" | "years" } | null;
  reach: (from: Reached) => Reached | null;
}

/** Options first, then the renewals that both must agree on. */
function wantedOf(term: TermInput, plan: Plan): Wanted[] {
  const options = plan.uncalled.map((option): Wanted => {
    const { seq, length, unit, call_before_length, call_before_unit } = option;
    const known = call_before_length !== null && call_before_unit !== null;
    return {
      kind: "option",
      seq,
      lead: known ? { length: call_before_length, unit: call_before_unit } : null,
      reach: (from) => extend(from, length, unit, plan.cap),
    };
  });
  if (term.renewal_kind !== "express") return options;
  // Without a known number of times only the next renewal can be told.
  const left = (term.renewal_max_times ?? plan.agreed + 1) - plan.agreed;
  const { renewal_decide_length: length, renewal_decide_unit: unit } = term;
  const lead = length !== null && unit ? { length, unit } : { length: 0, unit: "days" as const };
  const renewals = Array.from({ length: Math.max(left, 0) }, (_, index): Wanted => {
    const reach = (from: Reached) => renewedOnce({ reached: from, cap: plan.cap }, term);
    return { kind: "express", seq: plan.agreed + index + 1, lead, reach };
  });
  return [...options, ...renewals];
}

export interface Extensions {
  extensions: ExtensionFacts[];
  /** Per extension, in the same order. */
  explain: Explanation[];
  missing: MissingRule[];
}

/**
 * What could still be added after an end, each with its last day to decide, reckoned from the end of the period before it. One that was
 * not called in time has lapsed, and those after it with it.
 *
 * @param from where the counting stands, at the end that the first would follow
 */
export function extensionFacts(term: TermInput, plan: Plan, from: Reached, asOf: Day): Extensions {
  const found: Extensions = { extensions: [], explain: [], missing: [] };
  let reached = from;
  let possible = true;
  for (const { kind, seq, lead, reach } of wantedOf(term, plan)) {
    const next = reach(reached);
    if (!next?.ends_on || !reached.ends_on) {
      found.missing.push("renewal_length");
      break;
    }
    if (next.ends_on <= reached.ends_on) break;
    if (!lead) {
      found.missing.push("option_call");
      break;
    }
    const due = lastDay(reached.ends_on, lead.length, lead.unit, term.admin_buffer_days);
    possible = possible && asOf <= due.last_on;
    const starts_on = addDays(reached.ends_on, 1);
    found.extensions.push({ kind, seq, starts_on, ends_on: next.ends_on, is_possible: possible, ...due });
    const steps: ExplanationPart[] = [
      part(kind === "option" ? "option_next" : "express_next", { seq, starts_on, ends_on: next.ends_on }),
      ...explainLastDay(due, reached.ends_on, lead.length, lead.unit, term.admin_buffer_days),
    ];
    if (!possible) steps.push(part("lapsed", { last_on: due.last_on }));
    found.explain.push(steps);
    reached = next;
  }
  if (term.renewal_kind === "express" && term.renewal_max_times === null) found.missing.push("renewal_limit");
  return found;
}
