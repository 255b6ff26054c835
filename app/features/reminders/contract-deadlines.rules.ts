import { isUnclear } from "../contracts/facts.rules.ts";
import { addDays, type Day } from "../deadlines/days.rules.ts";
import type { TermFacts } from "../deadlines/term.rules.ts";

export type DeadlineKind = "notice" | "option" | "agreement" | "end" | "unclear" | "missed";

/** A day that somebody has to act by, with what follows when nobody does. */
export interface Deadline {
  kind: DeadlineKind;
  /** Agera senast: with the administrative buffer, and cautiously counted. */
  deadline_on: Day;
  last_on: Day;
  /** The end when nothing is done; null when it is not known. */
  then_on: Day | null;
  option_seq: number | null;
}

/**
 * The deadlines of a contract on a day: notice, the next option or agreed renewal, an end that comes by itself, a known end of which the
 * terms do not say what comes after or until when notice can be given – and the last notice date of the running period when it was missed,
 * which is a task and not silence.
 *
 * @param ask the engine's answer on another day
 */
export function deadlinesOf(facts: TermFacts, today: Day, ask: (day: Day) => TermFacts): Deadline[] {
  const found: Deadline[] = [];
  if (facts.status === "ended") return found;
  const { next_notice, extension, current_end, extended, last_notice } = facts;
  if (next_notice)
    found.push({
      kind: "notice",
      deadline_on: next_notice.act_by_on,
      last_on: next_notice.last_on,
      then_on: ask(addDays(next_notice.last_on, 1)).extended?.ends_on ?? null,
      option_seq: null,
    });
  if (extension?.is_possible)
    found.push({
      kind: extension.kind === "option" ? "option" : "agreement",
      deadline_on: extension.act_by_on,
      last_on: extension.last_on,
      then_on: current_end,
      option_seq: extension.kind === "option" ? extension.seq : null,
    });
  if (current_end && facts.ends_by_itself)
    found.push({
      kind: "end",
      deadline_on: current_end,
      last_on: current_end,
      then_on: current_end,
      option_seq: null,
    });
  if (isUnclear(facts))
    found.push({
      kind: "unclear",
      deadline_on: current_end!,
      last_on: current_end!,
      then_on: null,
      option_seq: null,
    });
  if (extended && last_notice && last_notice.last_on < today && extended.missed_on === last_notice.last_on)
    found.push({
      kind: "missed",
      deadline_on: extended.missed_on,
      last_on: extended.missed_on,
      then_on: extended.ends_on,
      option_seq: null,
    });
  return found;
}
