import { sql } from "kysely";
import type { Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Usage } from "./systems.server.ts";

type Key = Pick<Usage, "tenant_id" | "id">;

export interface UsageFunction {
  id: string;
  name_sv: string;
  name_en: string;
  group_name_sv: string;
  group_name_en: string;
  /** From the product, added here, or the product's but not used here. */
  origin: "product" | "added" | "opted_out";
}

/** The usage's functions: the product's, those added here, and those opted out here. */
export async function listUsageFunctions(
  db: TenantDb,
  usage: Key & { product: { id: string } },
): Promise<UsageFunction[]> {
  const { rows } = await sql<UsageFunction>`
    select f.id, f.name_sv, f.name_en, f.group_name_sv, f.group_name_en,
      case when pf.function_id is null then 'added' when uf.is_opted_out then 'opted_out' else 'product' end as origin
    from function f
    left join product_function pf on pf.function_id = f.id and pf.product_id = ${usage.product.id}
    left join system_usage_function uf on uf.function_id = f.id and uf.tenant_id = ${usage.tenant_id} and uf.usage_id = ${usage.id}
    where pf.function_id is not null or uf.is_opted_out = false
    order by f.position, f.id`.execute(db);
  return rows;
}

export interface RoleHolder {
  id: string;
  role_type: string;
  person_id: string | null;
  role_sv: string;
  role_en: string;
  /** Persons are readable in their own organisation only; others see that the role is held. */
  person_name: string | null;
  from_on: string;
  to_on: string | null;
}

/** Who holds which role, those of today first. */
export async function listRoles(db: TenantDb, usage: Key): Promise<RoleHolder[]> {
  const { rows } = await sql<RoleHolder>`
    select ra.id, ra.role_type, rt.name_sv as role_sv, rt.name_en as role_en, pe.id as person_id, pe.name as person_name, ra.from_on, ra.to_on
    from role_assignment ra join role_type rt on rt.code = ra.role_type
    left join person pe on pe.tenant_id = ra.tenant_id and pe.id = ra.person_id
    where ra.tenant_id = ${usage.tenant_id} and ra.usage_id = ${usage.id}
    order by (ra.to_on is not null and ra.to_on < app.today()), rt.position, ra.from_on desc, ra.id
    limit 200`.execute(db);
  return rows;
}

export async function listDocuments(db: TenantDb, usage: Key) {
  const rows = await db
    .selectFrom("system_usage_document")
    .select(["id", "title", "url", "checked_at", "check_result"])
    .where("tenant_id", "=", usage.tenant_id)
    .where("usage_id", "=", usage.id)
    .orderBy("title")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, checked_at: row.checked_at?.toISOString() ?? null }));
}

export async function listSubProcessors(db: TenantDb, usage: Key) {
  return db
    .selectFrom("sub_processor")
    .select(["id", "name", "country", "basis"])
    .where("tenant_id", "=", usage.tenant_id)
    .where("usage_id", "=", usage.id)
    .orderBy("name")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** When the value was last changed and by whom, by field key; `""` for the record itself. Own records only. */
export async function lastChanges(
  db: TenantDb,
  usage: Key,
): Promise<Record<string, { at: string; by: string }>> {
  const { rows } = await sql<{ field: string | null; at: Date; by_name: string }>`
    select distinct on (field) field, at, by_name from change_event
    where tenant_id = ${usage.tenant_id} and object_kind = 'system_usage' and object_id = ${usage.id}
    order by field, id desc`.execute(db);
  return Object.fromEntries(
    rows.map((row) => [row.field ?? "", { at: row.at.toISOString(), by: row.by_name }]),
  );
}

/** Other usages of the same product that the viewer may see, own ones first. */
export async function listSameProduct(
  db: TenantDb,
  tenant: Pick<Tenant, "id">,
  usage: Key & { product: { id: string } },
) {
  const { rows } = await sql<{
    id: string;
    own_name: string;
    lifecycle: string;
    owner_id: string;
    owner_name: string;
    is_own: boolean;
  }>`
    select u.id, u.tenant_id as owner_id, u.own_name, u.lifecycle, o.name as owner_name, u.tenant_id = ${tenant.id} as is_own
    from system_usage u join organisation o on o.id = u.tenant_id
    where u.product_id = ${usage.product.id} and not (u.tenant_id = ${usage.tenant_id} and u.id = ${usage.id})
    order by u.tenant_id = ${tenant.id} desc, o.name, u.own_name, u.id limit 21`.execute(db);
  return { rows: rows.slice(0, 20), isCut: rows.length > 20 };
}

/** Which circles see which field groups of the organisation's records today. */
export async function listOpenShares(db: TenantDb, tenant: Pick<Tenant, "id">) {
  const { rows } = await sql<{ circle: string; cooperation: string; is_everyone: boolean; groups: string[] }>`
    select c.name as circle, co.name as cooperation, c.is_everyone, array_agg(s.field_group order by s.field_group) as groups
    from share s join circle c on c.id = s.circle_id join cooperation co on co.id = c.cooperation_id
    where s.tenant_id = ${tenant.id} and s.object_kind = 'system_usage'
      and s.from_on <= app.today() and (s.to_on is null or s.to_on > app.today())
    group by c.id, c.name, co.name, c.is_everyone order by co.name, c.name, c.id limit 200`.execute(db);
  return rows;
}

export type OpenShare = Awaited<ReturnType<typeof listOpenShares>>[number];
