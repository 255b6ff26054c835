import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { type GroupSharing, readGroupSharing } from "../overlap/groups.server.ts";
import { readPopulations } from "../overlap/prices.server.ts";
import { readOverlapQuery } from "../overlap/query.rules.ts";
import { findScope, ownId, type Reading, type Scope } from "../overlap/scope.server.ts";
import { readCosts } from "./costs.server.ts";
import { readStated } from "./figures.server.ts";
import {
  type CostItem,
  costsOf,
  type Divisors,
  type OrganisationRow,
  type ProductCosts,
  productsOf,
  rowOf,
  type Statistic,
  statisticsOf,
  unplacedOf,
} from "./it-costs.rules.ts";
import { type ItCostsQuery, readItCostsQuery } from "./query.rules.ts";

/** The comparison as screen and files show it. */
export interface ItCosts extends Scope {
  query: ItCostsQuery;
  /** The reader's organisation first, then those that share price, by name. No order by cost: that would be a rank. */
  rows: OrganisationRow[];
  statistics: Statistic[];
  sharing: GroupSharing[];
  ownId: string | null;
  today: string;
}

/** The comparison product by product. */
export interface ProductComparison extends Omit<ItCosts, "statistics"> {
  products: ProductCosts[];
  total: number;
  /** What belongs to several products or none. */
  unplaced: ReturnType<typeof unplacedOf>;
}

type Via = "overlap" | "export";

/** Products on one page. */
export const PRODUCTS_PER_PAGE = 10;

/** Reads the comparison that an address asks for, and notes in the owners' access history that their costs were seen. */
export async function findItCosts(door: Reading, search: URLSearchParams, via: Via): Promise<ItCosts> {
  const { items: _items, ...read } = await readComparison(door, search, via);
  return { ...read, statistics: statisticsOf(read.rows) };
}

/** Reads the comparison by product. @param limit products at most, those before `offset` left out */
export async function findProductCosts(
  door: Reading,
  search: URLSearchParams,
  { via, limit, offset = 0 }: { via: Via; limit: number; offset?: number },
): Promise<ProductComparison> {
  const { items, ...read } = await readComparison(door, search, via);
  const order = read.rows.map((row) => row.tenant_id);
  const divisors = new Map<string, Divisors>(read.rows.map((row) => [row.tenant_id, row]));
  const words = normaliseName(read.query.product);
  const products = productsOf(items, divisors, order).filter(
    (product) => read.query.product === "" || (words !== "" && normaliseName(product.name).includes(words)),
  );
  return {
    ...read,
    products: products.slice(offset, offset + limit),
    total: products.length,
    unplaced: unplacedOf(items, order),
  };
}

async function readComparison(door: Reading, search: URLSearchParams, via: Via) {
  const { db, tenant, today } = door;
  const query = readItCostsQuery(search);
  const scope = await findScope(door, readOverlapQuery(search));
  const priced = await listPriced(db);
  const order = scope.columns
    .filter(({ id, state }) => state === "own" || priced.has(id))
    .map(({ id }) => id);
  const { items, seen } = await readCosts(db, order, today);
  const divisors = await readDivisors(db, order, today);
  const rows = order.map((id) => rowOf(costsOf(id, items, seen.get(id)!), divisors.get(id)!));
  await noteAccess(door, items, via);
  return {
    ...scope,
    query,
    rows,
    items,
    sharing: await readGroupSharing(door, scope),
    ownId: ownId(tenant),
    today,
  };
}

/** Organisations that share price with the tenant today. */
async function listPriced(db: TenantDb): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select app.shared_with_me('system_usage', 'price') as id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

async function readDivisors(
  db: TenantDb,
  tenantIds: readonly string[],
  today: string,
): Promise<Map<string, Divisors>> {
  const populations = await readPopulations(db, tenantIds, today);
  const stated = await readStated(db, tenantIds, Number(today.slice(0, 4)));
  return new Map(
    tenantIds.map((id) => [
      id,
      {
        population: populations.get(id) ?? null,
        employees: stated.get(id)?.employees ?? null,
        users: stated.get(id)?.users ?? null,
      },
    ]),
  );
}

/** Both kinds of records that the figures come from. */
async function noteAccess({ db, tenant }: Reading, items: readonly CostItem[], via: Via): Promise<void> {
  for (const [from, kind] of [
    ["contract", "contract"],
    ["stated", "system_usage"],
  ] as const) {
    const owners = new Set(items.filter((item) => item.from === from).map((item) => item.tenant_id));
    await logAccess(db, tenant, { via, kind, seen: [...owners].map((owner) => ({ owner })) });
  }
}
