import { type RawBuilder, sql } from "kysely";
import { Refused } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type By, HISTORY_COLUMNS, historyOf } from "./apply-concepts.server.ts";
import { typeName } from "./casts.server.ts";
import type { Planning } from "./plan.server.ts";
import {
  DEFAULT_LIFECYCLE,
  ROLE_FIELDS,
  USAGE_COLUMNS,
  USAGE_TABLES,
  type UsageTable,
} from "./usage-columns.rules.ts";

/** The rows of the sheet that one round takes. */
export type Span = { from: number; to: number };

const within = ({ from, to }: Span) => sql`r.sheet_row between ${from} and ${to}`;
/** Puts the new systems of a span into the inventory, with everything that hangs on them and their history. */
export async function insertSystems(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const { run, ofRun, mapped } = planning;
  const rows = sql`import_row r where ${ofRun} and ${within(span)} and r.action = 'create'`;
  const lifecycle = run.settings.lifecycle ?? DEFAULT_LIFECYCLE;
  await sql`
    insert into system_usage (tenant_id, id, product_id, own_name, lifecycle, is_hidden)
    select app.tenant(), r.fresh, r.product, coalesce(r.given->>'own_name', p.name),
      coalesce(r.given->>'lifecycle', ${lifecycle}), coalesce((r.given->>'is_hidden')::boolean, false)
    from import_row r join product p on p.id = r.product
    where ${ofRun} and ${within(span)} and r.action = 'create'`.execute(db);
  for (const table of USAGE_TABLES) await insertDetails(db, table, mapped, rows);
  if (mapped.has("functions"))
    await sql`
      insert into system_usage_function (tenant_id, usage_id, function_id)
      select app.tenant(), r.fresh, f.id::uuid from import_row r, jsonb_array_elements_text(r.links->'functions') as f (id)
      where ${ofRun} and ${within(span)} and r.action = 'create'`.execute(db);
  for (const role of ROLE_FIELDS.filter((one) => mapped.has(one)))
    await sql`
      insert into role_assignment (tenant_id, usage_id, role_type, person_id)
      select app.tenant(), r.fresh, ${role}, (r.links->>${sql.lit(role)})::uuid from ${rows}
        and r.links->>${sql.lit(role)} is not null`.execute(db);
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, 'system_usage', r.fresh, u.own_name, 'created', null, null, null
    from import_row r join system_usage u on u.tenant_id = app.tenant() and u.id = r.fresh
    where ${ofRun} and ${within(span)} and r.action = 'create'`.execute(db);
}

/** One row of a group's table for each new system that says something there. */
async function insertDetails(
  db: TenantDb,
  { table, columns }: UsageTable,
  mapped: ReadonlySet<string>,
  rows: RawBuilder<unknown>,
): Promise<void> {
  const used = Object.entries(columns).filter(([key]) => mapped.has(key));
  if (used.length === 0) return;
  const values = used.map(
    ([key, { type }]) =>
      sql`(${type === "uuid" ? sql`r.links` : sql`r.given`}->>${sql.lit(key)})::${typeName(type)}`,
  );
  const keys = keyList(used.map(([key]) => key));
  await sql`
    insert into ${sql.table(table)} (tenant_id, usage_id, ${sql.join(used.map(([, { column }]) => sql.id(column)))})
    select app.tenant(), r.fresh, ${sql.join(values)} from ${rows}
      and (r.given ?| ${keys} or r.links ?| ${keys})`.execute(db);
}

const keyList = (keys: string[]) => sql`${sql.lit(`{${keys.join(",")}}`)}::text[]`;

/** Which side of a row's changes is written: the new values, or at undo the old ones. */
export type Side = "new" | "old";

/** The rows of an update: what to write where. `version` is the one the record must still have. */
export type Change = {
  planning: Planning;
  span: Span;
  side: Side;
  rows: RawBuilder<unknown>;
  version: RawBuilder<unknown>;
};

/**
 * Writes the changed fields of systems that are here.
 * @throws Refused `changed_meanwhile` when a record is no longer in the version that was looked at
 */
export async function updateSystems(db: TenantDb, change: Change, by: By): Promise<void> {
  const { planning, side, rows, version } = change;
  const { run } = planning;
  const changed = (key: string) => sql`r.changes->${sql.lit(key)}->>${sql.lit(side)}`;
  const columns = Object.entries(USAGE_COLUMNS).filter(([key]) => planning.mapped.has(key));
  const sets = columns.map(
    ([key, { column, type }]) => sql`${sql.id(column)} = case when r.changes ? ${sql.lit(key)}
      then (${changed(key)})::${typeName(type)} else u.${sql.id(column)} end, `,
  );
  const expected = await sql<{ many: number }>`select count(*) as many from ${rows}`.execute(db);
  if (Number(expected.rows[0]!.many) === 0) return;
  const written = await sql<{ id: string }>`
    update system_usage u set ${sets.length > 0 ? sql.join(sets, sql``) : sql``} version = u.version + 1, updated_at = now()
    from (select r.target, r.changes, ${version} as version from ${rows}) r
    where u.tenant_id = app.tenant() and u.id = r.target and u.version = r.version returning u.id`.execute(
    db,
  );
  if (written.rows.length !== Number(expected.rows[0]!.many)) throw new Refused("changed_meanwhile");
  for (const table of USAGE_TABLES) await updateTable(db, table, change);
  if (planning.mapped.has("functions")) await updateFunctions(db, change);
  for (const role of ROLE_FIELDS.filter((one) => planning.mapped.has(one)))
    await updateRole(db, role, change);
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, 'system_usage', r.target, u.own_name, ${side === "new" ? "updated" : "restored"}, c.key,
      ${inWords(sql`c.value->${side === "new" ? "old" : "new"}`)}, ${inWords(sql`c.value->${side}`)}
    from (select r.target, r.changes from ${rows}) r
    join system_usage u on u.tenant_id = app.tenant() and u.id = r.target
    cross join lateral jsonb_each(r.changes) c`.execute(db);
}

/** A value as the history keeps it: names instead of ids, nothing instead of null. */
export function inWords(id: RawBuilder<unknown>): RawBuilder<unknown> {
  const nameIn = (table: string) =>
    sql`(select to_jsonb(n.name) from ${sql.table(table)} n where n.id = (${id} #>> '{}')::uuid)`;
  return sql`nullif(case
    when c.key in ('operations_supplier', 'term_supplier', 'supplier') then ${nameIn("supplier")}
    when c.key = 'product' then ${nameIn("product")}
    when c.key = 'host_organisation' then ${nameIn("organisation")}
    when c.key = 'unit' then ${nameIn("unit")}
    when c.key in (${sql.join(ROLE_FIELDS.map((role) => sql.lit(role)))}) then ${nameIn("person")}
    when c.key = 'is_hidden' then to_jsonb(case ${id} #>> '{}' when 'true' then 'yes' else 'no' end)
    when c.key = 'functions' then (select jsonb_agg(f.name_sv order by f.position) from function f
      where ${id} ? f.id::text)
    else ${id} end, 'null')`;
}

async function updateTable(
  db: TenantDb,
  { table, columns }: UsageTable,
  { planning, side, rows }: Change,
): Promise<void> {
  const used = Object.entries(columns).filter(([key]) => planning.mapped.has(key));
  if (used.length === 0) return;
  const names = used.map(([, { column }]) => sql.id(column));
  const values = used.map(
    ([key, { column, type }]) => sql`case when r.changes ? ${sql.lit(key)}
      then (r.changes->${sql.lit(key)}->>${sql.lit(side)})::${typeName(type)} else t.${sql.id(column)} end`,
  );
  await sql`
    insert into ${sql.table(table)} as kept (tenant_id, usage_id, ${sql.join(names)})
    select app.tenant(), r.target, ${sql.join(values)}
    from (select r.target, r.changes from ${rows} and r.changes ?| ${keyList(used.map(([key]) => key))}) r
    left join ${sql.table(table)} t on t.tenant_id = app.tenant() and t.usage_id = r.target
    on conflict (tenant_id, usage_id) do update
      set ${sql.join(names.map((name) => sql`${name} = excluded.${name}`))}`.execute(db);
}

async function updateFunctions(db: TenantDb, { side, rows }: Change): Promise<void> {
  const changed = sql`(select r.target, r.changes->'functions'->${sql.lit(side)} as wanted from ${rows}
    and r.changes ? 'functions') r`;
  await sql`
    delete from system_usage_function f using ${changed}
    where f.tenant_id = app.tenant() and f.usage_id = r.target and not f.is_opted_out
      and not r.wanted ? f.function_id::text`.execute(db);
  await sql`
    insert into system_usage_function (tenant_id, usage_id, function_id)
    select app.tenant(), r.target, w.id::uuid from ${changed}, jsonb_array_elements_text(r.wanted) as w (id)
    on conflict (tenant_id, usage_id, function_id) do update set is_opted_out = false`.execute(db);
}

/** The holder that the row replaces ends yesterday; others who hold the role keep it. */
async function updateRole(db: TenantDb, role: string, { side, rows }: Change): Promise<void> {
  const other = side === "new" ? "old" : "new";
  const changed = sql`(select r.target, (r.changes->${sql.lit(role)}->>${sql.lit(side)})::uuid as person,
    (r.changes->${sql.lit(role)}->>${sql.lit(other)})::uuid as before from ${rows} and r.changes ? ${sql.lit(role)}) r`;
  const held = sql`a.tenant_id = app.tenant() and a.usage_id = r.target and a.role_type = ${role} and a.person_id = r.before
    and (a.to_on is null or a.to_on >= app.today())`;
  await sql`delete from role_assignment a using ${changed} where ${held} and a.from_on >= app.today()`.execute(
    db,
  );
  await sql`update role_assignment a set to_on = app.today() - 1 from ${changed} where ${held}`.execute(db);
  await sql`
    insert into role_assignment (tenant_id, usage_id, role_type, person_id)
    select app.tenant(), r.target, ${role}, r.person from ${changed} where r.person is not null`.execute(db);
}

/** A system that the import makes retired, or brings in as retired, gets its readable record. */
export async function noteRetirements(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const { run, ofRun, mapped } = planning;
  if (!mapped.has("lifecycle") && run.settings.lifecycle !== "retired") return;
  await sql`
    insert into retirement_record (tenant_id, usage_id, retired_on, own_name, reason, by_name, snapshot)
    select app.tenant(), u.id, d.retired_on, u.own_name, ${`Import: ${run.file_name}`}, ${by.name},
      jsonb_build_object('product', p.name, 'supplier', s.name, 'taken_into_use_on', d.taken_into_use_on,
        'phase_out_from_on', d.phase_out_from_on, 'retired_on', d.retired_on)
    from import_row r
    join system_usage u on u.tenant_id = app.tenant() and u.id = coalesce(r.target, r.fresh) and u.lifecycle = 'retired'
    join system_usage_dates d on d.tenant_id = u.tenant_id and d.usage_id = u.id and d.retired_on is not null
    join product p on p.id = u.product_id left join supplier s on s.id = p.supplier_id
    where ${ofRun} and ${within(span)} and case r.action
      when 'create' then coalesce(r.given->>'lifecycle', ${run.settings.lifecycle ?? DEFAULT_LIFECYCLE}) = 'retired'
      when 'update' then r.changes->'lifecycle'->>'new' = 'retired' end`.execute(db);
}
