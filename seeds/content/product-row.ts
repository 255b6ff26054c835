import type { ProductContent } from "./types.ts";

type Extra = Partial<Omit<ProductContent, "key" | "name" | "supplier" | "functions">>;

/** One catalogue row; functions as a space-separated list of codes. Proprietary application unless told otherwise. */
export function product(
  key: string,
  name: string,
  supplier: string | null,
  functions: string,
  extra: Extra = {},
): ProductContent {
  return {
    key,
    name,
    supplier,
    functions: functions.split(" ").filter((code) => code !== ""),
    rights_holder: null,
    kind: "application",
    aliases: [],
    previous_name: null,
    code_basis: "proprietary",
    parent: null,
    state: "approved",
    created_by: null,
    sale_ends_on: null,
    support_ends_on: null,
    life_ends_on: null,
    dates_source: null,
    ...extra,
  };
}

/** A record one municipality added on its own; half of them are near-duplicates of approved ones. */
export function concept(
  created_by: string,
  ...[key, name, supplier, functions, extra]: Parameters<typeof product>
): ProductContent {
  return product(key, name, supplier, functions, {
    code_basis: null,
    ...extra,
    state: "concept",
    created_by,
  });
}
