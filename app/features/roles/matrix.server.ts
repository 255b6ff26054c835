import { sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";
import { inTreeOrder } from "../organisations/units.rules.ts";
import { listUnits } from "../organisations/units.server.ts";

const me = sql<string>`app.tenant()`;

/** How many of a unit's systems have somebody in the role, and who. */
export interface RoleCell {
  held: number;
  /** Who holds it, those with most systems first. */
  holders: { id: string; name: string; systems: number }[];
}

export interface RoleUnit {
  /** `none` for systems without a unit. */
  id: string;
  name: string | null;
  systems: number;
  /** By role type. */
  cells: Record<string, RoleCell>;
}

/** Unit × role: systems that are not retired, with their holders of the day. Units without systems are left out. */
export async function findRoleMatrix(db: TenantDb, today: string): Promise<RoleUnit[]> {
  const systems = await countSystems(db);
  const cells = await countHeld(db, today);
  const holders = await countHolders(db, today);
  const units = inTreeOrder(await listUnits(db)).map((unit) => ({ id: unit.id, name: unit.name }));
  return [...units, { id: "none", name: null }].flatMap((unit): RoleUnit[] => {
    const count = systems.get(unit.id);
    if (!count) return [];
    const own = cells.filter((cell) => cell.unit === unit.id);
    return [
      {
        ...unit,
        systems: count,
        cells: Object.fromEntries(
          own.map((cell) => [
            cell.role_type,
            {
              held: cell.held,
              holders: holders
                .filter((each) => each.unit === unit.id && each.role_type === cell.role_type)
                .map(({ id, name, systems: n }) => ({ id, name, systems: n })),
            },
          ]),
        ),
      },
    ];
  });
}

const usages = sql`
  select u.tenant_id, u.id, coalesce(i.unit_id::text, 'none') as unit
  from system_usage u left join system_usage_internal i on i.tenant_id = u.tenant_id and i.usage_id = u.id
  where u.tenant_id = ${me} and u.lifecycle <> 'retired'`;

async function countSystems(db: TenantDb) {
  const { rows } = await sql<{ unit: string; n: number }>`
    with u as (${usages}) select unit, count(*)::int as n from u group by unit`.execute(db);
  return new Map(rows.map((row) => [row.unit, row.n]));
}

async function countHeld(db: TenantDb, today: string) {
  const { rows } = await sql<{ unit: string; role_type: string; held: number }>`
    with u as (${usages})
    select u.unit, ra.role_type, count(distinct u.id)::int as held
    from u join role_assignment ra on ra.tenant_id = u.tenant_id and ra.usage_id = u.id
    where ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today})
    group by u.unit, ra.role_type`.execute(db);
  return rows;
}

async function countHolders(db: TenantDb, today: string) {
  const { rows } = await sql<{ unit: string; role_type: string; id: string; name: string; systems: number }>`
    with u as (${usages})
    select u.unit, ra.role_type, p.id, p.name, count(distinct u.id)::int as systems
    from u join role_assignment ra on ra.tenant_id = u.tenant_id and ra.usage_id = u.id
    join person p on p.tenant_id = ra.tenant_id and p.id = ra.person_id
    where ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today})
    group by u.unit, ra.role_type, p.id, p.name
    order by systems desc, p.name, p.id limit 20000`.execute(db);
  return rows;
}
