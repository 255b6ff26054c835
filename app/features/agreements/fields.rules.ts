import { ANCHORS, CODES, FORMS, GROUNDS, MATTERS, ORGANS } from "./agreements.form.ts";
import { TERM_FIELDS } from "./terms.rules.ts";
import type { WordList } from "./words.text.ts";

/** How a field is asked for; its label is `partsText.fields[name]` or the agreement's own. */
export interface FieldSpec {
  name: string;
  kind: "line" | "text" | "day" | "number" | "money" | "box" | "url" | "choice" | "given";
  required?: boolean;
  /** Words of a choice. */
  words?: WordList;
  /** Codes of a choice, in order. */
  codes?: readonly string[];
  /** Which of the loader's lists a given choice is made from. */
  from?: string;
  rows?: number;
}

const line = (name: string, required = false): FieldSpec => ({ name, kind: "line", required });
const text = (name: string, required = false, rows?: number): FieldSpec => ({
  name,
  kind: "text",
  required,
  rows,
});
const day = (name: string, required = false): FieldSpec => ({ name, kind: "day", required });
const number = (name: string, required = false): FieldSpec => ({ name, kind: "number", required });
const box = (name: string): FieldSpec => ({ name, kind: "box" });
const choice = (name: string, words: WordList, codes: readonly string[]): FieldSpec => ({
  name,
  kind: "choice",
  words,
  codes,
  required: true,
});
const given = (name: string, from: string, required = false): FieldSpec => ({
  name,
  kind: "given",
  from,
  required,
});
const UNITS = ["days", "weeks", "months", "years"];
const unit = (name: string): FieldSpec => ({ ...choice(name, "unit", UNITS), required: false });

/** The fields of the agreement's own form, by part of the form. */
export const AGREEMENT_FIELDS = {
  about: [
    line("title", true),
    choice("form", "form", FORMS),
    line("number"),
    line("legal_ground"),
    text("purpose"),
    given("cooperation_id", "cooperations"),
  ],
  time: [
    day("starts_on"),
    day("ends_on"),
    box("is_open_ended"),
    choice("renewal_kind", "renewal_kind", ["none", "tacit", "express", "unknown"]),
    number("renewal_length"),
    unit("renewal_unit"),
    number("renewal_max_times"),
    number("renewal_decide_length"),
    unit("renewal_decide_unit"),
  ],
  notice: [
    number("notice_length"),
    unit("notice_unit"),
    choice("notice_anchor", "notice_anchor", ANCHORS),
    choice("notice_form", "notice_form", ["written", "any"]),
    day("binding_until_on"),
    number("admin_buffer_days"),
  ],
  exit: [choice("exit_basis", "exit_basis", ["equal", "inhabitants", "percent"]), text("exit_rule")],
} as const satisfies Record<string, readonly FieldSpec[]>;

/** Terms that the parties decide on together, as an amendment asks for them. */
export const AMENDED_FIELDS: readonly FieldSpec[] = Object.values(AGREEMENT_FIELDS)
  .flat()
  .filter((spec) => TERM_FIELDS.some((field) => field === spec.name));

/** Which list of words the values of an agreement's field are told with. */
export function wordsOf(field: string): WordList | undefined {
  return Object.values<readonly FieldSpec[]>(AGREEMENT_FIELDS)
    .flat()
    .find((spec) => spec.name === field)?.words;
}

/** What stays open when the parties have decided. */
export const KEEPING_FIELDS: readonly FieldSpec[] = [
  line("number"),
  line("legal_ground"),
  choice("notice_form", "notice_form", ["written", "any"]),
  number("admin_buffer_days"),
];

const party = (name: string, required = false) => given(name, "parties", required);

/** The fields of each list's form. */
export const PART_FIELDS: Record<string, readonly FieldSpec[]> = {
  parties: [
    given("organisation_id", "organisations", true),
    choice("role", "role", ["participant", "host", "observer"]),
    day("joined_on", true),
    number("exit_percent"),
  ],
  areas: [line("name", true), text("tasks"), party("host_organisation_id")],
  clauses: [choice("code", "code", CODES), line("heading", true), text("body", true, 10)],
  deviations: [given("clause_id", "clauses", true), party("organisation_id", true), text("body", true)],
  links: [
    choice("kind", "link_kind", ["processing", "joint_controllership", "other"]),
    line("title", true),
    line("number"),
    party("controller_id"),
    party("processor_id"),
    { name: "document_url", kind: "url" },
    day("from_on", true),
    day("to_on"),
  ],
  bodies: [
    choice("kind", "body_kind", ["board", "council", "steering", "working"]),
    line("name", true),
    text("tasks"),
  ],
  roles: [
    given("body_id", "bodies", true),
    line("title", true),
    line("person_name", true),
    party("organisation_id", true),
    day("from_on"),
    day("to_on"),
  ],
  duties: [line("title", true), number("day", true), number("month", true), party("organisation_id")],
  assets: [
    choice("kind", "asset_kind", ["asset", "debt"]),
    line("description", true),
    day("acquired_on"),
    { name: "value", kind: "money", required: true },
    text("exit_rule"),
  ],
  delegations: [
    text("task", true, 2),
    choice("matter", "matter", MATTERS),
    box("is_procurement"),
    box("is_automated"),
    party("receiver_id", true),
    line("receiver_role", true),
    text("limits"),
    text("reporting"),
    day("from_on", true),
    day("to_on"),
  ],
};

/** Fields that say who decided what. */
export const DECIDED_FIELDS: readonly FieldSpec[] = [
  choice("organ", "organ", ORGANS),
  line("organ_name", true),
  line("paragraph", true),
  day("decided_on", true),
];
export const EXEMPTION_FIELDS: readonly FieldSpec[] = [
  choice("ground", "ground", GROUNDS),
  text("evidence"),
  line("measure"),
];
