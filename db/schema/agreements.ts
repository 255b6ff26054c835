import type { ColumnType, Generated, JSONColumnType } from "kysely";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
/** What may be left out when a row is made. */
type Optional<T> = ColumnType<T, T | undefined, T>;
type LengthUnit = "days" | "weeks" | "months" | "years";

export type AgreementForm = "contract" | "joint_board" | "federation" | "civil" | "company";
export type AgreementStatus = "draft" | "negotiation" | "in_force" | "winding_down" | "ended";
export type PartyRole = "host" | "participant" | "observer";
export type ClauseCode =
  | "purpose"
  | "organisation"
  | "finances"
  | "insight"
  | "audit"
  | "archive"
  | "property"
  | "staff"
  | "service_level"
  | "personal_data"
  | "liability"
  | "change"
  | "dispute"
  | "termination"
  | "other";
export type Organ = "council" | "executive_board" | "committee" | "assembly" | "board" | "other";
export type WindDownCode =
  | "call_offs"
  | "frozen_lists"
  | "assets"
  | "staff"
  | "licences"
  | "personal_data"
  | "archive"
  | "settlements"
  | "access"
  | "parties";
export type DelegationMatter =
  | "ordinary"
  | "principles"
  | "statement_to_council"
  | "individual_principal"
  | "citizens_proposal"
  | "special_rule";
export type ExemptionGround = "teckal" | "joint_control" | "hamburg" | "joint_board" | "other";

/** A term's value in an amendment or a version. */
export type TermValue = string | number | boolean | null;
/** What an amendment does to a term. */
export interface TermChange {
  from: TermValue;
  to: TermValue;
}

/** One clause in a text that is kept whole. */
export interface TextClause {
  id: string;
  code: ClauseCode;
  heading: string;
  body: string;
  deviations: { organisation_id: string; body: string }[];
}

export interface AgreementTable {
  /** Who keeps the record: the host or coordinator. */
  tenant_id: string;
  id: Generated<string>;
  number: Optional<string | null>;
  title: string;
  form: AgreementForm;
  legal_ground: Optional<string | null>;
  purpose: Optional<string>;
  /** The own cooperation whose members follow the agreement. */
  cooperation_id: Optional<string | null>;
  status: Optional<AgreementStatus>;
  starts_on: Optional<Day | null>;
  /** Last day. */
  ends_on: Optional<Day | null>;
  is_open_ended: Optional<boolean>;
  renewal_kind: Optional<"none" | "tacit" | "express" | "unknown">;
  renewal_length: Optional<number | null>;
  renewal_unit: Optional<LengthUnit | null>;
  renewal_max_times: Optional<number | null>;
  renewal_decide_length: Optional<number | null>;
  renewal_decide_unit: Optional<LengthUnit | null>;
  notice_length: Optional<number | null>;
  notice_unit: Optional<LengthUnit | null>;
  notice_anchor: Optional<
    | "running"
    | "period_end"
    | "month_end"
    | "quarter_end"
    | "half_year_end"
    | "year_end"
    | "term_of_office_end"
    | "unknown"
  >;
  notice_form: Optional<"written" | "any">;
  binding_until_on: Optional<Day | null>;
  admin_buffer_days: Optional<number>;
  exit_basis: Optional<"equal" | "inhabitants" | "percent">;
  exit_rule: Optional<string>;
  /** Last days of the renewals that the parties have decided on, in their order. */
  renewals: JSONColumnType<Day[], string | undefined, string>;
  /** Counts up with every text that goes into force; 0 until the first does. */
  text_version: Optional<number>;
  sent_on: Optional<Day | null>;
  in_force_on: Optional<Day | null>;
  ended_on: Optional<Day | null>;
  /** Everybody's last day, when the agreement runs out and is not renewed. */
  closes_on: Optional<Day | null>;
  version: Generated<number>;
  created_at: Instant;
}
export interface AgreementPartyTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  organisation_id: string;
  /** The order in the agreement, from 1: decides who bears the last öre. */
  party_order: number;
  role: Optional<PartyRole>;
  joined_on: Day;
  /** Last day. */
  leaves_on: Optional<Day | null>;
  /** null: not a party yet. */
  admitted_on: Optional<Day | null>;
  /** Share of assets and debts, in per cent, as text with decimals. */
  exit_percent: ColumnType<string | null, string | number | null | undefined, string | number | null>;
  version: Generated<number>;
}
export interface AgreementAreaTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  seq: number;
  name: string;
  tasks: Optional<string>;
  host_organisation_id: Optional<string | null>;
}
export interface AgreementConfirmationTable {
  /** The party. */
  tenant_id: string;
  owner_id: string;
  agreement_id: string;
  confirmed_on: Optional<Day>;
  by_name: string;
}
export interface ClauseTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  seq: number;
  code: ClauseCode;
  heading: string;
  body: string;
  version: Generated<number>;
}
export interface ClauseDeviationTable {
  tenant_id: string;
  clause_id: string;
  organisation_id: string;
  body: string;
}
export interface AgreementVersionTable {
  tenant_id: string;
  agreement_id: string;
  number: number;
  text: JSONColumnType<TextClause[]>;
  text_hash: string;
  effective_on: Day;
  amendment_id: Optional<string | null>;
  /** The terms at the time, by field; null for texts from before they could change. */
  terms: JSONColumnType<Record<string, TermValue> | null, string | null | undefined, string>;
}
export interface AmendmentTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  number: number;
  title: string;
  reason: Optional<string>;
  effective_on: Day;
  state: Optional<"draft" | "sent" | "in_force" | "rejected" | "withdrawn">;
  /** The whole text as it would be. */
  text: JSONColumnType<TextClause[]>;
  /** The terms that change, by field. */
  terms: JSONColumnType<Record<string, TermChange>, string | undefined, string>;
  text_hash: string;
  base_version: number;
  sent_on: Optional<Day | null>;
  closed_on: Optional<Day | null>;
  version: Generated<number>;
}
/** Who decided, where it can be read, and for which agreement. */
interface Decided {
  /** The party. */
  tenant_id: string;
  id: Generated<string>;
  owner_id: string;
  agreement_id: string;
  organ: Organ;
  organ_name: string;
  paragraph: string;
  decided_on: Day;
  document_url: Optional<string | null>;
  file_id: Optional<string | null>;
  by_name: string;
  recorded_at: Instant;
}
export interface PartyDecisionTable extends Decided {
  /** The party's period that the decision is about; set by the database. */
  party_id: Optional<string | null>;
  kind: "agreement" | "reglemente";
  /** What gives an organ other than the council the right to decide. */
  authority: Optional<string | null>;
  text_hash: string;
  version: Generated<number>;
}
export interface AmendmentApprovalTable extends Decided {
  amendment_id: string;
  verdict: "approved" | "rejected";
  reason: Optional<string>;
  text_hash: string;
}
export interface AgreementNoticeTable extends Decided {
  /** The party's period that the notice ends; set by the database. */
  party_id: Optional<string | null>;
  given_on: Day;
  /** The party's last day. */
  ends_on: Day;
  reason: Optional<string>;
  withdrawn_on: Optional<Day | null>;
}
export interface AgreementBodyTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  seq: number;
  kind: "board" | "council" | "steering" | "working";
  name: string;
  tasks: Optional<string>;
  version: Generated<number>;
}
export interface AgreementBodyRoleTable {
  tenant_id: string;
  id: Generated<string>;
  body_id: string;
  agreement_id: string;
  organisation_id: string;
  title: string;
  person_name: string;
  from_on: Optional<Day | null>;
  to_on: Optional<Day | null>;
}
export interface AgreementDutyTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  title: string;
  month: number;
  day: number;
  /** null: all parties. */
  organisation_id: Optional<string | null>;
  version: Generated<number>;
}
export interface AgreementDutyDoneTable {
  tenant_id: string;
  duty_id: string;
  agreement_id: string;
  year: number;
  done_on: Day;
  note: Optional<string>;
  by_name: string;
}
export interface JointAssetTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  kind: Optional<"asset" | "debt">;
  description: string;
  acquired_on: Optional<Day | null>;
  value_minor: number;
  exit_rule: Optional<string>;
  version: Generated<number>;
}
export interface JointAssetShareTable {
  tenant_id: string;
  asset_id: string;
  agreement_id: string;
  organisation_id: string;
  /** In per cent, as text with decimals. */
  percent: ColumnType<string, string | number, string | number>;
}
export interface AgreementLinkTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  kind: "processing" | "joint_controllership" | "other";
  title: string;
  number: Optional<string | null>;
  /** Who answers for the personal data, and who processes it for the other. */
  controller_id: Optional<string | null>;
  processor_id: Optional<string | null>;
  document_url: Optional<string | null>;
  from_on: Day;
  to_on: Optional<Day | null>;
  version: Generated<number>;
}
export interface WindDownItemTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  /** The party that leaves, and which of its periods it leaves. */
  organisation_id: string;
  party_id: Optional<string | null>;
  code: WindDownCode;
  done_on: Optional<Day | null>;
  note: Optional<string>;
  by_name: Optional<string | null>;
  version: Generated<number>;
}
export interface ExemptionTestTable {
  tenant_id: string;
  id: Generated<string>;
  agreement_id: string;
  ground: ExemptionGround;
  state: Optional<"draft" | "submitted" | "reviewed">;
  outcome: Optional<"met" | "not_met" | "unclear" | null>;
  /** The ground's questions answered: code → yes or no. */
  answers: JSONColumnType<Record<string, "yes" | "no">, string | undefined, string>;
  evidence: Optional<string>;
  /** What the figures count; empty: turnover in öre. */
  measure: Optional<string>;
  reviewer_role: Optional<string | null>;
  reviewed_on: Optional<Day | null>;
  next_review_on: Optional<Day | null>;
  version: Generated<number>;
}
export interface ExemptionFigureTable {
  tenant_id: string;
  test_id: string;
  agreement_id: string;
  year: number;
  whole: number;
  part: number;
}
export interface DelegationOutTable {
  /** Who delegates. */
  tenant_id: string;
  id: Generated<string>;
  owner_id: string;
  agreement_id: string;
  task: string;
  matter: DelegationMatter;
  is_procurement: Optional<boolean>;
  is_automated: Optional<boolean>;
  receiver_id: string;
  receiver_role: string;
  limits: Optional<string>;
  /** How decisions are reported (KL 7:8). */
  reporting: Optional<string>;
  state: Optional<"draft" | "active" | "ended">;
  from_on: Optional<Day | null>;
  to_on: Optional<Day | null>;
  version: Generated<number>;
}
export interface AgreementYearTable {
  /** Whose report it is for. */
  tenant_id: string;
  owner_id: string;
  agreement_id: string;
  year: number;
  follow_up: Optional<string>;
  cost_minor: Optional<number | null>;
  left_out_reason: Optional<string | null>;
  version: Generated<number>;
}

/** Tables of cooperation agreements: the agreement, what each party says for itself, and what happens while it is in force. */
export interface AgreementsTables {
  agreement: AgreementTable;
  agreement_party: AgreementPartyTable;
  agreement_area: AgreementAreaTable;
  agreement_confirmation: AgreementConfirmationTable;
  clause: ClauseTable;
  clause_deviation: ClauseDeviationTable;
  agreement_version: AgreementVersionTable;
  amendment: AmendmentTable;
  party_decision: PartyDecisionTable;
  amendment_approval: AmendmentApprovalTable;
  agreement_notice: AgreementNoticeTable;
  agreement_body: AgreementBodyTable;
  agreement_body_role: AgreementBodyRoleTable;
  agreement_duty: AgreementDutyTable;
  agreement_duty_done: AgreementDutyDoneTable;
  joint_asset: JointAssetTable;
  joint_asset_share: JointAssetShareTable;
  agreement_link: AgreementLinkTable;
  wind_down_item: WindDownItemTable;
  exemption_test: ExemptionTestTable;
  exemption_figure: ExemptionFigureTable;
  delegation_out: DelegationOutTable;
  agreement_year: AgreementYearTable;
}
