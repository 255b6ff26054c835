import type { Actor, Tenant } from "#app/server/tenant.server.ts";
import type { CatalogueState } from "#db/schema/values.ts";

type Who = Pick<Actor, "roles" | "isCatalogueEditor" | "isPreview">;
type Where = Pick<Tenant, "id" | "kind">;

/** May add a product or supplier that is missing: editors and administrators of every organisation but suppliers. */
export function canPropose(actor: Who, tenant: Where): boolean {
  return !actor.isPreview && tenant.kind !== "supplier" && actor.roles.some((role) => role !== "reader");
}

/** May change the record: its maker while it is a concept, catalogue editors always; merged records are left alone. */
export function canEditRecord(
  actor: Who,
  tenant: Where,
  record: { state: CatalogueState; created_by_tenant_id: string | null },
): boolean {
  if (actor.isPreview || tenant.kind === "supplier" || record.state === "merged") return false;
  if (actor.isCatalogueEditor) return true;
  return record.state === "concept" && record.created_by_tenant_id === tenant.id && canPropose(actor, tenant);
}

/** May approve, reject and merge: catalogue editors, wherever they work but at a supplier, and never in "view as". */
export function canCurate(actor: Who, tenant: Where): boolean {
  return actor.isCatalogueEditor && !actor.isPreview && tenant.kind !== "supplier";
}
