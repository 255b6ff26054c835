import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { CatalogueState } from "#db/schema/values.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import type { ListState } from "../lists/lists.rules.ts";
import { countRows, filterCondition } from "../lists/lists.server.ts";

/** One row of the supplier list. */
export interface SupplierRow {
  id: string;
  name: string;
  organisation_number: string | null;
  website: string | null;
  country: string | null;
  state: CatalogueState;
  /** Products of the catalogue that the reader may see. */
  products: number;
}

const sortable: Record<string, RawBuilder<unknown>> = {
  name: sql`s.name`,
  organisation_number: sql`s.organisation_number`,
  country: sql`s.country`,
  state: sql`s.state`,
};

/** How many suppliers the list state asks for. */
export function countSuppliers(db: TenantDb, state: ListState) {
  return countRows(db, sql`select 1 from supplier s where ${conditions(state)}`);
}

/** One page of the catalogue's suppliers; merged ones never, withdrawn ones only when asked for. */
export async function listSuppliers(db: TenantDb, state: ListState) {
  const count = await countSuppliers(db, state);
  const rows = await readPage(db, state, state.pageSize, (state.page - 1) * state.pageSize);
  return { rows, ...count };
}

/** All rows of the listing in portions, for an export; at most `most`. */
export async function* exportSuppliers(db: TenantDb, state: ListState, most: number) {
  const portion = 2000;
  for (let offset = 0; offset < most; offset += portion) {
    const rows = await readPage(db, state, Math.min(portion, most - offset), offset);
    yield rows;
    if (rows.length < portion) return;
  }
}

async function readPage(
  db: TenantDb,
  state: ListState,
  limit: number,
  offset: number,
): Promise<SupplierRow[]> {
  const by = sortable[state.sort.key] ?? sortable.name!;
  const order = state.sort.isDescending
    ? sql`${by} desc nulls last, s.name desc, s.id desc`
    : sql`${by} asc nulls last, s.name, s.id`;
  const { rows } = await sql<SupplierRow>`
    select page.*, (select count(*) from product p
      where (p.supplier_id = page.id or p.rights_holder_id = page.id) and p.state in ('concept', 'approved')) as products
    from (select s.id, s.name, s.organisation_number, s.website, s.country, s.state,
        row_number() over (order by ${order}) as place
      from supplier s where ${conditions(state)} order by ${order} limit ${limit} offset ${offset}) page
    order by page.place`.execute(db);
  return rows;
}

function conditions(state: ListState): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = [
    state.filters.state
      ? sql<SqlBool>`s.state <> 'merged'`
      : sql<SqlBool>`s.state in ('concept', 'approved')`,
  ];
  if (state.q) parts.push(searched(state.q));
  for (const [key, filter] of Object.entries(state.filters)) {
    const column = sortable[key];
    if (column) parts.push(filterCondition(column, filter));
  }
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

function searched(q: string): Expression<SqlBool> {
  const digits = q.replace(/[\s-]/g, "");
  if (/^\d{4,10}$/.test(digits)) return sql<SqlBool>`s.organisation_number like ${`${digits}%`}`;
  const words = normaliseName(q);
  return words === ""
    ? sql<SqlBool>`false`
    : sql<SqlBool>`s.id = any (array(select app.suppliers_named_like(${words})))`;
}
