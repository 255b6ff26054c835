import type { Generated, JSONColumnType } from "kysely";
import type { Day, Instant, NullableInstant, Via } from "./values.ts";

export interface OutboxTable {
  id: Generated<string>;
  tenant_id: string | null;
  to_address: string;
  subject: string;
  body: string;
  created_at: Instant;
  /** Set before it is handed to the mail server; without an answer nobody knows whether it arrived. */
  sending_at: NullableInstant;
  sent_at: NullableInstant;
  /** The answer never came: not sent again unless a person says so. */
  unsure_at: NullableInstant;
  attempts: Generated<number>;
  last_error: string | null;
}

export interface ChangeEventTable {
  tenant_id: string;
  id: Generated<string>;
  at: Instant;
  account_id: string | null;
  by_name: string;
  object_kind: string;
  object_id: string;
  object_name: string | null;
  action: string;
  field: string | null;
  old: JSONColumnType<object> | null;
  new: JSONColumnType<object> | null;
  via: Via;
  reason: string | null;
  run_id: string | null;
}

export interface AccessEventTable {
  tenant_id: string;
  viewer_organisation_id: string;
  seen_on: Day;
  via: "list" | "record" | "export" | "overlap" | "search" | "radar";
  object_kind: string;
  object_id: string | null;
  first_at: Instant;
}

export interface FormSubmissionTable {
  tenant_id: string;
  key: string;
  location: string;
  at: Instant;
}

/** What has happened: letters, changes, looks and forms taken. */
export interface EventsTables {
  outbox: OutboxTable;
  change_event: ChangeEventTable;
  access_event: AccessEventTable;
  form_submission: FormSubmissionTable;
}
