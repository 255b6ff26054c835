import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import type { KeyedContracts } from "./finding.rules.ts";
import { unpack } from "./packed.rules.ts";
import type { Grouping } from "./query.rules.ts";
import { dayNumber } from "./radar.rules.ts";
import { canEndBy } from "./windows.rules.ts";

/**
 * The circle's contracts that the reader may see and that can end within the horizon, by key. Sent as one text per key, since a
 * hundred thousand rows of their own would take longer to fetch than to find.
 *
 * @param members organisations of the circle; contracts name them by their place in this list
 * @param horizon last day by which a contract must be able to end
 * @param keys only these keys; all when left out
 */
export async function listKeyedContracts(
  db: TenantDb,
  {
    members,
    by,
    today,
    horizon,
    keys,
  }: { members: readonly string[]; by: Grouping; today: string; horizon: string; keys?: ReadonlySet<string> },
): Promise<KeyedContracts[]> {
  if (members.length === 0 || keys?.size === 0) return [];
  const { rows } = await sql<{ key: string; packed: string }>`
    select key, packed from app.radar_contracts(${members}::uuid[], ${by})`.execute(db);
  const [day, last] = [dayNumber(today), dayNumber(horizon)];
  return rows
    .filter((row) => !keys || keys.has(row.key))
    .map(({ key, packed }) => ({
      key,
      contracts: unpack(packed, members, day).filter((contract) => canEndBy(contract, last)),
    }));
}

const MOST_KEYS = 100_000;

/**
 * Names of keys, as far as the reader may see the product, function or supplier; a CPV code is its own name.
 * @param wanted the keys to name, or words that the name must contain
 */
export async function listKeyNames(
  db: TenantDb,
  by: Grouping,
  wanted: { keys: readonly string[] } | { words: string },
  locale: Locale,
): Promise<Map<string, string>> {
  if (by === "cpv") {
    const { rows } =
      "keys" in wanted
        ? { rows: wanted.keys.map((key) => ({ key, name: key })) }
        : await sql<{ key: string; name: string }>`
            select distinct cpv_code as key, cpv_code as name from contract
            where strpos(cpv_code, ${wanted.words}) > 0 limit ${MOST_KEYS}`.execute(db);
    return new Map(rows.map((row) => [row.key, row.name]));
  }
  const table = { product: sql`product`, function: sql`function`, supplier: sql`supplier` }[by];
  const name = by !== "function" ? sql`x.name` : locale === "en" ? sql`x.name_en` : sql`x.name_sv`;
  const { rows } = await sql<{ key: string; name: string }>`
    select x.id::text as key, ${name} as name from ${table} x
    where ${"keys" in wanted ? sql`x.id = any (${wanted.keys}::uuid[])` : sql`strpos(lower(${name}), ${wanted.words.toLocaleLowerCase("sv")}) > 0`}
    limit ${MOST_KEYS}`.execute(db);
  return new Map(rows.map((row) => [row.key, row.name]));
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
      and coalesce(f.status, 'unknown') not in ('ended', 'superseded') and coalesce(w.packed, '') = ''`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
