export const viewsPath = (slug: string) => `/${slug}/views`;
/** Opens the view in its list. */
export const viewPath = (slug: string, id: string) => `/${slug}/views/${id}`;
export const viewRemovalPath = (slug: string, id: string) => `/${slug}/views/${id}/removal`;

/** The form for a new view. @param query of the list, with its shown columns */
export function newViewPath(slug: string, list: string, query: string): string {
  return `/${slug}/views/new?${new URLSearchParams({ list, state: query })}`;
}

/** The form for a view; with `query` the view can take over the list as it stands. */
export function editViewPath(slug: string, id: string, query?: string): string {
  return `/${slug}/views/${id}/edit${query === undefined ? "" : `?${new URLSearchParams({ state: query })}`}`;
}
