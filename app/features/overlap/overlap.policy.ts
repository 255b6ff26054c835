import type { Tenant } from "#app/server/tenant.server.ts";

/** Who uses what is for municipalities and other public organisations, never for suppliers. */
export function canSeeOverlap(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}
