import type { ListColumn, ListDefinition } from "../lists/lists.rules.ts";
import { PURCHASE_FORMS, TYPES } from "./fields.rules.ts";

/** Whose contracts the list shows: those held or taken part in, those others share, or all of them. */
export type Scope = "own" | "shared" | "all";
export const SCOPES: readonly Scope[] = ["own", "shared", "all"];

/** The scope in the address; own unless told otherwise, and everything in "view as", where nothing is own. */
export function scopeOf(search: URLSearchParams, isPreview: boolean): Scope {
  if (isPreview) return "all";
  return SCOPES.find((each) => each === search.get("scope")) ?? "own";
}

/** Status as lists and pages say it: the engine's, and what closing a contract adds. */
export const STATUSES = [
  "in_force",
  "expiring",
  "notice_given",
  "not_started",
  "ended",
  "superseded",
  "unknown",
] as const;
export type ContractStatus = (typeof STATUSES)[number];

/** What the dates can say that an owner may count as valid nevertheless. */
export const OUT_OF_FORCE: readonly string[] = ["ended", "not_started", "unknown"] satisfies ContractStatus[];

export function isOutOfForce(status: string): boolean {
  return OUT_OF_FORCE.includes(status);
}

const columns: ListColumn[] = [
  { key: "name", isFixed: true, isSortable: true, filter: { kind: "text" } },
  { key: "number", isStandard: true, isSortable: true, filter: { kind: "text" } },
  { key: "owner", isSortable: true, filter: { kind: "id" } },
  { key: "supplier", isStandard: true, isSortable: true, filter: { kind: "text" } },
  { key: "type", isStandard: true, isSortable: true, filter: { kind: "choice", values: TYPES } },
  { key: "status", isStandard: true, isSortable: true, filter: { kind: "choice", values: STATUSES } },
  { key: "current_end_on", isStandard: true, isSortable: true, filter: { kind: "day" } },
  { key: "next_notice_on", isStandard: true, isSortable: true, filter: { kind: "day" } },
  { key: "last_end_on", isStandard: true, isSortable: true, filter: { kind: "day" } },
  { key: "act_by_on", isSortable: true, filter: { kind: "day" } },
  { key: "next_option_call_on", isSortable: true, filter: { kind: "day" } },
  { key: "yearly_minor", isStandard: true, isSortable: true, filter: { kind: "number" } },
  { key: "purchase_form", isSortable: true, filter: { kind: "choice", values: PURCHASE_FORMS } },
  { key: "direction", filter: { kind: "choice", values: ["bought", "delivered"] } },
  { key: "systems" },
  { key: "starts_on", isSortable: true, filter: { kind: "day" } },
  { key: "cpv_code", filter: { kind: "text" } },
  { key: "updated_at", isSortable: true, filter: { kind: "day" } },
];

/** The list of contracts; whose it is stands as a column where several organisations' are shown. */
export function contractsList(scope: Scope): ListDefinition {
  return {
    list: scope === "own" ? "contracts" : `contracts-${scope}`,
    sort: "name",
    columns:
      scope === "own"
        ? columns
        : columns.map((column) => (column.key === "owner" ? { ...column, isStandard: true } : column)),
  };
}
