import type { Generated, JSONColumnType } from "kysely";
import type { Day, HostingForm, Instant, Lifecycle, NullableInstant, Tri } from "./values.ts";

export interface SystemUsageTable {
  tenant_id: string;
  id: Generated<string>;
  product_id: string;
  own_name: string;
  lifecycle: Lifecycle;
  is_hidden: Generated<boolean>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface OfUsage {
  tenant_id: string;
  usage_id: string;
}

export interface SystemUsageInternalTable extends OfUsage {
  unit_id: string | null;
  note: string | null;
  counts_as_valid: Generated<boolean>;
  counts_as_valid_reason: string | null;
  confirmed_on: Day | null;
  confirmed_by: string | null;
  /** Also of those who confirmed by a link, without an account. */
  confirmed_by_name: string | null;
  /** Somebody other than the owner changed the record; set by the trigger on `change_event`. */
  needs_check_since: NullableInstant;
  /** The retired usage that this one takes up again. */
  preceding_usage_id: string | null;
}

export interface SystemUsageUnitTable extends OfUsage {
  unit_id: string;
}

export interface SystemUsageFunctionTable extends OfUsage {
  function_id: string;
  /** true: the product has this function, but not here. */
  is_opted_out: Generated<boolean>;
}

export interface SystemUsageDatesTable extends OfUsage {
  taken_into_use_on: Day | null;
  phase_out_from_on: Day | null;
  retired_on: Day | null;
  planned_replacement: string | null;
}

export interface SystemUsageOperationTable extends OfUsage {
  own_id: string | null;
  version_text: string | null;
  hosting_form: HostingForm | null;
  host_organisation_id: string | null;
  operations_supplier_id: string | null;
  hosting_country: string | null;
}

export interface HostingConfirmationTable {
  /** The host. */
  tenant_id: string;
  usage_tenant_id: string;
  usage_id: string;
  answer: "confirmed" | "declined";
  answered_at: Instant;
  answered_by: string | null;
}

export interface SystemUsageTermTable extends OfUsage {
  supplier_id: string | null;
  ends_on: Day | null;
  notice_on: Day | null;
}

export interface SystemUsagePriceTable extends OfUsage {
  /** Öre per year. */
  yearly_minor: number | null;
  currency: Generated<string>;
  cost_year: number | null;
}

export interface SystemUsageVolumeTable extends OfUsage {
  user_count: number | null;
  user_count_on: Day | null;
}

export interface SystemUsageClassificationTable extends OfUsage {
  confidentiality: number | null;
  integrity: number | null;
  availability: number | null;
  classified_on: Day | null;
  personal_data: "none" | "ordinary" | "sensitive" | "unknown" | null;
  dpa_needed: Tri | null;
  dpa_signed_on: Day | null;
  dpa_link: string | null;
  joint_controllership: Tri | null;
  third_country: Tri | null;
  oversight_interval_months: number | null;
  oversight_last_on: Day | null;
  risk_assessed_on: Day | null;
  risk_next_on: Day | null;
  dpia_needed: Tri | null;
  dpia_done_on: Day | null;
  accessibility_statement_link: string | null;
  accessibility_checked_on: Day | null;
  contains_ai: Tri | null;
  is_society_critical: Tri | null;
  criticality: "low" | "medium" | "high" | "critical" | null;
}

export interface SubProcessorTable extends OfUsage {
  id: Generated<string>;
  name: string;
  country: string | null;
  basis: string | null;
}

export interface SystemUsageDocumentTable extends OfUsage {
  id: Generated<string>;
  title: string;
  url: string;
  checked_at: NullableInstant;
  check_result: "ok" | "broken" | "not_reachable" | null;
}

export interface RetirementRecordTable extends OfUsage {
  id: Generated<string>;
  retired_on: Day;
  own_name: string;
  reason: string;
  by_name: string;
  snapshot: JSONColumnType<Record<string, unknown>>;
  created_at: Instant;
}

/** Usages by field group. */
export interface SystemsTables {
  system_usage: SystemUsageTable;
  system_usage_internal: SystemUsageInternalTable;
  system_usage_unit: SystemUsageUnitTable;
  system_usage_function: SystemUsageFunctionTable;
  system_usage_dates: SystemUsageDatesTable;
  system_usage_operation: SystemUsageOperationTable;
  hosting_confirmation: HostingConfirmationTable;
  system_usage_term: SystemUsageTermTable;
  system_usage_price: SystemUsagePriceTable;
  system_usage_volume: SystemUsageVolumeTable;
  system_usage_classification: SystemUsageClassificationTable;
  sub_processor: SubProcessorTable;
  system_usage_document: SystemUsageDocumentTable;
  retirement_record: RetirementRecordTable;
}
