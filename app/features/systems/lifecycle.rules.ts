import type { Lifecycle } from "#db/schema/values.ts";
import { type FieldValue, LIFECYCLES } from "./fields.rules.ts";

/** What stands in the way of a lifecycle state. */
export type Obstacle =
  | "owner_missing"
  | "taken_into_use_missing"
  | "taken_into_use_in_future"
  | "phase_out_missing"
  | "retired_on_missing"
  | "reason_missing"
  | "is_retired"
  | "same_state";

/** What the guards look at. */
export interface LifecycleFacts {
  hasSystemOwner: boolean;
  taken_into_use_on: string | null;
  phase_out_from_on: string | null;
  retired_on: string | null;
  /** Day in Sweden. */
  today: string;
}

/** What the lifecycle's guards look at, from a record's values. */
export function lifecycleFacts(
  values: Readonly<Record<string, FieldValue>>,
  hasSystemOwner: boolean,
  today: string,
): LifecycleFacts {
  const day = (key: string) => {
    const value = values[key];
    return typeof value === "string" ? value : null;
  };
  return {
    hasSystemOwner,
    taken_into_use_on: day("taken_into_use_on"),
    phase_out_from_on: day("phase_out_from_on"),
    retired_on: day("retired_on"),
    today,
  };
}

/** The field that an obstacle is mended in, for errors by field. */
export const OBSTACLE_FIELDS: Record<Obstacle, string> = {
  owner_missing: "system_owner",
  taken_into_use_missing: "taken_into_use_on",
  taken_into_use_in_future: "taken_into_use_on",
  phase_out_missing: "phase_out_from_on",
  retired_on_missing: "retired_on",
  reason_missing: "reason",
  is_retired: "",
  same_state: "lifecycle",
};

export function isLifecycle(value: unknown): value is Lifecycle {
  return (LIFECYCLES as readonly unknown[]).includes(value);
}

/** What the state itself demands of the record, whatever it comes from. */
export function stateObstacles(state: Lifecycle, facts: LifecycleFacts): Obstacle[] {
  switch (state) {
    case "pilot":
      return facts.hasSystemOwner ? [] : ["owner_missing"];
    case "in_operation":
      if (!facts.taken_into_use_on) return ["taken_into_use_missing"];
      return facts.taken_into_use_on > facts.today ? ["taken_into_use_in_future"] : [];
    case "phasing_out":
      return facts.phase_out_from_on ? [] : ["phase_out_missing"];
    case "retired":
      return facts.retired_on ? [] : ["retired_on_missing"];
    case "planned":
    case "phasing_in":
      return [];
  }
}

/** True when the step leads back: it needs a reason. */
export function isStepBack(from: Lifecycle, to: Lifecycle): boolean {
  return LIFECYCLES.indexOf(to) < LIFECYCLES.indexOf(from);
}

/**
 * What stands in the way of a step. Forward steps may skip states; a step back needs a reason; nothing leads out of `retired`:
 * taking the system into use again makes a new record.
 */
export function stepObstacles(
  from: Lifecycle,
  to: Lifecycle,
  facts: LifecycleFacts,
  reason: string,
): Obstacle[] {
  if (from === "retired") return ["is_retired"];
  if (from === to) return ["same_state"];
  const needsReason = (isStepBack(from, to) || to === "retired") && reason.trim() === "";
  return [...stateObstacles(to, facts), ...(needsReason ? (["reason_missing"] as const) : [])];
}

/** States a record can go to, the natural next one first, then the later ones, then those behind. */
export function stepsFrom(from: Lifecycle): Lifecycle[] {
  if (from === "retired") return [];
  const at = LIFECYCLES.indexOf(from);
  return [...LIFECYCLES.slice(at + 1), ...LIFECYCLES.slice(0, at).reverse()];
}

/**
 * Whether an edit takes away what the record's state stands on. Records that lacked it before (from an import) may be edited in
 * other respects.
 */
export function brokenByEdit(state: Lifecycle, before: LifecycleFacts, after: LifecycleFacts): Obstacle[] {
  const old = stateObstacles(state, before);
  return stateObstacles(state, after).filter((obstacle) => !old.includes(obstacle));
}
