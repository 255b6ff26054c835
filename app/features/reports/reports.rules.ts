import type { Group } from "../systems/fields.rules.ts";
import type { Work } from "../systems/list.rules.ts";

/** A report with one figure: a selection of the own systems that somebody should decide about. */
export interface Report {
  /** The list's filter that the figure counts, so that figure and list cannot differ. */
  work: Work;
  /** Left out where the organisation has hidden the group. */
  group: Group;
  /** Columns that the decision needs. */
  columns: readonly string[];
  sort: string;
}

export const REPORTS: readonly Report[] = [
  {
    work: "support_ended",
    group: "core",
    columns: ["product", "supplier", "support_ends_on", "system_owner", "unit"],
    sort: "support_ends_on",
  },
  {
    work: "support_ending",
    group: "core",
    columns: ["product", "supplier", "support_ends_on", "system_owner", "unit"],
    sort: "support_ends_on",
  },
  {
    work: "without_owner",
    group: "contacts",
    columns: ["product", "unit", "system_manager", "lifecycle"],
    sort: "own_name",
  },
  {
    work: "without_term",
    group: "term",
    columns: ["product", "supplier", "unit", "system_owner", "lifecycle"],
    sort: "own_name",
  },
  {
    work: "without_classification",
    group: "classification",
    columns: ["confidentiality", "integrity", "availability", "personal_data", "unit", "system_owner"],
    sort: "own_name",
  },
];

/** The report on open standards and lock-in: what to look at first. */
export const OPENNESS_REPORTS: readonly Report[] = [
  {
    work: "locked_in",
    group: "openness",
    columns: [
      "product",
      "supplier",
      "code_kind",
      "has_open_format",
      "has_api",
      "data_extraction",
      "term_ends_on",
      "system_owner",
    ],
    sort: "own_name",
  },
  {
    work: "without_openness",
    group: "openness",
    columns: [
      "product",
      "code_kind",
      "has_open_format",
      "has_api",
      "data_extraction",
      "unit",
      "system_owner",
    ],
    sort: "own_name",
  },
];

/** Lifecycle steps of what is not retired, as the hosting figures count. */
export const NOT_RETIRED = ["planned", "pilot", "phasing_in", "in_operation", "phasing_out"] as const;

/** The query of a report's list and file. */
export function reportQuery({ work, columns, sort }: Report): string {
  const search = new URLSearchParams({ work, sort });
  for (const column of columns) search.append("column", column);
  return `?${search}`;
}

/** The query of the systems with one hosting form; null: not given. */
export function formQuery(form: string | null): string {
  return answerQuery("hosting_form", form);
}

/** The query of the systems in use or on their way with one answer to a field of choices; null: not given. */
export function answerQuery(field: string, code: string | null): string {
  const search = new URLSearchParams(NOT_RETIRED.map((step) => ["lifecycle", step]));
  search.set(field, code ?? "-");
  return `?${search}`;
}

/** The query of the systems run in one country; null: not given. */
export function countryQuery(country: string | null): string {
  if (country === null) return "?work=without_country";
  const search = new URLSearchParams(NOT_RETIRED.map((step) => ["lifecycle", step]));
  search.set("hosting_country", country);
  return `?${search}`;
}
