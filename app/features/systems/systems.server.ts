import { type RawBuilder, sql } from "kysely";
import type { CatalogueState, FieldGroup, Lifecycle } from "#db/schema/values.ts";
import { NotFound } from "../../server/errors.server.ts";
import type { Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { columnSql, joinsFor } from "./columns.server.ts";
import { FIELDS, type Field, type FieldValue, GROUPS } from "./fields.rules.ts";

/** One record as the viewer may see it. */
export interface Usage {
  tenant_id: string;
  id: string;
  own_name: string;
  lifecycle: Lifecycle;
  is_hidden: boolean;
  version: number;
  created_at: string;
  updated_at: string;
  owner_name: string;
  product: {
    id: string;
    name: string;
    state: CatalogueState;
    supplier_id: string | null;
    supplier_name: string | null;
    sale_ends_on: string | null;
    support_ends_on: string | null;
    life_ends_on: string | null;
  };
  /** By field key; ids for what refers to something. What is not shared is null like what is not given. */
  values: Record<string, FieldValue>;
  /** Names of what the references refer to, by field key. */
  names: Record<string, string | null>;
  counts_as_valid: boolean;
  counts_as_valid_reason: string | null;
  preceding_usage_id: string | null;
}

const references: Record<string, RawBuilder<unknown>> = {
  host_organisation: sql`host.id`,
  operations_supplier: sql`ops.id`,
  term_supplier: sql`ts.id`,
  unit: sql`un.id`,
};

function selectField(field: Field): RawBuilder<unknown> {
  const { value } = columnSql(field.key);
  const reference = references[field.key];
  const id = sql.id(`v_${field.key}`);
  return reference
    ? sql`, ${reference} as ${id}, ${value} as ${sql.id(`n_${field.key}`)}`
    : sql`, ${value} as ${id}`;
}

const allJoins = joinsFor([
  ...FIELDS.map((field) => columnSql(field.key)),
  columnSql("owner"),
  columnSql("supplier"),
  { joins: ["internal"], value: sql`` },
]);
const allFields = sql.join(FIELDS.map(selectField), sql``);

/**
 * One record with all its values, own or shared.
 * @throws NotFound when it does not exist or is not for this viewer; nobody can tell the two apart
 */
export async function findUsage(db: TenantDb, tenant: Pick<Tenant, "id">, id: string): Promise<Usage> {
  if (!isUuid(id)) throw new NotFound();
  const { rows } = await sql<Record<string, unknown>>`
    select u.tenant_id, u.id, u.own_name, u.lifecycle, u.is_hidden, u.version, u.created_at, u.updated_at,
      o.name as owner_name, p.id as product_id, p.name as product_name, p.state as product_state, p.supplier_id, s.name as supplier_name,
      p.sale_ends_on, p.support_ends_on, p.life_ends_on,
      g_internal.counts_as_valid, g_internal.counts_as_valid_reason, g_internal.preceding_usage_id ${allFields}
    from system_usage u ${allJoins}
    where u.id = ${id} and u.tenant_id = any(array(
      select ${tenant.id}::uuid union all select app.shared_with_me('system_usage', 'core')))`.execute(db);
  const row = rows[0];
  if (!row) throw new NotFound();
  return toUsage(row);
}

/** What own records say in some fields. */
export interface OwnValues
  extends Pick<Usage, "id" | "own_name" | "lifecycle" | "version" | "values" | "names"> {
  hasSystemOwner: boolean;
}

/** The fields of own records, by id; records that are not there are left out. */
export async function listOwnValues(
  db: TenantDb,
  { ids, fields }: { ids: readonly string[]; fields: readonly Field[] },
): Promise<OwnValues[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select u.id, u.own_name, u.lifecycle, u.version, owned.usage_id is not null as has_owner
      ${sql.join(fields.map(selectField), sql``)}
    from system_usage u
    left join (select distinct usage_id from role_assignment ra where ra.tenant_id = (select app.tenant())
      and ra.role_type = 'system_owner' and ra.from_on <= app.today() and (ra.to_on is null or ra.to_on >= app.today())
      and ra.usage_id = any(${[...ids]}::uuid[])) owned on owned.usage_id = u.id
    ${joinsFor(fields.map((field) => columnSql(field.key)))}
    where u.tenant_id = (select app.tenant()) and u.id = any(${[...ids]}::uuid[]) order by u.id`.execute(db);
  return rows.map((row) => ({
    id: row.id as string,
    own_name: row.own_name as string,
    lifecycle: row.lifecycle as Lifecycle,
    version: row.version as number,
    hasSystemOwner: row.has_owner === true,
    ...fieldValues(row, fields),
  }));
}

function fieldValues(row: Record<string, unknown>, fields: readonly Field[]) {
  const values: Usage["values"] = {};
  const names: Usage["names"] = {};
  for (const { key } of fields) {
    values[key] = (row[`v_${key}`] ?? null) as FieldValue;
    if (key in references) names[key] = (row[`n_${key}`] ?? null) as string | null;
  }
  return { values, names };
}

function toUsage(row: Record<string, unknown>): Usage {
  const text = (key: string) => (row[key] ?? null) as string | null;
  return {
    tenant_id: row.tenant_id as string,
    id: row.id as string,
    own_name: row.own_name as string,
    lifecycle: row.lifecycle as Lifecycle,
    is_hidden: row.is_hidden as boolean,
    version: row.version as number,
    created_at: (row.created_at as Date).toISOString(),
    updated_at: (row.updated_at as Date).toISOString(),
    owner_name: row.owner_name as string,
    product: {
      id: row.product_id as string,
      name: row.product_name as string,
      state: row.product_state as CatalogueState,
      supplier_id: text("supplier_id"),
      supplier_name: text("supplier_name"),
      sale_ends_on: text("sale_ends_on"),
      support_ends_on: text("support_ends_on"),
      life_ends_on: text("life_ends_on"),
    },
    ...fieldValues(row, FIELDS),
    counts_as_valid: row.counts_as_valid === true,
    counts_as_valid_reason: text("counts_as_valid_reason"),
    preceding_usage_id: text("preceding_usage_id"),
  };
}

/** Own record, locked until the transaction ends, so that what is checked is what is changed. @throws NotFound */
export async function lockUsage(db: TenantDb, tenant: Pick<Tenant, "id">, id: string): Promise<Usage> {
  if (!isUuid(id)) throw new NotFound();
  await db
    .selectFrom("system_usage")
    .select("id")
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", id)
    .forUpdate()
    .execute();
  const usage = await findUsage(db, tenant, id);
  if (usage.tenant_id !== tenant.id) throw new NotFound();
  return usage;
}

/** Field groups of the owner's records that the viewer may read; all of them for the owner. */
export async function readableGroups(
  db: TenantDb,
  tenant: Pick<Tenant, "id" | "previewOf">,
  usage: Pick<Usage, "tenant_id">,
): Promise<string[]> {
  if (usage.tenant_id === tenant.id && !tenant.previewOf) return [...GROUPS];
  const groups = GROUPS.filter((group) => group !== "internal") as FieldGroup[];
  const { rows } = await sql<{ name: string }>`
    select g as name from unnest(${groups}::text[]) g
    where ${usage.tenant_id}::uuid = any(array(select app.shared_with_me('system_usage', g)))`.execute(db);
  return rows.map((row) => row.name);
}

/** Field groups that the organisation has chosen not to use on screen. Never a rule of access. */
export async function findHiddenGroups(db: TenantDb, tenant: Pick<Tenant, "id">): Promise<string[]> {
  const row = await db
    .selectFrom("organisation_setting")
    .select("hidden_field_groups")
    .where("tenant_id", "=", tenant.id)
    .executeTakeFirst();
  return row?.hidden_field_groups ?? [];
}
