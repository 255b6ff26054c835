/** What the states of a round are derived from. Days are `YYYY-MM-DD`. */
export interface RoundFacts {
  opens_on: string;
  closes_on: string;
  escalate_after_days: number;
  /** null until somebody opened it. */
  opened_at: string | Date | null;
  /** Set when somebody closed it before its last day was over. */
  closed_at: string | Date | null;
}

export type RoundState = "draft" | "open" | "closed";
export type Answer = "confirmed" | "corrected";
export type RowState = "waiting" | "escalated" | Answer;

/** A round that was never opened stays a draft; an open one ends with its last day, whether or not a job has run. */
export function roundState(round: RoundFacts, today: string): RoundState {
  if (!round.opened_at) return "draft";
  return round.closed_at || today > round.closes_on ? "closed" : "open";
}

/** The day some days later, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** From this day what is not answered is the manager's. */
export function escalatesOn(round: Pick<RoundFacts, "opens_on" | "escalate_after_days">): string {
  return addDays(round.opens_on, round.escalate_after_days);
}

/** What has become of one system of a round. */
export function rowState(answer: Answer | null, round: RoundFacts, today: string): RowState {
  if (answer) return answer;
  return round.opened_at && today >= escalatesOn(round) ? "escalated" : "waiting";
}

/** One system of a round with the answers of all who were asked about it. */
export interface AskedSystem {
  unit: string | null;
  answer: Answer | null;
  isRetired: boolean;
  /** 0–1; null when no field counts. */
  completeness: number | null;
}

export interface Progress {
  unit: string | null;
  total: number;
  confirmed: number;
  corrected: number;
  unanswered: number;
  /** Mean of the systems' shares, 0–1; null when no field counts. */
  completeness: number | null;
}

/** Counts by unit, by name, those without unit last. What was retired without an answer has nothing left to confirm. */
export function progressByUnit(systems: readonly AskedSystem[]): Progress[] {
  const rows = new Map<string | null, Progress>();
  for (const { unit, answer, isRetired, completeness } of systems) {
    if (isRetired && !answer) continue;
    const row = rows.get(unit) ?? { unit, ...NOTHING };
    row.completeness = mean(row, { total: 1, completeness });
    row.total += 1;
    row[answer ?? "unanswered"] += 1;
    rows.set(unit, row);
  }
  return [...rows.values()].sort((a, b) =>
    a.unit === null || b.unit === null
      ? Number(a.unit === null) - Number(b.unit === null)
      : a.unit.localeCompare(b.unit, "sv"),
  );
}

const NOTHING: Omit<Progress, "unit"> = {
  total: 0,
  confirmed: 0,
  corrected: 0,
  unanswered: 0,
  completeness: null,
};

type Weighed = Pick<Progress, "total" | "completeness">;

/** The mean of two groups of systems. Weights are the organisation's, so that either all shares are null or none is. */
function mean(a: Weighed, b: Weighed): number | null {
  if (a.completeness === null || b.completeness === null) return a.completeness ?? b.completeness;
  return (a.completeness * a.total + b.completeness * b.total) / (a.total + b.total);
}

/** All units together. */
export function sumOf(rows: readonly Progress[]): Omit<Progress, "unit"> {
  const sum = { ...NOTHING };
  for (const row of rows) {
    sum.completeness = mean(sum, row);
    for (const key of ["total", "confirmed", "corrected", "unanswered"] as const) sum[key] += row[key];
  }
  return sum;
}

/** Whether anybody vouches for a record: confirmed, touched by somebody else since, or never confirmed. */
export type Seal = "confirmed" | "needs_check" | "never";

export function sealOf(record: { confirmed_on: string | null; needs_check_since: unknown }): Seal {
  if (record.needs_check_since) return "needs_check";
  return record.confirmed_on ? "confirmed" : "never";
}

/** The few fields that an owner corrects by link, in the order of the form; the lifecycle stands after the name. */
export const CORRECTABLE = [
  "own_name",
  "unit",
  "taken_into_use_on",
  "phase_out_from_on",
  "user_count",
  "user_count_on",
  "term_ends_on",
] as const;
