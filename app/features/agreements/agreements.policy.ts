import type { Actor, Tenant } from "../../server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Agreements are between municipalities and their kind; suppliers see none. */
export function mayReadAgreements(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}

/** Who draws up agreements and keeps what hangs on them. */
export function mayWriteAgreements(actor: Who): boolean {
  return !actor.isPreview && actor.roles.some((role) => role !== "reader");
}

/** An agreement's record is kept by its owner; the parties write only their own words. */
export function mayKeep(actor: Who, tenant: Pick<Tenant, "id">, agreement: { tenant_id: string }): boolean {
  return mayWriteAgreements(actor) && agreement.tenant_id === tenant.id;
}

/** To bind the organisation, or to end that it is bound: confirm, record its decision, give notice, put in force. */
export function mayBind(actor: Who): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
