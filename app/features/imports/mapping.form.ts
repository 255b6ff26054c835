import type { ImportSettings } from "#db/schema/imports.ts";
import type { Lifecycle } from "#db/schema/values.ts";
import { isLifecycle } from "../systems/lifecycle.rules.ts";
import type { ImportKind } from "./fields.rules.ts";
import {
  type Column,
  columnKey,
  LEAVE_OUT,
  type Mapping,
  type MappingProblem,
  mappingProblems,
} from "./headings.rules.ts";

export type MappingForm = { mapping: Mapping; settings: ImportSettings; name: string };

/** Name of the control for a column; its index in the file is stable, its heading may be anything. */
export const columnField = (column: Pick<Column, "index">) => `use-${column.index}`;

/** Reads the mapping form. What is wrong with it comes beside what was chosen, so that the form can be shown again. */
export function readMappingForm(
  form: FormData,
  kind: ImportKind,
  columns: Column[],
): { chosen: MappingForm; problems: MappingProblem[]; isNamed: boolean } {
  const leavesOutRest = form.get("leave_out_rest") === "on";
  const mapping: Mapping = {};
  for (const column of columns) {
    const use = String(form.get(columnField(column)) ?? "") || (leavesOutRest ? LEAVE_OUT : "");
    if (use !== "") mapping[columnKey(column)] = use;
  }
  const name = String(form.get("name") ?? "")
    .trim()
    .slice(0, 100);
  const chosen = { mapping, settings: readSettings(form), name };
  return { chosen, problems: mappingProblems(kind, columns, mapping), isNamed: name !== "" };
}

function readSettings(form: FormData): ImportSettings {
  const order = form.get("day_order");
  const lifecycle = form.get("lifecycle");
  return {
    ...(order === "day_first" || order === "month_first" ? { dayOrder: order } : {}),
    ...(isLifecycle(lifecycle) ? { lifecycle: lifecycle as Lifecycle } : {}),
    ...(form.get("is_lenient") === "on" ? { isLenient: true } : {}),
  };
}
