import { daysBetween } from "../deadlines/days.rules.ts";
import { type Estimated, sumQuantities } from "./buckets.rules.ts";

/**
 * Where a survey stands today: `open` past its last day is closed whether or not anything has noticed.
 * @param today day in Sweden, `YYYY-MM-DD`; the last day to answer is still open
 */
export function stateOn<State extends string>(
  survey: { state: State; closes_on: string },
  today: string,
): State | "closed" {
  return survey.state === "open" && today > survey.closes_on ? "closed" : survey.state;
}

/** Whether those who are asked know of it: until then it is the coordinator's alone. */
export function isSent({ opened_on }: { opened_on: string | null }): boolean {
  return opened_on !== null;
}

/** How far it is to the lowest number of organisations, and to the lowest quantity where there is one. */
export interface Quorum {
  /** Organisations whose answer counts. */
  counted: number;
  needed: number;
  /** Their probable quantity, where a lowest quantity was asked for. */
  quantity: { counted: number; needed: number } | null;
  isReached: boolean;
}

/** How far those who count reach. @param counted what each of them would take; who counts is the survey's own rule */
export function quorumOver(
  counted: readonly Estimated[],
  needed: { min: number; quantity: number | null },
): Quorum {
  const { likely } = sumQuantities(counted);
  const quantity = needed.quantity === null ? null : { counted: likely, needed: needed.quantity };
  return {
    counted: counted.length,
    needed: needed.min,
    quantity,
    isReached: counted.length >= needed.min && (!quantity || quantity.counted >= quantity.needed),
  };
}

/** Days before the last day on which those who have not answered are reminded. */
export const REMINDER_STEPS = [7, 3, 1] as const;

/** The nearest step that has come, once the survey has been open for a day; `undefined` when none has. */
export function reminderStep(
  survey: { opened_on: string; closes_on: string },
  today: string,
): number | undefined {
  const left = daysBetween(today, survey.closes_on);
  const open = daysBetween(survey.opened_on, survey.closes_on);
  const due = REMINDER_STEPS.filter((step) => step >= left && step < open);
  return left < 0 ? undefined : due.at(-1);
}
