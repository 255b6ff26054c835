import type { ColumnType, Generated } from "kysely";
import type { QuestionAnswerColumns, SurveyQuestionColumns, SurveyReplyColumns } from "./surveys.ts";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
/** What may be left out when a row is made. */
type Optional<T> = ColumnType<T, T | undefined, T>;

export type RenewalKind = "interest" | "subscription" | "renewal" | "selection";
export type RenewalState =
  | "draft"
  | "ready"
  | "open"
  | "closed"
  | "in_evaluation"
  | "completed"
  | "withdrawn";
export type RenewalAnswerWord = "yes" | "multi_year" | "no";
export type NoAnswerMeans = "undecided" | "leaves" | "continues";
export type RenewalBucket =
  | "renews"
  | "multi_year"
  | "joins"
  | "late"
  | "in_successor"
  | "cancels"
  | "not_interested"
  | "no_answer";

export interface RenewalRoundTable {
  /** The coordinator of the licence agreement. */
  tenant_id: string;
  id: Generated<string>;
  name: string;
  kind: RenewalKind;
  agreement_id: string;
  item_id: string;
  /** As asked: who is not a member reads neither the agreement nor its item. */
  item_name: string;
  is_unlimited: Optional<boolean>;
  quantity_unit: Optional<string | null>;
  successor_id: Optional<string | null>;
  /** "None yet" is said, not left out. */
  is_without_successor: Optional<boolean>;
  circle_tenant_id: Optional<string | null>;
  circle_id: Optional<string | null>;
  period_from: Day;
  period_to: Optional<Day | null>;
  offers_multi_year: Optional<boolean>;
  multi_year_to: Optional<Day | null>;
  guidance_existing: Optional<string>;
  guidance_new: Optional<string>;
  is_binding: Optional<boolean>;
  no_answer_means: Optional<NoAnswerMeans>;
  continues_basis: Optional<string | null>;
  min_participants: Optional<number | null>;
  min_quantity: Optional<number | null>;
  /** Those who are invited see each other's answers once it is completed. */
  answers_shared: Optional<boolean>;
  price_model: "all_units" | "graduated" | "flat" | "lump_sum";
  currency: string;
  /** Hundredths of a per cent over all members: 450 is 4.5 %. */
  price_change: Optional<number>;
  is_configured: Optional<boolean>;
  has_participants: Optional<boolean>;
  has_costs: Optional<boolean>;
  closes_on: Day;
  state: Optional<RenewalState>;
  opened_on: Optional<Day | null>;
  closed_on: Optional<Day | null>;
  first_closed_on: Optional<Day | null>;
  completed_on: Optional<Day | null>;
  withdrawn_on: Optional<Day | null>;
  no_transfer_reason: Optional<string | null>;
  state_reason: Optional<string | null>;
  created_by_name: string;
  created_at: Instant;
  version: Generated<number>;
}
interface OfRound {
  tenant_id: string;
  round_id: string;
}
export interface RenewalTierTable extends OfRound {
  from_quantity: number;
  /** Öre for one and period; for a lump sum the whole sum. */
  unit_price_minor: number;
}
export interface RenewalQuestionTable extends SurveyQuestionColumns {
  round_id: string;
}
export interface RenewalInviteeTable extends OfRound {
  organisation_id: string;
  kind: Optional<"invited" | "accepted">;
  added_on: Optional<Day>;
}
export interface RenewalAnswerTable extends SurveyReplyColumns {
  round_id: string;
  answer: Optional<RenewalAnswerWord | null>;
  quantity: Optional<number | null>;
  comment: Optional<string>;
  signer_email: Optional<string | null>;
  registry_email: Optional<string | null>;
  invoice_address: Optional<string | null>;
}
export interface RenewalLetterTable extends OfRound {
  coordinator_id: string;
  kind: "asked" | "reminder" | "reopened" | "withdrawn" | "completed" | "closed";
  step: Optional<string>;
  sent_at: Instant;
}
/** Moved to another group by hand. */
export interface RenewalPlacementTable extends OfRound {
  organisation_id: string;
  bucket: Exclude<RenewalBucket, "no_answer">;
  reason: string;
  placed_on: Optional<Day>;
  by_name: string;
}
export interface ParticipantTransferTable extends OfRound {
  organisation_id: string;
  from_agreement_id: string;
  to_agreement_id: string;
  bucket: "renews" | "multi_year" | "joins" | "late";
  quantity: number | null;
  cost_minor: Optional<number>;
  /** What the coordinator has to ask for: `signer`, `invoice_address`. */
  gaps: Optional<string[]>;
  made_member: Optional<boolean>;
  made_participant: Optional<boolean>;
  item_id: Optional<string | null>;
  entitlement_id: Optional<string | null>;
  purchase_id: Optional<string | null>;
  cost_line_id: Optional<string | null>;
  transferred_at: Instant;
  by_name: string;
}

/** Whose last day in the old agreement a survey has written into its membership. */
export interface RenewalDepartureTable extends OfRound {
  organisation_id: string;
  leaves_on: Day;
  written_at: Instant;
  by_name: string;
}

/** Tables of renewal surveys and of what is carried over to the agreement that follows. */
export interface RenewalsTables {
  renewal_round: RenewalRoundTable;
  renewal_tier: RenewalTierTable;
  renewal_question: RenewalQuestionTable;
  renewal_invitee: RenewalInviteeTable;
  renewal_answer: RenewalAnswerTable;
  renewal_question_answer: QuestionAnswerColumns;
  renewal_letter: RenewalLetterTable;
  renewal_placement: RenewalPlacementTable;
  participant_transfer: ParticipantTransferTable;
  renewal_departure: RenewalDepartureTable;
}
