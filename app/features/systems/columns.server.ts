import { type RawBuilder, type SqlBool, sql } from "kysely";
import { completenessGroups, completenessShare, weights } from "./completeness.server.ts";
import {
  FIELDS,
  type Field,
  GROUP_TABLES,
  HOSTING_FORMS,
  LIFECYCLES,
  type ValueGroup,
} from "./fields.rules.ts";
import type { Work } from "./list.rules.ts";
import { OPENNESS_QUESTIONS } from "./openness.rules.ts";

/**
 * How each column of the systems list is read. `u` is always `system_usage`; other tables are joined only where a shown column, a
 * filter or the sorting needs them, because a join that nobody looks at still costs its lookups.
 */
export interface ColumnSql {
  joins: readonly Join[];
  /** What is shown and exported. */
  value: RawBuilder<unknown>;
  /** What is filtered on; the value unless told otherwise. */
  filter?: RawBuilder<unknown>;
  /** What is sorted by; the value unless told otherwise. */
  sort?: RawBuilder<unknown>;
  isNeverNull?: boolean;
}

type Side =
  | "product"
  | "supplier"
  | "owner"
  | "host"
  | "operations_supplier"
  | "term_supplier"
  | "unit"
  | "weights";
export type Join = Exclude<ValueGroup, "core"> | Side;

const needs: Partial<Record<Join, Join>> = {
  supplier: "product",
  host: "operation",
  operations_supplier: "operation",
  term_supplier: "term",
  unit: "internal",
};

/**
 * The host, for those who may know: the owner always, others only after the host's own word. The relation is two organisations'
 * business, so that sharing the group `operation` does not give it away.
 */
const visibleHost = sql`case when u.tenant_id = app.tenant() or g_operation.host_organisation_id = u.tenant_id
  or app.is_hosting_confirmed(u.tenant_id, u.id, g_operation.host_organisation_id)
  then g_operation.host_organisation_id end`;

const sides: Record<Side, RawBuilder<unknown>> = {
  product: sql`left join product p on p.id = u.product_id`,
  supplier: sql`left join supplier s on s.id = p.supplier_id`,
  owner: sql`join organisation o on o.id = u.tenant_id`,
  host: sql`left join organisation host on host.id = ${visibleHost}`,
  operations_supplier: sql`left join supplier ops on ops.id = g_operation.operations_supplier_id`,
  term_supplier: sql`left join supplier ts on ts.id = g_term.supplier_id`,
  weights,
  unit: sql`left join unit un on un.tenant_id = u.tenant_id and un.id = g_internal.unit_id`,
};

/** The joins that the columns need, each once and in an order in which they find each other. */
export function joinsFor(columns: Iterable<ColumnSql>): RawBuilder<unknown> {
  const wanted = new Set<Join>();
  for (const column of columns)
    for (const join of column.joins) {
      const first = needs[join];
      if (first) wanted.add(first);
      wanted.add(join);
    }
  const ordered = [...wanted].sort((a, b) => Number(Boolean(needs[a])) - Number(Boolean(needs[b])));
  return ordered.length === 0 ? sql`` : sql.join(ordered.map(joinSql), sql` `);
}

function joinSql(join: Join): RawBuilder<unknown> {
  if (join in sides) return sides[join as Side];
  const alias = sql.id(`g_${join}`);
  return sql`left join ${sql.table(GROUP_TABLES[join as ValueGroup])} ${alias}
    on ${alias}.tenant_id = u.tenant_id and ${alias}.usage_id = u.id`;
}

const ordered = (expression: RawBuilder<unknown>, values: readonly string[]) =>
  sql`array_position(${sql.lit(`{${values.join(",")}}`)}::text[], ${expression})`;

/** Functions of the usage: the product's without those opted out here, and those added here. Names are joined by the screen. */
const functionIds = sql`(
  select coalesce(array_agg(f.function_id::text), '{}') from (
    select pf.function_id from product_function pf where pf.product_id = u.product_id
      and not exists (select 1 from system_usage_function no where no.tenant_id = u.tenant_id and no.usage_id = u.id
        and no.function_id = pf.function_id and no.is_opted_out)
    union select uf.function_id from system_usage_function uf
      where uf.tenant_id = u.tenant_id and uf.usage_id = u.id and not uf.is_opted_out) f)`;

/** Whether the usage has one of the functions. */
export function hasFunction(ids: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(exists (select 1 from system_usage_function uf
      where uf.tenant_id = u.tenant_id and uf.usage_id = u.id and uf.function_id = any(${ids}::uuid[]) and not uf.is_opted_out)
    or exists (select 1 from product_function pf where pf.product_id = u.product_id and pf.function_id = any(${ids}::uuid[])
      and not exists (select 1 from system_usage_function no where no.tenant_id = u.tenant_id and no.usage_id = u.id
        and no.function_id = pf.function_id and no.is_opted_out)))`;
}

/** Names of those who hold the role today; persons are readable in their own organisation only. */
const holders = (role: string) => sql`(
  select string_agg(pe.name, ', ' order by pe.name) from role_assignment ra
    join person pe on pe.tenant_id = ra.tenant_id and pe.id = ra.person_id
    where ra.tenant_id = u.tenant_id and ra.usage_id = u.id and ra.role_type = ${sql.lit(role)}
      and ra.from_on <= app.today() and (ra.to_on is null or ra.to_on >= app.today()))`;

/** The rules of `validity.rules.ts` as SQL, for the filter; a test compares the two. */
const isValid = sql`(g_internal.counts_as_valid is true or not (
  u.lifecycle in ('planned', 'retired')
  or coalesce(g_dates.taken_into_use_on > app.today(), false)
  or coalesce(g_dates.retired_on <= app.today(), false)
  or coalesce(g_term.ends_on < app.today(), false)))`;
const VALIDITY_JOINS = ["dates", "term", "internal"] as const;

/** Whether anybody vouches for the record: `sealOf` of the confirmations as SQL; a test compares the two. */
const sealed = sql`case when g_internal.needs_check_since is not null then 'needs_check'
  when g_internal.confirmed_on is null then 'never' else 'confirmed' end`;

const yesNo = (condition: RawBuilder<unknown>) => sql`case when ${condition} then 'yes' else 'no' end`;

const special: Record<string, ColumnSql> = {
  own_name: { joins: [], value: sql`u.own_name`, isNeverNull: true },
  owner: { joins: ["owner"], value: sql`o.name`, filter: sql`u.tenant_id`, isNeverNull: true },
  product: { joins: ["product"], value: sql`p.name` },
  supplier: { joins: ["supplier"], value: sql`s.name` },
  lifecycle: {
    joins: [],
    value: sql`u.lifecycle`,
    sort: ordered(sql`u.lifecycle`, LIFECYCLES),
    isNeverNull: true,
  },
  functions: { joins: [], value: functionIds },
  validity: { joins: VALIDITY_JOINS, value: yesNo(isValid) },
  support_ends_on: { joins: ["product"], value: sql`p.support_ends_on` },
  updated_at: {
    joins: [],
    value: sql`u.updated_at`,
    filter: sql`(u.updated_at at time zone 'Europe/Stockholm')::date`,
    isNeverNull: true,
  },
  system_owner: { joins: [], value: holders("system_owner") },
  system_manager: { joins: [], value: holders("system_manager") },
  seal: {
    joins: ["internal"],
    value: sealed,
    sort: ordered(sealed, ["needs_check", "never", "confirmed"]),
    isNeverNull: true,
  },
  confirmed_on: { joins: ["internal"], value: sql`g_internal.confirmed_on` },
  completeness: { joins: ["weights", ...completenessGroups], value: completenessShare },
  is_hidden: { joins: [], value: yesNo(sql`u.is_hidden`) },
  host_organisation: { joins: ["host"], value: sql`host.name` },
  operations_supplier: { joins: ["operations_supplier"], value: sql`ops.name` },
  term_supplier: { joins: ["term_supplier"], value: sql`ts.name` },
  unit: { joins: ["unit"], value: sql`un.name` },
  yearly_minor: {
    joins: ["price"],
    value: sql`g_price.yearly_minor`,
    filter: sql`(g_price.yearly_minor / 100.0)`,
  },
};

const columns = new Map<string, ColumnSql>(Object.entries(special));
for (const field of FIELDS) if (!columns.has(field.key)) columns.set(field.key, plainColumn(field));

function plainColumn(field: Field): ColumnSql {
  const group = field.group as Exclude<ValueGroup, "core">;
  const value = sql.ref(`g_${group}.${field.column}`);
  const isChoice = field.kind === "choice" && field.choices;
  const order = field.key === "hosting_form" ? HOSTING_FORMS : field.choices;
  return { joins: [group], value, ...(isChoice ? { sort: ordered(value, order ?? []) } : {}) };
}

/** How a column is read. @throws for a key that the list does not have */
export function columnSql(key: string): ColumnSql {
  const column = columns.get(key);
  if (!column) throw new Error(`no column ${key}`);
  return column;
}

/** `isLockedIn` of openness.rules.ts as SQL; a test compares the two. */
const isLockedIn = sql`(u.lifecycle <> 'retired' and coalesce(g_openness.code_kind, 'unknown') not in ('open_source', 'in_house')
  and (coalesce(g_openness.data_extraction = 'no', false)
    or coalesce(g_openness.has_open_format = 'no' and g_openness.has_api = 'no', false)))`;

const work: Record<Work, ColumnSql> = {
  overdue: {
    joins: ["dates"],
    value: sql`(u.lifecycle <> 'retired' and coalesce(g_dates.retired_on < app.today(), false))`,
  },
  rejected_product: { joins: ["product"], value: sql`(u.lifecycle <> 'retired' and p.state = 'rejected')` },
  support_ended: {
    joins: ["product"],
    value: sql`(u.lifecycle = 'in_operation' and coalesce(p.support_ends_on < app.today(), false))`,
  },
  support_ending: {
    joins: ["product"],
    value: sql`(u.lifecycle = 'in_operation' and coalesce(p.support_ends_on between app.today()
      and (app.today() + interval '12 months')::date, false))`,
  },
  without_start: {
    joins: ["dates"],
    value: sql`(u.lifecycle = 'in_operation' and g_dates.taken_into_use_on is null)`,
  },
  without_owner: {
    joins: [],
    value: sql`(u.lifecycle <> 'retired' and not exists (select 1 from role_assignment ra where ra.tenant_id = u.tenant_id
      and ra.usage_id = u.id and ra.role_type = 'system_owner' and ra.from_on <= app.today()
      and (ra.to_on is null or ra.to_on >= app.today())))`,
  },
  without_term: {
    joins: ["term"],
    // what the organisation states itself counts for as long as it has not linked a contract
    value: sql`(u.lifecycle <> 'retired' and g_term.ends_on is null and g_term.notice_on is null
      and not exists (select 1 from contract_usage cu join contract c on c.tenant_id = cu.contract_tenant_id and c.id = cu.contract_id
        where cu.tenant_id = u.tenant_id and cu.usage_id = u.id and c.reason_closed is null))`,
  },
  without_classification: {
    joins: ["classification"],
    value: sql`(u.lifecycle <> 'retired' and (g_classification.confidentiality is null
      or g_classification.integrity is null or g_classification.availability is null))`,
  },
  without_personal_data: {
    joins: ["classification"],
    value: sql`(u.lifecycle <> 'retired' and g_classification.personal_data is null)`,
  },
  without_country: {
    joins: ["operation"],
    value: sql`(u.lifecycle <> 'retired' and g_operation.hosting_country is null)`,
  },
  locked_in: { joins: ["openness"], value: isLockedIn },
  without_openness: {
    joins: ["openness"],
    value: sql`(u.lifecycle <> 'retired' and (${sql.join(
      OPENNESS_QUESTIONS.map((key) => sql`${sql.ref(`g_openness.${key}`)} is null`),
      sql` or `,
    )}))`,
  },
  hosting_unconfirmed: {
    joins: ["operation"],
    value: sql`(u.lifecycle <> 'retired' and g_operation.host_organisation_id <> u.tenant_id
      and not app.is_hosting_confirmed(u.tenant_id, u.id, g_operation.host_organisation_id))`,
  },
};

/** The condition of a kind of work; own records only. */
export function workSql(kind: Work): ColumnSql {
  return work[kind];
}
