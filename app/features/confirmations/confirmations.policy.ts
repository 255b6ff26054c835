import type { Actor, Tenant } from "../../server/tenant.server.ts";
import { hasInventory, mayEditSystems } from "../systems/systems.policy.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Rounds are made, opened, followed and closed by editors and local administrators. */
export function mayRunRounds(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return hasInventory(tenant) && mayEditSystems(actor);
}

/** What counts as complete is the local administrator's to say. */
export function maySetWeights(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return hasInventory(tenant) && !actor.isPreview && actor.roles.includes("local_admin");
}

/** The owner vouches for the record, or an editor on the owner's word. */
export function mayConfirm(
  actor: Who,
  tenant: Pick<Tenant, "id">,
  usage: { tenant_id: string; lifecycle: string },
  isOwner: boolean,
): boolean {
  return (
    usage.tenant_id === tenant.id &&
    !actor.isPreview &&
    usage.lifecycle !== "retired" &&
    (isOwner || mayEditSystems(actor))
  );
}
