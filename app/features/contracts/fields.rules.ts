/*
 * The fields of a contract that a form edits, each with the table it is kept in. Names are the columns.
 */

export const TYPES = [
  "main",
  "supplementary",
  "service",
  "integration",
  "licence",
  "data_processing",
  "operation",
] as const;
export const PURCHASE_FORMS = [
  "call_off",
  "national_notice",
  "eu_notice",
  "direct_award",
  "internal",
] as const;
export const ELEMENTS = [
  "licence",
  "development",
  "operation",
  "maintenance",
  "support",
  "server",
  "database",
  "backup",
  "monitoring",
] as const;
export const PAYMENT_MODELS = ["fixed", "per_use", "per_inhabitant", "per_case"] as const;
export const UNITS = ["days", "weeks", "months", "years"] as const;
/** A longer term, renewal or notice is a slip of the pen, and a day beyond the year 9999 is none. The database keeps 12,000 at most. */
export const LONGEST: Record<(typeof UNITS)[number], number> = {
  days: 12_000,
  weeks: 5_218,
  months: 1_200,
  years: 100,
};
export const RENEWALS = ["none", "tacit", "express", "unknown"] as const;
export const ANCHORS = [
  "period_end",
  "running",
  "month_end",
  "quarter_end",
  "half_year_end",
  "year_end",
  "term_of_office_end",
  "unknown",
] as const;

/** The starting lists of which an organisation chooses what it uses. */
export const CHOICE_LISTS = {
  type: TYPES,
  purchase_form: PURCHASE_FORMS,
  element: ELEMENTS,
  payment_model: PAYMENT_MODELS,
} as const;
export type ChoiceList = keyof typeof CHOICE_LISTS;

export const SECTIONS = ["basics", "term", "renewal", "notice", "purchase", "relations", "own"] as const;
export type SectionKey = (typeof SECTIONS)[number];

export type FieldKind =
  | "text"
  | "long_text"
  | "day"
  | "count"
  | "choice"
  | "boxes"
  | "flag"
  | "supplier"
  | "product"
  | "contract";

export interface Field {
  key: string;
  /** Where it is kept. */
  table: "contract" | "term" | "internal";
  section: SectionKey;
  kind: FieldKind;
  choices?: readonly string[];
  isRequired?: boolean;
  /** Longest text, or highest number. */
  most?: number;
  /** Column in the table where it is not the key: references are kept as ids. */
  column?: string;
}

const of =
  (table: Field["table"], section: SectionKey) =>
  (key: string, kind: FieldKind, more: Partial<Field> = {}): Field => ({
    key,
    table,
    section,
    kind,
    ...more,
  });

const basics = of("contract", "basics");
const term = of("term", "term");
const renewal = of("term", "renewal");
const notice = of("term", "notice");
const purchase = of("contract", "purchase");
const relations = of("contract", "relations");
const own = of("internal", "own");
const length = (make: typeof term, key: string) => [
  make(`${key}_length`, "count", { most: LONGEST.days }),
  make(`${key}_unit`, "choice", { choices: UNITS }),
];

export const FIELDS: readonly Field[] = [
  basics("name", "text", { isRequired: true, most: 300 }),
  basics("number", "text", { most: 100 }),
  basics("supplier", "supplier", { column: "supplier_id" }),
  basics("counterparty_text", "text", { most: 300 }),
  basics("type", "choice", { choices: TYPES }),
  basics("direction", "choice", { choices: ["bought", "delivered"], isRequired: true }),

  term("starts_on", "day"),
  ...length(term, "initial"),
  term("ends_on", "day"),
  term("is_open_ended", "flag"),

  renewal("renewal_kind", "choice", { choices: RENEWALS, isRequired: true }),
  ...length(renewal, "renewal"),
  renewal("renewal_max_times", "count", { most: 100 }),
  ...length(renewal, "renewal_decide"),
  renewal("max_total_months", "count", { most: 1200 }),

  ...length(notice, "notice"),
  notice("notice_anchor", "choice", { choices: ANCHORS, isRequired: true }),
  notice("notice_anchor_side", "choice", { choices: ["end", "start"], isRequired: true }),
  notice("notice_form", "text", { most: 300 }),
  notice("binding_until_on", "day"),
  notice("binding_applies_to", "choice", { choices: ["end", "notice"], isRequired: true }),
  notice("admin_buffer_days", "count", { most: 730, isRequired: true }),

  purchase("purchase_form", "choice", { choices: PURCHASE_FORMS }),
  purchase("elements", "boxes", { choices: ELEMENTS }),
  purchase("payment_model", "choice", { choices: PAYMENT_MODELS }),
  purchase("cpv_code", "text", { most: 10 }),
  purchase("signed_on", "day"),
  of("internal", "purchase")("our_signer_role", "text", { most: 200 }),
  of("internal", "purchase")("supplier_signer", "text", { most: 200 }),

  relations("parent_contract", "contract", { column: "parent_contract_id" }),
  relations("requires_valid_parent", "flag"),
  relations("supersedes", "contract", { column: "supersedes_id" }),
  relations("product", "product", { column: "product_id" }),
  relations("is_hidden", "flag"),
  relations("is_counted_valid", "flag"),

  own("renewal_intent", "choice", { choices: ["renew", "review", "cancel"] }),
  own("next_procurement_strategy", "text", { most: 300 }),
  own("next_procurement_on", "day"),
  own("note", "long_text", { most: 4000 }),
];

export function fieldsIn(section: SectionKey): Field[] {
  return FIELDS.filter((field) => field.section === section);
}

/** The field's column in its table. */
export function columnOf(field: Field): string {
  return field.column ?? field.key;
}

/** Columns of an option in the form, by row: `option_1_length` … */
export const OPTION_FIELDS = ["length", "unit", "call_before_length", "call_before_unit"] as const;
/** More options than this are not entered by hand. */
export const MOST_OPTIONS = 12;

export function optionField(seq: number, field: (typeof OPTION_FIELDS)[number]): string {
  return `option_${seq}_${field}`;
}

/** Roles of those who take part beside the owner, and forms of joint purchase (contracts.md 1). */
export const ROLES = ["party", "call_off_only", "represented", "observer"] as const;
export const FORMS = ["agent", "buy_and_transfer", "joint_award", "separate_contracts"] as const;
