/** Addresses of rounds; `slug` is the organisation's part of the address. */
export function roundsPath(slug: string): string {
  return `/${slug}/confirmations`;
}
export function roundPath(slug: string, id: string, query = ""): string {
  return `/${slug}/confirmations/${id}${query}`;
}
export function newRoundPath(slug: string): string {
  return `/${slug}/confirmations/new`;
}
/** Systems that the person behind the account is asked to confirm. */
export function ownConfirmationsPath(slug: string): string {
  return `/${slug}/confirmations/mine`;
}
export function weightsPath(slug: string, query = ""): string {
  return `/${slug}/confirmations/completeness${query}`;
}
/** Where a confirmation on the record's own page is posted. */
export function usageConfirmationPath(slug: string, id: string): string {
  return `/${slug}/systems/${id}/confirmation`;
}
/** The page behind the link in the mail. */
export function linkPath(token: string, query = ""): string {
  return `/confirm/${encodeURIComponent(token)}${query}`;
}
/** The form for one system behind the link. */
export function linkUsagePath(token: string, usageId: string): string {
  return `${linkPath(token)}/${encodeURIComponent(usageId)}`;
}
