import type { ListDefinition } from "../lists/lists.rules.ts";
import { codeBases, productKinds } from "./products.rules.ts";

const states = ["approved", "concept", "rejected", "withdrawn"] as const;

/** The product list. Suppliers see no usages, so their list has no columns about them. */
export function productList({ seesUsages }: { seesUsages: boolean }): ListDefinition {
  return {
    list: "products",
    sort: "name",
    columns: [
      { key: "name", isFixed: true, isSortable: true },
      { key: "supplier", isStandard: true, isSortable: true, filter: { kind: "text" } },
      { key: "kind", isSortable: true, filter: { kind: "choice", values: productKinds } },
      { key: "functions", isStandard: true, filter: { kind: "id" } },
      { key: "code_basis", isSortable: true, filter: { kind: "choice", values: codeBases } },
      { key: "state", isSortable: true, filter: { kind: "choice", values: states } },
      { key: "support_ends_on", isStandard: true, isSortable: true, filter: { kind: "day" } },
      { key: "sale_ends_on", isSortable: true, filter: { kind: "day" } },
      { key: "life_ends_on", isSortable: true, filter: { kind: "day" } },
      { key: "rights_holder" },
      { key: "parent" },
      ...(seesUsages
        ? [
            { key: "own", isStandard: true, filter: { kind: "choice" as const, values: ["yes", "no"] } },
            { key: "organisations", isStandard: true },
          ]
        : []),
    ],
  };
}
