import { pageFrom } from "../../ui/pages.ts";
import { type ProcurementForm, procurementForms } from "./lead-times.rules.ts";

/** What contracts are grouped by. */
export const groupings = ["product", "function", "supplier", "cpv"] as const;
export type Grouping = (typeof groupings)[number];

/** How far ahead the radar can look, in months. */
export const LEAST_MONTHS = 3;
export const MOST_MONTHS = 60;
const USUAL_MONTHS = 24;

/** What the address asks of the radar. Garbage becomes the radar as it is without it. */
export interface RadarQuery {
  circle: string | null;
  by: Grouping;
  /** Months ahead; a contract takes part that can end within them. */
  months: number;
  /** Form of procurement whose lead time counts. */
  form: ProcurementForm;
  /** Organisation that must take part. */
  organisation: string | null;
  /** Part of the group's name. */
  words: string;
  /** Only groups the own organisation is in. */
  isOurs: boolean;
  page: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the address's query. */
export function readRadarQuery(search: URLSearchParams): RadarQuery {
  const months = Number(search.get("months") ?? USUAL_MONTHS);
  return {
    circle: idIn(search, "circle"),
    by: groupings.find((one) => one === search.get("by")) ?? "product",
    months: Number.isInteger(months) ? Math.min(MOST_MONTHS, Math.max(LEAST_MONTHS, months)) : USUAL_MONTHS,
    form: procurementForms.find((form) => form === search.get("form")) ?? "eu",
    organisation: idIn(search, "org"),
    words: (search.get("q") ?? "")
      .replace(/\p{Cc}/gu, " ")
      .trim()
      .slice(0, 200),
    isOurs: search.get("ours") === "1",
    page: pageFrom(search),
  };
}

function idIn(search: URLSearchParams, name: string): string | null {
  const value = search.get(name) ?? "";
  return UUID.test(value) ? value : null;
}

/** Names of the query's fields, for the filter form. */
export const radarFields = ["circle", "by", "months", "form", "org", "ours"] as const;
