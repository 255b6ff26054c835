import type { Actor, Tenant } from "../../server/tenant.server.ts";
import { canPropose } from "../catalogue/catalogue.policy.ts";
import { hasInventory, mayEditSystems } from "../systems/systems.policy.ts";
import { IMPORT_KINDS, type ImportKind } from "./fields.rules.ts";

type Who = Pick<Actor, "roles" | "isCatalogueEditor" | "isPreview">;
type Where = Pick<Tenant, "id" | "kind">;

/** An import does what the screen does, for those who may do it there: nobody gains anything by importing. */
export function mayImport(actor: Who, tenant: Where): boolean {
  return hasInventory(tenant) && mayEditSystems(actor) && canPropose(actor, tenant);
}

/** The kinds of files that a person may bring in here. */
export function importableKinds(actor: Who, tenant: Where): ImportKind[] {
  return mayImport(actor, tenant) ? [...IMPORT_KINDS] : [];
}
