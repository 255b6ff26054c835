import type { Actor, Tenant } from "../../server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Licence agreements are between buyers; suppliers have none and see none. */
export function hasLicences(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}

/** Who may write about licences for the own organisation. */
export function mayWriteLicences(actor: Who): boolean {
  return !actor.isPreview && actor.roles.some((role) => role !== "reader");
}

/** The joint record is the coordinator's. */
export function mayCoordinate(
  actor: Who,
  tenant: Pick<Tenant, "id">,
  agreement: { tenant_id: string },
): boolean {
  return mayWriteLicences(actor) && agreement.tenant_id === tenant.id;
}

/** To bind the organisation to an agreement, or to leave one, is for whoever answers for it. */
export function mayAnswerFor(actor: Who): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
