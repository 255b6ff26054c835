import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ImportCounts } from "#db/schema/imports.ts";
import { type ImportKind, MANY } from "./fields.rules.ts";
import { columnKey } from "./headings.rules.ts";
import { suggestForUndecided } from "./names-page.server.ts";
import { CONTRACT_KEY, contractDifferences, linkContracts, matchContracts } from "./plan-contracts.server.ts";
import { guardLifecycles } from "./plan-lifecycle.server.ts";
import { linkProducts, matchProducts, PRODUCT_ROW_KEY, productDifferences } from "./plan-products.server.ts";
import {
  currentSystem,
  linkSystems,
  matchSystems,
  noteUnusedRoles,
  SYSTEM_KEY,
  WANTED,
} from "./plan-systems.server.ts";
import { resolveNames } from "./resolutions.server.ts";
import { findRun, type ImportRun, NO_COUNTS } from "./runs.server.ts";
import { namingFields, PRODUCT_KEY } from "./staging.server.ts";

/** What the steps of a plan share. */
export interface Planning {
  run: ImportRun;
  /** Condition on `import_row r` (or another table called r): rows of this run. */
  ofRun: RawBuilder<unknown>;
  /** The fields that some column holds. */
  mapped: ReadonlySet<string>;
  /** True when a plan is made again before it is applied: what comes out differently is marked. */
  isRecheck: boolean;
  /** Column letters, heading and field name, as three SQL values, for an error of the field. */
  cell: (field: string) => RawBuilder<unknown>;
}

/**
 * Plans what the run does with each row: what names mean, which record it is about, what is wrong, and what would change. Both the
 * dry run and the real run come here, so their counts cannot differ. Writes only the run's rows, names and cell errors.
 *
 * @param isRecheck mark rows whose plan differs from the one before
 * @returns the counts; `keepPlan` puts them on the run
 */
export async function planRun(
  db: TenantDb,
  runId: string,
  { isRecheck }: { isRecheck: boolean },
): Promise<ImportCounts> {
  const run = await findRun(db, runId);
  const planning = preparePlanning(run, isRecheck);
  const { ofRun } = planning;
  await sql`delete from import_cell_error r where ${ofRun} and seen_in = 'plan'`.execute(db);
  await sql`update import_row r set is_changed_since = false where ${ofRun} and is_changed_since`.execute(db);
  await resolveNames(db, runId);
  await avoidNestedLoops(db);
  await noteUndecidedNames(db, planning);
  if (run.kind === "systems") {
    await linkSystems(db, planning);
    await matchSystems(db, planning);
    await noteMissingProducts(db, planning);
    await noteUnusedRoles(db, planning);
  } else if (run.kind === "contracts") {
    await linkContracts(db, planning);
    await matchContracts(db, planning);
  } else {
    await linkProducts(db, planning);
    await matchProducts(db, planning);
  }
  await noteRepeatedRows(db, planning);
  if (run.kind === "systems") await guardLifecycles(db, planning);
  await decideActions(db, planning);
  return countActions(db, planning);
}

/** For the rest of the transaction: fresh rows have no statistics yet, and a nested loop over two lists of them never ends. */
export async function avoidNestedLoops(db: TenantDb): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(db);
}

/** The run's counts and the number of its plan; last in a transaction, for others note progress on the same row. */
export async function keepPlan(db: TenantDb, runId: string, counts: ImportCounts): Promise<void> {
  await db
    .updateTable("import_run")
    .set(({ eb }) => ({
      state: "checked",
      counts: JSON.stringify(counts),
      plan_number: eb("plan_number", "+", 1),
    }))
    .where("id", "=", runId)
    .execute();
}

export function preparePlanning(run: ImportRun, isRecheck: boolean): Planning {
  const mapped = new Set(Object.values(run.mapping));
  return {
    run,
    ofRun: sql`r.tenant_id = app.tenant() and r.run_id = ${run.id}`,
    mapped,
    isRecheck,
    cell: (field) => cellOf(run, field),
  };
}

/** Where in the sheet a field stands; for a field without column, the first column there is. */
export function placeOf(run: ImportRun, field: string): { letters: string; heading: string } {
  const column = run.columns.find((one) => run.mapping[columnKey(one)] === field);
  return (
    column ??
    run.columns.find((one) => run.mapping[columnKey(one)] === "own_id") ?? { letters: "A", heading: "" }
  );
}

function cellOf(run: ImportRun, field: string): RawBuilder<unknown> {
  const { letters, heading } = placeOf(run, field);
  return sql`${sql.lit(letters)}, ${sql.lit(heading)}, ${sql.lit(field)}`;
}

/** Names that mean several records, or none where one must be chosen. */
async function noteUndecidedNames(db: TenantDb, { run, ofRun, cell }: Planning): Promise<void> {
  const kind: ImportKind = run.kind;
  const fields = namingFields(kind, run.mapping);
  const list: { key: string; sort: string; name: RawBuilder<unknown>; written: RawBuilder<unknown> }[] = [
    { key: "product", sort: "product", name: PRODUCT_KEY, written: sql`r.given->>'product'` },
  ];
  for (const { key, naming } of fields) {
    const column = sql.lit(key);
    if (MANY.has(naming)) continue;
    list.push({ key, sort: naming, name: sql`r.names->>${column}`, written: sql`r.given->>${column}` });
  }
  const parts = list.map(
    ({ key, sort, name, written }) => sql`
      select r.sheet_row, ${cell(key)}, ${written} as value, s.reason, s.sort || ' ' || s.key
      from import_row r join s on s.sort = ${sql.lit(sort)} and s.key = ${name} where ${ofRun}
      ${key === "supplier" && kind === "systems" ? onlyForNewProducts : sql``}`,
  );
  for (const { key, naming } of fields.filter((field) => MANY.has(field.naming)))
    parts.push(sql`
      select r.sheet_row, ${cell(key)}, s.written, s.reason, s.sort || ' ' || s.key from import_row r
      cross join lateral jsonb_array_elements_text(r.names->${sql.lit(key)}) as k (name)
      join s on s.sort = ${sql.lit(naming)} and s.key = k.name where ${ofRun} and r.names ? ${sql.lit(key)}`);
  const near = JSON.stringify(await suggestForUndecided(db, run.id));
  await sql`
    with s as materialized (
      select * from import_resolution r where ${ofRun} and standing = 'undecided'),
    made as materialized (
      select key from import_resolution r where ${ofRun} and sort = 'product' and standing = 'create')
    insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code,
      suggestions)
    select app.tenant(), ${run.id}, x.sheet_row, 'plan', false, x.letters, x.heading, x.field, x.value, x.reason || '_name',
      app.texts(${near}::jsonb->x.name)
    from (${sql.join(parts, sql` union all `)}) as x (sheet_row, letters, heading, field, value, reason, name)`.execute(
    db,
  );
}

/** A supplier says which product is meant; where the product is known, it need not be. */
const onlyForNewProducts = sql`and exists (select 1 from made where made.key = ${PRODUCT_KEY})`;

/** A system that is not here yet needs a product. */
async function noteMissingProducts(db: TenantDb, { run, ofRun, cell }: Planning): Promise<void> {
  await sql`
    insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code)
    select app.tenant(), ${run.id}, r.sheet_row, 'plan', false, ${cell("product")}, coalesce(r.given->>'product', ''),
      'product_required'
    from import_row r where ${ofRun} and r.target is null and not r.given ? 'product' and not r.has_cell_error`.execute(
    db,
  );
}

/** A second row about the same record is left out when it says the same, and is an error when it does not. */
async function noteRepeatedRows(db: TenantDb, { run, ofRun, cell }: Planning): Promise<void> {
  const key = { systems: SYSTEM_KEY, products: PRODUCT_ROW_KEY, contracts: CONTRACT_KEY }[run.kind];
  const telling = { systems: ["own_id", "product"], products: ["product"], contracts: ["number", "name"] }[
    run.kind
  ];
  const field = telling.find((each) => Object.values(run.mapping).includes(each)) ?? telling.at(-1)!;
  await sql`
    with x as (
      select r.sheet_row, r.given, first_value(r.sheet_row) over same as first_row, first_value(r.given) over same as first_given
      from import_row r where ${ofRun}
      window same as (partition by ${key} order by r.sheet_row)),
    again as (select sheet_row, first_row, given = first_given as is_equal from x where sheet_row <> first_row),
    noted as (
      insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value,
        code, details)
      select app.tenant(), ${run.id}, a.sheet_row, 'plan', false, ${cell(field)}, coalesce(r.given->>${sql.lit(field)}, ''),
        'same_as_row', jsonb_build_object('row', a.first_row::text)
      from again a join import_row r on r.sheet_row = a.sheet_row and ${ofRun} where not a.is_equal)
    update import_row r set reason_row = case when a.is_equal then a.first_row end
    from (select r.sheet_row, again.first_row, coalesce(again.is_equal, false) as is_equal
          from import_row r left join again on again.sheet_row = r.sheet_row
          where ${ofRun} and (again.sheet_row is not null or r.reason_row is not null)) a
    where ${ofRun} and r.sheet_row = a.sheet_row
      and r.reason_row is distinct from case when a.is_equal then a.first_row end`.execute(db);
}

/** The last step: what is done with each row, and for a record that is here, which fields change from what to what. */
async function decideActions(db: TenantDb, planning: Planning): Promise<void> {
  const { run, ofRun, isRecheck } = planning;
  const differences = {
    systems: systemDifferences,
    products: productDifferences,
    contracts: contractDifferences,
  }[run.kind](planning);
  await sql`
    with wrong as materialized (
      select distinct sheet_row from import_cell_error r where ${ofRun} and not is_warning),
    out as materialized (
      select key from import_resolution r where ${ofRun} and sort = 'product' and standing = 'left_out'),
    difference as materialized (${differences}),
    x as (
      select r.sheet_row, d.changes, r.reason_row,
        case when w.sheet_row is not null then 'error'
          when r.reason_row is not null or o.key is not null then 'skip'
          when r.target is null then 'create'
          when d.changes is null then 'unchanged' else 'update' end as action,
        case when w.sheet_row is not null then null when r.reason_row is not null then 'duplicate_row'
          when o.key is not null then 'left_out' end as reason
      from import_row r
      left join wrong w on w.sheet_row = r.sheet_row
      left join out o on o.key = ${PRODUCT_KEY}
      left join difference d on d.sheet_row = r.sheet_row
      where ${ofRun})
    update import_row r set action = x.action, reason = x.reason, changes = x.changes, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.action, r.reason, r.changes) is distinct from (x.action, x.reason, x.changes)`.execute(db);
}

function systemDifferences({ mapped, ofRun }: Planning): RawBuilder<unknown> {
  const { object, differs, joins } = currentSystem(mapped);
  return sql`
    select y.sheet_row, c.changes from (
      select r.sheet_row, ${WANTED} as wanted, ${object} as current
      from import_row r join system_usage u on u.tenant_id = app.tenant() and u.id = r.target
      ${joins} where ${ofRun} and (${differs})) y
    cross join lateral (
      select jsonb_object_agg(w.key, jsonb_build_object('old', y.current->w.key, 'new', w.value)) as changes
      from jsonb_each(y.wanted) w where w.value is distinct from coalesce(y.current->w.key, 'null')) c
    where c.changes is not null`;
}

async function countActions(db: TenantDb, { run, ofRun }: Planning): Promise<ImportCounts> {
  const { rows } = await sql<{ action: keyof ImportCounts; many: number; changed: number }>`
    select action, count(*) as many, count(*) filter (where is_changed_since) as changed
    from import_row r where ${ofRun} group by action`.execute(db);
  const counts = { ...NO_COUNTS };
  for (const { action, many, changed } of rows) {
    counts[action] = Number(many);
    counts.changed_since += Number(changed);
  }
  const more = await sql<{ warnings: number; products: number; suppliers: number }>`
    select (select count(*) from import_cell_error r where ${ofRun} and is_warning) as warnings,
      ${newConcepts(run, ofRun, "product")} as products, ${newConcepts(run, ofRun, "supplier")} as suppliers`.execute(
    db,
  );
  const { warnings, products, suppliers } = more.rows[0]!;
  return {
    ...counts,
    warnings: Number(warnings),
    new_products: Number(products),
    new_suppliers: Number(suppliers),
  };
}

/** How many concepts the run would make: those that a row to create or update needs. */
function newConcepts(
  run: ImportRun,
  ofRun: RawBuilder<unknown>,
  sort: "product" | "supplier",
): RawBuilder<unknown> {
  return sql`(select count(*) from (${neededConcepts(run, ofRun, sort)}) n)`;
}

/** Keys of the names of a sort that are to be made and that some row to be written needs. */
export function neededConcepts(
  run: ImportRun,
  ofRun: RawBuilder<unknown>,
  sort: "product" | "supplier",
): RawBuilder<unknown> {
  const made = sql`select key from import_resolution r where ${ofRun} and sort = ${sql.lit(sort)} and standing = 'create'`;
  const written = sql`import_row r where ${ofRun} and r.action in ('create', 'update')`;
  if (sort === "product") {
    return sql`select distinct ${PRODUCT_KEY} as key from ${written} and ${PRODUCT_KEY} in (${made})`;
  }
  const fields = namingFields(run.kind, run.mapping).filter(({ naming }) => naming === "supplier");
  const parts = fields.map(({ key }) => {
    const name = sql`r.names->>${sql.lit(key)}`;
    const ofNewProduct = sql`and ${PRODUCT_KEY} in (select key from import_resolution r where ${ofRun}
      and sort = 'product' and standing = 'create')`;
    return sql`select ${name} as key from ${written} and ${name} in (${made})
      ${key === "supplier" && run.kind === "systems" ? ofNewProduct : sql``}`;
  });
  return parts.length > 0 ? sql.join(parts, sql` union `) : sql`select null::text as key where false`;
}
