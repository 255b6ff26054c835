import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Planning } from "./plan.server.ts";
import { namingFields, PRODUCT_KEY } from "./staging.server.ts";
import { PRODUCT_ONLY, ROLE_FIELDS, USAGE_COLUMNS, USAGE_TABLES } from "./usage-columns.rules.ts";

/** Fields whose text is not what is kept: names, which become ids, and facts about a new product. */
const NOT_AS_GIVEN = [
  ...[
    "product",
    "supplier",
    "functions",
    "unit",
    "host_organisation",
    "operations_supplier",
    "term_supplier",
  ],
  ...ROLE_FIELDS,
  ...PRODUCT_ONLY,
];

/** What the row wants the record to hold, by field: values as they are kept, ids for names, null to clear. */
export const WANTED = sql`((r.given - ${sql.lit(`{${NOT_AS_GIVEN.join(",")}}`)}::text[]) || r.links
  || case when r.product is null then '{}' else jsonb_build_object('product', r.product) end)`;

/** Ids for the names in each row, and the product. */
export async function linkSystems(db: TenantDb, { run, ofRun, isRecheck }: Planning): Promise<void> {
  const fields = namingFields("systems", run.mapping).filter(({ key }) => key !== "supplier");
  const single = fields.filter(({ naming }) => naming !== "function");
  const links = single.map(
    ({ key }, i) => sql`case when ${sql.ref(`s${i}.target`)} is not null
        then jsonb_build_object(${sql.lit(key)}, ${sql.ref(`s${i}.target`)})
      when r.given->${sql.lit(key)} = 'null' then ${sql.lit(`{"${key}":null}`)} else '{}' end::jsonb`,
  );
  if (fields.length > single.length) links.push(functionLinks);
  const joins = single.map(
    (
      { key, naming },
      i,
    ) => sql`left join s ${sql.id(`s${i}`)} on ${sql.ref(`s${i}.sort`)} = ${sql.lit(naming)}
      and ${sql.ref(`s${i}.key`)} = r.names->>${sql.lit(key)}`,
  );
  await sql`
    with s as materialized (
      select sort, key, case standing when 'found' then found else fresh end as target
      from import_resolution r where ${ofRun} and standing in ('found', 'create')),
    x as (
      select r.sheet_row, p.target as product, ${links.length > 0 ? sql.join(links, sql` || `) : sql`'{}'::jsonb`} as links
      from import_row r
      left join s p on p.sort = 'product' and p.key = ${PRODUCT_KEY}
      ${joined(joins)}
      where ${ofRun})
    update import_row r set product = x.product, links = x.links, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.product, r.links) is distinct from (x.product, x.links)`.execute(db);
}

/** The functions a row adds to those the product has; none when none of the names means anything. */
const functionLinks = sql`coalesce((
  select jsonb_build_object('functions', coalesce(jsonb_agg(f.target order by f.target) filter (where not exists (
    select 1 from product_function pf where pf.product_id = p.target and pf.function_id = f.target)), '[]'))
  from (select distinct s.target from jsonb_array_elements_text(r.names->'functions') k (name)
        join s on s.sort = 'function' and s.key = k.name) f
  having count(*) > 0), case when r.given->'functions' = 'null' then '{"functions":[]}' else '{}' end::jsonb)`;

/** Roles that the organisation has switched off are given to nobody, by file as little as on screen. */
export async function noteUnusedRoles(db: TenantDb, { run, ofRun, mapped, cell }: Planning): Promise<void> {
  const asked = ROLE_FIELDS.filter((role) => mapped.has(role));
  if (asked.length === 0) return;
  const off = await db
    .selectFrom("role_type_setting")
    .select("role_type")
    .where("role_type", "in", asked)
    .where("is_on", "=", false)
    .execute();
  for (const { role_type: role } of off)
    await sql`
      insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code)
      select app.tenant(), ${run.id}, r.sheet_row, 'plan', false, ${cell(role)}, r.given->>${sql.lit(role)}, 'role_not_used'
      from import_row r where ${ofRun} and r.names ? ${sql.lit(role)}`.execute(db);
}

export function joined(parts: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length > 0 ? sql.join(parts, sql` `) : sql``;
}

/**
 * Finds the system that each row is about: by own id; without one by product, and where several systems rest on the product
 * by own name, systems in use before retired ones. Where two are left nobody is chosen: the person picks.
 */
export async function matchSystems(db: TenantDb, planning: Planning): Promise<void> {
  const { mapped } = planning;
  if (mapped.has("own_id")) await matchByOwnId(db, planning);
  if (mapped.has("product")) await matchByProduct(db, planning);
}

async function matchByOwnId(db: TenantDb, { ofRun, isRecheck }: Planning): Promise<void> {
  await sql`
    update import_row r set target = x.target, seen_version = x.version, is_changed_since = ${isRecheck}
    from (
      select r.sheet_row, u.id as target, u.version from import_row r
      left join system_usage_operation o on o.tenant_id = app.tenant() and o.own_id = r.given->>'own_id'
      left join system_usage u on u.tenant_id = app.tenant() and u.id = o.usage_id
      where ${ofRun} and r.given ? 'own_id' and (u.id is not null or r.target is not null)) x
    where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.target, r.seen_version) is distinct from (x.target, x.version)`.execute(db);
}

async function matchByProduct(db: TenantDb, { run, ofRun, isRecheck, cell }: Planning): Promise<void> {
  await sql`
    with w as (
      select r.sheet_row, r.product, r.picked, r.fresh, r.target, lower(r.given->>'own_name') as own_name,
        count(*) over (partition by r.product) as rows_of_product
      from import_row r where ${ofRun} and not r.given ? 'own_id'),
    candidate as (
      select w.sheet_row, u.id, u.version, rank() over (partition by w.sheet_row
        order by (lower(u.own_name) = w.own_name) is true desc, u.lifecycle = 'retired') as place
      from w join system_usage u on u.tenant_id = app.tenant() and u.product_id = w.product
      where w.own_name is null or lower(u.own_name) = w.own_name or w.rows_of_product = 1),
    best as (
      select w.sheet_row, count(*) as many, array_agg(c.id order by c.id) as ids, min(c.version) as version
      from candidate c join w using (sheet_row)
      where c.place = 1 and (w.picked is null or w.picked = c.id) group by w.sheet_row),
    x as (
      select w.sheet_row, b.ids[1] as target, b.version from w left join best b on b.sheet_row = w.sheet_row and b.many = 1
        and w.picked is distinct from w.fresh
      where b.sheet_row is not null or w.target is not null),
    unsure as (
      insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value,
        code, details)
      select app.tenant(), ${run.id}, b.sheet_row, 'plan', false, ${cell("product")}, r.given->>'product',
        'ambiguous_target', jsonb_build_object('count', b.many::text)
      from best b join import_row r on r.sheet_row = b.sheet_row and ${ofRun}
      where b.many > 1 and r.picked is null)
    update import_row r set target = x.target, seen_version = x.version, is_changed_since = ${isRecheck}
    from x where ${ofRun} and r.sheet_row = x.sheet_row
      and (r.target, r.seen_version) is distinct from (x.target, x.version)`.execute(db);
}

/** What makes two rows of the file speak of the same system. */
export const SYSTEM_KEY = sql`coalesce(r.target::text, case when r.picked = r.fresh then r.fresh::text end,
  'i ' || (r.given->>'own_id'), 'p ' || r.product || ' ' || coalesce(lower(r.given->>'own_name'), ''), r.sheet_row::text)`;

/** What is known of a system that is here: a field's value, and where the row's own stands (`given`, or ids in `links`). */
type Known = { key: string; value: RawBuilder<unknown>; source: RawBuilder<unknown> };

/**
 * The fields of a found system `u`, only those asked for: as JSON, as a condition that the row `r` would change one of them, and
 * the joins that both need.
 */
export function currentSystem(keys: ReadonlySet<string>) {
  const known: Known[] = [];
  const add = (key: string, value: RawBuilder<unknown>, type?: string) =>
    known.push({ key, value, source: type === "uuid" ? sql`r.links` : sql`r.given` });
  for (const [key, { column }] of Object.entries(USAGE_COLUMNS))
    if (keys.has(key) && key !== "product") add(key, sql.ref(`u.${column}`));
  const joins: RawBuilder<unknown>[] = [];
  for (const { table, alias, columns } of USAGE_TABLES) {
    const used = Object.entries(columns).filter(([key]) => keys.has(key));
    if (used.length === 0) continue;
    for (const [key, { column, type }] of used) add(key, sql.ref(`${alias}.${column}`), type);
    joins.push(sql`left join ${sql.table(table)} as ${sql.id(alias)}
      on ${sql.ref(`${alias}.tenant_id`)} = u.tenant_id and ${sql.ref(`${alias}.usage_id`)} = u.id`);
  }
  for (const role of ROLE_FIELDS) if (keys.has(role)) add(role, holder(role), "uuid");
  if (keys.has("functions")) add("functions", ownFunctions, "uuid");
  const pairs = known.map(({ key, value }) => sql`${sql.lit(key)}, ${value}`);
  if (keys.has("product")) pairs.push(sql`'product', u.product_id`);
  const differs = known.map(
    ({ key, value, source }) => sql`(${source} ? ${sql.lit(key)}
      and ${source}->>${sql.lit(key)} is distinct from (${value})::text)`,
  );
  return {
    object: objectOf(pairs),
    differs: sql.join([sql`r.product <> u.product_id`, ...differs], sql` or `),
    joins: joined(joins),
    /** A field's value as text: the row's where it says something, otherwise the system's. */
    after(key: string): RawBuilder<unknown> {
      const one = known.find((each) => each.key === key)!;
      return sql`(case when ${one.source} ? ${sql.lit(key)} then ${one.source}->>${sql.lit(key)} else (${one.value})::text end)`;
    },
    before(key: string): RawBuilder<unknown> {
      return sql`(${known.find((each) => each.key === key)!.value})::text`;
    },
  };
}

/** Keys and values as JSON; a function of PostgreSQL takes at most a hundred arguments. */
function objectOf(pairs: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const objects: RawBuilder<unknown>[] = [sql`'{}'::jsonb`];
  for (let at = 0; at < pairs.length; at += 40)
    objects.push(sql`jsonb_build_object(${sql.join(pairs.slice(at, at + 40))})`);
  return sql`(${sql.join(objects, sql` || `)})`;
}

const ownFunctions = sql`coalesce((select jsonb_agg(f.function_id order by f.function_id) from system_usage_function f
  where f.tenant_id = u.tenant_id and f.usage_id = u.id and not f.is_opted_out), '[]')`;

/** Who holds a role on the system: the person the row names if that person does, otherwise the latest. */
function holder(role: string): RawBuilder<unknown> {
  return sql`(select a.person_id from role_assignment a
    where a.tenant_id = u.tenant_id and a.usage_id = u.id and a.role_type = ${sql.lit(role)}
      and (a.to_on is null or a.to_on >= app.today())
    order by (a.person_id::text = r.links->>${sql.lit(role)}) desc nulls last, a.from_on desc, a.id desc limit 1)`;
}
