import type { FieldGroup } from "#db/schema/values.ts";

/**
 * Every field of a system usage, in one place: the form, the record page, the list, its filters, the export, the history and the
 * import read it from here. Wording stands in `fields.text.ts` under the same keys.
 */

export type Group = FieldGroup | "internal";

export type FieldKind =
  | "text"
  | "long_text"
  | "link"
  | "country"
  | "day"
  | "integer"
  | "money"
  | "choice"
  | "level"
  | "supplier"
  | "organisation"
  | "unit";

export interface Field {
  key: string;
  group: Group;
  /** Column of the group's table. */
  column: string;
  kind: FieldKind;
  /** For `choice` and `level`, in the order of the screen. */
  choices?: readonly string[];
  isRequired?: boolean;
  /** Longest text, or the range of a whole number. */
  most?: number;
  least?: number;
  /** Too long for a list; shown on the record and in exports. */
  isNotListed?: boolean;
}

export const LIFECYCLES = [
  "planned",
  "pilot",
  "phasing_in",
  "in_operation",
  "phasing_out",
  "retired",
] as const;
export const HOSTING_FORMS = [
  "on_premise",
  "host_municipality",
  "joint_body",
  "external_hosting",
  "saas",
  "paas",
  "iaas",
  "hybrid",
] as const;
const TRI = ["yes", "no", "unknown"] as const;
/** What the system is made of, as the organisation itself knows it; the catalogue only knows the product. */
export const CODE_KINDS = ["open_source", "proprietary", "in_house", "unknown"] as const;
/** Who can take all data out, in a form that another system can read. */
export const DATA_EXTRACTIONS = ["self", "supplier", "supplier_paid", "no", "unknown"] as const;
/** Konsekvensnivå, 0–4; a list of its own so that another scale can be added with a date. */
const LEVELS = ["0", "1", "2", "3", "4"] as const;

/** Field groups in the order of the screen; `internal` is never shared. */
export const GROUPS: readonly Group[] = [
  "core",
  "dates",
  "operation",
  "term",
  "price",
  "volume",
  "classification",
  "openness",
  "internal",
  "contacts",
  "documents",
];

/** The table that holds a group's fields. */
export const GROUP_TABLES = {
  core: "system_usage",
  dates: "system_usage_dates",
  operation: "system_usage_operation",
  term: "system_usage_term",
  price: "system_usage_price",
  volume: "system_usage_volume",
  classification: "system_usage_classification",
  openness: "system_usage_openness",
  internal: "system_usage_internal",
} as const;
export type ValueGroup = keyof typeof GROUP_TABLES;

const day = (key: string, group: Group, column = key): Field => ({ key, group, column, kind: "day" });
const line = (key: string, group: Group, most: number): Field => ({
  key,
  group,
  column: key,
  kind: "text",
  most,
});
const choice = (key: string, group: Group, choices: readonly string[]): Field => ({
  key,
  group,
  column: key,
  kind: "choice",
  choices,
});
const level = (key: string): Field => ({
  key,
  group: "classification",
  column: key,
  kind: "level",
  choices: LEVELS,
});
const link = (key: string, group: Group = "classification"): Field => ({
  key,
  group,
  column: key,
  kind: "link",
  most: 2000,
  isNotListed: true,
});

export const FIELDS: readonly Field[] = [
  { key: "own_name", group: "core", column: "own_name", kind: "text", most: 300, isRequired: true },
  day("taken_into_use_on", "dates"),
  day("phase_out_from_on", "dates"),
  day("retired_on", "dates"),
  line("planned_replacement", "dates", 300),
  line("own_id", "operation", 100),
  line("version_text", "operation", 100),
  choice("hosting_form", "operation", HOSTING_FORMS),
  { key: "host_organisation", group: "operation", column: "host_organisation_id", kind: "organisation" },
  { key: "operations_supplier", group: "operation", column: "operations_supplier_id", kind: "supplier" },
  { key: "hosting_country", group: "operation", column: "hosting_country", kind: "country" },
  { key: "term_supplier", group: "term", column: "supplier_id", kind: "supplier" },
  day("term_ends_on", "term", "ends_on"),
  day("notice_on", "term"),
  { key: "yearly_minor", group: "price", column: "yearly_minor", kind: "money", most: 9_000_000_000_000 },
  { key: "cost_year", group: "price", column: "cost_year", kind: "integer", least: 1990, most: 2100 },
  { key: "user_count", group: "volume", column: "user_count", kind: "integer", least: 0, most: 20_000_000 },
  day("user_count_on", "volume"),
  level("confidentiality"),
  level("integrity"),
  level("availability"),
  day("classified_on", "classification"),
  choice("personal_data", "classification", ["none", "ordinary", "sensitive", "unknown"]),
  choice("dpa_needed", "classification", TRI),
  day("dpa_signed_on", "classification"),
  link("dpa_link"),
  choice("joint_controllership", "classification", TRI),
  choice("third_country", "classification", TRI),
  {
    key: "oversight_interval_months",
    group: "classification",
    column: "oversight_interval_months",
    kind: "integer",
    least: 1,
    most: 120,
  },
  day("oversight_last_on", "classification"),
  day("risk_assessed_on", "classification"),
  day("risk_next_on", "classification"),
  choice("dpia_needed", "classification", TRI),
  day("dpia_done_on", "classification"),
  link("accessibility_statement_link"),
  day("accessibility_checked_on", "classification"),
  choice("contains_ai", "classification", TRI),
  choice("is_society_critical", "classification", TRI),
  choice("criticality", "classification", ["low", "medium", "high", "critical"]),
  choice("code_kind", "openness", CODE_KINDS),
  line("export_formats", "openness", 300),
  choice("has_open_format", "openness", TRI),
  choice("has_api", "openness", TRI),
  link("api_link", "openness"),
  choice("data_extraction", "openness", DATA_EXTRACTIONS),
  {
    key: "lock_in_note",
    group: "openness",
    column: "lock_in_note",
    kind: "long_text",
    most: 2000,
    isNotListed: true,
  },
  { key: "unit", group: "internal", column: "unit_id", kind: "unit" },
  { key: "note", group: "internal", column: "note", kind: "long_text", most: 4000, isNotListed: true },
];

const byKey = new Map(FIELDS.map((field) => [field.key, field]));

/** The field of this key. @throws when there is none: keys come from code, not from people */
export function fieldOf(key: string): Field {
  const field = byKey.get(key);
  if (!field) throw new Error(`no field ${key}`);
  return field;
}

/** Whether the key is a field of the registry. */
export function isField(key: string): boolean {
  return byKey.has(key);
}

/** The fields of one group, in the order of the screen. */
export function fieldsIn(group: Group): readonly Field[] {
  return FIELDS.filter((field) => field.group === group);
}

/** A value as it is read, compared and kept in history: texts, days and codes as text, numbers as numbers, references as ids. */
export type FieldValue = string | number | boolean | null;

/** The day the next oversight is due, from the last one and the interval; the last day of a shorter month. */
export function nextOversight(last: string | null, months: number | null): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(last ?? "");
  if (!parts || !months) return null;
  const count = Number(parts[1]) * 12 + Number(parts[2]) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const longest = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const dayOfMonth = Math.min(Number(parts[3]), longest);
  return [
    String(year).padStart(4, "0"),
    String(month).padStart(2, "0"),
    String(dayOfMonth).padStart(2, "0"),
  ].join("-");
}
