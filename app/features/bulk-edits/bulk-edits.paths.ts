/** Addresses of the bulk edits' pages. `slug` is the organisation's part of the address. */
export const bulkEditsPath = (slug: string) => `/${slug}/bulk-edits`;
export const bulkEditPath = (slug: string, id: string, query: Record<string, string> = {}) =>
  `/${slug}/bulk-edits/${id}${queryOf(query)}`;
/** Where a list sends what was ticked. */
export const selectionPath = (slug: string) => `/${slug}/bulk-edits/selection`;

/** A page or command of one run. */
export function bulkEditPartPath(
  slug: string,
  id: string,
  part: "fields" | "application" | "reversal" | "rows.csv" | "rows.xlsx",
  query: Record<string, string> = {},
): string {
  return `/${slug}/bulk-edits/${id}/${part}${queryOf(query)}`;
}

function queryOf(query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString();
  return search && `?${search}`;
}
