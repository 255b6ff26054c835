import { type OverlapQuery, readOverlapQuery } from "../overlap/query.rules.ts";
import { type Measure, measures } from "./it-costs.rules.ts";

/** What the address asks of the comparison. Garbage becomes the comparison as it is without it. */
export interface ItCostsQuery
  extends Pick<OverlapQuery, "circle" | "organisations" | "product" | "page" | "columnPage"> {
  /** What the picture shows. */
  measure: Measure;
}

/** Reads the address's query. */
export function readItCostsQuery(search: URLSearchParams): ItCostsQuery {
  const { circle, organisations, product, page, columnPage } = readOverlapQuery(search);
  const measure = measures.find((one) => one === search.get("per")) ?? "inhabitant";
  return { circle, organisations, product, page, columnPage, measure };
}

/** Fields that both pages of the comparison understand. */
export const itCostsFields = ["circle", "per", "org", "product"] as const;

/** The part of an address that goes along from one page of the comparison to the other; "" when there is none. */
export function keptQuery(search: string): string {
  const kept = [...new URLSearchParams(search)].filter(
    ([name, value]) => value !== "" && itCostsFields.some((field) => field === name),
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
}
