import type { ColumnType, Generated } from "kysely";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export type DeadlineKind = "notice" | "option" | "agreement" | "end" | "unclear" | "missed";
export type ReminderState = "planned" | "sent" | "handled" | "skipped" | "no_recipient";

interface OfDeadline {
  tenant_id: string;
  id: Generated<string>;
  deadline_kind: DeadlineKind;
  /** The day to act by. */
  deadline_on: Day;
  /** The last day in law. */
  last_on: Day;
  /** The end that follows when nothing is done. */
  then_on: Day | null;
  option_seq: number | null;
}
/** One step of a ladder, for the organisation whose people are reminded. */
export interface ReminderTable extends OfDeadline {
  contract_tenant_id: string;
  contract_id: string;
  step_days: number;
  due_on: Day;
  state: Generated<ReminderState>;
  sent_at: NullableInstant;
  handled_at: NullableInstant;
  handled_by: string | null;
  note: string | null;
  state_before: Exclude<ReminderState, "handled"> | null;
}
export interface ReminderSettingTable {
  tenant_id: string;
  /** A contract type, or "any". */
  contract_type: string;
  steps: number[];
}
export interface ContractLadderTable {
  tenant_id: string;
  contract_tenant_id: string;
  contract_id: string;
  steps: number[];
}
export interface CalendarFeedTable {
  tenant_id: string;
  id: Generated<string>;
  kind: "person" | "organisation";
  account_id: string;
  /** SHA-256 of the secret in the address. */
  secret_hash: string;
  created_at: Instant;
  revoked_at: NullableInstant;
}
/** One event; its id is the UID. */
export interface CalendarEntryTable extends OfDeadline {
  contract_tenant_id: string | null;
  contract_id: string | null;
  sequence: Generated<number>;
  created_at: Instant;
  modified_at: Instant;
  cancelled_at: NullableInstant;
}

export interface RemindersTables {
  reminder: ReminderTable;
  reminder_setting: ReminderSettingTable;
  contract_ladder: ContractLadderTable;
  calendar_feed: CalendarFeedTable;
  calendar_entry: CalendarEntryTable;
}
