import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { type ListState, NOT_GIVEN } from "../lists/lists.rules.ts";
import { COUNT_LIMIT, containing, countRows, filterCondition } from "../lists/lists.server.ts";
import { type ContractStatus, OUT_OF_FORCE, type Scope } from "./list.rules.ts";

/** One row of the list; what is not shared is null like what is not given. */
export interface ContractRow {
  tenant_id: string;
  id: string;
  name: string;
  number: string | null;
  owner: string;
  supplier: string | null;
  type: string | null;
  status: ContractStatus;
  current_end_on: string | null;
  last_end_on: string | null;
  next_notice_on: string | null;
  act_by_on: string | null;
  next_option_call_on: string | null;
  yearly_minor: number | null;
  purchase_form: string | null;
  direction: string;
  systems: string | null;
  starts_on: string | null;
  cpv_code: string | null;
  is_hidden: boolean;
  updated_at: string;
}

export interface ContractQuery {
  state: ListState;
  scope: Scope;
}

type Looker = { id: string };

/** As a sub-select the day is read once per statement, not once per row. */
const today = sql`(select app.today())`;

/** A contract that is closed says so whatever its terms say; one that is counted as valid does so whatever its dates say. */
export const statusSql = sql<ContractStatus>`(case
  when c.closed_on <= ${today} then case c.reason_closed when 'superseded' then 'superseded' else 'ended' end
  when c.is_counted_valid and coalesce(f.status, 'unknown') in (${sql.join(OUT_OF_FORCE.map((status) => sql.lit(status)))})
    then 'in_force'
  else coalesce(f.status, 'unknown') end)`;

/** A year of one line in öre: `lineMinor` of costs.rules.ts as SQL; a test compares the two. */
const lineSql = sql`round(l.amount_minor * (case l.per when 'month' then 12 when 'quarter' then 4 else 1 end)
  * (case l.kind when 'per_metric' then l.quantity else 1 end) * coalesce(l.rate, 1))`;

/** `yearlyMinor` of costs.rules.ts as SQL, over the lines that the viewer may see. */
export const yearlySql = sql<
  number | null
>`(select coalesce(sum(${lineSql}) filter (where l.status = 'commitment'),
    sum(${lineSql}) filter (where l.status = 'estimate'))::bigint
  from contract_cost_line l where l.tenant_id = c.tenant_id and l.contract_id = c.id and l.kind <> 'one_off'
    and (l.valid_from is null or l.valid_from <= ${today}) and (l.valid_to is null or l.valid_to >= ${today}))`;

const open = (column: RawBuilder<unknown>) =>
  sql`(case when c.closed_on <= ${today} then null else ${column} end)`;

const expressions: Record<string, RawBuilder<unknown>> = {
  name: sql`c.name`,
  number: sql`c.number`,
  owner: sql`o.name`,
  supplier: sql`coalesce(s.name, c.counterparty_text)`,
  type: sql`c.type`,
  status: statusSql,
  current_end_on: sql`(case when c.closed_on <= ${today} then c.closed_on else f.current_end_on end)`,
  last_end_on: open(sql`f.last_end_on`),
  next_notice_on: open(sql`f.next_notice_on`),
  act_by_on: open(sql`f.act_by_on`),
  next_option_call_on: open(sql`f.next_option_call_on`),
  yearly_minor: yearlySql,
  purchase_form: sql`c.purchase_form`,
  direction: sql`c.direction`,
  starts_on: sql`t.starts_on`,
  cpv_code: sql`c.cpv_code`,
  updated_at: sql`c.updated_at`,
};

/** What an expression reads beside the contract itself. */
type Beside = "owner" | "supplier" | "term" | "fact";
const needs: Record<string, Beside> = {
  owner: "owner",
  supplier: "supplier",
  starts_on: "term",
  ...Object.fromEntries(
    ["status", "current_end_on", "last_end_on", "next_notice_on", "act_by_on", "next_option_call_on"].map(
      (key) => [key, "fact"],
    ),
  ),
};

const joins: Record<Beside, RawBuilder<unknown>> = {
  owner: sql`join organisation o on o.id = c.tenant_id`,
  supplier: sql`left join supplier s on s.id = c.supplier_id`,
  term: sql`left join contract_term t on t.tenant_id = c.tenant_id and t.contract_id = c.id`,
  fact: sql`left join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
    and f.valid_from <= ${today} and f.valid_to >= ${today}`,
};
/** The dates of all organisations at once: a policy asked for each of a hundred thousand rows took most of a second. */
const factsSeen = sql`left join app.contract_facts_seen() f on f.tenant_id = c.tenant_id and f.contract_id = c.id`;

/** What filtering and sorting ask about beside the contract itself. */
const besideOf = ({ filters, sort }: ListState) =>
  new Set([...Object.keys(filters), sort.key].map((key) => needs[key]));

/** Contracts with what filtering and sorting ask about, and nothing else: what is shown is read for the rows of one page. */
function source({ state, scope }: ContractQuery): RawBuilder<unknown> {
  const beside = besideOf(state);
  const parts = (Object.keys(joins) as Beside[])
    .filter((each) => beside.has(each))
    .map((each) => (each === "fact" && scope !== "own" ? factsSeen : joins[each]));
  return sql`contract c ${sql.join(parts, sql` `)}`;
}

function conditions({ state, scope }: ContractQuery, tenant: Looker): RawBuilder<SqlBool> {
  // as an array: beside another condition a subquery keeps the indexes from being used
  const taken = sql`c.id = any (array(select app.contracts_of_mine()))`;
  const parts: RawBuilder<SqlBool>[] = [];
  if (scope === "own") parts.push(sql<SqlBool>`(c.tenant_id = ${tenant.id} or ${taken})`);
  if (scope === "shared") parts.push(sql<SqlBool>`c.tenant_id <> ${tenant.id}`);
  if (state.q !== "") parts.push(searched(state.q));
  for (const [key, filter] of Object.entries(state.filters)) {
    if (key === "owner" && filter.kind === "id")
      parts.push(sql<SqlBool>`c.tenant_id = any(${filter.values.filter((id) => id !== NOT_GIVEN)}::uuid[])`);
    else if (key === "yearly_minor" && filter.kind === "number")
      parts.push(
        filterCondition(sql`${expressions[key]} / 100.0`, filter) as RawBuilder<SqlBool>, // asked for in kronor
      );
    else if (expressions[key]) parts.push(filterCondition(expressions[key], filter) as RawBuilder<SqlBool>);
  }
  return parts.length > 0 ? sql<SqlBool>`${sql.join(parts, sql` and `)}` : sql<SqlBool>`true`;
}

/** By name, number, supplier with its other names, and the names of the systems that are covered. */
function searched(q: string): RawBuilder<SqlBool> {
  const pattern = containing(q.toLowerCase());
  const name = normaliseName(q);
  return sql<SqlBool>`(lower(c.name) like ${pattern} or lower(c.number) like ${pattern}
    or lower(c.counterparty_text) like ${pattern}
    or exists (select 1 from contract_usage l join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
      where l.contract_tenant_id = c.tenant_id and l.contract_id = c.id and lower(u.own_name) like ${pattern})
    ${name === "" ? sql`` : sql`or c.supplier_id in (select app.suppliers_named_like(${name}))`})`;
}

function order(state: ListState): RawBuilder<unknown> {
  const by = expressions[state.sort.key] ?? expressions.name!;
  const direction = state.sort.isDescending ? sql`desc` : sql`asc`;
  return sql`${by} ${direction} nulls last, c.name ${direction}, c.id ${direction}`;
}

/** How many contracts the list has; counting stops at 10,000 where several organisations' are searched. */
export function countContracts(db: TenantDb, query: ContractQuery, tenant: Looker) {
  return countRows(
    db,
    sql`select 1 from ${source(query)} where ${conditions(query, tenant)}`,
    query.scope === "own" ? undefined : COUNT_LIMIT,
  );
}

/** One page of the list. */
export async function listContractRows(
  db: TenantDb,
  query: ContractQuery,
  tenant: Looker,
): Promise<ContractRow[]> {
  return (await readRows(db, query, tenant, pageOf(query.state))).rows;
}

const pageOf = ({ page, pageSize }: ListState) => ({ limit: pageSize, offset: (page - 1) * pageSize });

/** One page of the list with how many there are, in one reading where all have to be read for either. */
export async function loadContractList(db: TenantDb, query: ContractQuery, tenant: Looker) {
  const isReadWhole = query.scope !== "own" && (query.state.q !== "" || besideOf(query.state).has("fact"));
  const { rows, total } = await readRows(db, query, tenant, { ...pageOf(query.state), counts: isReadWhole });
  if (total === undefined) return { rows, ...(await countContracts(db, query, tenant)) };
  return { rows, total: Math.min(total, COUNT_LIMIT), isCut: total > COUNT_LIMIT };
}

/** All rows of the list in portions, for a file; at most `most`. */
export async function* exportContractRows(db: TenantDb, query: ContractQuery, tenant: Looker, most: number) {
  const portion = 1000;
  for (let offset = 0; offset < most; offset += portion) {
    const limit = Math.min(portion, most - offset);
    const { rows } = await readRows(db, query, tenant, { limit, offset });
    yield rows;
    if (rows.length < portion) return;
  }
}

/** @returns the rows, and with `counts` how many there are in all; without a row nobody has counted */
async function readRows(
  db: TenantDb,
  query: ContractQuery,
  tenant: Looker,
  { limit, offset, counts = false }: { limit: number; offset: number; counts?: boolean },
): Promise<{ rows: ContractRow[]; total: number | undefined }> {
  const values = Object.entries(expressions).map(([key, value]) => sql`${value} as ${sql.id(key)}`);
  const { rows } = await sql<Omit<ContractRow, "updated_at"> & { updated_at: Date; total: number | null }>`
    select c.tenant_id, c.id, c.is_hidden, page.total, ${sql.join(values)},
      (select string_agg(u.own_name, ', ' order by u.own_name) from contract_usage l
        join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
        where l.contract_tenant_id = c.tenant_id and l.contract_id = c.id) as systems
    from (select c.tenant_id, c.id, ${counts ? sql`count(*) over ()` : sql`null::bigint`} as total
      from ${source(query)} where ${conditions(query, tenant)}
      order by ${order(query.state)} limit ${limit} offset ${offset}) page
    join contract c on c.tenant_id = page.tenant_id and c.id = page.id ${sql.join(Object.values(joins), sql` `)}
    order by ${order(query.state)}`.execute(db);
  return {
    rows: rows.map(({ total: _, ...row }) => ({ ...row, updated_at: row.updated_at.toISOString() })),
    total: rows[0]?.total ?? undefined,
  };
}
