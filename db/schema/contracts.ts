import type { ColumnType, Generated } from "kysely";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A number with decimals; read it as `…::text` where every digit counts. */
type Decimal = ColumnType<number, string | number, string | number>;
type NullableDecimal = ColumnType<number | null, string | number | null | undefined, string | number | null>;

export type TermUnit = "days" | "weeks" | "months" | "years";
export type ContractDirection = "bought" | "delivered";
export type ContractType =
  | "main"
  | "supplementary"
  | "service"
  | "integration"
  | "licence"
  | "data_processing"
  | "operation";
export type PurchaseForm = "call_off" | "national_notice" | "eu_notice" | "direct_award" | "internal";
export type ContractElement =
  | "licence"
  | "development"
  | "operation"
  | "maintenance"
  | "support"
  | "server"
  | "database"
  | "backup"
  | "monitoring";
export type PaymentModel = "fixed" | "per_use" | "per_inhabitant" | "per_case";
export type ReasonClosed = "cancelled" | "lapsed" | "superseded" | "withdrawn";
export type RenewalKind = "none" | "tacit" | "express" | "unknown";
export type NoticeAnchor =
  | "running"
  | "period_end"
  | "month_end"
  | "quarter_end"
  | "half_year_end"
  | "year_end"
  | "term_of_office_end"
  | "unknown";
export type ParticipantRole = "party" | "call_off_only" | "represented" | "observer";
export type CoordinationForm = "agent" | "buy_and_transfer" | "joint_award" | "separate_contracts";

export interface ContractTable {
  /** Owner of the contract (avtalsägare). */
  tenant_id: string;
  id: Generated<string>;
  number: string | null;
  name: string;
  supplier_id: string | null;
  /** The other side where it is no supplier of the catalogue. */
  counterparty_text: string | null;
  product_id: string | null;
  direction: Generated<ContractDirection>;
  type: ContractType | null;
  purchase_form: PurchaseForm | null;
  elements: Generated<ContractElement[]>;
  payment_model: PaymentModel | null;
  cpv_code: string | null;
  lead_time_form: string | null;
  parent_contract_id: string | null;
  requires_valid_parent: Generated<boolean>;
  supersedes_id: string | null;
  signed_on: Day | null;
  is_counted_valid: Generated<boolean>;
  is_hidden: Generated<boolean>;
  /** A system of the owner's that it covers is hidden, so that it is not shared with neighbours either. Kept by triggers. */
  rests_on_hidden: ColumnType<boolean, never, never>;
  reason_closed: ReasonClosed | null;
  closed_on: Day | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
  import_run_id: string | null;
}
interface OfContract {
  tenant_id: string;
  contract_id: string;
}
/** Seen by the owner and confirmed participants only. */
export interface ContractInternalTable extends OfContract {
  note: string | null;
  our_signer_role: string | null;
  supplier_signer: string | null;
  next_procurement_strategy: string | null;
  next_procurement_on: Day | null;
  renewal_intent: "renew" | "review" | "cancel" | null;
  confirmed_on: Day | null;
}
export interface ContractTermTable extends OfContract {
  starts_on: Day | null;
  /** Last day of the first period where it is stated as a day and not as a length. */
  ends_on: Day | null;
  initial_length: number | null;
  initial_unit: TermUnit | null;
  is_open_ended: Generated<boolean>;
  renewal_kind: Generated<RenewalKind>;
  renewal_length: number | null;
  renewal_unit: TermUnit | null;
  renewal_max_times: number | null;
  /** Express renewal: how long before the end both must have said yes. */
  renewal_decide_length: number | null;
  renewal_decide_unit: TermUnit | null;
  max_total_months: number | null;
  notice_length: number | null;
  notice_unit: TermUnit | null;
  notice_anchor: Generated<NoticeAnchor>;
  notice_anchor_side: Generated<"end" | "start">;
  notice_form: string | null;
  binding_until_on: Day | null;
  binding_applies_to: Generated<"end" | "notice">;
  admin_buffer_days: Generated<number>;
  notice_given_on: Day | null;
  notice_given_by: "us" | "supplier" | null;
}
export interface ContractOptionTable extends OfContract {
  seq: number;
  length: number;
  unit: TermUnit;
  call_before_length: number | null;
  call_before_unit: TermUnit | null;
  called_on: Day | null;
  called_by: string | null;
  decision_ref: string | null;
  sent_how: string | null;
  late_assessment: string | null;
}
/** Agreed facts, such as an express renewal. */
export interface ContractPeriodTable extends OfContract {
  seq: number;
  kind: "initial" | "option" | "tacit" | "express";
  starts_on: Day;
  ends_on: Day;
  decided_on: Day | null;
  decision_ref: string | null;
}
/** What the engine answers from `valid_from` to and including `valid_to`; derived, never typed. */
export interface ContractFactTable extends OfContract {
  valid_from: Day;
  valid_to: Day;
  status: string;
  current_end_on: Day | null;
  last_end_on: Day | null;
  next_notice_on: Day | null;
  notice_end_on: Day | null;
  act_by_on: Day | null;
  next_option_call_on: Day | null;
  /** Which version of the rules answered. */
  engine: number;
}
/** The ends a contract can be made to have, for the radar. */
export interface ContractWindowTable extends OfContract {
  /** Days since 1970-01-01, earliest first. */
  ends: number[];
  /** Last day of the act that leads to each end. */
  due: number[];
  /** Notice tied to no period: it can end this many days after the day asked about, and on any later day. */
  free_end_days: number | null;
  /** It goes on until somebody gives notice. */
  is_unlimited: Generated<boolean>;
  /** All of it as the text that the radar reads. */
  packed: Generated<string>;
  computed_on: Day;
  engine: number;
}
export interface ContractUsageTable {
  /** Whose system it is: the contract's owner, or a participant that links its own. */
  tenant_id: string;
  usage_id: string;
  contract_tenant_id: string;
  contract_id: string;
}
export interface ContractParticipantTable extends OfContract {
  organisation_id: string;
  role: ParticipantRole;
  coordination_form: CoordinationForm | null;
  joined_on: Generated<Day>;
  /** Last day. */
  leaves_on: Day | null;
  /** Whose ending it is; kept by a trigger. */
  leaving_set_by: ColumnType<"owner" | "participant" | null, never, never>;
  own_ends_on: Day | null;
  /** Who acts for it (ombud), by which power of attorney; only of those who are represented. */
  represented_by_id: string | null;
  authority_ref: string | null;
  call_off_notified_on: Day | null;
  owner_confirmed_at: Generated<Date>;
  owner_confirmed_by: string | null;
  /** Set by `app.answer_contract` only; cleared when the owner changes what was agreed to. */
  participant_confirmed_at: ColumnType<Date | null, never, never>;
  participant_confirmed_by: ColumnType<string | null, never, never>;
  participant_declined_at: ColumnType<Date | null, never, never>;
  version: Generated<number>;
}
/** A participant's part of the whole; follows price. */
export interface ContractParticipantShareTable extends OfContract {
  organisation_id: string;
  /** Per cent. */
  cost_share: NullableDecimal;
  quantity: NullableDecimal;
}
export interface ContractCostLineTable extends OfContract {
  id: Generated<string>;
  organisation_id: string | null;
  kind: "one_off" | "recurring" | "per_metric";
  per: "month" | "quarter" | "year" | null;
  /** In hundredths of the currency; for `per_metric` the price of one. */
  amount_minor: number;
  currency: Generated<string>;
  /** Kronor for one unit of the currency. */
  rate: NullableDecimal;
  rate_on: Day | null;
  quantity: NullableDecimal;
  metric: string | null;
  element: string | null;
  status: Generated<"estimate" | "commitment" | "actual">;
  valid_from: Day | null;
  valid_to: Day | null;
  account_text: string | null;
  note: string | null;
  /** false: the owner's own, which participants and those it shares price with do not read. */
  visible_to_member: Generated<boolean>;
}
export interface PriceIndexTable extends OfContract {
  id: Generated<string>;
  series: string;
  base_period: string;
  /** Per cent, as `cap` and `floor`. */
  indexed_share: Decimal;
  cap: NullableDecimal;
  floor: NullableDecimal;
  adjust_on: Day | null;
  notify_days: number | null;
}
export interface IndexValueTable {
  tenant_id: string;
  series: string;
  period: string;
  value: Decimal;
  source: string | null;
}
export interface PriceAdjustmentTable extends OfContract {
  id: Generated<string>;
  price_index_id: string;
  cost_line_id: string | null;
  period: string;
  base_value: Decimal;
  new_value: Decimal;
  indexed_share: Decimal;
  cap: NullableDecimal;
  floor: NullableDecimal;
  old_minor: number;
  new_minor: number;
  /** What the supplier says it should be. */
  claimed_minor: number | null;
  applies_from: Day;
  by_name: string;
  created_at: Instant;
}
export interface ContractChangeTable extends OfContract {
  id: Generated<string>;
  changed_on: Day;
  ground: "small_value" | "change_clause" | "supplementary" | "unforeseen" | "new_party" | "not_substantial";
  /** Öre; negative when the value falls. */
  value_minor: number;
  description: string;
  decision_ref: string | null;
}
export interface ContractDecisionTable extends OfContract {
  id: Generated<string>;
  kind: "renew" | "notice" | "call_option" | "agreed_renewal" | "close" | "other";
  option_seq: number | null;
  decided_on: Day;
  decided_by: string;
  authority: string | null;
  reference: string | null;
  note: string | null;
  created_at: Instant;
  by_name: string;
}
export interface ContractDocumentTable extends OfContract {
  id: Generated<string>;
  title: string;
  /** A link or a file, never both. */
  url: string | null;
  file_id: string | null;
  /** Read by the confirmed participants too. */
  is_shared: Generated<boolean>;
  checked_at: NullableInstant;
  check_result: "ok" | "broken" | "not_reachable" | null;
  created_at: Instant;
  by_name: string | null;
  version: Generated<number>;
}
/** Who answers for a contract in the organisation of the row, which may be a participant. */
export interface ContractRoleTable {
  tenant_id: string;
  id: Generated<string>;
  contract_tenant_id: string;
  contract_id: string;
  role_type: string;
  person_id: string;
  from_on: Generated<Day>;
  to_on: Day | null;
}
/** Without a row an entry of the shared starting lists is in use. */
export interface ContractChoiceSettingTable {
  tenant_id: string;
  list: "type" | "purchase_form" | "element" | "payment_model";
  code: string;
  is_on: Generated<boolean>;
  description: string | null;
}

export interface ContractsTables {
  contract: ContractTable;
  contract_internal: ContractInternalTable;
  contract_term: ContractTermTable;
  contract_option: ContractOptionTable;
  contract_period: ContractPeriodTable;
  contract_fact: ContractFactTable;
  contract_window: ContractWindowTable;
  contract_usage: ContractUsageTable;
  contract_participant: ContractParticipantTable;
  contract_participant_share: ContractParticipantShareTable;
  contract_cost_line: ContractCostLineTable;
  price_index: PriceIndexTable;
  index_value: IndexValueTable;
  price_adjustment: PriceAdjustmentTable;
  contract_change: ContractChangeTable;
  contract_decision: ContractDecisionTable;
  contract_document: ContractDocumentTable;
  contract_role: ContractRoleTable;
  contract_choice_setting: ContractChoiceSettingTable;
}
