import type { Lifecycle } from "#db/schema/values.ts";
import {
  brokenByEdit,
  type LifecycleFacts,
  OBSTACLE_FIELDS,
  type Obstacle,
  stateObstacles,
  stepObstacles,
} from "../systems/lifecycle.rules.ts";

type When = "none" | "past" | "future";

/** What decides whether a row's lifecycle stands: kinds of facts, so that thousands of rows are a few cases. */
export type LifecycleCase = {
  /** null for a system that is not here yet. */
  from: Lifecycle | null;
  to: Lifecycle;
  before: CaseFacts;
  after: CaseFacts;
  lacksHost: boolean;
};
export type CaseFacts = { owner: boolean; taken: When; phaseOut: When; retired: When };

/** A problem with its field, as an error of the cell or, where it may be added later, a warning. */
export type LifecycleNote = {
  code: Obstacle | "step_back" | "host_missing";
  field: string;
  isWarning: boolean;
};

/** What may be missing from a new record when the person has said that it is to be filled in later. */
const FILLED_IN_LATER: ReadonlySet<Obstacle> = new Set([
  "owner_missing",
  "taken_into_use_missing",
  "phase_out_missing",
]);

/** The guards of the lifecycle, the same as on screen, for one kind of row. @param today day in Sweden */
export function lifecycleNotes(
  one: LifecycleCase,
  { today, isLenient }: { today: string; isLenient: boolean },
): LifecycleNote[] {
  const facts = (each: CaseFacts): LifecycleFacts => ({
    hasSystemOwner: each.owner,
    taken_into_use_on: dayOf(each.taken, today),
    phase_out_from_on: dayOf(each.phaseOut, today),
    retired_on: dayOf(each.retired, today),
    today,
  });
  const notes = obstaclesOf(one, facts).map((code) => ({
    code,
    field: OBSTACLE_FIELDS[code] || "lifecycle",
    isWarning: isLenient && one.from === null && FILLED_IN_LATER.has(code),
  }));
  const host: LifecycleNote = { code: "host_missing", field: "host_organisation", isWarning: false };
  return [...notes.map(asStepBack), ...(one.lacksHost ? [host] : [])];
}

function obstaclesOf(one: LifecycleCase, facts: (each: CaseFacts) => LifecycleFacts): Obstacle[] {
  if (one.from === null) return stateObstacles(one.to, facts(one.after));
  if (one.from === one.to) return brokenByEdit(one.to, facts(one.before), facts(one.after));
  // A file gives no reason of its own; the import stands as the reason for retiring, never for a step back.
  return stepObstacles(one.from, one.to, facts(one.after), one.to === "retired" ? "import" : "");
}

/** A step back wants a reason, and that is given on the system's own page. */
function asStepBack(note: LifecycleNote): LifecycleNote {
  return note.code === "reason_missing" ? { ...note, code: "step_back", field: "lifecycle" } : note;
}

function dayOf(when: When, today: string): string | null {
  return when === "none" ? null : when === "past" ? today : "9999-12-30";
}
