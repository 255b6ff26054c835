import type { Actor, Tenant } from "#app/server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** What IT costs is for municipalities and other public organisations, never for suppliers. */
export function canSeeItCosts(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}

/** The organisation's own employees and users: read by all its members, in its own name only. */
export function canSeeFigures(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return canSeeItCosts(tenant) && !actor.isPreview;
}

/** Who enters them. */
export function mayEnterFigures(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return (
    canSeeFigures(actor, tenant) && (actor.roles.includes("editor") || actor.roles.includes("local_admin"))
  );
}
