import { sql } from "kysely";
import type { Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";

/** Organisations that share systems with the tenant, and itself where `withOwn`. */
export async function listOwnerChoices(db: TenantDb, tenant: Pick<Tenant, "id">, withOwn: boolean) {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o
    where o.id = any(array(select app.shared_with_me('system_usage', 'core')))
      and (app.preview_owner() is null or o.id = app.preview_owner())
      or (${withOwn} and o.id = ${tenant.id}) order by o.name, o.id limit 1000`.execute(db);
  return rows;
}

/** Units of the organisation. */
export async function listUnitChoices(db: TenantDb, tenant: Pick<Tenant, "id">) {
  return db
    .selectFrom("unit")
    .select(["id", "name"])
    .where("tenant_id", "=", tenant.id)
    .orderBy("name")
    .orderBy("id")
    .limit(2000)
    .execute();
}

/** People of the organisation. */
export async function listPersonChoices(db: TenantDb, tenant: Pick<Tenant, "id">) {
  return db
    .selectFrom("person")
    .select(["id", "name", "title"])
    .where("tenant_id", "=", tenant.id)
    .orderBy("name")
    .orderBy("id")
    .limit(5000)
    .execute();
}

/** All shared role types, whether the organisation uses them or not. */
export async function listRoleTypes(db: TenantDb) {
  return db
    .selectFrom("role_type")
    .select(["code", "name_sv", "name_en", "answers_for_sv", "answers_for_en"])
    .orderBy("position")
    .orderBy("code")
    .limit(200)
    .execute();
}

/** Organisations that can host: everybody but suppliers. */
export async function listHostChoices(db: TenantDb) {
  return db
    .selectFrom("organisation")
    .select(["id", "name", "kind"])
    .where("kind", "!=", "supplier")
    .orderBy("kind")
    .orderBy("name")
    .orderBy("id")
    .limit(2000)
    .execute();
}
