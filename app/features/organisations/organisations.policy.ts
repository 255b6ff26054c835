interface Actor {
  roles: readonly string[];
  isPreview: boolean;
}

/** The organisation's units, people and settings: its own members, never in "view as". */
export function canReadOrganisation(actor: Actor): boolean {
  return !actor.isPreview;
}

/** To change them. */
export function canAdminister(actor: Actor): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
