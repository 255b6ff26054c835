import { addDays, type Day } from "../deadlines/days.rules.ts";
import type { Deadline, DeadlineKind } from "./contract-deadlines.rules.ts";

/** Days before a deadline when nobody has chosen others (contracts.md 4). */
export const DEFAULT_STEPS: readonly number[] = [365, 180, 90, 30, 7];
export const MOST_STEPS = 12;
export const LONGEST_STEP = 3650;

export type ReminderState = "planned" | "sent" | "handled" | "skipped" | "no_recipient";

/** A step that is there already. */
export interface ExistingStep {
  id: string;
  deadline_kind: DeadlineKind;
  deadline_on: Day;
  step_days: number;
  due_on: Day;
  last_on: Day;
  then_on: Day | null;
  state: ReminderState;
}

/** A step to add. */
export interface NewStep extends Deadline {
  step_days: number;
  due_on: Day;
  state: "planned" | "skipped";
}

export interface LadderPlan {
  add: NewStep[];
  /** Planned steps of days that have moved, or of steps that nobody wants any more. */
  cancel: string[];
  /** Days that stay, but with another last day or another consequence. */
  correct: Deadline[];
}

const keyOf = (kind: string, on: Day) => `${kind} ${on}`;

/**
 * What to add to and take from the ladders of one contract. A new day plans new steps; those whose time has passed are skipped, but the
 * nearest of them is sent at once. A ladder that somebody has handled stays silent; another day is another ladder.
 */
export function planLadders(
  deadlines: readonly Deadline[],
  existing: readonly ExistingStep[],
  steps: readonly number[],
  today: Day,
): LadderPlan {
  const plan: LadderPlan = { add: [], cancel: [], correct: [] };
  const wanted = new Set<string>();
  for (const deadline of deadlines) {
    const chosen = deadline.kind === "missed" ? [0] : [...new Set(steps)];
    const ladder = existing.filter(
      (step) => step.deadline_kind === deadline.kind && step.deadline_on === deadline.deadline_on,
    );
    for (const days of chosen) wanted.add(`${keyOf(deadline.kind, deadline.deadline_on)} ${days}`);
    if (ladder.some((step) => step.last_on !== deadline.last_on || step.then_on !== deadline.then_on))
      plan.correct.push(deadline);
    if (!ladder.some((step) => step.state === "handled"))
      plan.add.push(...newSteps(deadline, ladder, chosen, today));
  }
  for (const step of existing) {
    const key = `${keyOf(step.deadline_kind, step.deadline_on)} ${step.step_days}`;
    const isOpen = step.state === "planned" || step.state === "no_recipient";
    if (isOpen && !wanted.has(key)) plan.cancel.push(step.id);
  }
  return plan;
}

function newSteps(
  deadline: Deadline,
  ladder: readonly ExistingStep[],
  steps: readonly number[],
  today: Day,
): NewStep[] {
  // between the day to act and the last day there is little time left, and all the more to be told
  const isOver = deadline.kind !== "missed" && deadline.last_on < today;
  const missing = steps
    .filter((days) => !ladder.some((step) => step.step_days === days))
    .map((days) => ({ days, due_on: addDays(deadline.deadline_on, -days) }));
  if (isOver) return [];
  // What is already under way has told people about the steps behind it.
  const reached = ladder.filter((step) => step.state !== "skipped" && step.due_on <= today);
  const past = missing.filter((step) => step.due_on <= today);
  const nearest =
    reached.length > 0
      ? undefined
      : past.reduce<(typeof past)[number] | undefined>(
          (best, step) => (best && best.days <= step.days ? best : step),
          undefined,
        );
  return missing.map(({ days, due_on }) => ({
    ...deadline,
    step_days: days,
    due_on,
    state: due_on <= today && days !== nearest?.days ? "skipped" : "planned",
  }));
}

export interface DueStep extends ExistingStep {
  contract_id: string;
}

/** Which steps are sent today: per ladder the nearest one that is due; those behind it are skipped. Days that are over are skipped too. */
export function dueSteps(open: readonly DueStep[], today: Day): { send: DueStep[]; skip: string[] } {
  const nearest = new Map<string, DueStep>();
  const skip: string[] = [];
  for (const step of open) {
    if (step.due_on > today) continue;
    if (step.deadline_kind !== "missed" && step.last_on < today) {
      skip.push(step.id);
      continue;
    }
    const key = `${step.contract_id} ${keyOf(step.deadline_kind, step.deadline_on)}`;
    const best = nearest.get(key);
    if (best) skip.push((best.step_days <= step.step_days ? step : best).id);
    if (!best || step.step_days < best.step_days) nearest.set(key, step);
  }
  return { send: [...nearest.values()], skip };
}

/** Steps as people write them, "365, 180, 90", largest first; null when a word is no number of days or there are too many. */
export function readSteps(text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const days = [...new Set(words.map(Number))];
  const isRight = words.every((word) => /^\d{1,4}$/.test(word)) && days.every((each) => each <= LONGEST_STEP);
  return isRight && days.length <= MOST_STEPS ? days.sort((a, b) => b - a) : null;
}
