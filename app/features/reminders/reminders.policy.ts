import type { Actor, Tenant } from "../../server/tenant.server.ts";

type Who = Pick<Actor, "roles" | "isPreview">;

/** Reminders are the organisation's own: not for suppliers, and not in "view as". */
export function hasReminders(tenant: Pick<Tenant, "kind">, actor: Pick<Actor, "isPreview">): boolean {
  return tenant.kind !== "supplier" && !actor.isPreview;
}

/** Those who work with the register, and whoever answers for the contract. */
export function mayHandle(actor: Who, isMine: boolean): boolean {
  return (
    !actor.isPreview && (isMine || actor.roles.includes("editor") || actor.roles.includes("local_admin"))
  );
}

/** When to remind of one contract. */
export function mayChooseSteps(actor: Who): boolean {
  return mayHandle(actor, false);
}

/** The organisation's settings, its calendar address and its uncertain letters. */
export function mayAdminister(actor: Who): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
