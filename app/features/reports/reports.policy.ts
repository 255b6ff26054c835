/** Reports are about the own organisation's systems, for its own people: suppliers have none, and in "view as" nothing is own. */
export function hasReports(actor: { isPreview: boolean }, tenant: { kind: string }): boolean {
  return !actor.isPreview && tenant.kind !== "supplier";
}
