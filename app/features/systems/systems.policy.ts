import type { Actor, Tenant } from "../../server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Suppliers have no inventory and see none. */
export function hasInventory(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}

/** Who may add and change systems of the own organisation. */
export function mayEditSystems(actor: Who): boolean {
  return !actor.isPreview && (actor.roles.includes("editor") || actor.roles.includes("local_admin"));
}

/**
 * Sharing never grants writing: a record is changed in its own organisation only, by editors and by whoever holds a role on it
 * that carries the right.
 * @param holdsRole whether the actor holds such a role today, also as deputy (`holdsGrantingRole`)
 */
export function mayEditUsage(
  actor: Who,
  tenant: Pick<Tenant, "id">,
  usage: { tenant_id: string },
  holdsRole = false,
): boolean {
  return usage.tenant_id === tenant.id && !actor.isPreview && (mayEditSystems(actor) || holdsRole);
}

/** What no role gives: who holds roles, which product it is of, who sees it, and whether it exists. */
export function mayManageUsage(
  actor: Who,
  tenant: Pick<Tenant, "id">,
  usage: { tenant_id: string },
): boolean {
  return mayEditSystems(actor) && usage.tenant_id === tenant.id;
}

/** History, units and notes are the owner's. */
export function mayReadInternal(
  actor: Pick<Actor, "isPreview">,
  tenant: Pick<Tenant, "id">,
  usage: { tenant_id: string },
): boolean {
  return !actor.isPreview && usage.tenant_id === tenant.id;
}
