import type { ColumnType, Generated } from "kysely";
import type { QuestionAnswerColumns, SurveyQuestionColumns, SurveyReplyColumns } from "./surveys.ts";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
/** What may be left out when a row is made. */
type Optional<T> = ColumnType<T, T | undefined, T>;

export type InterestState = "draft" | "open" | "closed" | "decided" | "withdrawn";
export type InterestAnswerWord = "yes" | "option" | "conditional" | "later" | "no";

export interface InterestCheckTable {
  tenant_id: string;
  id: Generated<string>;
  name: string;
  need: string;
  background: Optional<string>;
  scope: Optional<string>;
  time_frame: Optional<string>;
  case_number: Optional<string | null>;
  circle_tenant_id: string;
  circle_id: string;
  function_id: Optional<string | null>;
  product_id: Optional<string | null>;
  /** The coordinator's own contract that it was started from. */
  contract_id: Optional<string | null>;
  closes_on: Day;
  quorum_min: Optional<number>;
  quorum_quantity: Optional<number | null>;
  quantity_unit: Optional<string | null>;
  reply_kind: Optional<"either" | "indication" | "binding">;
  counts_as: Optional<"binding_yes" | "any_yes">;
  counts_option: Optional<boolean>;
  answers_hidden_until_close: Optional<boolean>;
  /** Those who are asked see each other's answers. */
  answers_shared: Optional<boolean>;
  state: Optional<InterestState>;
  opened_on: Optional<Day | null>;
  closed_on: Optional<Day | null>;
  first_closed_on: Optional<Day | null>;
  withdrawn_on: Optional<Day | null>;
  state_reason: Optional<string | null>;
  created_by_name: string;
  created_at: Instant;
  version: Generated<number>;
}
export interface InterestQuestionTable extends SurveyQuestionColumns {
  check_id: string;
}
export interface InterestInviteeTable {
  tenant_id: string;
  check_id: string;
  organisation_id: string;
  kind: "invited" | "accepted";
  added_on: Optional<Day>;
  condition_met_on: Optional<Day | null>;
  condition_note: Optional<string | null>;
}
export interface InterestDecisionTable {
  tenant_id: string;
  check_id: string;
  outcome: "go" | "no_go";
  reason: Optional<string>;
  authority_ref: Optional<string | null>;
  decided_on: Optional<Day>;
  decided_by_name: string;
  counted: number;
  quorum_min: number;
}
export interface InterestReplyTable extends SurveyReplyColumns {
  check_id: string;
  answer: Optional<InterestAnswerWord | null>;
  conditions: Optional<string>;
  quantity_low: Optional<number | null>;
  quantity_likely: Optional<number | null>;
  quantity_high: Optional<number | null>;
  earliest_on: Optional<Day | null>;
}
export interface InterestLetterTable {
  tenant_id: string;
  coordinator_id: string;
  check_id: string;
  kind: "asked" | "reminder" | "reopened" | "extended" | "withdrawn" | "decided" | "closed";
  step: Optional<string>;
  sent_at: Instant;
}

/** Tables of interest checks: what a municipality asks its circle before it buys, and what the others answer. */
export interface InterestCheckTables {
  interest_check: InterestCheckTable;
  interest_question: InterestQuestionTable;
  interest_invitee: InterestInviteeTable;
  interest_decision: InterestDecisionTable;
  interest_reply: InterestReplyTable;
  interest_answer: QuestionAnswerColumns;
  interest_letter: InterestLetterTable;
}
