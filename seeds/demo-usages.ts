import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ChangeEventTable, RetirementRecordTable } from "#db/schema.ts";
import { insertMissing } from "./connection.ts";
import { products } from "./content/products.ts";
import type { UsageContent } from "./content/types.ts";
import type { Ids } from "./demo-catalogue.ts";
import type { OwnIds } from "./demo-organisations.ts";

const productNames = new Map(products.map(({ key, name }) => [key, name]));
const DAY_MS = 24 * 60 * 60 * 1000;

/** One organisation's usages with all field groups, their history, and the record that is kept of a retired one. */
export async function seedUsages(
  db: TenantDb,
  usages: readonly UsageContent[],
  { tenantId, ids, own, byName, now }: { tenantId: string; ids: Ids; own: OwnIds; byName: string; now: Date },
): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const rows = usages.map((content) => ({
    content,
    of: { tenant_id: tenantId, usage_id: randomUUID() as string },
  }));

  await insertMissing(
    db,
    "system_usage",
    rows.map(({ content, of }) => ({
      tenant_id: tenantId,
      id: of.usage_id,
      product_id: ids.product.get(content.product)!,
      own_name: content.own_name,
      lifecycle: content.lifecycle,
      is_hidden: content.is_hidden,
      created_at: ago(content.created_days_ago),
      updated_at: ago(content.updated_days_ago),
    })),
  );
  await insertMissing(
    db,
    "system_usage_internal",
    rows.map(({ content, of }) => ({
      ...of,
      unit_id: content.unit ? (own.unit.get(content.unit) ?? null) : null,
      note: content.note ?? null,
      counts_as_valid_reason: null,
      confirmed_on: content.confirmed_on ?? null,
      confirmed_by: null,
      preceding_usage_id: null,
    })),
  );
  await insertMissing(
    db,
    "system_usage_dates",
    rows.map(({ content, of }) => ({
      ...of,
      taken_into_use_on: content.taken_into_use_on ?? null,
      phase_out_from_on: content.phase_out_from_on ?? null,
      retired_on: content.retired_on ?? null,
      planned_replacement: content.planned_replacement ?? null,
    })),
  );
  await insertMissing(
    db,
    "system_usage_operation",
    rows.map(({ content, of }) => ({
      ...of,
      own_id: content.own_id ?? null,
      version_text: content.version_text ?? null,
      hosting_form: content.hosting_form ?? null,
      host_organisation_id: content.host ? ids.organisation.get(content.host)! : null,
      operations_supplier_id: content.operations_supplier
        ? ids.supplier.get(content.operations_supplier)!
        : null,
      hosting_country: content.hosting_country ?? null,
    })),
  );
  await insertMissing(
    db,
    "system_usage_term",
    rows.map(({ content, of }) => ({
      ...of,
      supplier_id: content.term_supplier ? ids.supplier.get(content.term_supplier)! : null,
      ends_on: content.ends_on ?? null,
      notice_on: content.notice_on ?? null,
    })),
  );
  await insertMissing(
    db,
    "system_usage_price",
    rows.map(({ content, of }) => ({
      ...of,
      yearly_minor: content.yearly_minor ?? null,
      cost_year: content.cost_year ?? null,
    })),
  );
  await insertMissing(
    db,
    "system_usage_volume",
    rows.map(({ content, of }) => ({
      ...of,
      user_count: content.user_count ?? null,
      user_count_on: content.user_count_on ?? null,
    })),
  );
  await insertMissing(
    db,
    "system_usage_classification",
    rows.map(({ content, of }) => ({ ...of, ...classificationRow(content) })),
  );
  const extra = rows.flatMap(({ content, of }) => [
    ...content.added_functions.map((code) => ({
      ...of,
      function_id: ids.function.get(code)!,
      is_opted_out: false,
    })),
    ...content.opted_out_functions.map((code) => ({
      ...of,
      function_id: ids.function.get(code)!,
      is_opted_out: true,
    })),
  ]);
  await insertMissing(db, "system_usage_function", extra);
  const roles = rows.flatMap(({ content, of }) =>
    (
      [
        ["system_owner", content.owner],
        ["system_manager", content.manager],
      ] as const
    )
      .filter(([, person]) => person !== undefined && own.person.has(person))
      .map(([role_type, person]) => ({ ...of, role_type, person_id: own.person.get(person!)!, to_on: null })),
  );
  await insertMissing(db, "role_assignment", roles);
  const retired = rows.filter(({ content }) => content.lifecycle === "retired");
  await insertMissing(
    db,
    "retirement_record",
    retired.map(({ content, of }) => ({ ...of, ...retirementRow(content, byName) })),
  );
  await insertMissing(
    db,
    "change_event",
    rows.flatMap(({ content, of }) => history(content, of, { byName, ago })),
  );
}

function classificationRow(content: UsageContent) {
  return {
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
  };
}

function retirementRow(
  content: UsageContent,
  by_name: string,
): Omit<Insertable<RetirementRecordTable>, "tenant_id" | "usage_id"> {
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

/** That a record was made, and for some that their lifecycle was changed later. */
function history(
  content: UsageContent,
  of: { tenant_id: string; usage_id: string },
  { byName, ago }: { byName: string; ago: (days: number) => Date },
): Insertable<ChangeEventTable>[] {
  const event = {
    tenant_id: of.tenant_id,
    account_id: null,
    by_name: byName,
    object_kind: "system_usage",
    object_id: of.usage_id,
    object_name: content.own_name,
    reason: null,
    run_id: null,
  };
  const made = {
    ...event,
    at: ago(content.created_days_ago),
    action: "created",
    field: null,
    old: null,
    new: null,
    via: "ui" as const,
  };
  if (content.updated_days_ago === content.created_days_ago || content.lifecycle === "planned") return [made];
  const before = {
    pilot: "planned",
    phasing_in: "planned",
    in_operation: "phasing_in",
    phasing_out: "in_operation",
    retired: "phasing_out",
  } as const;
  const changed = {
    ...event,
    at: ago(content.updated_days_ago),
    action: "updated",
    field: "lifecycle",
    old: JSON.stringify(before[content.lifecycle]),
    new: JSON.stringify(content.lifecycle),
    via: "ui" as const,
  };
  return [made, changed];
}
