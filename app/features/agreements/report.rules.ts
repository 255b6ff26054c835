/** What the report knows of one agreement; what nobody has entered is empty or null. */
export interface ReportRow {
  purpose: string;
  legal_ground: string | null;
  number: string | null;
  areas: readonly string[];
  decision: string | null;
  cost_minor: number | null;
  follow_up: string;
}

export type MissingField = "tasks" | "legal_ground" | "number" | "decision" | "cost" | "follow_up";

/** Fields of the yearly report that nobody has filled in: they are listed in the report, not hidden (KL 9:38). */
export function missingIn(row: ReportRow): MissingField[] {
  const missing: MissingField[] = [];
  if (row.areas.length === 0 && row.purpose.trim() === "") missing.push("tasks");
  if (!row.legal_ground) missing.push("legal_ground");
  if (!row.number) missing.push("number");
  if (!row.decision) missing.push("decision");
  if (row.cost_minor === null) missing.push("cost");
  if (row.follow_up.trim() === "") missing.push("follow_up");
  return missing;
}

/** A year of the report from an address; last year unless it is one that can have been. */
export function reportYear(text: string | null, today: string): number {
  const current = Number(today.slice(0, 4));
  const year = Number(text);
  return Number.isInteger(year) && year >= 2015 && year <= current ? year : current - 1;
}
