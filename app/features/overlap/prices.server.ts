import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import { type GroupSharing, readGroupSharing } from "./groups.server.ts";
import { ofFunction, placedUsages } from "./placed.server.ts";
import {
  FIGURES_PER_PRODUCT,
  type Figure,
  figureOf,
  type Population,
  type PossibleSaving,
  type PricedUsage,
  possibleSaving,
  type Statistic,
  statisticsOf,
} from "./prices.rules.ts";
import { type OverlapQuery, readOverlapQuery } from "./query.rules.ts";
import { findScope, ownId, type Reading, readableIds, type Scope } from "./scope.server.ts";

/** One product's prices, as far as they are shared. */
export interface ProductPrices {
  product_id: string;
  product_name: string;
  figures: Figure[];
  statistics: Statistic[];
  saving: PossibleSaving | null;
  /** More figures than are listed; then there are no statistics, which would rest on a part. */
  isCut: boolean;
}

/** The comparison of prices as screen and files show it. */
export interface Prices extends Scope {
  query: OverlapQuery;
  products: ProductPrices[];
  total: number;
  sharing: GroupSharing[];
  ownId: string | null;
  today: string;
}

/**
 * Reads the prices that an address asks for: products with a price of at least two organisations. Prices, users and everything
 * derived from them are there only where the owner shares price (and volume) with the reader. Hidden and retired systems take no part.
 */
export async function findPrices(
  door: Reading,
  search: URLSearchParams,
  { limit, offset = 0, via }: { limit: number; offset?: number; via: "overlap" | "export" },
): Promise<Prices> {
  const { db, tenant, today } = door;
  const query = readOverlapQuery(search);
  const scope = await findScope(door, query);
  const tenantIds = readableIds(scope);
  const { rows, total } = await readPrices(db, { tenantIds, query, limit, offset });
  const populations = await readPopulations(db, tenantIds, today);
  const own = ownId(tenant);
  const products = rows.map(({ usages, ...product }) => {
    const figures = usages
      .slice(0, FIGURES_PER_PRODUCT)
      .map((usage) => figureOf(usage, populations.get(usage.tenant_id) ?? null, today));
    const isCut = usages.length > FIGURES_PER_PRODUCT;
    const statistics = isCut ? [] : statisticsOf(figures);
    return {
      ...product,
      figures: ownFirst(figures, scope),
      statistics,
      saving: possibleSaving(figures, statistics, own),
      isCut,
    };
  });
  const owners = new Set(products.flatMap((product) => product.figures.map((figure) => figure.tenant_id)));
  await logAccess(db, tenant, { via, kind: "system_usage", seen: [...owners].map((owner) => ({ owner })) });
  const sharing = await readGroupSharing(door, scope);
  return { ...scope, query, products, total, sharing, ownId: own, today };
}

/** The columns' order: own first, the others by name. No order by price: that would be a rank. */
function ownFirst(figures: readonly Figure[], { columns }: Scope): Figure[] {
  const place = new Map(columns.map((column, index) => [column.id, index]));
  return [...figures].sort(
    (one, other) => (place.get(one.tenant_id) ?? 0) - (place.get(other.tenant_id) ?? 0),
  );
}

interface Row {
  product_id: string;
  product_name: string;
  total: number;
  usages: PricedUsage[];
}

async function readPrices(
  db: TenantDb,
  {
    tenantIds,
    query,
    limit,
    offset,
  }: { tenantIds: string[]; query: OverlapQuery; limit: number; offset: number },
): Promise<{ rows: Omit<Row, "total">[]; total: number }> {
  if (tenantIds.length === 0) return { rows: [], total: 0 };
  const isNarrowed = query.group !== null || query.functionCode !== null;
  const { rows } = await sql<Row>`
    with ${placedUsages({ tenantIds, supplier: query.supplier, product: query.product })},
    priced as materialized (
      select s.tenant_id, s.id, s.own_name, s.product_id, s.product_name, c.yearly_minor, c.currency, c.cost_year
      from shown s
      join system_usage_price c on c.tenant_id = s.tenant_id and c.usage_id = s.id and c.yearly_minor is not null
      where ${
        isNarrowed
          ? sql`(s.tenant_id, s.id) in (select x.tenant_id, x.id from placed x join function f on f.id = x.function_id
              where ${ofFunction(query)})`
          : sql`true`
      }),
    page as (
      select product_id, product_name, count(distinct tenant_id) as organisations, count(*) over () as total
      from priced group by product_id, product_name having count(distinct tenant_id) > 1
      order by organisations desc, product_name, product_id limit ${limit} offset ${offset})
    select page.product_id, page.product_name, page.total,
      (select json_agg(x order by x.tenant_id, x.own_name, x.id) from (
        select p.tenant_id, p.id, p.own_name, p.yearly_minor, p.currency, p.cost_year, v.user_count, v.user_count_on
        from priced p left join system_usage_volume v on v.tenant_id = p.tenant_id and v.usage_id = p.id
        where p.product_id = page.product_id
        order by p.tenant_id, p.own_name, p.id limit ${FIGURES_PER_PRODUCT + 1}) x) as usages
    from page order by page.organisations desc, page.product_name, page.product_id`.execute(db);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** The latest count of inhabitants until today, by organisation (SCB; regions and federations have none). */
export async function readPopulations(
  db: TenantDb,
  tenantIds: readonly string[],
  today: string,
): Promise<Map<string, Population>> {
  const { rows } = await sql<Population & { organisation_id: string }>`
    select distinct on (organisation_id) organisation_id, inhabitants, counted_on, source from population
    where organisation_id = any (${tenantIds}::uuid[]) and counted_on <= ${today}::date
    order by organisation_id, counted_on desc`.execute(db);
  return new Map(rows.map(({ organisation_id, ...population }) => [organisation_id, population]));
}
