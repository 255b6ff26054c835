import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Lifecycle } from "#db/schema/values.ts";

/** A system usage that the reader may see: an own one, or one that its owner shares. */
export interface VisibleUsage {
  tenant_id: string;
  id: string;
  own_name: string;
  lifecycle: Lifecycle;
  organisation: string;
  product_id: string;
  product_name: string;
}

export interface VisibleUsages {
  usages: VisibleUsage[];
  /** More than are listed. */
  isCut: boolean;
}

/** More usages than this are not listed on one catalogue page. */
export const MOST_USAGES = 300;

/**
 * The usages of a product, of a supplier's products or of a function that the reader may see: row-level security leaves out what
 * is not shared, so nothing here counts or hints at the rest. Own ones first, then by organisation. Retired ones are left out.
 *
 * @param tenantId whose usages stand first
 */
export async function listVisibleUsages(
  db: TenantDb,
  of: { productId: string } | { supplierId: string } | { functionId: string },
  tenantId: string,
): Promise<VisibleUsages> {
  const condition =
    "productId" in of
      ? sql`u.product_id = ${of.productId}`
      : "supplierId" in of
        ? sql`u.product_id = any (array(select id from product where supplier_id = ${of.supplierId}))`
        : sql`(u.tenant_id, u.id) in (
            select x.tenant_id, x.id from system_usage x
            where x.product_id = any (array(select product_id from product_function where function_id = ${of.functionId}))
              and not exists (select 1 from system_usage_function o where o.tenant_id = x.tenant_id and o.usage_id = x.id
                and o.function_id = ${of.functionId})
            union all
            select o.tenant_id, o.usage_id from system_usage_function o
            where o.function_id = ${of.functionId} and not o.is_opted_out)`;
  const { rows } = await sql<VisibleUsage>`
    select u.tenant_id, u.id, u.own_name, u.lifecycle, g.name as organisation, u.product_id, p.name as product_name
    from system_usage u
    join organisation g on g.id = u.tenant_id
    join product p on p.id = u.product_id
    where ${condition} and u.lifecycle <> 'retired'
    order by u.tenant_id <> ${tenantId}, g.name, u.own_name, u.id
    limit ${MOST_USAGES + 1}`.execute(db);
  return { usages: rows.slice(0, MOST_USAGES), isCut: rows.length > MOST_USAGES };
}

/** What the owners' access history is to say of a catalogue page: the list was seen, not each record. */
export function seenUsages(seen: VisibleUsages | null) {
  return {
    via: "list" as const,
    kind: "system_usage",
    seen: [...new Set(seen?.usages.map((usage) => usage.tenant_id))].map((owner) => ({ owner })),
  };
}
