/** Addresses of the systems' pages. `slug` is the organisation's part of the address, also in "view as". */
export function systemsPath(slug: string, query = ""): string {
  return `/${slug}/systems${query}`;
}
export function usagePath(slug: string, id: string): string {
  return `/${slug}/systems/${id}`;
}
/** A page about one record: its form, history, lifecycle … */
export function usagePartPath(
  slug: string,
  id: string,
  part:
    | "edit"
    | "lifecycle"
    | "product"
    | "visibility"
    | "validity"
    | "deletion"
    | "history"
    | "roles"
    | "documents"
    | "sub-processors"
    | "retirement",
  query = "",
): string {
  return `/${slug}/systems/${id}/${part}${query}`;
}
export function newUsagePath(slug: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `/${slug}/systems/new${search && `?${search}`}`;
}
export function hostedPath(slug: string): string {
  return `/${slug}/systems/hosted`;
}
