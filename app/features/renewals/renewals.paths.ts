/** Addresses of renewal surveys; `slug` is the organisation's part of the address. */
export function renewalsPath(slug: string): string {
  return `/${slug}/renewals`;
}
export function renewalPath(slug: string, id: string, query = ""): string {
  return `/${slug}/renewals/${id}${query}`;
}
/** The form of a new survey, on an agreement of the own organisation. */
export function newRenewalPath(slug: string, agreementId = ""): string {
  return `/${slug}/renewals/new${agreementId && `?agreement=${agreementId}`}`;
}

/** Pages below a survey. */
export type RenewalPart =
  | "edit"
  | "participants"
  | "costs"
  | "questions"
  | "readiness"
  | "opening"
  | "closing"
  | "reopening"
  | "withdrawal"
  | "removal"
  | "evaluation"
  | "nominations"
  | "placement"
  | "completion"
  | "answer"
  | "receipt"
  | "transfer";
export function renewalPartPath(slug: string, id: string, part: RenewalPart, query = ""): string {
  return `/${slug}/renewals/${id}/${part}${query}`;
}

/** The result as a file. */
export function renewalFilePath(slug: string, id: string, file: "result.xlsx" | "result.pdf"): string {
  return `/${slug}/renewals/${id}/${file}`;
}
