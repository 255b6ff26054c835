/** Addresses of contracts. */
export function contractsPath(slug: string, query = ""): string {
  return `/${slug}/contracts${query}`;
}

export function newContractPath(slug: string, usageId?: string): string {
  return `/${slug}/contracts/new${usageId ? `?usage=${usageId}` : ""}`;
}

export function contractPath(slug: string, id: string, query = ""): string {
  return `/${slug}/contracts/${id}${query}`;
}

/** Parts of a contract that have pages of their own. */
export type ContractPart =
  | "edit"
  | "history"
  | "systems"
  | "participants"
  | "departure"
  | "costs"
  | "index"
  | "changes"
  | "notice"
  | "renewal"
  | "closure"
  | "responsible"
  | "documents";

export function contractPartPath(slug: string, id: string, part: ContractPart, query = ""): string {
  return `/${slug}/contracts/${id}/${part}${query}`;
}

/** The conditions on which an organisation takes part. */
export function participantPath(slug: string, id: string, organisation: string): string {
  return `/${slug}/contracts/${id}/participants/${organisation}`;
}

/** Where a document is deleted. */
export function contractDocumentPath(slug: string, id: string, document: string): string {
  return `/${slug}/contracts/${id}/documents/${document}/removal`;
}

export function callOptionPath(slug: string, id: string, seq: number): string {
  return `/${slug}/contracts/${id}/options/${seq}/call`;
}

export function contractInvitationsPath(slug: string): string {
  return `/${slug}/contracts/invitations`;
}

export function contractChoicesPath(slug: string): string {
  return `/${slug}/settings/contracts`;
}
