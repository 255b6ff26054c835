import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";
import type { RoleSystemsQuery } from "./role-systems.rules.ts";

const me = sql<string>`app.tenant()`;

/** One system and one role: who holds it today, or nobody. */
export interface RoleSystem {
  usage_id: string;
  own_name: string;
  unit: string | null;
  role_type: string;
  role_sv: string;
  role_en: string;
  is_mandatory: boolean;
  holders: { id: string; name: string; from_on: string; to_on: string | null; deputies: string[] }[];
}

const onDay = (today: string) =>
  sql`ra.from_on <= ${today}::date and (ra.to_on is null or ra.to_on >= ${today}::date)`;

function shown(query: RoleSystemsQuery, today: string): RawBuilder<unknown> {
  const held = sql`exists (select 1 from role_assignment ra where ra.tenant_id = u.tenant_id and ra.usage_id = u.id
    and ra.role_type = t.code and ${onDay(today)})`;
  const states = {
    // without a chosen role only what somebody has called mandatory is missing
    missing: query.role ? sql`not ${held}` : sql`coalesce(s.is_mandatory, false) and not ${held}`,
    held,
    all: query.role ? sql`true` : sql`(coalesce(s.is_mandatory, false) or ${held})`,
  };
  const units =
    query.unit === null
      ? sql`true`
      : query.unit === "none"
        ? sql`i.unit_id is null`
        : sql`i.unit_id = ${query.unit}`;
  return sql`
    from system_usage u
    left join system_usage_internal i on i.tenant_id = u.tenant_id and i.usage_id = u.id
    left join unit un on un.tenant_id = i.tenant_id and un.id = i.unit_id
    cross join role_type t
    left join role_type_setting s on s.tenant_id = u.tenant_id and s.role_type = t.code
    where u.tenant_id = ${me} and u.lifecycle <> 'retired' and coalesce(s.is_on, true)
      and ${query.role ? sql`t.code = ${query.role}` : sql`true`} and ${units} and ${states[query.show]}`;
}

/** Systems by role as the query asks, by name and role. */
export async function listRoleSystems(
  db: TenantDb,
  query: RoleSystemsQuery,
  { today, limit, offset = 0 }: { today: string; limit: number; offset?: number },
): Promise<RoleSystem[]> {
  const { rows } = await sql<RoleSystem>`
    select u.id as usage_id, u.own_name, un.name as unit, t.code as role_type, t.name_sv as role_sv, t.name_en as role_en,
      coalesce(s.is_mandatory, false) as is_mandatory,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'from_on', ra.from_on, 'to_on', ra.to_on,
          'deputies', (select coalesce(jsonb_agg(distinct q.name), '[]') from deputy d
            join person q on q.tenant_id = d.tenant_id and q.id = d.deputy_person_id
            where d.tenant_id = ra.tenant_id and d.person_id = ra.person_id
              and (d.role_type is null or d.role_type = ra.role_type) and ${today}::date between d.from_on and d.to_on))
          order by p.name, ra.from_on)
        from role_assignment ra join person p on p.tenant_id = ra.tenant_id and p.id = ra.person_id
        where ra.tenant_id = u.tenant_id and ra.usage_id = u.id and ra.role_type = t.code and ${onDay(today)}), '[]') as holders
    ${shown(query, today)}
    order by u.own_name, t.position, u.id, t.code limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

export async function countRoleSystems(
  db: TenantDb,
  query: RoleSystemsQuery,
  today: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${shown(query, today)}`.execute(db);
  return rows[0]?.n ?? 0;
}
