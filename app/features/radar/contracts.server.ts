import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import type { KeyedContracts } from "./finding.rules.ts";
import type { Grouping } from "./query.rules.ts";
import { dayNumber } from "./radar.rules.ts";
import { asSeen, canEndBy, type RadarContract } from "./windows.rules.ts";

interface Row {
  key: string;
  name: string;
  packed: string;
}

/**
 * The circle's contracts that the reader may see and that can end within the horizon, by key. Row-level security decides which
 * there are; each is packed into a text, since a hundred thousand rows of their own would take longer to fetch than to find.
 *
 * @param members organisations of the circle, in the order that stands for them
 * @param horizon last day by which a contract must be able to end
 */
export async function listKeyedContracts(
  db: TenantDb,
  {
    members,
    by,
    today,
    horizon,
    locale,
  }: { members: readonly string[]; by: Grouping; today: string; horizon: string; locale: Locale },
): Promise<KeyedContracts[]> {
  if (members.length === 0) return [];
  const { rows } = await sql<Row>`
    with seen as materialized (
      select c.tenant_id, c.id, c.supplier_id, c.product_id, c.cpv_code,
        concat_ws('|', c.id, array_position(${members}::uuid[], c.tenant_id), w.is_unlimited,
          coalesce(w.free_end_days::text, ''), array_to_string(w.ends, ','), array_to_string(w.due, ',')) as packed
      from contract_window w
      join contract c on c.tenant_id = w.tenant_id and c.id = w.contract_id
      where w.tenant_id = any (${members}::uuid[]) and c.closed_on is null and c.direction = 'bought'),
    ${keyed(by, locale)}
    select key, max(name) as name, string_agg(packed, ';' order by packed) as packed
    from keyed group by key`.execute(db);
  const [day, last] = [dayNumber(today), dayNumber(horizon)];
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    contracts: row.packed
      .split(";")
      .map((packed) => unpacked(packed, members, day))
      .filter((contract): contract is RadarContract => contract !== null && canEndBy(contract, last)),
  }));
}

/** Each seen contract under every key it has. */
function keyed(by: Grouping, locale: Locale): RawBuilder<unknown> {
  const products = sql`
    products as (
      select s.id, s.packed, s.product_id from seen s where s.product_id is not null
      union
      select s.id, s.packed, u.product_id from seen s
      join contract_usage l on l.contract_id = s.id
      join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
      where u.lifecycle <> 'retired')`;
  switch (by) {
    case "product":
      return sql`${products}, keyed as (
        select x.product_id::text as key, p.name, x.packed from products x join product p on p.id = x.product_id)`;
    case "function":
      return sql`${products}, keyed as (
        select distinct f.id::text as key, ${locale === "en" ? sql`f.name_en` : sql`f.name_sv`} as name, x.packed
        from products x join product_function pf on pf.product_id = x.product_id join function f on f.id = pf.function_id)`;
    case "supplier":
      return sql`keyed as (
        select p.id::text as key, p.name, s.packed from seen s join supplier p on p.id = s.supplier_id)`;
    case "cpv":
      return sql`keyed as (
        select s.cpv_code as key, s.cpv_code as name, s.packed from seen s where s.cpv_code is not null)`;
  }
}

function unpacked(packed: string, members: readonly string[], day: number): RadarContract | null {
  const [contractId, position, unlimited, free, ends, due] = packed.split("|") as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return asSeen(
    {
      contractId,
      organisationId: members[Number(position) - 1]!,
      isUnlimited: unlimited === "t",
      ends: numbers(ends),
      due: numbers(due),
      freeDays: free === "" ? null : Number(free),
    },
    day,
  );
}

function numbers(list: string): number[] {
  return list === "" ? [] : list.split(",").map(Number);
}

/** Organisations counted anonymously, by key. Whole circle, whatever is selected. */
export async function listCounted(
  db: TenantDb,
  circleId: string,
  by: Grouping,
): Promise<Map<string, { year: number; quarter: number; organisations: number }[]>> {
  const { rows } = await sql<{ key: string; year: number; quarter: number; organisations: number }>`
    select key, year, quarter, organisations from app.radar_counted(${circleId}, ${by})`.execute(db);
  const byKey = new Map<string, { year: number; quarter: number; organisations: number }[]>();
  for (const { key, ...count } of rows) byKey.set(key, [...(byKey.get(key) ?? []), count]);
  return byKey;
}

/** Own contracts in force whose ends cannot be worked out for want of terms. */
export async function countUnplaced(db: TenantDb, today: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contract c
    left join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
      and f.valid_from <= ${today} and f.valid_to >= ${today}
    left join contract_window w on w.tenant_id = c.tenant_id and w.contract_id = c.id
    where c.tenant_id = app.own_tenant() and c.closed_on is null and c.direction = 'bought'
      and coalesce(f.status, 'unknown') not in ('ended', 'superseded')
      and coalesce(cardinality(w.ends), 0) = 0 and w.free_end_days is null`.execute(db);
  return rows[0]?.count ?? 0;
}
