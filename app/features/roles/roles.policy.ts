interface Actor {
  roles: readonly string[];
  personId: string;
  isPreview: boolean;
}

/** Who holds what is the organisation's own; others see roles without names, where contacts are shared. */
export function mayReadRoles(actor: Pick<Actor, "isPreview">, tenant: { kind: string }): boolean {
  return !actor.isPreview && tenant.kind !== "supplier";
}

/** Assigning, transferring and naming deputies for others. */
export function mayAssignRoles(actor: Pick<Actor, "roles" | "isPreview">): boolean {
  return !actor.isPreview && (actor.roles.includes("editor") || actor.roles.includes("local_admin"));
}

/** Everybody may say who stands in for themselves. */
export function mayNameDeputy(actor: Actor, personId: string): boolean {
  return mayAssignRoles(actor) || (!actor.isPreview && actor.personId === personId);
}

/** Which role types are used, mandatory, and carry the right to edit. */
export function mayAdministerRoleTypes(
  actor: Pick<Actor, "roles" | "isPreview">,
  tenant: { kind: string },
): boolean {
  return !actor.isPreview && tenant.kind !== "supplier" && actor.roles.includes("local_admin");
}
