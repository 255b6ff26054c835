import type { ListDefinition } from "../lists/lists.rules.ts";
import { METRICS } from "./choices.rules.ts";

export const LICENCE_STATES = ["draft", "active", "ended"] as const;

/** The register of licence agreements. */
export const licencesList: ListDefinition = {
  list: "licences",
  sort: "ends_on",
  columns: [
    { key: "name", isFixed: true, isSortable: true, filter: { kind: "text" } },
    { key: "coordinator", isStandard: true, isSortable: true, filter: { kind: "id" } },
    { key: "supplier", isStandard: true, isSortable: true, filter: { kind: "text" } },
    { key: "metrics", filter: { kind: "choice", values: METRICS } },
    { key: "starts_on", isSortable: true, filter: { kind: "day" } },
    { key: "ends_on", isStandard: true, isSortable: true, filter: { kind: "day" } },
    { key: "items", isSortable: true },
    { key: "members", isStandard: true, isSortable: true },
    { key: "overuse", isStandard: true, isSortable: true, filter: { kind: "choice", values: ["yes", "no"] } },
    { key: "state", isStandard: true, isSortable: true, filter: { kind: "choice", values: LICENCE_STATES } },
  ],
};
