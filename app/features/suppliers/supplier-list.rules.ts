import type { ListDefinition } from "../lists/lists.rules.ts";

const states = ["approved", "concept", "rejected", "withdrawn"] as const;

/** The supplier list. */
export const supplierList: ListDefinition = {
  list: "suppliers",
  sort: "name",
  columns: [
    { key: "name", isFixed: true, isSortable: true },
    { key: "organisation_number", isStandard: true, isSortable: true, filter: { kind: "text" } },
    { key: "products", isStandard: true },
    { key: "website", isStandard: true },
    { key: "country", isSortable: true, filter: { kind: "text" } },
    { key: "state", isSortable: true, filter: { kind: "choice", values: states } },
  ],
};
