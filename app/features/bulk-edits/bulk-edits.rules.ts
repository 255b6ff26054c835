import type { BulkChange, BulkWish } from "#db/schema/bulk-edits.ts";
import type { Lifecycle } from "#db/schema/values.ts";
import {
  FIELDS,
  type Field,
  type FieldValue,
  fieldOf,
  fieldsIn,
  type Group,
  LIFECYCLES,
} from "../systems/fields.rules.ts";
import { brokenByEdit, lifecycleFacts, OBSTACLE_FIELDS, stepObstacles } from "../systems/lifecycle.rules.ts";
import { between } from "../systems/systems.form.ts";

/** More records than this are not changed in one run. */
export const MOST_RECORDS = 10_000;
/** Days in which a run can be reverted. */
export const REVERT_DAYS = 30;
/** Rows on one page of a preview or run. */
export const ROWS_PER_PAGE = 50;

/** The lifecycle is a field here, though it has rules of its own. */
export const LIFECYCLE = "lifecycle";

/** What tells records apart, or is counted for each: setting it to the same for many is a mistake. */
const ONE_BY_ONE = new Set(["own_name", "own_id", "note", "user_count", "yearly_minor"]);

/** Fields that can be set for many records at once, in the order of the screen. */
export const BULK_FIELDS: readonly Field[] = FIELDS.filter((field) => !ONE_BY_ONE.has(field.key));

/** States that a bulk edit can lead to. Retiring lists what stands open of the record first, so it is done one by one. */
export const BULK_LIFECYCLES: readonly Lifecycle[] = LIFECYCLES.filter((state) => state !== "retired");

/** Fields offered, by group; groups that the organisation does not use are left out. */
export function offeredGroups(hidden: readonly string[]): { group: Group; keys: string[] }[] {
  const keys = (group: Group) =>
    BULK_FIELDS.filter((field) => field.group === group).map((field) => field.key);
  const rest = [...new Set(BULK_FIELDS.map((field) => field.group))].filter(
    (group) => group !== "core" && !hidden.includes(group),
  );
  return [
    { group: "core", keys: [LIFECYCLE, ...keys("core")] },
    ...rest.map((group) => ({ group, keys: keys(group) })),
  ];
}

/** A run's fields in the order of the screen, whatever order they were asked for in. */
export function knownFields(keys: readonly string[]): string[] {
  return [LIFECYCLE, ...BULK_FIELDS.map((field) => field.key)].filter((key) => keys.includes(key));
}

/** What a run sets everywhere, with the names of what ids refer to. */
export interface Wish {
  values: BulkWish;
  names: Record<string, string>;
  reason: string;
}

/** A record as the rules look at it. */
export interface Candidate {
  version: number;
  lifecycle: Lifecycle;
  values: Record<string, FieldValue>;
  names: Record<string, string | null>;
  hasSystemOwner: boolean;
  mayEdit: boolean;
}

/** What becomes of a record: changed, as it is already, or not to be changed, and why. */
export type RowPlan =
  | { outcome: "change"; changes: Record<string, BulkChange> }
  | { outcome: "same" }
  | { outcome: "refused"; problem: string; field: string | null };

/**
 * What the run does to one record, by the rules of the single form: the same right, the same checks between the fields of the groups
 * that are touched, the same guards of the lifecycle. A record is changed altogether or not at all.
 * @param today day in Sweden
 */
export function planRow(row: Candidate, { values, names, reason }: Wish, today: string): RowPlan {
  if (!row.mayEdit) return { outcome: "refused", problem: "not_yours", field: null };
  const changes = differences(row, values, names);
  if (Object.keys(changes).length === 0) return { outcome: "same" };
  const { [LIFECYCLE]: state, ...fields } = values;
  const after = { ...row.values, ...fields };
  const broken = [
    ...Object.entries(between(only(after, touchedFields(Object.keys(fields))))),
    ...obstacles(row, { after, to: state as Lifecycle | undefined, reason, today }),
  ][0];
  if (broken) return { outcome: "refused", problem: broken[1], field: broken[0] || null };
  return { outcome: "change", changes };
}

function differences(row: Candidate, values: BulkWish, names: Record<string, string>) {
  const changes: Record<string, BulkChange> = {};
  for (const [key, value] of Object.entries(values)) {
    const old = (key === LIFECYCLE ? row.lifecycle : (row.values[key] ?? null)) as BulkChange["old"];
    if (old === value) continue;
    const [oldName, newName] = [row.names[key], value === null ? null : names[key]];
    changes[key] = {
      old,
      new: value,
      ...(oldName ? { old_name: oldName } : {}),
      ...(newName ? { new_name: newName } : {}),
    };
  }
  return changes;
}

/** All fields of the groups that the given fields stand in: what the single form would post together. */
export function touchedFields(keys: readonly string[]): Field[] {
  const groups = new Set(keys.filter((key) => key !== LIFECYCLE).map((key) => fieldOf(key).group));
  return [...groups].flatMap(fieldsIn);
}

function only(values: Record<string, FieldValue>, fields: readonly Field[]): Record<string, FieldValue> {
  return Object.fromEntries(fields.map(({ key }) => [key, values[key] ?? null]));
}

function obstacles(
  row: Candidate,
  wish: { after: Record<string, FieldValue>; to?: Lifecycle; reason: string; today: string },
): [field: string, problem: string][] {
  const facts = lifecycleFacts(wish.after, row.hasSystemOwner, wish.today);
  const found =
    wish.to && wish.to !== row.lifecycle
      ? stepObstacles(row.lifecycle, wish.to, facts, wish.reason)
      : brokenByEdit(row.lifecycle, lifecycleFacts(row.values, row.hasSystemOwner, wish.today), facts);
  return found.map((obstacle) => [OBSTACLE_FIELDS[obstacle], obstacle]);
}

/** The last instant at which a run can be reverted. */
export function revertUntil(appliedAt: Date): Date {
  return new Date(appliedAt.getTime() + REVERT_DAYS * 24 * 3_600_000);
}

/** Whether a run can still be reverted. */
export function mayStillRevert(run: { state: string; applied_at: Date | null }, now: Date): boolean {
  return run.state === "applied" && run.applied_at !== null && now <= revertUntil(run.applied_at);
}

/** Page of a list from its address, 1 when it says nothing sensible. */
export function pageOf(search: URLSearchParams): number {
  const page = Number(search.get("page") ?? 1);
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}
