import type { Actor, Tenant } from "../../server/tenant.server.ts";
import { hasInventory, mayEditSystems } from "../systems/systems.policy.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Runs and what they changed are the organisation's own, as its history is. */
export function mayReadBulkEdits(actor: Pick<Actor, "isPreview">, tenant: Pick<Tenant, "kind">): boolean {
  return hasInventory(tenant) && !actor.isPreview;
}

/**
 * Whoever may edit records may edit several at once: editors, and those who hold a role that carries the right on some record. Which
 * records that are is asked again for every row.
 * @param granted number of records that a role lets the person edit
 */
export function mayBulkEdit(actor: Who, tenant: Pick<Tenant, "kind">, granted: number): boolean {
  return mayReadBulkEdits(actor, tenant) && (mayEditSystems(actor) || granted > 0);
}
