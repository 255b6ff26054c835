/** SQL type of a column, as a literal in a cast. */
export type ColumnType = "text" | "date" | "int" | "bigint" | "boolean" | "uuid";

/** A table with one row per system, and which of its columns hold which fields of an import. */
export type UsageTable = {
  table: string;
  alias: string;
  columns: Record<string, { column: string; type: ColumnType }>;
};

const same = (type: ColumnType, ...keys: string[]) =>
  Object.fromEntries(keys.map((key) => [key, { column: key, type }]));

/** Where the fields of a system live. Functions and roles are lists of their own and stand elsewhere. */
export const USAGE_TABLES: readonly UsageTable[] = [
  {
    table: "system_usage_dates",
    alias: "d",
    columns: {
      ...same("date", "taken_into_use_on", "phase_out_from_on", "retired_on"),
      ...same("text", "planned_replacement"),
    },
  },
  {
    table: "system_usage_operation",
    alias: "o",
    columns: {
      ...same("text", "own_id", "version_text", "hosting_form", "hosting_country"),
      host_organisation: { column: "host_organisation_id", type: "uuid" },
      operations_supplier: { column: "operations_supplier_id", type: "uuid" },
    },
  },
  {
    table: "system_usage_term",
    alias: "t",
    columns: {
      term_supplier: { column: "supplier_id", type: "uuid" },
      term_ends_on: { column: "ends_on", type: "date" },
      notice_on: { column: "notice_on", type: "date" },
    },
  },
  {
    table: "system_usage_price",
    alias: "p",
    columns: { ...same("bigint", "yearly_minor"), ...same("int", "cost_year") },
  },
  {
    table: "system_usage_volume",
    alias: "v",
    columns: { ...same("int", "user_count"), ...same("date", "user_count_on") },
  },
  {
    table: "system_usage_classification",
    alias: "c",
    columns: {
      ...same("int", "confidentiality", "integrity", "availability"),
      ...same("date", "classified_on", "dpa_signed_on", "risk_assessed_on", "risk_next_on", "dpia_done_on"),
      ...same("text", "personal_data", "dpa_needed", "dpa_link", "joint_controllership", "third_country"),
      ...same(
        "text",
        "dpia_needed",
        "accessibility_statement_link",
        "contains_ai",
        "is_society_critical",
        "criticality",
      ),
    },
  },
  {
    table: "system_usage_openness",
    alias: "op",
    columns: same(
      "text",
      "code_kind",
      "export_formats",
      "has_open_format",
      "has_api",
      "api_link",
      "data_extraction",
      "lock_in_note",
    ),
  },
  {
    table: "system_usage_internal",
    alias: "i",
    columns: { unit: { column: "unit_id", type: "uuid" }, note: { column: "note", type: "text" } },
  },
];

/** Fields on the system itself. */
export const USAGE_COLUMNS: Record<string, { column: string; type: ColumnType }> = {
  product: { column: "product_id", type: "uuid" },
  own_name: { column: "own_name", type: "text" },
  lifecycle: { column: "lifecycle", type: "text" },
  is_hidden: { column: "is_hidden", type: "boolean" },
};

/** Fields that name the holder of a role; the key is the role type's code. */
export const ROLE_FIELDS = [
  "system_owner",
  "system_manager",
  "operations_manager",
  "information_owner",
] as const;

/** Fields about the product, used only where the import makes the product. */
export const PRODUCT_ONLY = ["product_website", "product_description", "product_code_basis"] as const;

/** The lifecycle of a system that the file says nothing about. */
export const DEFAULT_LIFECYCLE = "planned";
