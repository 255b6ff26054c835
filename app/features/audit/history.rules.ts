import type { ListDefinition } from "../lists/lists.rules.ts";

/** Kinds of records that have a history. */
export const HISTORY_KINDS = [
  "system_usage",
  "contract",
  "hosting",
  "product",
  "supplier",
  "import_run",
  "bulk_edit",
  "confirmation_round",
  "reminder",
  "calendar_feed",
  "agreement",
  "interest_check",
  "interest_reply",
  "licence_agreement",
  "renewal_round",
  "renewal_answer",
  "cost_key",
  "budget",
  "ledger",
  "settlement",
  "share",
  "cooperation",
  "circle",
  "membership",
  "invitation",
  "right",
  "person",
  "deputy",
  "role_type",
  "unit",
  "organisation",
  "organisation_figure",
  "saved_view",
] as const;

const VIAS = ["ui", "import", "api", "job"] as const;

/** The organisation's history, and that of one record, as a list. */
export const historyList: ListDefinition = {
  list: "history",
  sort: "-at",
  columns: [
    { key: "at", isFixed: true, isSortable: true, filter: { kind: "day" } },
    { key: "object_name", isStandard: true, filter: { kind: "text" } },
    { key: "object_kind", isStandard: true, filter: { kind: "choice", values: HISTORY_KINDS } },
    { key: "action", isStandard: true },
    { key: "field", isStandard: true },
    { key: "old", isStandard: true },
    { key: "new", isStandard: true },
    { key: "by_name", isStandard: true, filter: { kind: "text" } },
    { key: "via", filter: { kind: "choice", values: VIAS } },
    { key: "reason", isStandard: true, filter: { kind: "text" } },
    { key: "run_id", filter: { kind: "id" } },
  ],
};
