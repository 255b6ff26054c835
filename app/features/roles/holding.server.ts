import { sql } from "kysely";
import type { Actor, Tenant, TenantDb } from "#app/server/tenant.server.ts";
import { type Assignment, type Deputyship, holdersOn, recipientsOn } from "./holding.rules.ts";

const me = sql<string>`app.tenant()`;

interface Chosen {
  usageId: string;
  /** Only these types; all when left out. */
  roleTypes?: readonly string[];
}

/** Assignments on one own record that are not over before the day. */
async function assignmentsOn(db: TenantDb, { usageId, roleTypes }: Chosen, day: string) {
  const rows = await db
    .selectFrom("role_assignment")
    .select(["usage_id", "role_type", "person_id", "from_on", "to_on"])
    .where("tenant_id", "=", me)
    .where("usage_id", "=", usageId)
    .where("from_on", "<=", day)
    .where((where) => where.or([where("to_on", "is", null), where("to_on", ">=", day)]))
    .$if(roleTypes !== undefined, (query) => query.where("role_type", "in", roleTypes!))
    .orderBy("from_on")
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map(
    (row): Assignment => ({
      usageId: row.usage_id,
      roleType: row.role_type,
      personId: row.person_id,
      fromOn: row.from_on,
      toOn: row.to_on,
    }),
  );
}

/** Who stands in for any of the people on the day. */
async function deputyshipsFor(db: TenantDb, people: readonly string[], day: string): Promise<Deputyship[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom("deputy")
    .select(["person_id", "deputy_person_id", "role_type", "from_on", "to_on"])
    .where("tenant_id", "=", me)
    .where("person_id", "in", [...new Set(people)])
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

async function grantingTypes(db: TenantDb): Promise<string[]> {
  const rows = await db
    .selectFrom("role_type_setting")
    .select("role_type")
    .where("tenant_id", "=", me)
    .where("is_on", "=", true)
    .where("grants_edit", "=", true)
    .execute();
  return rows.map((row) => row.role_type);
}

/**
 * Whether the person behind the account holds, today or as deputy today, a role on the own record that gives the right to edit
 * it. Read from dates at every request, so the right ends with its last day without anybody doing anything.
 */
export async function holdsGrantingRole(
  db: TenantDb,
  {
    actor,
    tenant,
    usage,
    today,
  }: {
    actor: Pick<Actor, "personId" | "isPreview">;
    tenant: Pick<Tenant, "id">;
    usage: { tenant_id: string; id: string };
    today: string;
  },
): Promise<boolean> {
  if (actor.isPreview || usage.tenant_id !== tenant.id) return false;
  const roleTypes = await grantingTypes(db);
  if (roleTypes.length === 0) return false;
  const assignments = await assignmentsOn(db, { usageId: usage.id, roleTypes }, today);
  const holders = assignments.map((each) => each.personId);
  const deputyships = await deputyshipsFor(db, holders, today);
  return holdersOn(today, assignments, deputyships).some((each) => each.personId === actor.personId);
}

/**
 * The own records that the person may edit today because of a role they hold, or stand in for: `holdsGrantingRole` for all
 * records at once.
 */
export async function usagesGrantedTo(
  db: TenantDb,
  { actor, today }: { actor: Pick<Actor, "personId" | "isPreview">; today: string },
): Promise<string[]> {
  if (actor.isPreview) return [];
  const { rows } = await sql<{ usage_id: string }>`
    select distinct ra.usage_id from role_assignment ra
    join role_type_setting s on s.tenant_id = ra.tenant_id and s.role_type = ra.role_type and s.is_on and s.grants_edit
    where ra.tenant_id = ${me} and ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today})
      and (ra.person_id = ${actor.personId} or ra.person_id in (
        select d.person_id from deputy d where d.tenant_id = ${me} and d.deputy_person_id = ${actor.personId}
          and (d.role_type is null or d.role_type = ra.role_type) and ${today}::date between d.from_on and d.to_on))`.execute(
    db,
  );
  return rows.map((row) => row.usage_id);
}

/** Somebody to write to or to ask, and in whose place. */
export interface Recipient {
  personId: string;
  name: string;
  email: string | null;
  /** Set when the recipient is a deputy: whom they stand in for. */
  forPerson: { id: string; name: string } | null;
}

/**
 * Who is told or asked as holder of the role on one of the tenant's records on the day: the holders, and in the place of those
 * who have a deputy that day the deputy.
 */
export async function recipientsFor(
  db: TenantDb,
  { roleType, usageId, day }: { roleType: string; usageId: string; day: string },
): Promise<Recipient[]> {
  const assignments = await assignmentsOn(db, { usageId, roleTypes: [roleType] }, day);
  const holders = assignments.map((each) => each.personId);
  const deputyships = await deputyshipsFor(db, holders, day);
  const recipients = recipientsOn(day, assignments, deputyships);
  const people = await namesOf(
    db,
    recipients.flatMap((each) => [each.personId, ...(each.forPersonId ? [each.forPersonId] : [])]),
  );
  return recipients.flatMap((each) => {
    const person = people.get(each.personId);
    const absent = each.forPersonId ? people.get(each.forPersonId) : undefined;
    if (!person) return [];
    return [
      {
        personId: person.id,
        name: person.name,
        email: person.email,
        forPerson: absent ? { id: absent.id, name: absent.name } : null,
      },
    ];
  });
}

async function namesOf(db: TenantDb, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; email: string | null }>();
  const rows = await db
    .selectFrom("person")
    .select(["id", "name", "email"])
    .where("tenant_id", "=", me)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A deputy who acts in a role on a record today. */
export interface StandIn {
  role_type: string;
  /** Whom they stand in for. */
  for_person_id: string;
  deputy_name: string;
  to_on: string;
}

/** Deputies of today's holders on one of the tenant's records; for others and in "view as" nothing is there. */
export async function listStandIns(db: TenantDb, usageId: string, today: string): Promise<StandIn[]> {
  const { rows } = await sql<StandIn>`
    select distinct ra.role_type, ra.person_id as for_person_id, p.name as deputy_name, d.to_on
    from role_assignment ra
    join deputy d on d.tenant_id = ra.tenant_id and d.person_id = ra.person_id
      and (d.role_type is null or d.role_type = ra.role_type) and ${today}::date between d.from_on and d.to_on
    join person p on p.tenant_id = d.tenant_id and p.id = d.deputy_person_id
    where ra.tenant_id = ${me} and ra.usage_id = ${usageId}
      and ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today})
    order by p.name, ra.role_type, d.to_on limit 200`.execute(db);
  return rows;
}
