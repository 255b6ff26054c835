import { pageFrom } from "../../ui/pages.ts";
import { type Focus, focuses } from "./overlap.rules.ts";

/** What the address asks of the matrix. Garbage becomes the matrix as it is without it. */
export interface OverlapQuery {
  circle: string | null;
  focus: Focus;
  group: string | null;
  supplier: string;
  /** Code of a single function. */
  functionCode: string | null;
  /** Part of a product's name. */
  product: string;
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
  const functionCode = search.get("function") ?? "";
  const columnPage = new URLSearchParams({ page: search.get("columns") ?? "1" });
  return {
    circle: UUID.test(circle) ? circle : null,
    focus: focuses.find((focus) => focus === search.get("focus")) ?? "all",
    group: CODE.test(group) ? group : null,
    supplier: words(search, "supplier"),
    functionCode: CODE.test(functionCode) ? functionCode : null,
    product: words(search, "product"),
    organisations: [...new Set(search.getAll("org").filter((id) => UUID.test(id)))].slice(0, 100),
    page: pageFrom(search),
    columnPage: pageFrom(columnPage),
  };
}

function words(search: URLSearchParams, name: string): string {
  return (search.get(name) ?? "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 200);
}

/** Names of the fields that every page of the overlap has: whose systems, and which. */
export const scopeFields = ["circle", "group", "function", "product", "supplier", "org"] as const;

/** The part of an address that every page of the overlap understands, for going from one to the other; "" when there is none. */
export function sharedQuery(search: string): string {
  const kept = [...new URLSearchParams(search)].filter(
    ([name, value]) => value !== "" && scopeFields.some((field) => field === name),
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
}
