import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { languageOf } from "../organisations/writers.server.ts";
import { recipientsOn } from "../roles/holding.rules.ts";

const me = sql<string>`app.tenant()`;
/** More than any municipality has; keeps the query bounded. */
const MOST_SYSTEMS = 20_000;

/** Somebody to ask, with the systems to ask about. */
export interface Asked {
  person: { id: string; name: string; email: string | null; locale: Locale };
  systems: { id: string; own_name: string; forPersonId: string | null }[];
}

export interface WhoToAsk {
  asked: Asked[];
  withoutOwner: { id: string; own_name: string }[];
  systems: number;
}

/**
 * Who answers today for the systems of a scope: system owners, and in their place their deputies. Retired systems are left out.
 * @param unitId all systems when null; otherwise those of the unit and the units below it
 */
export async function whoToAsk(
  db: TenantDb,
  { unitId, today }: { unitId: string | null; today: string },
): Promise<WhoToAsk> {
  const systems = await systemsIn(db, unitId);
  const holders = recipientsOn(today, await ownersOn(db, today), await deputiesOn(db, today));
  const names = new Map(systems.map((each) => [each.id, each.own_name]));
  const people = await peopleOf(
    db,
    holders.filter((each) => names.has(each.usageId)).map((each) => each.personId),
  );
  const asked = new Map<string, Asked>();
  const owned = new Set<string>();
  for (const { usageId, personId, forPersonId } of holders) {
    const own_name = names.get(usageId);
    const person = people.get(personId);
    if (own_name === undefined || !person) continue;
    owned.add(usageId);
    const row = asked.get(personId) ?? { person, systems: [] };
    row.systems.push({ id: usageId, own_name, forPersonId });
    asked.set(personId, row);
  }
  return {
    asked: [...asked.values()].sort(
      (a, b) => a.person.name.localeCompare(b.person.name, "sv") || (a.person.id < b.person.id ? -1 : 1),
    ),
    withoutOwner: systems.filter((each) => !owned.has(each.id)),
    systems: systems.length,
  };
}

async function systemsIn(db: TenantDb, unitId: string | null) {
  const { rows } = await sql<{ id: string; own_name: string }>`
    with recursive below as (
      select id from unit where tenant_id = ${me} and id = ${unitId}::uuid
      union select n.id from unit n join below b on n.parent_unit_id = b.id where n.tenant_id = ${me})
    select u.id, u.own_name from system_usage u
    left join system_usage_internal i on i.tenant_id = u.tenant_id and i.usage_id = u.id
    where u.tenant_id = ${me} and u.lifecycle <> 'retired'
      and (${unitId}::uuid is null or i.unit_id in (select id from below))
    order by u.own_name, u.id limit ${MOST_SYSTEMS}`.execute(db);
  return rows;
}

async function ownersOn(db: TenantDb, day: string) {
  const rows = await db
    .selectFrom("role_assignment")
    .select(["usage_id", "role_type", "person_id", "from_on", "to_on"])
    .where("tenant_id", "=", me)
    .where("role_type", "=", "system_owner")
    .where("from_on", "<=", day)
    .where((or) => or.or([or("to_on", "is", null), or("to_on", ">=", day)]))
    .orderBy("from_on")
    .orderBy("id")
    .limit(MOST_SYSTEMS * 2)
    .execute();
  return rows.map((row) => ({
    usageId: row.usage_id,
    roleType: row.role_type,
    personId: row.person_id,
    fromOn: row.from_on,
    toOn: row.to_on,
  }));
}

async function deputiesOn(db: TenantDb, day: string) {
  const rows = await db
    .selectFrom("deputy")
    .select(["person_id", "deputy_person_id", "role_type", "from_on", "to_on"])
    .where("tenant_id", "=", me)
    .where("from_on", "<=", day)
    .where("to_on", ">=", day)
    .orderBy("from_on")
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    deputyPersonId: row.deputy_person_id,
    roleType: row.role_type,
    fromOn: row.from_on,
    toOn: row.to_on,
  }));
}

async function peopleOf(db: TenantDb, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Asked["person"]>();
  const rows = await db
    .selectFrom("person")
    .select(["id", "name", "email", languageOf("person.id").as("locale")])
    .where("tenant_id", "=", me)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether the person is system owner of an own record today, or stands in for one. */
export async function isOwnerOf(db: TenantDb, usageId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ owns: boolean }>`
    select app.is_system_owner(${me}, ${usageId}::uuid, ${personId}::uuid) as owns`.execute(db);
  return rows[0]!.owns;
}
