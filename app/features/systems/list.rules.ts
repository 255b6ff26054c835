import type { ListColumn, ListDefinition } from "../lists/lists.rules.ts";
import { FIELDS, type Field, GROUP_TABLES, type Group, LIFECYCLES, type ValueGroup } from "./fields.rules.ts";

/** Whose systems the list shows. */
export type Scope = "own" | "shared" | "all";
export const SCOPES: readonly Scope[] = ["own", "shared", "all"];

/** The scope in the address; own unless told otherwise, and everything in "view as", where nothing is own. */
export function scopeOf(search: URLSearchParams, isPreview: boolean): Scope {
  const scope = search.get("scope");
  if (isPreview) return "all";
  return SCOPES.find((each) => each === scope) ?? "own";
}

/** What may need mending, as a filter; own records only. */
export const WORK = [
  "overdue",
  "support_ended",
  "rejected_product",
  "support_ending",
  "without_start",
  "without_owner",
  "without_term",
  "without_classification",
  "without_country",
  "without_personal_data",
  "hosting_unconfirmed",
  "locked_in",
  "without_openness",
] as const;
export type Work = (typeof WORK)[number];

/** A column with the field group that it takes its values from. */
export interface SystemColumn extends ListColumn {
  group: Group;
  /** Shown and filtered for the own organisation's records only. */
  isOwnOnly?: boolean;
}

const derived: SystemColumn[] = [
  { key: "own_name", group: "core", isFixed: true, isSortable: true, filter: { kind: "text" } },
  { key: "owner", group: "core", isSortable: true, filter: { kind: "id" } },
  { key: "product", group: "core", isStandard: true, isSortable: true, filter: { kind: "text" } },
  { key: "supplier", group: "core", isStandard: true, isSortable: true, filter: { kind: "text" } },
  {
    key: "lifecycle",
    group: "core",
    isStandard: true,
    isSortable: true,
    filter: { kind: "choice", values: LIFECYCLES },
  },
  { key: "functions", group: "core", filter: { kind: "id" } },
  { key: "validity", group: "dates", isOwnOnly: true, filter: { kind: "choice", values: ["yes", "no"] } },
  { key: "support_ends_on", group: "core", isSortable: true, filter: { kind: "day" } },
  { key: "updated_at", group: "core", isSortable: true, filter: { kind: "day" } },
  { key: "system_owner", group: "contacts", isSortable: true, isOwnOnly: true, filter: { kind: "text" } },
  { key: "system_manager", group: "contacts", isSortable: true, isOwnOnly: true, filter: { kind: "text" } },
  {
    key: "seal",
    group: "internal",
    isSortable: true,
    isOwnOnly: true,
    filter: { kind: "choice", values: ["needs_check", "never", "confirmed"] },
  },
  { key: "confirmed_on", group: "internal", isSortable: true, isOwnOnly: true, filter: { kind: "day" } },
  { key: "completeness", group: "internal", isSortable: true, isOwnOnly: true, filter: { kind: "number" } },
  { key: "is_hidden", group: "core", isOwnOnly: true, filter: { kind: "choice", values: ["yes", "no"] } },
  {
    key: "work",
    group: "core",
    isOwnOnly: true,
    isFilterOnly: true,
    filter: { kind: "choice", values: WORK },
  },
];

const STANDARD = new Set(["taken_into_use_on", "hosting_form", "term_ends_on"]);

/** Every column of the systems list, in the order of the column chooser. */
export const SYSTEM_COLUMNS: readonly SystemColumn[] = [
  ...derived,
  ...FIELDS.filter((field) => field.key !== "own_name").map((field) => ({
    key: field.key,
    group: field.group,
    isSortable: !field.isNotListed,
    isStandard: STANDARD.has(field.key),
    isOwnOnly: field.group === "internal",
    filter: filterOf(field),
  })),
];

function filterOf(field: Field): ListColumn["filter"] {
  switch (field.kind) {
    case "choice":
    case "level":
      return { kind: "choice", values: field.choices ?? [] };
    case "day":
      return { kind: "day" };
    case "integer":
    case "money":
      return { kind: "number" };
    case "unit":
    case "organisation":
    case "supplier":
    case "country":
    case "text":
      return { kind: "text" };
    case "link":
    case "long_text":
      return undefined;
  }
}

const columnsByKey = new Map(SYSTEM_COLUMNS.map((column) => [column.key, column]));

export function systemColumn(key: string): SystemColumn | undefined {
  return columnsByKey.get(key);
}

/**
 * The list as one organisation sees it: columns of hidden field groups are left out (a screen setting), and so are those that only
 * hold own values where none are shown. The remembered columns are one set per scope, since others' records call for others.
 */
export function systemsList(scope: Scope, hiddenGroups: readonly string[] = []): ListDefinition {
  const columns = SYSTEM_COLUMNS.filter(
    (column) =>
      (!hiddenGroups.includes(column.group) || column.group === "core") &&
      (scope !== "shared" || !column.isOwnOnly) &&
      (scope !== "own" || column.key !== "owner"),
  );
  return {
    list: scope === "own" ? "systems" : `systems-${scope}`,
    sort: "own_name",
    columns: columns.map((column) => (column.key === "owner" ? { ...column, isStandard: true } : column)),
  };
}

/** Whether the group's values stand in a table of their own. */
export function isValueGroup(group: Group): group is ValueGroup {
  return group in GROUP_TABLES;
}
