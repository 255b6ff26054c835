import { pageFrom } from "../../ui/pages.ts";
import { type Focus, focuses } from "./overlap.rules.ts";

/** What the address asks of the matrix. Garbage becomes the matrix as it is without it. */
export interface OverlapQuery {
  circle: string | null;
  focus: Focus;
  group: string | null;
  supplier: string;
  /** Chosen organisations; none means all. */
  organisations: string[];
  /** Page of functions. */
  page: number;
  /** Page of municipalities. */
  columnPage: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CODE = /^[a-z][a-z0-9_]{0,59}$/;

/** Reads the address's query. */
export function readOverlapQuery(search: URLSearchParams): OverlapQuery {
  const circle = search.get("circle") ?? "";
  const group = search.get("group") ?? "";
  const columnPage = new URLSearchParams({ page: search.get("columns") ?? "1" });
  return {
    circle: UUID.test(circle) ? circle : null,
    focus: focuses.find((focus) => focus === search.get("focus")) ?? "all",
    group: CODE.test(group) ? group : null,
    supplier: (search.get("supplier") ?? "")
      .replace(/\p{Cc}/gu, " ")
      .trim()
      .slice(0, 200),
    organisations: [...new Set(search.getAll("org").filter((id) => UUID.test(id)))].slice(0, 100),
    page: pageFrom(search),
    columnPage: pageFrom(columnPage),
  };
}

/** Names of the query's fields, for the filter form. */
export const overlapFields = ["circle", "focus", "group", "supplier", "org"] as const;
