import type { Actor, Tenant } from "#app/server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Contracts of neighbours are for municipalities and other public organisations, never for suppliers. */
export function canSeeRadar(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}

/** Lead times and anonymous counting are read by everybody in the organisation, in its own name only. */
export function canSeeRadarSettings(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return canSeeRadar(tenant) && !actor.isPreview;
}

/** Who sets lead times. */
export function maySetLeadTimes(actor: Who): boolean {
  return !actor.isPreview && (actor.roles.includes("editor") || actor.roles.includes("local_admin"));
}

/** What others may learn, even without a name, is the local administrator's to decide, as all sharing is. */
export function maySetCounting(actor: Who): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
