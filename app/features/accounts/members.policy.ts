import type { Actor } from "../../server/tenant.server.ts";

/** Every member sees who else is one; in "view as" that is nobody's business. */
export function canSeeMembers(actor: Pick<Actor, "isPreview">): boolean {
  return !actor.isPreview;
}

/** Inviting, roles, ending and reinstating are the local administrator's. */
export function canManageMembers(actor: Pick<Actor, "roles" | "isPreview">): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
