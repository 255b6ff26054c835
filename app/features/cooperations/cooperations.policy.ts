import type { OrganisationKind } from "#db/schema/values.ts";
import { mayCooperate } from "./cooperations.rules.ts";

interface Actor {
  roles: readonly string[];
  isPreview: boolean;
}
interface Tenant {
  id: string;
  kind: OrganisationKind;
}

/** Cooperations and their members: everybody in an organisation that can take part. */
export function canReadCooperations(_: Actor, tenant: Pick<Tenant, "kind">): boolean {
  return mayCooperate(tenant.kind);
}

/** To begin a cooperation, join, leave, and decide what is shared. */
export function canDecideForOrganisation(actor: Actor, tenant: Pick<Tenant, "kind">): boolean {
  return isLocalAdmin(actor) && mayCooperate(tenant.kind);
}

/** To invite, end memberships and keep circles: the coordinating organisation's administrators. */
export function canCoordinate(actor: Actor, tenant: Tenant, cooperation: { tenant_id: string }): boolean {
  return canDecideForOrganisation(actor, tenant) && cooperation.tenant_id === tenant.id;
}

/** What is shared and who has looked: everybody in the own organisation, never in "view as". */
export function canReadSharing(actor: Actor, tenant: Pick<Tenant, "kind">): boolean {
  return !actor.isPreview && mayCooperate(tenant.kind);
}

function isLocalAdmin(actor: Actor): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}

/** Whose members the coordinator picks: not the circle of everybody, and not one that follows an agreement. */
export function isKeptByHand(circle: { is_everyone: boolean; agreement_id: string | null }): boolean {
  return !circle.is_everyone && circle.agreement_id === null;
}
