import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { CatalogueState, CodeBasis, ProductKind } from "#db/schema/values.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import type { FilterValue, ListState } from "../lists/lists.rules.ts";
import { countRows, filterCondition } from "../lists/lists.server.ts";

/** One row of the product list. */
export interface ProductRow {
  id: string;
  name: string;
  state: CatalogueState;
  kind: ProductKind;
  supplier_id: string | null;
  supplier: string | null;
  rights_holder: string | null;
  parent: string | null;
  code_basis: CodeBasis | null;
  sale_ends_on: string | null;
  support_ends_on: string | null;
  life_ends_on: string | null;
  functions: { code: string; name_sv: string; name_en: string }[];
  /** Organisations whose usage the reader may see, own one included; null where usages are not shown. */
  organisations: number | null;
  /** The reader's organisation uses it; null where usages are not shown. */
  own: boolean | null;
}

export interface ProductListing {
  rows: ProductRow[];
  total: number;
  isCut: boolean;
}

const sortable: Record<string, RawBuilder<unknown>> = {
  name: sql`p.name`,
  supplier: sql`s.name`,
  kind: sql`p.kind`,
  code_basis: sql`p.code_basis`,
  state: sql`p.state`,
  support_ends_on: sql`p.support_ends_on`,
  sale_ends_on: sql`p.sale_ends_on`,
  life_ends_on: sql`p.life_ends_on`,
};

const joined = sql`product p left join supplier s on s.id = p.supplier_id`;

/** How many products the list state asks for. */
export function countProducts(db: TenantDb, state: ListState, ofTenant: string | null) {
  return countRows(db, sql`select 1 from ${joined} where ${conditions(state, ofTenant)}`);
}

/**
 * One page of the catalogue's products as the list state asks for them; merged ones never, withdrawn ones only when asked for.
 *
 * @param ofTenant whose usages count as "own"; null leaves usages out altogether (suppliers)
 */
export async function listProducts(
  db: TenantDb,
  state: ListState,
  ofTenant: string | null,
): Promise<ProductListing> {
  const { total, isCut } = await countProducts(db, state, ofTenant);
  const rows = await readPage(db, {
    source: sql`${joined} where ${conditions(state, ofTenant)}`,
    order: order(state.sort),
    limit: state.pageSize,
    offset: (state.page - 1) * state.pageSize,
    ofTenant,
  });
  return { rows, total, isCut };
}

/** All rows of the listing in portions, for an export; at most `most`. */
export async function* exportProducts(
  db: TenantDb,
  state: ListState,
  ofTenant: string | null,
  most: number,
): AsyncGenerator<ProductRow[]> {
  const portion = 2000;
  for (let offset = 0; offset < most; offset += portion) {
    const rows = await readPage(db, {
      source: sql`${joined} where ${conditions(state, ofTenant)}`,
      order: order(state.sort),
      limit: Math.min(portion, most - offset),
      offset,
      ofTenant,
    });
    yield rows;
    if (rows.length < portion) return;
  }
}

async function readPage(
  db: TenantDb,
  page: {
    source: RawBuilder<unknown>;
    order: RawBuilder<unknown>;
    limit: number;
    offset: number;
    ofTenant: string | null;
  },
): Promise<ProductRow[]> {
  // The page is cut out first; what belongs to a product is read for the rows of the page only.
  const usages = page.ofTenant
    ? sql`(select count(distinct u.tenant_id) from system_usage u where u.product_id = p.id and u.lifecycle <> 'retired')`
    : sql`null::bigint`;
  const own = page.ofTenant
    ? sql`exists (select 1 from system_usage u where u.product_id = p.id and u.tenant_id = ${page.ofTenant} and u.lifecycle <> 'retired')`
    : sql`null::boolean`;
  const { rows } = await sql<ProductRow>`
    with page as materialized (
      select p.id, s.name as supplier, row_number() over (order by ${page.order}) as place
      from ${page.source} order by ${page.order} limit ${page.limit} offset ${page.offset})
    select p.id, p.name, p.state, p.kind, p.supplier_id, page.supplier, r.name as rights_holder, w.name as parent,
      p.code_basis, p.sale_ends_on, p.support_ends_on, p.life_ends_on,
      coalesce((select json_agg(json_build_object('code', f.code, 'name_sv', f.name_sv, 'name_en', f.name_en)
          order by f.position)
        from product_function pf join function f on f.id = pf.function_id where pf.product_id = p.id), '[]') as functions,
      ${usages} as organisations, ${own} as own
    from page join product p on p.id = page.id
    left join supplier r on r.id = p.rights_holder_id
    left join product w on w.id = p.parent_product_id
    order by page.place`.execute(db);
  return rows;
}

function order({ key, isDescending }: ListState["sort"]): RawBuilder<unknown> {
  const by = sortable[key] ?? sortable.name!;
  return isDescending
    ? sql`${by} desc nulls last, p.name desc, p.id desc`
    : sql`${by} asc nulls last, p.name, p.id`;
}

function conditions(state: ListState, ofTenant: string | null): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = [];
  if (!state.filters.state) parts.push(sql<SqlBool>`p.state in ('concept', 'approved')`);
  else parts.push(sql<SqlBool>`p.state <> 'merged'`);
  if (state.q) parts.push(searched(state.q));
  for (const [key, filter] of Object.entries(state.filters)) {
    const part = condition(key, filter, ofTenant);
    if (part) parts.push(part);
  }
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

function searched(q: string): Expression<SqlBool> {
  const words = normaliseName(q);
  if (words === "") return sql<SqlBool>`false`;
  return sql<SqlBool>`(p.id = any (array(select app.products_named_like(${words})))
    or p.supplier_id = any (array(select app.suppliers_named_like(${words}))))`;
}

function condition(
  key: string,
  filter: FilterValue,
  ofTenant: string | null,
): Expression<SqlBool> | undefined {
  if (key === "functions" && filter.kind === "id") {
    const has = filterCondition(sql`pf.function_id`, {
      ...filter,
      values: filter.values.filter((v) => v !== "-"),
    });
    const among = sql<SqlBool>`exists (select 1 from product_function pf where pf.product_id = p.id and ${has})`;
    const none = sql<SqlBool>`not exists (select 1 from product_function pf where pf.product_id = p.id)`;
    if (!filter.values.includes("-")) return among;
    return filter.values.length > 1 ? sql<SqlBool>`(${among} or ${none})` : none;
  }
  if (key === "own" && filter.kind === "choice") {
    if (!ofTenant || filter.values.length !== 1) return undefined;
    const uses = sql<SqlBool>`p.id in (select u.product_id from system_usage u
      where u.tenant_id = ${ofTenant} and u.lifecycle <> 'retired')`;
    return filter.values[0] === "yes" ? uses : sql<SqlBool>`not (${uses})`;
  }
  const column = key === "supplier" ? sql`s.name` : sortable[key];
  return column && filterCondition(column, filter);
}
