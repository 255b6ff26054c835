import { sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";
import { type Assignment, type Deputyship, holdersOn } from "./holding.rules.ts";
import { type RecordFacts, type Task, tasksOf } from "./my-systems.rules.ts";
import { listRoleTypeSettings } from "./types.server.ts";

const me = sql<string>`app.tenant()`;
/** Days ahead in which a notice date is something to do. */
const NEAR_DAYS = 90;

/** A role in which somebody acts on a record, for themselves or for somebody else. */
export interface ActingRole {
  code: string;
  sv: string;
  en: string;
  /** Set for a deputy: whom, and the last day. */
  forPerson: { name: string; until: string } | null;
}

/** A record somebody has a part in. */
export interface MySystem {
  id: string;
  own_name: string;
  product: string;
  lifecycle: string;
  roles: ActingRole[];
  tasks: Task[];
  /** Mandatory roles that nobody holds. */
  missing: { code: string; sv: string; en: string }[];
  /** One of the roles carries the right to edit. */
  mayEdit: boolean;
}

interface MyRows {
  assignments: Assignment[];
  deputyships: Deputyship[];
  names: Map<string, string>;
}

async function rowsOf(db: TenantDb, personId: string, today: string): Promise<MyRows> {
  const deputies = await sql<{
    person_id: string;
    name: string;
    role_type: string | null;
    from_on: string;
    to_on: string;
  }>`
    select d.person_id, p.name, d.role_type, d.from_on, d.to_on
    from deputy d join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
    where d.tenant_id = ${me} and d.deputy_person_id = ${personId} and ${today}::date between d.from_on and d.to_on
    order by d.to_on desc, d.id limit 200`.execute(db);
  const people = [personId, ...deputies.rows.map((row) => row.person_id)];
  const roles = await sql<{
    usage_id: string;
    role_type: string;
    person_id: string;
    from_on: string;
    to_on: string | null;
  }>`
    select ra.usage_id, ra.role_type, ra.person_id, ra.from_on, ra.to_on
    from role_assignment ra
    join system_usage u on u.tenant_id = ra.tenant_id and u.id = ra.usage_id and u.lifecycle <> 'retired'
    where ra.tenant_id = ${me} and ra.person_id = any(${people}::uuid[])
      and ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today})
    order by ra.from_on, ra.id limit 5000`.execute(db);
  return {
    assignments: roles.rows.map((row) => ({
      usageId: row.usage_id,
      roleType: row.role_type,
      personId: row.person_id,
      fromOn: row.from_on,
      toOn: row.to_on,
    })),
    deputyships: deputies.rows.map((row) => ({
      personId: row.person_id,
      deputyPersonId: personId,
      roleType: row.role_type,
      fromOn: row.from_on,
      toOn: row.to_on,
    })),
    names: new Map(deputies.rows.map((row) => [row.person_id, row.name])),
  };
}

type UsageRow = RecordFacts & {
  id: string;
  own_name: string;
  product: string;
  missing: string[];
  near: string;
};

async function usagesOf(db: TenantDb, ids: readonly string[], today: string): Promise<UsageRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<UsageRow>`
    select u.id, u.own_name, p.name as product, u.lifecycle, d.taken_into_use_on, d.retired_on, t.notice_on, t.ends_on,
      p.support_ends_on, ${today}::date + ${NEAR_DAYS}::int as near,
      array(select s.role_type from role_type_setting s
        where s.tenant_id = u.tenant_id and s.is_on and s.is_mandatory and not exists (
          select 1 from role_assignment ra where ra.tenant_id = u.tenant_id and ra.usage_id = u.id
            and ra.role_type = s.role_type and ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today}))) as missing
    from system_usage u
    join product p on p.id = u.product_id
    left join system_usage_dates d on d.tenant_id = u.tenant_id and d.usage_id = u.id
    left join system_usage_term t on t.tenant_id = u.tenant_id and t.usage_id = u.id
    where u.tenant_id = ${me} and u.id = any(${[...ids]}::uuid[])
    order by u.own_name, u.id limit 5000`.execute(db);
  return rows;
}

/** The systems the person has a role on today, or stands in for somebody who has, with what needs doing on each. By name. */
export async function listMySystems(db: TenantDb, personId: string, today: string): Promise<MySystem[]> {
  const { assignments, deputyships, names } = await rowsOf(db, personId, today);
  const acting = holdersOn(today, assignments, deputyships).filter((each) => each.personId === personId);
  const types = await listRoleTypeSettings(db);
  const named = (code: string) => {
    const type = types.find((each) => each.code === code);
    return { code, sv: type?.name_sv ?? code, en: type?.name_en ?? code };
  };
  const granting = new Set(types.filter((type) => type.is_on && type.grants_edit).map((type) => type.code));
  const untilOf = (forPersonId: string, roleType: string) =>
    deputyships.find(
      (each) => each.personId === forPersonId && (each.roleType === null || each.roleType === roleType),
    )?.toOn ?? today;
  const usages = await usagesOf(db, [...new Set(acting.map((each) => each.usageId))], today);
  return usages.map((usage) => {
    const roles = acting.filter((each) => each.usageId === usage.id);
    return {
      id: usage.id,
      own_name: usage.own_name,
      product: usage.product,
      lifecycle: usage.lifecycle,
      roles: roles.map((role) => ({
        ...named(role.roleType),
        forPerson: role.forPersonId
          ? { name: names.get(role.forPersonId) ?? "", until: untilOf(role.forPersonId, role.roleType) }
          : null,
      })),
      tasks: tasksOf(usage, today, usage.near),
      missing: usage.missing.map(named),
      mayEdit: roles.some((role) => granting.has(role.roleType)),
    };
  });
}
