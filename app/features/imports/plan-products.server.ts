import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Planning } from "./plan.server.ts";
import { namingFields, PRODUCT_KEY } from "./staging.server.ts";
import type { ColumnType } from "./usage-columns.rules.ts";

/** Columns of a product that an import sets, with their SQL types. */
export const PRODUCT_COLUMNS: Record<string, ColumnType> = {
  kind: "text",
  code_basis: "text",
  website: "text",
  description: "text",
  previous_name: "text",
  sale_ends_on: "date",
  support_ends_on: "date",
  life_ends_on: "date",
  dates_source: "text",
};

/** Two rows speak of the same record: of one product, or, without a product, of one supplier. */
export const PRODUCT_ROW_KEY = sql`coalesce('p ' || ${PRODUCT_KEY}, 's ' || (r.names->>'supplier'), r.sheet_row::text)`;

/** What the row wants the record to hold. */
export const WANTED_PRODUCT = sql`((r.given - '{product,supplier,functions,organisation_number}'::text[]) || r.links)`;

/** Ids of the row's supplier and functions. */
export async function linkProducts(db: TenantDb, { run, ofRun, isRecheck }: Planning): Promise<void> {
  const hasFunctions = namingFields("products", run.mapping).some(({ naming }) => naming === "function");
  const functions = sql`coalesce((
    select jsonb_build_object('functions', jsonb_agg(f.target order by f.target))
    from (select distinct s.target from jsonb_array_elements_text(r.names->'functions') k (name)
          join s on s.sort = 'function' and s.key = k.name) f
    having count(*) > 0), case when r.given->'functions' = 'null' then '{"functions":[]}' else '{}' end::jsonb)`;
  await sql`
    with s as materialized (
      select sort, key, case standing when 'found' then found else fresh end as target
      from import_resolution r where ${ofRun} and standing in ('found', 'create')),
    x as (
      select r.sheet_row, p.target as product,
        case when m.target is not null then jsonb_build_object('supplier', m.target)
          when r.given->'supplier' = 'null' then '{"supplier":null}' else '{}' end::jsonb
        ${hasFunctions ? sql`|| ${functions}` : sql``} as links
      from import_row r
      left join s p on p.sort = 'product' and p.key = ${PRODUCT_KEY}
      left join s m on m.sort = 'supplier' and m.key = r.names->>'supplier'
      where ${ofRun})
    update import_row r set product = x.product, links = x.links, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.product, r.links) is distinct from (x.product, x.links)`.execute(db);
}

/**
 * The product that each row is about, or the supplier where the row names no product; none when that is to be made.
 */
export async function matchProducts(db: TenantDb, { run, ofRun, isRecheck, cell }: Planning): Promise<void> {
  await sql`
    with made as materialized (
      select sort, key from import_resolution r where ${ofRun} and standing = 'create'),
    x as (
      select r.sheet_row,
        case when mp.key is not null or (not r.names ? 'product' and ms.key is not null) then null
          else coalesce(r.product, (r.links->>'supplier')::uuid) end as target,
        coalesce(p.version, s.version) as version
      from import_row r
      left join made mp on mp.sort = 'product' and mp.key = ${PRODUCT_KEY}
      left join made ms on ms.sort = 'supplier' and ms.key = r.names->>'supplier'
      left join product p on p.id = r.product
      left join supplier s on not r.names ? 'product' and s.id = (r.links->>'supplier')::uuid
      where ${ofRun})
    update import_row r set target = x.target, seen_version = x.version, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.target, r.seen_version) is distinct from (x.target, x.version)`.execute(db);
  await sql`
    insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code)
    select app.tenant(), ${run.id}, r.sheet_row, 'plan', false, ${cell("product")}, '', 'product_required'
    from import_row r where ${ofRun} and not r.names ?| '{product,supplier}' and not r.has_cell_error`.execute(
    db,
  );
  await noteForbidden(db, { run, ofRun, cell });
}

/** Records of the shared catalogue are changed by their makers while they are concepts, and by catalogue editors. */
async function noteForbidden(
  db: TenantDb,
  planning: Pick<Planning, "run" | "ofRun" | "cell">,
): Promise<void> {
  const { run, ofRun, cell } = planning;
  await sql`
    insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code)
    select app.tenant(), ${run.id}, r.sheet_row, 'plan', false, ${cell("product")},
      coalesce(r.given->>'product', r.given->>'supplier', ''), 'not_yours'
    from import_row r
    left join product p on p.id = r.target
    left join supplier s on s.id = r.target
    where ${ofRun} and not r.has_cell_error and not app.is_catalogue_editor()
      and not coalesce((coalesce(p.state, s.state) = 'concept'
        and coalesce(p.created_by_tenant_id, s.created_by_tenant_id) = app.tenant()), false)
      and r.sheet_row in (select d.sheet_row from (${productDifferences(planning)}) d)`.execute(db);
}

/** Fields of records that are here and would change. */
export function productDifferences({ ofRun }: Pick<Planning, "ofRun">): RawBuilder<unknown> {
  const pairs = Object.keys(PRODUCT_COLUMNS).map((key) => sql`${sql.lit(key)}, ${sql.ref(`p.${key}`)}`);
  return sql`
    select y.sheet_row, c.changes from (
      select r.sheet_row, ${WANTED_PRODUCT} as wanted, jsonb_build_object(${sql.join(pairs)}, 'supplier', p.supplier_id,
        'functions', case when r.links ? 'functions' then coalesce((select jsonb_agg(f.function_id order by f.function_id)
          from product_function f where f.product_id = p.id), '[]') end) as current
      from import_row r join product p on p.id = r.target where ${ofRun}
      union all
      select r.sheet_row, jsonb_strip_nulls(jsonb_build_object('organisation_number', r.given->'organisation_number')),
        jsonb_build_object('organisation_number', s.organisation_number)
      from import_row r join supplier s on s.id = r.target where ${ofRun} and not r.names ? 'product') y
    cross join lateral (
      select jsonb_object_agg(w.key, jsonb_build_object('old', y.current->w.key, 'new', w.value)) as changes
      from jsonb_each(y.wanted) w where w.value is distinct from coalesce(nullif(y.current->w.key, '""'), 'null')) c
    where c.changes is not null`;
}
