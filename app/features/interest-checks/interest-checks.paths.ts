/** Addresses of interest checks; `slug` is the organisation's part of the address. */
export function interestChecksPath(slug: string): string {
  return `/${slug}/interest-checks`;
}
export function interestCheckPath(slug: string, id: string, query = ""): string {
  return `/${slug}/interest-checks/${id}${query}`;
}

/** What a new check is about, where it is started from a record, a matrix or the radar. */
export interface NewInterestCheck {
  circle?: string;
  product?: string;
  function?: string;
  /** A contract of the own organisation. */
  contract?: string;
  name?: string;
  need?: string;
  /** Organisations to ask, by id; all of the circle when left out. */
  organisations?: readonly string[];
}

/** The form of a new check ("Fråga grannarna"), filled in as far as the page it is started from knows. */
export function newInterestCheckPath(slug: string, about: NewInterestCheck = {}): string {
  const { organisations = [], ...words } = about;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value) query.set(name, value);
  for (const id of organisations) query.append("organisation", id);
  const text = query.toString();
  return `/${slug}/interest-checks/new${text && `?${text}`}`;
}

/** Pages below a check. */
export type InterestPart =
  | "edit"
  | "questions"
  | "opening"
  | "closing"
  | "extension"
  | "reopening"
  | "withdrawal"
  | "removal"
  | "participants"
  | "decision"
  | "reply"
  | "receipt"
  | "proof";

export function interestPartPath(slug: string, id: string, part: InterestPart, query = ""): string {
  return `/${slug}/interest-checks/${id}/${part}${query}`;
}

/** The result or the proof as a file. */
export function interestFilePath(slug: string, id: string, file: "result.xlsx" | "proof.pdf"): string {
  return `/${slug}/interest-checks/${id}/${file}`;
}
