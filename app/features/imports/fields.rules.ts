import { functions } from "#db/reference/functions.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { mayBePersonal, readOrganisationNumber } from "../suppliers/organisation-number.rules.ts";
import {
  type CellCode,
  type DayOrder,
  type Reading,
  readCount,
  readDate,
  readLine,
  readMoney,
  readNames,
  readText,
} from "./cells.rules.ts";
import { type ChoiceList, readChoice, readCountry } from "./choices.rules.ts";
import {
  readContractLength,
  readContractOptions,
  readCpv,
  readNotice,
  readOneLength,
  readRenewal,
  readSystemNames,
} from "./contract-terms.rules.ts";
import type { Cell } from "./file.rules.ts";

export type ImportKind = "systems" | "products" | "contracts";
export const IMPORT_KINDS: readonly ImportKind[] = ["systems", "products", "contracts"];

/** What a field names, so that its values are looked up among the records of that sort. */
export type Naming = "product" | "supplier" | "organisation" | "person" | "unit" | "function" | "system";
/** One cell may hold several of these. */
export const MANY: ReadonlySet<Naming> = new Set(["function", "system"]);

export type FieldGroup =
  | "core"
  | "product"
  | "dates"
  | "operation"
  | "term"
  | "price"
  | "volume"
  | "classification"
  | "openness"
  | "contacts"
  | "internal";

/** One thing a column may hold. Labels stand in `fields.text.ts`, other words for it in `headings.rules.ts`. */
export type Field = {
  key: string;
  group: FieldGroup;
  read: (cell: Cell, order?: DayOrder) => Reading;
  naming?: Naming;
  choices?: ChoiceList;
  /** A term in the form of `contract-terms.rules.ts`. */
  isTerm?: true;
  /** A day: the order of day and month concerns it. */
  isDate?: true;
  /** `(töm)` cannot clear it: the record does not stand without it, or it belongs to another record. */
  stays?: true;
};

const line = (limit: number) => (cell: Cell) => readLine(cell, limit);
const named = (key: string, group: FieldGroup, naming: Naming, more: Partial<Field> = {}): Field => ({
  key,
  group,
  naming,
  read: naming === "function" ? (cell) => readNames(cell, isFunction) : line(naming === "person" ? 200 : 300),
  ...more,
});
const coded = (key: string, group: FieldGroup, choices: ChoiceList, more: Partial<Field> = {}): Field => ({
  key,
  group,
  choices,
  read: (cell) => readChoice(cell, choices),
  ...more,
});
const dated = (key: string, group: FieldGroup, more: Partial<Field> = {}): Field => ({
  key,
  group,
  read: readDate,
  isDate: true,
  ...more,
});
const plain = (key: string, group: FieldGroup, read: Field["read"], more: Partial<Field> = {}): Field => ({
  key,
  group,
  read,
  ...more,
});
const level = (key: string): Field => ({
  key,
  group: "classification",
  choices: "level",
  read: (cell) => {
    const found = readChoice(cell, "level");
    return "value" in found ? { value: Number(found.value) } : found;
  },
});
const flag = (cell: Cell): Reading => {
  const found = readChoice(cell, "yes_no");
  return "value" in found ? { value: found.value === "yes" } : found;
};

const FIELDS: Record<ImportKind, Field[]> = {
  systems: [
    plain("own_id", "operation", ownId),
    named("product", "core", "product", { stays: true }),
    named("supplier", "core", "supplier", { stays: true }),
    plain("own_name", "core", line(300), { stays: true }),
    named("functions", "core", "function"),
    coded("lifecycle", "core", "lifecycle", { stays: true }),
    plain("is_hidden", "core", flag, { choices: "yes_no", stays: true }),
    named("unit", "internal", "unit"),
    plain("note", "internal", (cell) => guarded(readText(cell))),
    plain("product_website", "product", readLink, { stays: true }),
    plain("product_description", "product", (cell) => readText(cell), { stays: true }),
    coded("product_code_basis", "product", "code_basis", { stays: true }),
    dated("taken_into_use_on", "dates"),
    dated("phase_out_from_on", "dates"),
    dated("retired_on", "dates"),
    plain("planned_replacement", "dates", line(300)),
    plain("version_text", "operation", line(100)),
    coded("hosting_form", "operation", "hosting_form"),
    named("host_organisation", "operation", "organisation"),
    named("operations_supplier", "operation", "supplier"),
    plain("hosting_country", "operation", readCountry),
    plain("user_count", "volume", (cell) => readCount(cell, 20_000_000)),
    dated("user_count_on", "volume"),
    named("term_supplier", "term", "supplier"),
    dated("term_ends_on", "term"),
    dated("notice_on", "term"),
    plain("yearly_minor", "price", yearlyCost),
    plain("cost_year", "price", readYear),
    level("confidentiality"),
    level("integrity"),
    level("availability"),
    dated("classified_on", "classification"),
    coded("personal_data", "classification", "personal_data"),
    coded("dpa_needed", "classification", "tri"),
    dated("dpa_signed_on", "classification"),
    plain("dpa_link", "classification", readLink),
    coded("joint_controllership", "classification", "tri"),
    coded("third_country", "classification", "tri"),
    dated("risk_assessed_on", "classification"),
    dated("risk_next_on", "classification"),
    coded("dpia_needed", "classification", "tri"),
    dated("dpia_done_on", "classification"),
    plain("accessibility_statement_link", "classification", readLink),
    coded("contains_ai", "classification", "tri"),
    coded("is_society_critical", "classification", "tri"),
    coded("criticality", "classification", "criticality"),
    coded("code_kind", "openness", "code_kind"),
    plain("export_formats", "openness", line(300)),
    coded("has_open_format", "openness", "tri"),
    coded("has_api", "openness", "tri"),
    plain("api_link", "openness", readLink),
    coded("data_extraction", "openness", "data_extraction"),
    plain("lock_in_note", "openness", (cell) => guarded(readText(cell, 2000))),
    named("system_owner", "contacts", "person"),
    named("system_manager", "contacts", "person"),
    named("operations_manager", "contacts", "person"),
    named("information_owner", "contacts", "person"),
  ],
  products: [
    named("product", "core", "product", { stays: true }),
    named("supplier", "core", "supplier"),
    plain("organisation_number", "core", organisationNumber, { stays: true }),
    coded("kind", "core", "product_kind", { stays: true }),
    named("functions", "core", "function"),
    coded("code_basis", "core", "code_basis"),
    plain("website", "core", readLink),
    plain("description", "core", (cell) => readText(cell)),
    plain("previous_name", "core", line(300)),
    dated("sale_ends_on", "dates"),
    dated("support_ends_on", "dates"),
    dated("life_ends_on", "dates"),
    plain("dates_source", "dates", line(300)),
  ],
  contracts: [
    plain("number", "core", line(100), { stays: true }),
    plain("name", "core", line(300), { stays: true }),
    named("supplier", "core", "supplier"),
    coded("type", "core", "contract_type"),
    coded("purchase_form", "core", "purchase_form"),
    plain("cpv_code", "core", readCpv),
    named("systems", "core", "system", { read: readSystemNames }),
    plain("is_hidden", "core", flag, { choices: "yes_no", stays: true }),
    dated("signed_on", "dates"),
    dated("starts_on", "dates"),
    dated("ends_on", "dates"),
    plain("length", "term", readContractLength, { isTerm: true, stays: true }),
    plain("length_months", "term", (cell) => readCount(cell, 1200), { stays: true }),
    plain("options", "term", readContractOptions, { isTerm: true, stays: true }),
    plain("option_call", "term", readOneLength, { stays: true }),
    plain("renewal", "term", readRenewal, { isTerm: true, stays: true }),
    plain("notice", "term", readNotice, { isTerm: true, stays: true }),
    dated("binding_until_on", "term"),
    plain("yearly_minor", "price", yearlyCost),
    named("contract_manager", "contacts", "person"),
    plain("note", "internal", (cell) => guarded(readText(cell))),
  ],
};

/** The fields a file of this kind can bring in, in the order of screens and template. */
export function fieldsOf(kind: ImportKind): readonly Field[] {
  return FIELDS[kind];
}

/** The field of that key, or undefined. */
export function findField(kind: ImportKind, key: string): Field | undefined {
  return FIELDS[kind].find((field) => field.key === key);
}

const functionNames = new Set(
  functions.flatMap(({ code, name_sv, name_en }) => [code, name_sv, name_en].map(normaliseName)),
);
const isFunction = (name: string) => functionNames.has(normaliseName(name));

function ownId(cell: Cell): Reading {
  return readLine(cell, 100);
}

function yearlyCost(cell: Cell): Reading {
  const found = readMoney(cell);
  if ("value" in found && Number(found.value) > 9_000_000_000_000) {
    return { error: "number_too_large", details: { limit: "90 000 000 000" } };
  }
  return found;
}

function readYear(cell: Cell): Reading {
  const year = /^\d{4}$/.test(String(cell).trim()) ? Number(cell) : Number.NaN;
  return year >= 1990 && year <= 2100 ? { value: year } : { error: "not_a_date" };
}

function readLink(cell: Cell): Reading {
  const text = String(cell).trim();
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text) ? text : `https://${text}`;
  const host = URL.canParse(full) && /^https?:$/.test(new URL(full).protocol) ? new URL(full).hostname : "";
  if (!host.includes(".") || /\s/.test(text)) return { error: "not_a_link" };
  return full.length > 2000
    ? { error: "too_long", details: { limit: "2000", length: String(full.length) } }
    : { value: full };
}

function organisationNumber(cell: Cell): Reading {
  const read = readOrganisationNumber(String(cell));
  if (read.ok)
    return mayBePersonal(read.digits)
      ? { value: read.digits, warning: "personal_number" }
      : { value: read.digits };
  if (read.reason !== "check_digit") return { error: "not_an_organisation_number" };
  return {
    value: read.digits,
    warning: "check_digit",
    details: { given: read.given, expected: read.expected },
  };
}

/** Free text that seems to hold a personal identity number is kept, and said. */
function guarded(reading: Reading): Reading {
  const warning: CellCode = "looks_like_personal_number";
  const found =
    "value" in reading && /\b(19|20)?\d{2}(0[1-9]|1[0-2])[0-3]\d[-+]\d{4}\b/.test(String(reading.value));
  return found ? { ...reading, warning } : reading;
}
