import { sql } from "kysely";
import { Refused } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type By, HISTORY_COLUMNS, historyOf } from "./apply-concepts.server.ts";
import { type Change, inWords, type Span } from "./apply-systems.server.ts";
import { typeName } from "./casts.server.ts";
import type { Planning } from "./plan.server.ts";
import { PRODUCT_COLUMNS } from "./plan-products.server.ts";

/** The functions of new products; the products themselves are made with the concepts. */
export async function insertProductFunctions(
  db: TenantDb,
  { ofRun }: Planning,
  { from, to }: Span,
): Promise<void> {
  await sql`
    insert into product_function (product_id, function_id)
    select distinct r.product, f.id::uuid from import_row r, jsonb_array_elements_text(r.links->'functions') as f (id)
    where ${ofRun} and r.sheet_row between ${from} and ${to} and r.action = 'create' and r.product is not null
    on conflict do nothing`.execute(db);
}

/**
 * Writes the changed fields of products and suppliers that are here; row-level security lets through only what the person may
 * change on screen.
 * @throws Refused `changed_meanwhile`
 */
export async function updateProducts(
  db: TenantDb,
  { planning, side, rows, version }: Change,
  by: By,
): Promise<void> {
  const changed = (key: string) => sql`r.changes->${sql.lit(key)}->>${sql.lit(side)}`;
  const sets = Object.entries(PRODUCT_COLUMNS).map(
    ([key, type]) => sql`${sql.id(key)} = case when r.changes ? ${sql.lit(key)}
      then ${key === "description" ? sql`coalesce(${changed(key)}, '')` : sql`(${changed(key)})::${typeName(type)}`}
      else p.${sql.id(key)} end`,
  );
  const expected = await sql<{ many: number }>`select count(*) as many from ${rows}`.execute(db);
  if (Number(expected.rows[0]!.many) === 0) return;
  const source = sql`(select r.target, r.changes, ${version} as version from ${rows}) r`;
  const products = await sql`
    update product p set ${sql.join(sets)}, version = p.version + 1, updated_at = now(),
      supplier_id = case when r.changes ? 'supplier' then (${changed("supplier")})::uuid else p.supplier_id end
    from ${source} where p.id = r.target and p.version = r.version returning p.id`.execute(db);
  const suppliers = await sql`
    update supplier s set organisation_number = ${changed("organisation_number")}, version = s.version + 1, updated_at = now()
    from ${source} where s.id = r.target and s.version = r.version and r.changes ? 'organisation_number'
    returning s.id`.execute(db);
  if (products.rows.length + suppliers.rows.length !== Number(expected.rows[0]!.many))
    throw new Refused("changed_meanwhile");
  const functions = sql`(select r.target, r.changes->'functions'->${sql.lit(side)} as wanted from ${rows}
    and r.changes ? 'functions') r`;
  await sql`
    delete from product_function f using ${functions}
    where f.product_id = r.target and not r.wanted ? f.function_id::text`.execute(db);
  await sql`
    insert into product_function (product_id, function_id)
    select r.target, w.id::uuid from ${functions}, jsonb_array_elements_text(r.wanted) as w (id)
    on conflict do nothing`.execute(db);
  const other = side === "new" ? "old" : "new";
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, planning.run.id)}, case when p.id is null then 'supplier' else 'product' end, r.target,
      coalesce(p.name, s.name), ${side === "new" ? "updated" : "restored"}, c.key,
      ${inWords(sql`c.value->${other}`)}, ${inWords(sql`c.value->${side}`)}
    from (select r.target, r.changes from ${rows}) r
    left join product p on p.id = r.target left join supplier s on s.id = r.target
    cross join lateral jsonb_each(r.changes) c`.execute(db);
}
