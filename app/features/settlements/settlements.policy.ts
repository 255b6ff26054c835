import type { Actor, Tenant } from "../../server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Agreements' money is between their parties; suppliers have no part in it, and it is not shown in "view as". */
export function mayReadMoney(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return tenant.kind !== "supplier" && !actor.isPreview;
}

/** Who may write for the own organisation: editors and local administrators. */
export function mayWriteMoney(actor: Who, tenant: Pick<Tenant, "kind">): boolean {
  return mayReadMoney(actor, tenant) && actor.roles.some((role) => role !== "reader");
}

/** Key, budget, outcome and settlement are the organisation's that keeps the agreement. */
export function mayKeepBooks(
  actor: Who,
  tenant: Pick<Tenant, "id" | "kind">,
  agreement: { tenant_id: string },
): boolean {
  return mayWriteMoney(actor, tenant) && agreement.tenant_id === tenant.id;
}
