import type { Insertable } from "kysely";
import type { Database } from "#db/schema.ts";
import { products } from "./content/products.ts";
import type { UsageContent } from "./content/types.ts";
import type { Ids } from "./demo-catalogue.ts";
import type { OwnIds } from "./demo-organisations.ts";

/** Tables that hold one row per usage for one field group. */
export type GroupTable =
  | "system_usage_internal"
  | "system_usage_dates"
  | "system_usage_operation"
  | "system_usage_term"
  | "system_usage_price"
  | "system_usage_volume"
  | "system_usage_classification"
  | "system_usage_openness";

type GroupRow<T extends GroupTable> = Omit<Insertable<Database[T]>, "tenant_id" | "usage_id">;
type GroupRows = { [T in GroupTable]: (content: UsageContent) => GroupRow<T> };

const productNames = new Map(products.map(({ key, name }) => [key, name]));
const idOf = (ids: ReadonlyMap<string, string>, key: string | undefined) => (key ? ids.get(key)! : null);

/** How a usage of the content becomes a row of each field group's table; what is not known becomes null. */
export function groupRows(ids: Ids, own: OwnIds): GroupRows {
  return {
    system_usage_internal: (content) => ({
      unit_id: idOf(own.unit, content.unit),
      note: content.note ?? null,
      counts_as_valid_reason: null,
      confirmed_on: content.confirmed_on ?? null,
      confirmed_by: null,
      preceding_usage_id: null,
    }),
    system_usage_dates: (content) => ({
      taken_into_use_on: content.taken_into_use_on ?? null,
      phase_out_from_on: content.phase_out_from_on ?? null,
      retired_on: content.retired_on ?? null,
      planned_replacement: content.planned_replacement ?? null,
    }),
    system_usage_operation: (content) => ({
      own_id: content.own_id ?? null,
      version_text: content.version_text ?? null,
      hosting_form: content.hosting_form ?? null,
      host_organisation_id: idOf(ids.organisation, content.host),
      operations_supplier_id: idOf(ids.supplier, content.operations_supplier),
      hosting_country: content.hosting_country ?? null,
    }),
    system_usage_term: (content) => ({
      supplier_id: idOf(ids.supplier, content.term_supplier),
      ends_on: content.ends_on ?? null,
      notice_on: content.notice_on ?? null,
    }),
    system_usage_price: (content) => ({
      yearly_minor: content.yearly_minor ?? null,
      cost_year: content.cost_year ?? null,
    }),
    system_usage_volume: (content) => ({
      user_count: content.user_count ?? null,
      user_count_on: content.user_count_on ?? null,
    }),
    system_usage_classification: (content) => ({
      confidentiality: content.confidentiality ?? null,
      integrity: content.integrity ?? null,
      availability: content.availability ?? null,
      classified_on: content.classified_on ?? null,
      personal_data: content.personal_data ?? null,
      dpa_needed: content.dpa_needed ?? null,
      dpa_signed_on: content.dpa_signed_on ?? null,
      third_country: content.third_country ?? null,
      contains_ai: content.contains_ai ?? null,
      is_society_critical: content.is_society_critical ?? null,
      criticality: content.criticality ?? null,
      oversight_interval_months: content.oversight_interval_months ?? null,
      oversight_last_on: content.oversight_last_on ?? null,
      risk_assessed_on: content.risk_assessed_on ?? null,
      risk_next_on: content.risk_next_on ?? null,
      dpia_needed: content.dpia_needed ?? null,
      dpia_done_on: content.dpia_done_on ?? null,
    }),
    system_usage_openness: (content) => ({
      code_kind: content.code_kind ?? null,
      export_formats: content.export_formats ?? null,
      has_open_format: content.has_open_format ?? null,
      has_api: content.has_api ?? null,
      api_link: content.api_link ?? null,
      data_extraction: content.data_extraction ?? null,
      lock_in_note: content.lock_in_note ?? null,
    }),
  };
}

/** What is kept of a retired usage. */
export function retirementRow(content: UsageContent, by_name: string) {
  return {
    retired_on: content.retired_on!,
    own_name: content.own_name,
    reason: content.retirement_reason ?? "",
    by_name,
    snapshot: JSON.stringify({
      product: productNames.get(content.product),
      taken_into_use_on: content.taken_into_use_on ?? null,
      retired_on: content.retired_on,
    }),
  };
}
