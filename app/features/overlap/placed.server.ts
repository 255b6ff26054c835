import { type RawBuilder, sql } from "kysely";
import { normaliseName } from "../catalogue/names.rules.ts";

/** Which usages a question is about. */
export interface Placing {
  /** Shown organisations; at most some twenty, which is what bounds the query. */
  tenantIds: readonly string[];
  /** Part of a supplier's name; empty: all. */
  supplier: string;
  /** Part of a product's name; empty: all. */
  product?: string;
}

/**
 * Common table expressions: `shown`, the usages that row-level security lets the reader see of the shown organisations, and
 * `placed`, the same once per function they serve (a usage's own choice before its product's). Hidden and retired usages take no
 * part, also not the reader's own.
 *
 * @param more further columns of `shown`, beginning with a comma, and the joins they need (`u` usage, `p` product)
 */
export function placedUsages(
  { tenantIds, supplier, product = "" }: Placing,
  more: { columns: RawBuilder<unknown>; joins: RawBuilder<unknown> } = { columns: sql``, joins: sql`` },
): RawBuilder<unknown> {
  return sql`shown as materialized (
      select u.tenant_id, u.id, u.product_id, u.own_name, u.lifecycle, p.name as product_name ${more.columns}
      from system_usage u
      join product p on p.id = u.product_id
      ${more.joins}
      where u.tenant_id = any (${tenantIds}::uuid[]) and u.lifecycle <> 'retired' and not u.is_hidden
        ${ofSupplier(supplier)} ${ofProduct(product)}),
    own_choice as materialized (
      select o.tenant_id, o.usage_id, o.function_id, o.is_opted_out from system_usage_function o
      where o.tenant_id = any (${tenantIds}::uuid[])),
    placed as materialized (
      select s.*, pf.function_id from shown s join product_function pf on pf.product_id = s.product_id
      where not exists (select 1 from own_choice o where o.tenant_id = s.tenant_id and o.usage_id = s.id
        and o.function_id = pf.function_id)
      union all
      select s.*, o.function_id from shown s
      join own_choice o on o.tenant_id = s.tenant_id and o.usage_id = s.id and not o.is_opted_out)`;
}

/** Condition on a function `f`: of an area, a single one, or any. */
export function ofFunction({
  group,
  functionCode,
}: {
  group: string | null;
  functionCode: string | null;
}): RawBuilder<unknown> {
  return sql`${group === null ? sql`true` : sql`f.group_code = ${group}`}
    and ${functionCode === null ? sql`true` : sql`f.code = ${functionCode}`}`;
}

function ofSupplier(words: string): RawBuilder<unknown> {
  const normalised = normaliseName(words);
  if (words === "") return sql``;
  if (normalised === "") return sql`and false`;
  return sql`and p.supplier_id = any (array(select app.suppliers_named_like(${normalised})))`;
}

function ofProduct(words: string): RawBuilder<unknown> {
  const normalised = normaliseName(words);
  if (words === "") return sql``;
  if (normalised === "") return sql`and false`;
  return sql`and strpos(p.normalised_name, ${normalised}) > 0`;
}
