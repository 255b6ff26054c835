import { type RawBuilder, sql } from "kysely";
import { STANDARD_WEIGHTS, WEIGHED_FIELDS, type WeighedField } from "./completeness.rules.ts";
import { fieldOf, GROUP_TABLES, isField } from "./fields.rules.ts";

/**
 * `completeness` of the rules as SQL, so that the list can show it, filter on it and sort by it; a test compares the two. Own
 * records only: how others keep theirs is nobody's business, and their fields are not all open.
 */

/** One row with the organisation's weights; 0 for fields of groups that it does not use. */
export const weights: RawBuilder<unknown> = sql`cross join (select ${sql.join(
  WEIGHED_FIELDS.flatMap((field) => [weightOf(field), ...(field.mayBeUnknown ? [unknownOf(field)] : [])]),
)} from (select 1) one
  left join completeness_weight cw on cw.tenant_id = app.own_tenant()
  left join organisation_setting os on os.tenant_id = app.own_tenant()) weight`;

function weightOf({ key, group }: WeighedField): RawBuilder<unknown> {
  const set = sql`coalesce(max(cw.weight) filter (where cw.field = ${sql.lit(key)}),
    ${sql.lit(STANDARD_WEIGHTS[key]?.weight ?? 0)})`;
  const value =
    group === "core"
      ? set
      : sql`case when ${sql.lit(group)} = any (max(os.hidden_field_groups)) then 0 else ${set} end`;
  return sql`${value} as ${sql.id(key)}`;
}

function unknownOf({ key }: WeighedField): RawBuilder<unknown> {
  return sql`coalesce(bool_or(cw.counts_unknown) filter (where cw.field = ${sql.lit(key)}), false) as ${sql.id(`${key}?`)}`;
}

const part: Record<string, RawBuilder<unknown>> = {
  functions: sql`(exists (select 1 from product_function pf where pf.product_id = u.product_id
      and not exists (select 1 from system_usage_function no where no.tenant_id = u.tenant_id and no.usage_id = u.id
        and no.function_id = pf.function_id and no.is_opted_out))
    or exists (select 1 from system_usage_function uf where uf.tenant_id = u.tenant_id and uf.usage_id = u.id
      and not uf.is_opted_out))`,
  system_owner: sql`exists (select 1 from role_assignment ra where ra.tenant_id = u.tenant_id and ra.usage_id = u.id
    and ra.role_type = 'system_owner' and ra.from_on <= app.today() and (ra.to_on is null or ra.to_on >= app.today()))`,
};

function isFilled({ key, mayBeUnknown }: WeighedField): RawBuilder<unknown> {
  if (!isField(key)) return part[key]!;
  const { group, column } = fieldOf(key);
  const value = sql.ref(`g_${group}.${column}`);
  return mayBeUnknown
    ? sql`(${value} is not null and (${value} <> 'unknown' or ${sql.ref(`weight.${key}?`)}))`
    : sql`${value} is not null`;
}

const weightRef = (key: string) => sql.ref(`weight.${key}`);
const total = sql.join(
  WEIGHED_FIELDS.map(({ key }) => weightRef(key)),
  sql` + `,
);
const filled = sql.join(
  WEIGHED_FIELDS.map((field) => {
    const weight = weightRef(field.key);
    // what does not count is not looked up either
    return sql`case when ${weight} > 0 and ${isFilled(field)} then ${weight} else 0 end`;
  }),
  sql` + `,
);

/** Whole per cent; null for others' records and where no field counts. */
export const completenessShare: RawBuilder<unknown> = sql`case when u.tenant_id = app.own_tenant()
  then round((${filled}) * 100.0 / nullif(${total}, 0))::int end`;

/** The groups whose tables it looks into. */
export const completenessGroups = (Object.keys(GROUP_TABLES) as (keyof typeof GROUP_TABLES)[]).filter(
  (group): group is Exclude<keyof typeof GROUP_TABLES, "core"> => group !== "core",
);
