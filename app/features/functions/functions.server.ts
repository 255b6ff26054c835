import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "#app/text/text.ts";

/** A function of the shared taxonomy. */
export interface FunctionRow {
  id: string;
  code: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
  name_sv: string;
  name_en: string;
  position: number;
}

const columns = [
  "id",
  "code",
  "group_code",
  "group_name_sv",
  "group_name_en",
  "name_sv",
  "name_en",
  "position",
] as const;

/** All functions in the order of the taxonomy (some tens; the list is part of the product). */
export function listFunctions(db: TenantDb): Promise<FunctionRow[]> {
  return db.selectFrom("function").select(columns).orderBy("position").orderBy("id").limit(1000).execute();
}

/** A function as filters and cells show it, in one language. */
export interface FunctionName {
  id: string;
  name: string;
  group: string;
}

/** All functions in the order of the taxonomy, by name only. */
export function listFunctionNames(db: TenantDb, locale: Locale): Promise<FunctionName[]> {
  return db
    .selectFrom("function")
    .select(["id", `name_${locale} as name`, `group_name_${locale} as group`])
    .orderBy("position")
    .orderBy("id")
    .limit(1000)
    .execute();
}

/** One function by its code. @throws NotFound */
export async function findFunction(db: TenantDb, code: string): Promise<FunctionRow> {
  const row = await db.selectFrom("function").select(columns).where("code", "=", code).executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** A function with how much there is of it. */
export interface CountedFunction extends FunctionRow {
  /** Products of the catalogue that the reader may see. */
  products: number;
  /** Systems of the tenant, not retired; null where usages are not shown. */
  own: number | null;
}

/**
 * All functions with the number of products and of own systems; a usage's own functions override its product's.
 * @param ofTenant whose systems are counted; null leaves them out (suppliers)
 */
export async function countByFunction(db: TenantDb, ofTenant: string | null): Promise<CountedFunction[]> {
  const own = ofTenant ? sql`coalesce(own.systems, 0)` : sql`null::bigint`;
  const { rows } = await sql<CountedFunction>`
    with products as (
      select pf.function_id, count(*) as products from product_function pf join product p on p.id = pf.product_id
      where p.state in ('concept', 'approved') group by 1),
    own as (
      select x.function_id, count(distinct u.id) as systems from system_usage u
      cross join lateral (
        select pf.function_id from product_function pf where pf.product_id = u.product_id
        union select o.function_id from system_usage_function o
          where o.tenant_id = u.tenant_id and o.usage_id = u.id and not o.is_opted_out
        except select o.function_id from system_usage_function o
          where o.tenant_id = u.tenant_id and o.usage_id = u.id and o.is_opted_out) x
      where u.tenant_id = ${ofTenant}::uuid and u.lifecycle <> 'retired' group by 1)
    select f.id, f.code, f.group_code, f.group_name_sv, f.group_name_en, f.name_sv, f.name_en, f.position,
      coalesce(products.products, 0) as products, ${own} as own
    from function f left join products on products.function_id = f.id left join own on own.function_id = f.id
    order by f.position, f.id limit 1000`.execute(db);
  return rows;
}
