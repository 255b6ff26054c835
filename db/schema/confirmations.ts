import type { Generated } from "kysely";
import type { Day, Instant, NullableInstant } from "./values.ts";

export interface ConfirmationRoundTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  opens_on: Day;
  closes_on: Day;
  /** null: all systems. */
  unit_id: string | null;
  escalate_after_days: number;
  escalate_to_person_id: string;
  created_by_name: string;
  created_at: Instant;
  opened_at: NullableInstant;
  closed_at: NullableInstant;
}

export interface ConfirmationRequestTable {
  tenant_id: string;
  id: Generated<string>;
  round_id: string;
  person_id: string;
  kind: "owner" | "escalation";
  mailed_at: NullableInstant;
}

export interface ConfirmationRowTable {
  tenant_id: string;
  round_id: string;
  request_id: string;
  usage_id: string;
  /** Whom a deputy answers for. */
  for_person_id: string | null;
  answer: "confirmed" | "corrected" | null;
  answered_at: NullableInstant;
  answered_by_name: string | null;
}

export interface ConfirmationLinkTable {
  tenant_id: string;
  token_hash: string;
  request_id: string;
  /** SHA-256 of the cookie of the browser that opened the link; null until then. */
  browser_hash: string | null;
  created_at: Instant;
}

export interface CompletenessWeightTable {
  tenant_id: string;
  field: string;
  weight: number;
  counts_unknown: boolean;
}

/** Yearly rounds. */
export interface ConfirmationsTables {
  confirmation_round: ConfirmationRoundTable;
  confirmation_request: ConfirmationRequestTable;
  confirmation_row: ConfirmationRowTable;
  confirmation_link: ConfirmationLinkTable;
  completeness_weight: CompletenessWeightTable;
}
