/** Addresses of an organisation's settings, units and people. */
export const settingsPath = (slug: string) => `/${slug}/settings`;
export const unitsPath = (slug: string) => `/${slug}/units`;
export const unitPath = (slug: string, id: string) => `/${slug}/units/${id}`;
export const unitRemovalPath = (slug: string, id: string) => `${unitPath(slug, id)}/removal`;
export const peoplePath = (slug: string) => `/${slug}/people`;
export const newPersonPath = (slug: string) => `/${slug}/people/new`;
export const personPath = (slug: string, id: string) => `/${slug}/people/${id}`;
/** Its feature builds on this one. */
export const personRolesPath = (slug: string, id: string) => `${personPath(slug, id)}/roles`;
export const personRemovalPath = (slug: string, id: string) => `${personPath(slug, id)}/removal`;
