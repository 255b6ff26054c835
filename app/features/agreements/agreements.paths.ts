/** Addresses of cooperation agreements; `slug` is the organisation's part of the address. */
export function agreementsPath(slug: string): string {
  return `/${slug}/agreements`;
}
export function newAgreementPath(slug: string): string {
  return `/${slug}/agreements/new`;
}
export function agreementPath(slug: string, id: string, query = ""): string {
  return `/${slug}/agreements/${id}${query}`;
}

/** Pages below an agreement. */
export type AgreementPage =
  | "edit"
  | "decision"
  | "notice"
  | "wind-down"
  | "versions"
  | "history"
  | "exemption"
  | "exit"
  | "renewal";
export function agreementPagePath(slug: string, id: string, page: AgreementPage, query = ""): string {
  return `/${slug}/agreements/${id}/${page}${query}`;
}

/** Lists that hang on an agreement, each with its form. */
export const PARTS = [
  "parties",
  "areas",
  "clauses",
  "deviations",
  "links",
  "bodies",
  "roles",
  "duties",
  "assets",
  "delegations",
] as const;
export type Part = (typeof PARTS)[number];
export function partPath(slug: string, id: string, part: Part, query = ""): string {
  return `/${slug}/agreements/${id}/parts/${part}${query}`;
}

/** Steps that are asked about before they are taken. */
export const STEPS = [
  "sending",
  "confirmation",
  "force",
  "closing",
  "reopening",
  "circle",
  "end",
  "removal",
] as const;
export type Step = (typeof STEPS)[number];
export function stepPath(slug: string, id: string, step: Step): string {
  return `/${slug}/agreements/${id}/steps/${step}`;
}
export function admissionPath(slug: string, id: string, party: string): string {
  return `/${slug}/agreements/${id}/admissions/${party}`;
}
/** Steps of an amendment that are asked about before they are taken. */
export const AMENDMENT_STEPS = ["sending", "force", "withdrawal", "removal"] as const;
export type AmendmentStep = (typeof AMENDMENT_STEPS)[number];
export function amendmentStepPath(slug: string, id: string, amendment: string, step: AmendmentStep): string {
  return `/${slug}/agreements/${id}/amendments/${amendment}/${step}`;
}
export function newAmendmentPath(slug: string, id: string): string {
  return `/${slug}/agreements/${id}/amendments/new`;
}
export function amendmentPath(slug: string, id: string, amendment: string, query = ""): string {
  return `/${slug}/agreements/${id}/amendments/${amendment}${query}`;
}
/** The yearly report on avtalssamverkan (KL 9:38). */
export function reportPath(slug: string, year?: number): string {
  return `/${slug}/agreements/report${year ? `?year=${year}` : ""}`;
}
export function reportFilePath(slug: string, year: number, type: "pdf" | "csv" | "json"): string {
  return `/${slug}/agreements/report.${type}?year=${year}`;
}
export function reportRowPath(slug: string, id: string, year: number): string {
  return `/${slug}/agreements/${id}/report?year=${year}`;
}
