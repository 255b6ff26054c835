import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Planning } from "./plan.server.ts";
import { namingFields } from "./staging.server.ts";

/** What makes two rows of the file speak of the same contract. */
export const CONTRACT_KEY = sql`coalesce(r.target::text, 'n ' || lower(r.given->>'number'),
  't ' || lower(r.given->>'name') || ' ' || coalesce(r.names->>'supplier', ''), r.sheet_row::text)`;

/** What the row wants the contract to hold: values as they are kept, ids for names. */
const WANTED_CONTRACT = sql`((r.given - '{supplier,contract_manager,systems}'::text[]) || r.links)`;

/** Ids of the row's supplier, person and systems. */
export async function linkContracts(db: TenantDb, { run, ofRun, isRecheck }: Planning): Promise<void> {
  const fields = namingFields("contracts", run.mapping);
  const links = fields.map(({ key, naming }) => {
    const cleared = sql.lit(JSON.stringify({ [key]: naming === "system" ? [] : null }));
    const found =
      naming === "system"
        ? sql`(select jsonb_build_object(${sql.lit(key)}, jsonb_agg(f.target order by f.target))
            from (select distinct s.target from jsonb_array_elements_text(r.names->${sql.lit(key)}) k (name)
                  join s on s.sort = 'system' and s.key = k.name) f having count(*) > 0)`
        : sql`(select jsonb_build_object(${sql.lit(key)}, s.target) from s
            where s.sort = ${sql.lit(naming)} and s.key = r.names->>${sql.lit(key)})`;
    return sql`coalesce(${found}, case when r.given->${sql.lit(key)} = 'null' then ${cleared} else '{}' end::jsonb)`;
  });
  await sql`
    with s as materialized (
      select sort, key, case standing when 'found' then found else fresh end as target
      from import_resolution r where ${ofRun} and standing in ('found', 'create')),
    x as (
      select r.sheet_row, ${links.length > 0 ? sql.join(links, sql` || `) : sql`'{}'::jsonb`} as links
      from import_row r where ${ofRun})
    update import_row r set links = x.links, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row and r.links is distinct from x.links`.execute(db);
}

/**
 * Finds the own contract that each row is about: by number; without one by name, among contracts that have no number. Where two fit
 * the row is an error. What would contradict the record is said here too.
 */
export async function matchContracts(db: TenantDb, planning: Planning): Promise<void> {
  const { run, ofRun, isRecheck, cell } = planning;
  const place = cell(planning.mapped.has("number") ? "number" : "name");
  await sql`
    with best as (
      select r.sheet_row, count(*) as many, array_agg(c.id order by c.id) as ids, min(c.version) as version
      from import_row r join contract c on c.tenant_id = app.tenant() and lower(c.number) = lower(r.given->>'number')
      where ${ofRun} group by r.sheet_row
      union all
      select r.sheet_row, count(*), array_agg(c.id order by c.id), min(c.version)
      from import_row r join contract c on c.tenant_id = app.tenant() and c.number is null
        and lower(c.name) = lower(r.given->>'name')
      where ${ofRun} and not r.given ? 'number' group by r.sheet_row),
    unsure as (
      insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value,
        code, details)
      select app.tenant(), ${run.id}, b.sheet_row, 'plan', false, ${place},
        coalesce(r.given->>'number', r.given->>'name', ''), 'ambiguous_contract', jsonb_build_object('count', b.many::text)
      from best b join import_row r on r.sheet_row = b.sheet_row and ${ofRun} where b.many > 1),
    x as (
      select r.sheet_row, b.ids[1] as target, b.version from import_row r
      left join best b on b.sheet_row = r.sheet_row and b.many = 1 where ${ofRun})
    update import_row r set target = x.target, seen_version = x.version, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.target, r.seen_version) is distinct from (x.target, x.version)`.execute(db);
  const wrong = (field: string, code: string, condition: RawBuilder<unknown>) => sql`
    insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code)
    select app.tenant(), ${run.id}, r.sheet_row, 'plan', false, ${cell(field)}, coalesce(r.given->>${sql.lit(field)}, ''),
      ${code}
    from import_row r
    left join contract_term t on t.tenant_id = app.tenant() and t.contract_id = r.target
    where ${ofRun} and not r.has_cell_error and (${condition})`;
  await wrong(
    "name",
    "name_required",
    sql`r.target is null and not r.given ? 'name' and not exists (select 1 from import_cell_error e
      where e.tenant_id = r.tenant_id and e.run_id = r.run_id and e.sheet_row = r.sheet_row and e.code = 'ambiguous_contract')`,
  ).execute(db);
  await wrong(
    "ends_on",
    "ends_before_start",
    sql`(r.given ? 'ends_on' or r.given ? 'starts_on')
      and (case when r.given ? 'ends_on' then r.given->>'ends_on' else t.ends_on::text end)::date
        < (case when r.given ? 'starts_on' then r.given->>'starts_on' else t.starts_on::text end)::date`,
  ).execute(db);
  await wrong(
    "options",
    "options_called",
    sql`r.given ? 'options' and r.given->>'options' is distinct from ${OPTIONS_WITHOUT_CALL}
      and r.given->>'options' is distinct from ${OPTIONS} and exists (
        select 1 from contract_option o where o.tenant_id = app.tenant() and o.contract_id = r.target and o.called_on is not null)`,
  ).execute(db);
}

const optionsOf = (call: RawBuilder<unknown>) => sql`coalesce((
  select string_agg(o.length || ' ' || o.unit || ${call}, ' + ' order by o.seq) from contract_option o
  where o.tenant_id = app.tenant() and o.contract_id = r.target), 'none')`;
const OPTIONS_WITHOUT_CALL = optionsOf(sql`''`);
const OPTIONS = optionsOf(sql`coalesce(' by ' || o.call_before_length || ' ' || o.call_before_unit, '')`);

/** One line of so much a year is what a file can change; several, or others, are left to the contract's page. */
const ONLY_YEARLY = sql`(select case when count(*) = 1 then min(l.amount_minor) filter (where l.kind = 'recurring'
    and l.per = 'year' and l.currency = 'SEK' and l.organisation_id is null) when count(*) = 0 then null
    else (r.given->>'yearly_minor')::bigint end
  from contract_cost_line l where l.tenant_id = app.tenant() and l.contract_id = r.target)`;

/** What is known of a found contract, by field, in the form in which a file says it. */
const CURRENT = {
  number: sql`c.number`,
  name: sql`c.name`,
  supplier: sql`c.supplier_id`,
  type: sql`c.type`,
  purchase_form: sql`c.purchase_form`,
  cpv_code: sql`left(c.cpv_code, 8)`,
  is_hidden: sql`c.is_hidden`,
  signed_on: sql`c.signed_on`,
  starts_on: sql`t.starts_on`,
  ends_on: sql`t.ends_on`,
  length: sql`case when t.is_open_ended then 'open' else t.initial_length || ' ' || t.initial_unit end`,
  // without a word of when to call, the file does not take away what is known of it
  options: sql`case when r.given->>'options' = ${OPTIONS_WITHOUT_CALL} then ${OPTIONS_WITHOUT_CALL} else ${OPTIONS} end`,
  renewal: sql`concat_ws(' ', t.renewal_kind, t.renewal_length, t.renewal_unit)`,
  notice: sql`case when t.notice_length is not null then t.notice_length || ' ' || t.notice_unit || ' ' || t.notice_anchor
    when t.notice_anchor = 'unknown' and t.notice_form is not null then 'unknown: ' || t.notice_form else 'unknown' end`,
  binding_until_on: sql`t.binding_until_on`,
  yearly_minor: ONLY_YEARLY,
  note: sql`i.note`,
  contract_manager: sql`(select a.person_id from contract_role a where a.tenant_id = app.tenant() and a.contract_id = c.id
    and a.role_type = 'contract_manager' and (a.to_on is null or a.to_on >= app.today())
    order by (a.person_id::text = r.links->>'contract_manager') desc nulls last, a.from_on desc, a.id desc limit 1)`,
  systems: sql`coalesce((select jsonb_agg(l.usage_id order by l.usage_id) from contract_usage l
    where l.tenant_id = app.tenant() and l.contract_id = c.id), '[]')`,
} satisfies Record<string, RawBuilder<unknown>>;

/** Fields of contracts that are here and would change. */
export function contractDifferences({ ofRun, mapped }: Planning): RawBuilder<unknown> {
  const keys = Object.keys(CURRENT) as (keyof typeof CURRENT)[];
  // a length may bring options along, so those are always looked at
  const asked = keys.filter((key) => mapped.has(key) || key === "options" || key === "length");
  const pairs = asked.map((key) => sql`${sql.lit(key)}, ${CURRENT[key]}`);
  return sql`
    select y.sheet_row, d.changes from (
      select r.sheet_row, ${WANTED_CONTRACT} as wanted, jsonb_build_object(${sql.join(pairs)}) as current
      from import_row r join contract c on c.tenant_id = app.tenant() and c.id = r.target
      left join contract_term t on t.tenant_id = c.tenant_id and t.contract_id = c.id
      left join contract_internal i on i.tenant_id = c.tenant_id and i.contract_id = c.id
      where ${ofRun}) y
    cross join lateral (
      select jsonb_object_agg(w.key, jsonb_build_object('old', y.current->w.key, 'new', w.value)) as changes
      from jsonb_each(y.wanted) w where w.value is distinct from coalesce(y.current->w.key, 'null')) d
    where d.changes is not null`;
}
