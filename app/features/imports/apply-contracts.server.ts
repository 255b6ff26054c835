import { type RawBuilder, sql } from "kysely";
import { Refused } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { writeFacts } from "../contracts/facts.server.ts";
import { type By, HISTORY_COLUMNS, historyOf } from "./apply-concepts.server.ts";
import type { Change, Span } from "./apply-systems.server.ts";
import type { Planning } from "./plan.server.ts";

type Value = (key: string) => RawBuilder<unknown>;

/** Columns that a field fills, from the field's value as text. */
type Columns = Record<string, (value: RawBuilder<unknown>) => Record<string, RawBuilder<unknown>>>;

const text = (column: string) => (value: RawBuilder<unknown>) => ({ [column]: value });
const day = (column: string) => (value: RawBuilder<unknown>) => ({ [column]: sql`(${value})::date` });
/** A word of the value, nothing where there are fewer. */
const word = (value: RawBuilder<unknown>, n: number) =>
  sql`nullif(split_part(${value}, ' ', ${sql.lit(n)}), '')`;
const isLength = (value: RawBuilder<unknown>) => sql`${value} ~ '^[0-9]'`;

const CONTRACT: Columns = {
  number: text("number"),
  name: text("name"),
  supplier: (value) => ({ supplier_id: sql`(${value})::uuid` }),
  type: text("type"),
  purchase_form: text("purchase_form"),
  cpv_code: text("cpv_code"),
  is_hidden: (value) => ({ is_hidden: sql`coalesce((${value})::boolean, false)` }),
  signed_on: day("signed_on"),
};

const TERM: Columns = {
  starts_on: day("starts_on"),
  ends_on: day("ends_on"),
  length: (value) => ({
    is_open_ended: sql`coalesce(${value} = 'open', false)`,
    initial_length: sql`case when ${isLength(value)} then ${word(value, 1)}::int end`,
    initial_unit: sql`case when ${isLength(value)} then ${word(value, 2)} end`,
  }),
  renewal: (value) => ({
    renewal_kind: sql`coalesce(${word(value, 1)}, 'unknown')`,
    renewal_length: sql`${word(value, 2)}::int`,
    renewal_unit: word(value, 3),
  }),
  notice: (value) => ({
    notice_length: sql`case when ${isLength(value)} then ${word(value, 1)}::int end`,
    notice_unit: sql`case when ${isLength(value)} then ${word(value, 2)} end`,
    notice_anchor: sql`case when ${isLength(value)} then ${word(value, 3)} else 'unknown' end`,
    notice_form: sql`case when ${value} like 'unknown: %' then substr(${value}, 10) end`,
  }),
  binding_until_on: day("binding_until_on"),
};

const rowsOf = ({ ofRun }: Planning, { from, to }: Span, action: "create" | "update") =>
  sql`import_row r where ${ofRun} and r.sheet_row between ${from} and ${to} and r.action = ${sql.lit(action)}`;
/** What the row says of a field: an id for a name, otherwise the value. */
const given: Value = (key) =>
  key === "supplier" || key === "contract_manager"
    ? sql`(r.links->>${sql.lit(key)})`
    : sql`(r.given->>${sql.lit(key)})`;

/** Adds the new contracts of a span with terms, options, cost, systems and role, and their history. */
export async function insertContracts(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const { run } = planning;
  const rows = rowsOf(planning, span, "create");
  const own = columnsFrom(CONTRACT, given);
  await sql`
    insert into contract (tenant_id, id, import_run_id, ${own.names})
    select app.tenant(), r.fresh, ${run.id}, ${own.values} from ${rows}`.execute(db);
  const term = columnsFrom(TERM, given);
  await sql`
    insert into contract_term (tenant_id, contract_id, ${term.names})
    select app.tenant(), r.fresh, ${term.values} from ${rows}`.execute(db);
  await insertParts(db, {
    rows,
    id: sql`r.fresh`,
    value: given,
    systems: sql`r.links->'systems'`,
    has: () => sql`true`,
  });
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, 'contract', r.fresh, r.given->>'name', 'created', null, null, null from ${rows}`.execute(
    db,
  );
  await writeFactsOf(db, sql`select r.fresh as id from ${rows}`);
}

function columnsFrom(columns: Columns, value: Value) {
  const all = Object.entries(columns).flatMap(([key, make]) => Object.entries(make(value(key))));
  return {
    names: sql.join(all.map(([column]) => sql.id(column))),
    values: sql.join(all.map(([, expression]) => expression)),
  };
}

interface Parts {
  rows: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  value: Value;
  systems: RawBuilder<unknown>;
  /** Whether the row says something of a field. */
  has: Value;
}

/** Everything of a contract that is a row of its own; the caller has removed what was there. */
async function insertParts(db: TenantDb, { rows, id, value, systems, has }: Parts): Promise<void> {
  await sql`
    insert into contract_option (tenant_id, contract_id, seq, length, unit, call_before_length, call_before_unit)
    select app.tenant(), ${id}, o.n, ${word(sql`o.said`, 1)}::int, ${word(sql`o.said`, 2)},
      ${word(sql`o.said`, 4)}::int, ${word(sql`o.said`, 5)}
    from (select r.* from ${rows} and ${has("options")} and ${value("options")} is not null and ${value("options")} <> 'none') r
    cross join lateral unnest(string_to_array(${value("options")}, ' + ')) with ordinality as o (said, n)`.execute(
    db,
  );
  await sql`
    insert into contract_cost_line (tenant_id, contract_id, kind, per, amount_minor)
    select app.tenant(), ${id}, 'recurring', 'year', ${value("yearly_minor")}::bigint
    from ${rows} and ${has("yearly_minor")} and ${value("yearly_minor")} is not null`.execute(db);
  await sql`
    insert into contract_internal as kept (tenant_id, contract_id, note)
    select app.tenant(), ${id}, ${value("note")} from ${rows} and ${has("note")} and ${value("note")} is not null
    on conflict (tenant_id, contract_id) do update set note = excluded.note`.execute(db);
  await sql`
    insert into contract_role (tenant_id, contract_tenant_id, contract_id, role_type, person_id)
    select app.tenant(), app.tenant(), ${id}, 'contract_manager', ${value("contract_manager")}::uuid
    from ${rows} and ${has("contract_manager")} and ${value("contract_manager")} is not null`.execute(db);
  await sql`
    insert into contract_usage (tenant_id, usage_id, contract_tenant_id, contract_id)
    select app.tenant(), u.id::uuid, app.tenant(), ${id}
    from (select r.* from ${rows} and ${has("systems")} and jsonb_typeof(${systems}) = 'array') r
    cross join lateral jsonb_array_elements_text(${systems}) as u (id)`.execute(db);
}

/**
 * Writes the changed fields of contracts that are here; at undo the old values.
 * @throws Refused `changed_meanwhile` when a contract is no longer in the version that was looked at
 */
export async function updateContracts(db: TenantDb, change: Change, by: By): Promise<void> {
  const { planning, side, rows, version } = change;
  const { run } = planning;
  const value: Value = (key) => sql`(r.changes->${sql.lit(key)}->>${sql.lit(side)})`;
  const has: Value = (key) => sql`r.changes ? ${sql.lit(key)}`;
  const sets = (columns: Columns, alias: string) =>
    sql.join(
      Object.entries(columns).flatMap(([key, make]) =>
        Object.entries(make(value(key))).map(
          ([column, expression]) =>
            sql`${sql.id(column)} = case when ${has(key)} then ${expression} else ${sql.ref(`${alias}.${column}`)} end`,
        ),
      ),
    );
  const expected = await sql<{ many: number }>`select count(*) as many from ${rows}`.execute(db);
  if (Number(expected.rows[0]!.many) === 0) return;
  const written = await sql<{ id: string }>`
    update contract c set ${sets(CONTRACT, "c")}, version = c.version + 1, updated_at = now()
    from (select r.target, r.changes, ${version} as version from ${rows}) r
    where c.tenant_id = app.tenant() and c.id = r.target and c.version = r.version returning c.id`.execute(
    db,
  );
  if (written.rows.length !== Number(expected.rows[0]!.many)) throw new Refused("changed_meanwhile");
  await sql`
    update contract_term t set ${sets(TERM, "t")} from (select r.target, r.changes from ${rows}) r
    where t.tenant_id = app.tenant() and t.contract_id = r.target`.execute(db);
  await removeParts(db, rows, has);
  const systems = sql`r.changes->'systems'->${sql.lit(side)}`;
  await insertParts(db, { rows, id: sql`r.target`, value, systems, has });
  await sql`
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, 'contract', r.target, k.name, ${side === "new" ? "updated" : "restored"}, c.key,
      ${inWords(sql`c.value->${sql.lit(side === "new" ? "old" : "new")}`)}, ${inWords(sql`c.value->${sql.lit(side)}`)}
    from (select r.target, r.changes from ${rows}) r
    join contract k on k.tenant_id = app.tenant() and k.id = r.target
    cross join lateral jsonb_each(r.changes) c`.execute(db);
  await writeFactsOf(db, sql`select r.target as id from ${rows}`);
}

/** What a changed field takes away before it is written anew. A role that has been held for a while ends, and stays known. */
async function removeParts(db: TenantDb, rows: RawBuilder<unknown>, has: Value): Promise<void> {
  const targets = (key: string) => sql`(select r.target from ${rows} and ${has(key)})`;
  const of = (key: string) => sql`x.tenant_id = app.tenant() and x.contract_id in ${targets(key)}`;
  await sql`delete from contract_option x where ${of("options")}`.execute(db);
  await sql`delete from contract_cost_line x where ${of("yearly_minor")}`.execute(db);
  await sql`update contract_internal x set note = null where ${of("note")}`.execute(db);
  await sql`delete from contract_usage x where ${of("systems")}`.execute(db);
  const held = sql`${of("contract_manager")} and x.role_type = 'contract_manager' and (x.to_on is null or x.to_on >= app.today())`;
  await sql`delete from contract_role x where ${held} and x.from_on >= app.today()`.execute(db);
  await sql`update contract_role x set to_on = app.today() - 1 where ${held}`.execute(db);
}

/** A value as the history keeps it: names instead of ids, nothing instead of null. */
function inWords(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const nameIn = (table: string) =>
    sql`(select to_jsonb(n.name) from ${sql.table(table)} n where n.id = (${value} #>> '{}')::uuid)`;
  return sql`nullif(case
    when c.key = 'supplier' then ${nameIn("supplier")}
    when c.key = 'contract_manager' then ${nameIn("person")}
    when c.key = 'is_hidden' then to_jsonb(case ${value} #>> '{}' when 'true' then 'yes' else 'no' end)
    when c.key = 'systems' then (select jsonb_agg(u.own_name order by u.own_name) from system_usage u
      where u.tenant_id = app.tenant() and ${value} ? u.id::text)
    else ${value} end, 'null')`;
}

/** Few enough that their dates are worked out within a tenth of a second: other requests wait no longer. */
const AT_ONCE = 50;

/** Computed dates of the contracts that a span wrote. */
async function writeFactsOf(db: TenantDb, ids: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ tenant: string; id: string }>`
    select app.tenant() as tenant, x.id from (${ids}) x`.execute(db);
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE).map((row) => row.id);
    await writeFacts(db, rows[0]!.tenant, some);
  }
}

/** Takes an applied import of contracts back, as far as nobody has worked on them since. */
export async function undoContracts(db: TenantDb, planning: Planning, span: Span, by: By): Promise<void> {
  const { run } = planning;
  const inSpan = sql`r.tenant_id = app.tenant() and r.run_id = ${run.id} and r.sheet_row between ${span.from} and ${span.to}`;
  await sql`
    update import_row r set outcome = x.outcome, outcome_reason = x.reason
    from (
      select r.sheet_row,
        case when c.id is null then 'impossible' when c.version <> x.version then 'kept'
          when r.action = 'create' and ${LEANT_ON} then 'impossible' end as outcome,
        case when c.id is null then 'gone' when c.version <> x.version then 'edited_since'
          when r.action = 'create' and ${LEANT_ON} then 'in_use' end as reason
      from import_row r
      cross join lateral (select coalesce(r.seen_version, 0) + 1 as version, coalesce(r.target, r.fresh) as id) x
      left join contract c on c.tenant_id = app.tenant() and c.id = x.id
      where ${inSpan} and r.action in ('create', 'update')) x
    where ${inSpan} and r.sheet_row = x.sheet_row`.execute(db);
  const created = sql`${rowsOf(planning, span, "create")} and r.outcome is null`;
  await sql`
    with gone as (
      delete from contract c where c.tenant_id = app.tenant() and c.id in (select r.fresh from ${created}) returning c.id, c.name)
    insert into change_event (${HISTORY_COLUMNS})
    select ${historyOf(by, run.id)}, 'contract', g.id, g.name, 'deleted', null, null, null from gone g`.execute(
    db,
  );
  const updates = sql`${rowsOf(planning, span, "update")} and r.outcome is null`;
  await updateContracts(
    db,
    { planning, span, side: "old", rows: updates, version: sql`r.seen_version + 1` },
    by,
  );
  await sql`
    update import_row r set outcome = 'reversed'
    where ${inSpan} and r.action in ('create', 'update') and r.outcome is null`.execute(db);
}

/** Somebody has begun to use a contract `c`: others on it, papers, decisions, contracts below it. */
const LEANT_ON = sql`(
  exists (select 1 from contract_participant p where p.tenant_id = c.tenant_id and p.contract_id = c.id)
  or exists (select 1 from contract_document d where d.tenant_id = c.tenant_id and d.contract_id = c.id)
  or exists (select 1 from contract_decision d where d.tenant_id = c.tenant_id and d.contract_id = c.id)
  or exists (select 1 from contract_period d where d.tenant_id = c.tenant_id and d.contract_id = c.id)
  or exists (select 1 from contract_usage l where l.contract_tenant_id = c.tenant_id and l.contract_id = c.id
    and l.tenant_id <> c.tenant_id)
  or exists (select 1 from contract k where k.tenant_id = c.tenant_id and c.id in (k.parent_contract_id, k.supersedes_id)))`;
