import type { ColumnType, Generated } from "kysely";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;

export type LicenceMetric =
  | "named_user"
  | "concurrent_user"
  | "device"
  | "employee"
  | "inhabitant"
  | "pupil"
  | "organisation"
  | "instance"
  | "case"
  | "unlimited";
export type PriceModel = "all_units" | "graduated" | "flat" | "lump_sum";
export type OveruseRule = "block" | "warn" | "true_up";
export type TrueUpRule = "by_overuse" | "by_key";
export type LoanState = "proposed" | "accepted" | "declined" | "withdrawn" | "recalled" | "returned";
export type TrueUpState = "open" | "counted" | "balanced" | "ordered" | "settled";

export interface LicenceAgreementTable {
  /** The coordinator (samordnare). */
  tenant_id: string;
  id: Generated<string>;
  /** A licence agreement is a contract: deadlines, documents and cost lines are the contract's. */
  contract_id: string;
  name: string;
  supplier_id: string | null;
  framework_text: string | null;
  starts_on: Day;
  ends_on: Day | null;
  supersedes_id: string | null;
  is_multi_year: Generated<boolean>;
  /** A draft is seen by the coordinator only. */
  state: Generated<"draft" | "active" | "ended">;
  lending_allowed: Generated<boolean>;
  /** Clause or supplier's letter; without it nothing can be lent. */
  lending_basis: string | null;
  recall_days: Generated<number>;
  overuse_rule: Generated<OveruseRule>;
  count_interval_days: Generated<number>;
  true_up_rule: Generated<TrueUpRule>;
  /** Everything that is bought must be distributed. */
  distributes_all: Generated<boolean>;
  /** Öre. */
  ceiling_minor: number | null;
  terms: Generated<string>;
  version: Generated<number>;
  created_at: Instant;
}
interface OfLicence {
  tenant_id: string;
  agreement_id: string;
}
export interface LicenceMemberTable extends OfLicence {
  organisation_id: string;
  role: Generated<"party" | "call_off_only">;
  /** Decides who gets an öre that is left over. */
  party_order: number;
  joined_on: Day;
  /** Last day. */
  leaves_on: Day | null;
  /** Kept by the database: who may take the leaving back. */
  leaving_set_by: ColumnType<"coordinator" | "member" | null, never, never>;
  own_ends_on: Day | null;
  coordinator_confirmed_at: Generated<Date>;
  coordinator_confirmed_by: string | null;
  /** Set by `app.answer_licence` only. */
  member_confirmed_at: ColumnType<Date | null, never, never>;
  member_confirmed_by: ColumnType<string | null, never, never>;
  member_declined_at: ColumnType<Date | null, never, never>;
  version: Generated<number>;
}
/** An organisation's own comment on an agreement, which nobody else reads. */
export interface LicenceCommentTable {
  tenant_id: string;
  coordinator_id: string;
  agreement_id: string;
  body: string;
  version: Generated<number>;
}
export interface InheritedFieldTable extends OfLicence {
  /** A column of `licence_agreement` that is set jointly and locked at members. */
  field: string;
}
export interface LicenceItemTable extends OfLicence {
  id: Generated<string>;
  name: string;
  metric: LicenceMetric;
  is_unlimited: ColumnType<boolean, never, never>;
  period_unit: Generated<"month" | "year" | "once">;
  price_model: Generated<PriceModel>;
  currency: Generated<string>;
  /** null: as the agreement says. */
  overuse_rule: OveruseRule | null;
  version: Generated<number>;
  created_at: Instant;
}
export interface LicenceItemProductTable {
  tenant_id: string;
  id: Generated<string>;
  item_id: string;
  product_id: string;
}
export interface PriceTierTable {
  tenant_id: string;
  id: Generated<string>;
  item_id: string;
  from_quantity: number;
  /** Öre for one and period; for `lump_sum` the whole sum. */
  unit_price_minor: number;
  currency: Generated<string>;
  valid_from: Day;
  valid_to: Day | null;
}
export interface LicencePurchaseTable {
  tenant_id: string;
  id: Generated<string>;
  item_id: string;
  /** null exactly for unlimited items. */
  quantity: number | null;
  bought_on: Day;
  valid_from: Day;
  valid_to: Day | null;
  unit_price_minor: number | null;
  order_ref: string | null;
  true_up_id: string | null;
  version: Generated<number>;
}
export interface EntitlementTable extends OfLicence {
  id: Generated<string>;
  item_id: string;
  organisation_id: string;
  quantity: number;
  valid_from: Day;
  valid_to: Day | null;
  basis: string | null;
  true_up_id: string | null;
  version: Generated<number>;
}
/** Inside a municipality, which owns the row. */
export interface AllocationTable {
  tenant_id: string;
  id: Generated<string>;
  coordinator_id: string;
  item_id: string;
  unit_id: string | null;
  label: string | null;
  quantity: number;
  valid_from: Day;
  valid_to: Day | null;
  version: Generated<number>;
}
export interface UsageCountTable {
  /** Whoever wrote it: the member itself, or the coordinator, whose figures wait for the member's word. */
  tenant_id: string;
  id: Generated<string>;
  coordinator_id: string;
  agreement_id: string;
  item_id: string;
  organisation_id: string;
  quantity: number;
  counted_on: Day;
  source: "manual" | "import" | "api";
  /** Name; exactly the member's own rows have one. */
  confirmed_by: string | null;
  written_at: Instant;
  version: Generated<number>;
}
/** Written by `app.propose_loan` and `app.move_loan` only. */
export interface LicenceLoanTable extends OfLicence {
  id: Generated<string>;
  item_id: string;
  lender_id: string;
  borrower_id: string;
  quantity: number;
  from_on: Day;
  /** Last day. */
  to_on: Day;
  price_basis: Generated<"none" | "at_cost">;
  recall_days: number;
  state: Generated<LoanState>;
  /** Last day after a recall or return. */
  ended_on: Day | null;
  reason: string | null;
  proposed_by: string;
  proposed_by_name: string;
  accepted_by_name: string | null;
  accepted_at: Date | null;
  version: Generated<number>;
  created_at: Instant;
}
export interface LicenceLoanLetterTable {
  tenant_id: string;
  coordinator_id: string;
  loan_id: string;
  kind: "proposed" | "accepted" | "declined" | "withdrawn" | "recalled" | "returned" | "reminder";
  step: Generated<string>;
  sent_at: Instant;
}
export interface TrueUpTable extends OfLicence {
  id: Generated<string>;
  item_id: string;
  as_of_on: Day;
  state: Generated<TrueUpState>;
  rule: TrueUpRule;
  quantity: number | null;
  unit_price_minor: number | null;
  total_minor: number | null;
  currency: Generated<string>;
  ordered_on: Day | null;
  order_ref: string | null;
  authority_ref: string | null;
  settled_on: Day | null;
  /** The settled one that this correction run follows. */
  corrects_id: string | null;
  reason: string | null;
  version: Generated<number>;
  created_at: Instant;
  by_name: string;
}
export interface TrueUpRowTable {
  tenant_id: string;
  true_up_id: string;
  organisation_id: string;
  party_order: number;
  /** null: no count was given; never read as zero. */
  used: number | null;
  counted_on: Day | null;
  is_marked_missing: Generated<boolean>;
  available: number | null;
  overuse: number | null;
  ordered: Generated<number>;
  share_minor: Generated<number>;
}

export interface LicencesTables {
  licence_agreement: LicenceAgreementTable;
  licence_member: LicenceMemberTable;
  licence_comment: LicenceCommentTable;
  inherited_field: InheritedFieldTable;
  licence_item: LicenceItemTable;
  licence_item_product: LicenceItemProductTable;
  price_tier: PriceTierTable;
  licence_purchase: LicencePurchaseTable;
  entitlement: EntitlementTable;
  allocation: AllocationTable;
  usage_count: UsageCountTable;
  licence_loan: LicenceLoanTable;
  licence_loan_letter: LicenceLoanLetterTable;
  true_up: TrueUpTable;
  true_up_row: TrueUpRowTable;
}
