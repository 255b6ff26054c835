import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { typeName } from "./casts.server.ts";
import { neededConcepts, type Planning } from "./plan.server.ts";
import { PRODUCT_COLUMNS } from "./plan-products.server.ts";
import { PRODUCT_KEY } from "./staging.server.ts";

/** Who imports, as it is kept in the history. */
export interface By {
  accountId: string | null;
  name: string;
}

/** Columns of a history row of an import, in the order of `historyOf`. */
export const HISTORY_COLUMNS = sql`tenant_id, account_id, by_name, via, run_id, object_kind, object_id, object_name, action, field,
  old, new`;

/** The first values of a history row: whose, by whom, how, and in which run. */
export function historyOf(by: By, runId: string): RawBuilder<unknown> {
  return sql`app.tenant(), ${by.accountId}::uuid, ${by.name}::text, 'import', ${runId}::uuid`;
}

/**
 * Adds the suppliers and products that rows to be written need and that are not here, as concepts of the organisation, with the
 * ids that the plan gave them.
 */
export async function insertConcepts(db: TenantDb, planning: Planning, by: By): Promise<void> {
  const { run, ofRun } = planning;
  const needed = (sort: "product" | "supplier") => neededConcepts(run, ofRun, sort);
  await sql`
    with made as (
      insert into supplier (id, name, normalised_name, organisation_number, created_by_tenant_id)
      select r.fresh, r.written, r.key, r.organisation_number, app.tenant() from import_resolution r
      where ${ofRun} and r.sort = 'supplier' and r.standing = 'create' and r.key in (${needed("supplier")})
      returning id, name)
    insert into import_concept (tenant_id, run_id, sort, concept, name)
    select app.tenant(), ${run.id}, 'supplier', id, name from made`.execute(db);
  const details = run.kind === "systems" ? detailsFromSystems : detailsFromProducts;
  await sql`
    with first_row as materialized (
      select distinct on (${PRODUCT_KEY}) ${PRODUCT_KEY} as key, r.given from import_row r
      where ${ofRun} and r.action in ('create', 'update') order by ${PRODUCT_KEY}, r.sheet_row),
    s as materialized (
      select key, case standing when 'found' then found else fresh end as target from import_resolution r
      where ${ofRun} and sort = 'supplier' and standing in ('found', 'create')),
    made as (
      insert into product (id, name, normalised_name, supplier_id, created_by_tenant_id, ${details.columns})
      select r.fresh, r.written, split_part(r.key, chr(31), 1), s.target, app.tenant(), ${details.values}
      from import_resolution r
      join first_row f on f.key = r.key
      left join s on s.key = split_part(r.key, chr(31), 2)
      where ${ofRun} and r.sort = 'product' and r.standing = 'create' and r.key in (${needed("product")})
      returning id, name)
    insert into import_concept (tenant_id, run_id, sort, concept, name)
    select app.tenant(), ${run.id}, 'product', id, name from made`.execute(db);
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, r.sort, r.concept, r.name, 'created', null, null, null
    from import_concept r where ${ofRun}`.execute(db);
}

const detailsFromSystems = {
  columns: sql`website, description, code_basis`,
  values: sql`f.given->>'product_website', coalesce(f.given->>'product_description', ''), f.given->>'product_code_basis'`,
};

const others = Object.entries(PRODUCT_COLUMNS).filter(([key]) => key !== "kind" && key !== "description");
const detailsFromProducts = {
  columns: sql`kind, description, ${sql.join(others.map(([key]) => sql.id(key)))}`,
  values: sql`coalesce(f.given->>'kind', 'application'), coalesce(f.given->>'description', ''),
    ${sql.join(others.map(([key, type]) => sql`(f.given->>${sql.lit(key)})::${typeName(type)}`))}`,
};
