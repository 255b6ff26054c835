/** Standard columns are how everybody in the organisation first sees a list: its administrators choose them. */
export function maySetStandardColumns(actor: { roles: readonly string[]; isPreview: boolean }): boolean {
  return !actor.isPreview && actor.roles.includes("local_admin");
}
