/** Addresses of the roles' pages. */
export const rolesPath = (slug: string) => `/${slug}/roles`;
export const rolesFilePath = (slug: string, query = "") => `/${slug}/roles.csv${query}`;
export const roleSettingsPath = (slug: string) => `/${slug}/settings/roles`;
export const mySystemsPath = (slug: string) => `/${slug}/my-systems`;
export const personRolesPath = (slug: string, person: string) => `/${slug}/people/${person}/roles`;
export const transferPath = (slug: string, person: string, query = "") =>
  `${personRolesPath(slug, person)}/transfer${query}`;
export const transferRunPath = (slug: string, person: string, run: string) =>
  `${personRolesPath(slug, person)}/transfers/${run}`;

/** Systems by role: who holds it, or where nobody does. */
export function roleSystemsPath(slug: string, choice: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams(
    Object.entries(choice).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
  return `/${slug}/roles/systems${search && `?${search}`}`;
}

/** The record that roles are held on; its feature builds on this one, so the address is written here. */
export const heldOnPath = (slug: string, usage: string) => `/${slug}/systems/${usage}`;
