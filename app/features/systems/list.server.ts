import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Lifecycle } from "#db/schema/values.ts";
import type { Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { type FilterValue, type ListState, NOT_GIVEN } from "../lists/lists.rules.ts";
import { COUNT_LIMIT, containing, countRows, filterCondition } from "../lists/lists.server.ts";
import { type ColumnSql, columnSql, hasFunction, joinsFor, workSql } from "./columns.server.ts";
import type { FieldValue } from "./fields.rules.ts";
import { type Scope, systemColumn, type Work } from "./list.rules.ts";

/** One row of the list. `values` has the shown columns by key; what is not shared is null like what is not given. */
export interface UsageRow {
  tenant_id: string;
  id: string;
  own_name: string;
  lifecycle: Lifecycle;
  is_hidden: boolean;
  product_id: string;
  owner_name: string;
  values: Record<string, FieldValue | readonly string[]>;
  /** Number of all rows found, where it was counted along. */
  total?: number;
}

export interface UsageQuery {
  state: ListState;
  scope: Scope;
  shown: readonly string[];
}

type Looker = Pick<Tenant, "id">;

/** Owners whose records the scope takes in, as an array. */
function owners(scope: Scope, tenant: Looker): RawBuilder<string[]> {
  const shared = sql`select app.shared_with_me('system_usage', 'core')`;
  return scope === "shared"
    ? sql<string[]>`array(${shared})`
    : sql<string[]>`array(select ${tenant.id}::uuid union all ${shared})`;
}

/**
 * Whose records the scope takes in. A bound on the owner lets the indexes work; row-level security still has the last word. A search
 * over several organisations has found its rows already, and a bound would only tempt the planner to read all of them.
 */
function ownersOf({ scope, state }: UsageQuery, tenant: Looker): RawBuilder<SqlBool> {
  if (scope === "own") return sql<SqlBool>`u.tenant_id = ${tenant.id}`;
  if (state.q !== "")
    return scope === "shared" ? sql<SqlBool>`u.tenant_id <> ${tenant.id}` : sql<SqlBool>`true`;
  return sql<SqlBool>`u.tenant_id = any(${owners(scope, tenant)})`;
}

interface Selection {
  from: RawBuilder<unknown>;
  where: RawBuilder<SqlBool>;
  /** At most this many are found at all. */
  isCapped: boolean;
}

/** Tables and conditions for the rows of the list, without the joins that only the shown columns need. */
function selection(query: UsageQuery, tenant: Looker, sorted?: ColumnSql): Selection {
  const { state, scope } = query;
  const needed: ColumnSql[] = sorted ? [sorted] : [];
  const conditions: RawBuilder<SqlBool>[] = [ownersOf(query, tenant)];
  for (const [key, filter] of Object.entries(state.filters)) {
    const { column, condition } = filtered(key, filter);
    if (systemColumn(key)?.isOwnOnly) conditions.push(sql<SqlBool>`u.tenant_id = ${tenant.id}`);
    needed.push(...column);
    conditions.push(condition);
  }
  const isWideSearch = state.q !== "" && scope !== "own";
  if (state.q !== "" && !isWideSearch) {
    needed.push(columnSql("product"));
    conditions.push(ownSearch(state.q));
  }
  const base = isWideSearch
    ? sql`app.search_usages(${state.q}, ${COUNT_LIMIT + 1}) u` // whole rows, after the sharing rule
    : sql`system_usage u`;
  return {
    from: sql`${base} ${joinsFor(needed)}`,
    where: sql<SqlBool>`${sql.join(conditions, sql` and `)}`,
    isCapped: scope !== "own",
  };
}

function filtered(key: string, filter: FilterValue): { column: ColumnSql[]; condition: RawBuilder<SqlBool> } {
  if (key === "work" && filter.kind === "choice") {
    const kinds = filter.values.filter((value) => value !== NOT_GIVEN).map((value) => workSql(value as Work));
    if (kinds.length === 0) return { column: [], condition: sql<SqlBool>`false` };
    return {
      column: kinds,
      condition: sql<SqlBool>`(${sql.join(
        kinds.map((kind) => kind.value),
        sql` or `,
      )})`,
    };
  }
  if (key === "functions" && filter.kind === "id") {
    const ids = filter.values.filter((value) => value !== NOT_GIVEN);
    const without = sql<SqlBool>`cardinality(${columnSql("functions").value}) = 0`;
    if (ids.length === 0) return { column: [], condition: without };
    const some = hasFunction(ids);
    return {
      column: [],
      condition: filter.values.includes(NOT_GIVEN) ? sql<SqlBool>`(${some} or ${without})` : some,
    };
  }
  const column = columnSql(key);
  return {
    column: [column],
    condition: filterCondition(column.filter ?? column.value, filter) as RawBuilder<SqlBool>,
  };
}

/**
 * Own records by own name, own id, product and its other names, supplier. The catalogue's names are searched by index first; its
 * functions only give ids, and the product itself is read under row-level security.
 */
function ownSearch(words: string): RawBuilder<SqlBool> {
  const pattern = containing(words.toLowerCase());
  const name = normaliseName(words);
  const named = sql`u.product_id in (select app.products_named_like(${name}))
    or p.supplier_id in (select app.suppliers_named_like(${name}))`;
  return sql<SqlBool>`(lower(u.own_name) like ${pattern}
    or (u.tenant_id, u.id) in (select op.tenant_id, op.usage_id from system_usage_operation op
      where op.tenant_id = app.tenant() and lower(op.own_id) like ${pattern})
    ${name === "" ? sql`` : sql`or ${named}`})`;
}

function order(state: ListState): { sorted: ColumnSql; by: RawBuilder<unknown> } {
  const sorted = columnSql(state.sort.key);
  const direction = state.sort.isDescending ? sql`desc` : sql`asc`;
  const nulls = sorted.isNeverNull ? sql`` : sql`nulls last`;
  const by = sql`${sorted.sort ?? sorted.value} ${direction} ${nulls}, u.id ${direction}`;
  return { sorted, by };
}

/** One page of the list and how many rows there are in all. */
export interface UsageList {
  rows: UsageRow[];
  total: number;
  isCut: boolean;
}

/** One page of the list with its count, in one reading where the rows must all be found anyway. */
export async function loadUsages(db: TenantDb, query: UsageQuery, tenant: Looker): Promise<UsageList> {
  if (query.scope !== "own" && query.state.q !== "") {
    const rows = await readRows(db, countedKeys(query, tenant), query.shown);
    const total = rows[0]?.total;
    if (total !== undefined) return { rows, total: Math.min(total, COUNT_LIMIT), isCut: total > COUNT_LIMIT };
  }
  const rows = await listUsages(db, query, tenant);
  return { rows, ...(await countUsages(db, query, tenant)) };
}

/** One page of the list. */
export async function listUsages(db: TenantDb, query: UsageQuery, tenant: Looker): Promise<UsageRow[]> {
  const { state } = query;
  const ordered = isMergeable(query) ? mergedKeys(query, tenant) : orderedKeys(query, tenant);
  const keys = sql`select u.tenant_id, u.id, row_number() over () as place, null::bigint as total from (
    ${ordered} limit ${state.pageSize} offset ${(state.page - 1) * state.pageSize}) u`;
  return readRows(db, keys, query.shown);
}

function orderedKeys(query: UsageQuery, tenant: Looker): RawBuilder<unknown> {
  const { sorted, by } = order(query.state);
  const { from, where } = selection(query, tenant, sorted);
  return sql`select u.tenant_id, u.id from ${from} where ${where} order by ${by}`;
}

/** Keys of one page, each with the number of all rows found. */
function countedKeys(query: UsageQuery, tenant: Looker): RawBuilder<unknown> {
  const { state } = query;
  const { sorted, by } = order(state);
  const { from, where } = selection(query, tenant, sorted);
  return sql`select u.tenant_id, u.id, row_number() over () as place, u.total from (
    select u.tenant_id, u.id, count(*) over () as total from ${from} where ${where}
    order by ${by} limit ${state.pageSize} offset ${(state.page - 1) * state.pageSize}) u`;
}

const INDEXED = new Set(["own_name", "updated_at"]);
const CORE_FILTERS = new Set(["lifecycle", "owner"]);
/** Beyond this page the owners' first rows are as many as all rows. */
const LAST_MERGED_PAGE = 20;

/** Whether each owner's index gives its first rows in the wanted order, so that not all rows of all owners must be sorted. */
function isMergeable({ scope, state }: UsageQuery): boolean {
  return (
    scope !== "own" &&
    state.q === "" &&
    state.page <= LAST_MERGED_PAGE &&
    INDEXED.has(state.sort.key) &&
    Object.keys(state.filters).every((key) => CORE_FILTERS.has(key))
  );
}

/** The first rows of every owner, merged. */
function mergedKeys(query: UsageQuery, tenant: Looker): RawBuilder<unknown> {
  const { state, scope } = query;
  const { sorted, by } = order(state);
  const { from, where } = selection({ ...query, scope: "all" }, tenant, sorted);
  return sql`select u.tenant_id, u.id from unnest(${owners(scope, tenant)}) as own (er) cross join lateral (
    select u.tenant_id, u.id, ${sorted.value} as ${sql.ref(state.sort.key)} from ${from}
    where u.tenant_id = own.er and ${where} order by ${by} limit ${state.page * state.pageSize}) u order by ${by}`;
}

/** How many rows the list has: exactly for own records, up to `COUNT_LIMIT` where several organisations are searched. */
export async function countUsages(
  db: TenantDb,
  query: UsageQuery,
  tenant: Looker,
): Promise<{ total: number; isCut: boolean }> {
  const { from, where, isCapped } = selection(query, tenant);
  return countRows(db, sql`select 1 from ${from} where ${where}`, isCapped ? COUNT_LIMIT : undefined);
}

/** Reads the shown columns of the rows whose keys a query gives, in its order. */
async function readRows(
  db: TenantDb,
  keys: RawBuilder<unknown>,
  shown: readonly string[],
): Promise<UsageRow[]> {
  const columns = shown.filter((key) => key !== "own_name").map((key) => ({ key, ...columnSql(key) }));
  const needed: ColumnSql[] = [...columns, columnSql("owner")];
  const selects = columns.map(({ key, value }) => sql`, ${value} as ${sql.id(`v_${key}`)}`);
  const { rows } = await sql<Record<string, never>>`
    select u.tenant_id, u.id, u.own_name, u.lifecycle, u.is_hidden, u.product_id, o.name as owner_name, k.total
      ${sql.join(selects, sql``)}
    from (${keys}) k join system_usage u on u.tenant_id = k.tenant_id and u.id = k.id
    ${joinsFor(needed)}
    order by k.place`.execute(db);
  return rows.map((row) => toRow(row, columns));
}

function toRow(row: Record<string, unknown>, columns: readonly { key: string }[]): UsageRow {
  const { tenant_id, id, own_name, lifecycle, is_hidden, product_id, owner_name } =
    row as unknown as UsageRow;
  const values: UsageRow["values"] = { own_name };
  for (const { key } of columns) {
    const value = row[`v_${key}`];
    values[key] = value instanceof Date ? value.toISOString() : ((value ?? null) as FieldValue);
  }
  const total = row.total === null ? {} : { total: row.total as number };
  return { tenant_id, id, own_name, lifecycle, is_hidden, product_id, owner_name, values, ...total };
}

/** Keys of the rows that the list holds, in its order, at most `most`. */
export async function listUsageKeys(
  db: TenantDb,
  query: UsageQuery,
  { tenant, most }: { tenant: Looker; most: number },
): Promise<{ tenant_id: string; id: string }[]> {
  const { rows } = await sql<{ tenant_id: string; id: string }>`
    ${orderedKeys(query, tenant)} limit ${most}`.execute(db);
  return rows;
}

const PORTION = 1000;

/**
 * All rows of the list in portions, at most `most`: the keys first in one go, then the values portion by portion, so that neither
 * the database nor this process holds everything at once.
 */
export async function exportUsages(
  db: TenantDb,
  query: UsageQuery,
  { tenant, most }: { tenant: Looker; most: number },
): Promise<{ keys: number; owners: string[]; isCut: boolean; portions: AsyncIterable<UsageRow[]> }> {
  const rows = await listUsageKeys(db, query, { tenant, most: most + 1 });
  const isCut =
    rows.length > most || (query.state.q !== "" && query.scope !== "own" && rows.length > COUNT_LIMIT);
  const kept = rows.slice(0, most);
  async function* portions() {
    for (let at = 0; at < kept.length; at += PORTION) {
      const some = kept.slice(at, at + PORTION);
      const keys = sql`select *, null::bigint as total from unnest(${some.map((row) => row.tenant_id)}::uuid[],
        ${some.map((row) => row.id)}::uuid[]) with ordinality as x (tenant_id, id, place)`;
      yield await readRows(db, keys, query.shown);
    }
  }
  return {
    keys: kept.length,
    owners: [...new Set(kept.map((row) => row.tenant_id))],
    isCut,
    portions: portions(),
  };
}
