/** Addresses of agreements' money; `slug` is the organisation's part of the address. */
export function settlementsPath(slug: string): string {
  return `/${slug}/settlements`;
}

/** One year of an agreement: key, budget, advances, outcome and settlement. */
export function yearPath(slug: string, agreement: string, year: number, query = ""): string {
  return `/${slug}/settlements/${agreement}/${year}${query}`;
}

/** Pages below a year. */
export type YearPart =
  | "key"
  | "budget"
  | "budget/decision"
  | "budget/consultation"
  | "budget/answer"
  | "figures"
  | "removal"
  | "advances"
  | "ledger"
  | "ledger/file"
  | "accounts"
  | "runs";

export interface YearAddress {
  slug: string;
  agreement: string;
  year: number;
}

export function yearPartPath({ slug, agreement, year }: YearAddress, part: YearPart, query = ""): string {
  return `/${slug}/settlements/${agreement}/${year}/${part}${query}`;
}

/** Asks before something is taken away from a year. */
export function removalPath(
  at: YearAddress,
  what: "booking" | "file" | "line" | "decision",
  item: string,
): string {
  return yearPartPath(at, "removal", `?what=${what}&item=${item}`);
}

/** Pages below a settlement or a correction run. */
export type RunPart = "step" | "remarks" | "approval" | "invoices";

export function runPath({ slug, agreement, year }: YearAddress, run: number, query = ""): string {
  return `/${slug}/settlements/${agreement}/${year}/runs/${run}${query}`;
}
export function runPartPath(at: YearAddress, run: number, part: RunPart, query = ""): string {
  return `${runPath(at, run)}/${part}${query}`;
}

/** The statement as a file; of one party, or of all without one. */
export function statementPath(at: YearAddress, run: number, type: "pdf" | "csv" | "se", party = ""): string {
  return `${runPath(at, run)}/statement.${type}${party && `?party=${party}`}`;
}

/** A cost key with its explanation. */
export function costKeyPath(slug: string, id: string, query = ""): string {
  return `/${slug}/cost-keys/${id}${query}`;
}
export function keyDecisionPath(slug: string, id: string): string {
  return `/${slug}/cost-keys/${id}/decision`;
}
