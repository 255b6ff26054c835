/** Addresses of licences; `slug` is the organisation's part of the address. */
export function licencesPath(slug: string, query = ""): string {
  return `/${slug}/licences${query}`;
}
export function newLicencePath(slug: string, contractId?: string): string {
  return `/${slug}/licences/new${contractId ? `?contract=${contractId}` : ""}`;
}
export function licencePath(slug: string, id: string, query = ""): string {
  return `/${slug}/licences/${id}${query}`;
}

/** Pages below an agreement. */
export type LicencePart = "edit" | "members" | "departure" | "question" | "items" | "history" | "comment";
export function licencePartPath(slug: string, id: string, part: LicencePart, query = ""): string {
  return `/${slug}/licences/${id}/${part}${query}`;
}
export function licenceItemPath(slug: string, id: string, item: string, query = ""): string {
  return `/${slug}/licences/${id}/items/${item}${query}`;
}

/** Pages below an item. */
export type ItemPart = "edit" | "rights" | "own" | "counts" | "loans" | "true-up";
export function itemPartPath(
  slug: string,
  { agreement, item }: { agreement: string; item: string },
  part: ItemPart,
  query = "",
): string {
  return `/${slug}/licences/${agreement}/items/${item}/${part}${query}`;
}
export function loanPath(slug: string, id: string, query = ""): string {
  return `/${slug}/licences/loans/${id}${query}`;
}
