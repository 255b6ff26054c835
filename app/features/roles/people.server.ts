import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/tenant.server.ts";

const me = sql<string>`app.tenant()`;

/** One of the tenant's people. @throws NotFound */
export async function findHolder(db: TenantDb, id: string) {
  const person = await db
    .selectFrom("person")
    .select(["id", "name", "title"])
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!person) throw new NotFound();
  return person;
}

/** The tenant's people to choose from, by name. */
export async function listPeopleToChoose(db: TenantDb) {
  return db
    .selectFrom("person")
    .select(["id", "name", "title"])
    .where("tenant_id", "=", me)
    .orderBy("name")
    .orderBy("id")
    .limit(5000)
    .execute();
}

/** A role that a person holds, has held or will hold. */
export interface HeldRole {
  id: string;
  usage_id: string;
  own_name: string;
  lifecycle: string;
  role_type: string;
  role_sv: string;
  role_en: string;
  from_on: string;
  to_on: string | null;
}

/** The person's roles: those that are not over by system and role, then those that are, latest first. At most 1,000. */
export async function listRolesOf(db: TenantDb, personId: string, today: string): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select ra.id, ra.usage_id, u.own_name, u.lifecycle, ra.role_type, t.name_sv as role_sv, t.name_en as role_en,
      ra.from_on, ra.to_on
    from role_assignment ra
    join system_usage u on u.tenant_id = ra.tenant_id and u.id = ra.usage_id
    join role_type t on t.code = ra.role_type
    where ra.tenant_id = ${me} and ra.person_id = ${personId}
    order by coalesce(ra.to_on < ${today}, false), case when ra.to_on < ${today} then ra.to_on end desc,
      u.own_name, t.position, ra.from_on, ra.id
    limit 1000`.execute(db);
  return rows;
}
