import { addLength, type Day, type LengthUnit } from "./days.rules.ts";
import { type Explanation, type ExplanationPart, part } from "./explanation.rules.ts";
import { workdayOnOrAfter } from "./holidays.rules.ts";
import { type StatuteBook, type StatuteKey, type StatuteRule, seededStatutes } from "./statute.rules.ts";

/**
 * Whether a last day moves to the next working day: `yes` (lag 1930:173, 2 §; LOU 20:18), `both` where that is not certain – the raw day
 * is then the safe one (FRI-001) – and `no` for a floor such as a minimum tender period.
 */
export type Moves = "yes" | "both" | "no";

/** A deadline in statute. */
export interface StatutoryDeadline {
  /** Before moving (rå dag). */
  raw_on: Day;
  /** The next working day (flyttad dag); the raw day itself when that is one. */
  moved_on: Day;
  /** The day to keep: the moved one where moving is certain, else the raw one. */
  last_on: Day;
  moves: Moves;
  rule: StatuteRule | null;
  explain: Explanation;
}

export interface Counting {
  from: Day;
  length: number;
  unit: LengthUnit;
  moves: Moves;
  /** The rule the length comes from; null when somebody stated it. */
  rule: StatuteRule | null;
}

/** Counts a deadline; the day of the event is day 0 (deadlines.md 1.2–1.4). */
export function statutory({ from, length, unit, moves, rule }: Counting): StatutoryDeadline {
  const raw_on = addLength(from, length, unit);
  const moved_on = workdayOnOrAfter(raw_on);
  const steps: ExplanationPart[] = [];
  if (rule)
    steps.push(part(rule.confidence === "H" ? "rule" : "rule_guidance", { legal_ref: rule.legal_ref }));
  steps.push(part("counted", { from, length, unit, raw_on }));
  if (moved_on !== raw_on && moves === "yes") steps.push(part("moved", { raw_on, moved_on }));
  if (moved_on !== raw_on && moves === "both") steps.push(part("moved_unsure", { raw_on, moved_on }));
  return { raw_on, moved_on, last_on: moves === "yes" ? moved_on : raw_on, moves, rule, explain: steps };
}

/** A deadline whose length is the rule in force on the day it runs from; null when no rule is known for that day. */
export function byStatute(
  key: StatuteKey,
  from: Day,
  unit: LengthUnit,
  moves: Moves,
  book: StatuteBook = seededStatutes,
): StatutoryDeadline | null {
  const rule = book(key, from);
  return rule && statutory({ from, length: rule.value, unit, moves, rule });
}
