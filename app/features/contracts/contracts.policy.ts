import type { Actor, Tenant } from "../../server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Suppliers have no register and see none. */
export function hasRegister(tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier";
}

/** Who may add contracts and change those of the own organisation. */
export function mayEditContracts(actor: Who): boolean {
  return !actor.isPreview && (actor.roles.includes("editor") || actor.roles.includes("local_admin"));
}

/** Sharing never grants writing, nor does taking part: a contract is changed by its owner. */
export function mayEditContract(
  actor: Who,
  tenant: Pick<Tenant, "id">,
  contract: { tenant_id: string },
): boolean {
  return mayEditContracts(actor) && contract.tenant_id === tenant.id;
}

/** To bind the organisation to another's contract, or to leave it, is for whoever answers for its sharing. */
export function mayAnswerFor(actor: Who): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
