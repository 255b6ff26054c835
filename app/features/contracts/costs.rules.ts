import type { Day } from "../deadlines/days.rules.ts";

/** What one cost line is about; amounts in hundredths of its currency. Quantities and rates are decimal texts, never fractions. */
export interface CostLine {
  kind: "one_off" | "recurring" | "per_metric";
  per: "month" | "quarter" | "year" | null;
  amount_minor: number;
  currency: string;
  rate: string | null;
  quantity: string | null;
  status: "estimate" | "commitment" | "actual";
  valid_from: Day | null;
  valid_to: Day | null;
}

const TIMES = { month: 12n, quarter: 4n, year: 1n } as const;

/** "12.5" as a whole number of 10⁻ᵈⁱᵍⁱᵗˢ. */
function scaled(text: string, digits: number): bigint {
  const isNegative = text.startsWith("-");
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + part.padEnd(digits, "0").slice(0, digits));
  return isNegative ? -value : value;
}

/** Half away from zero, as PostgreSQL's `round`. */
function divided(value: bigint, by: bigint): bigint {
  const half = by / 2n;
  return value >= 0n ? (value + half) / by : -((-value + half) / by);
}

/** The line's amount in öre: for recurring ones a year's, for one-off ones the whole. Rounded once, half up. */
export function lineMinor(line: CostLine): number {
  const quantity = line.kind === "per_metric" ? scaled(line.quantity ?? "0", 3) : 1000n;
  const rate = line.rate === null ? 1_000_000n : scaled(line.rate, 6);
  const times = line.per ? TIMES[line.per] : 1n;
  return Number(divided(BigInt(line.amount_minor) * times * quantity * rate, 1_000_000_000n));
}

function holdsOn(line: CostLine, day: Day): boolean {
  return (
    (line.valid_from === null || line.valid_from <= day) && (line.valid_to === null || line.valid_to >= day)
  );
}

/**
 * The lines that make the yearly cost on a day: what is decided; where nothing is, what is estimated. One-off costs and outcomes are
 * left out. Empty: no line says anything.
 */
function yearlyLines<Line extends CostLine>(lines: readonly Line[], day: Day): Line[] {
  const recurring = lines.filter((line) => line.kind !== "one_off" && holdsOn(line, day));
  for (const status of ["commitment", "estimate"] as const) {
    const some = recurring.filter((line) => line.status === status);
    if (some.length > 0) return some;
  }
  return [];
}

/** Yearly cost (årskostnad) on a day, öre, of `yearlyLines`. null: no line says anything. */
export function yearlyMinor(lines: readonly CostLine[], day: Day): number | null {
  const some = yearlyLines(lines, day);
  return some.length > 0 ? some.reduce((sum, line) => sum + lineMinor(line), 0) : null;
}

/** The same, by the organisation that a line names; under null what names none. Empty: no line says anything. */
export function yearlyByOrganisation(
  lines: readonly (CostLine & { organisation_id: string | null })[],
  day: Day,
): Map<string | null, number> {
  const sums = new Map<string | null, number>();
  for (const line of yearlyLines(lines, day))
    sums.set(line.organisation_id, (sums.get(line.organisation_id) ?? 0) + lineMinor(line));
  return sums;
}

/** One calendar year of a contract, öre. */
export interface YearOfCosts {
  year: number;
  recurring_minor: number;
  one_off_minor: number;
  actual_minor: number;
}

const dayNumber = (day: Day) =>
  Math.round(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8)) / 86_400_000);

/**
 * Costs by calendar year over a span (forecast, prognos): recurring ones by the days of the year on which they run, one-off ones in
 * the year they begin to hold, or the first. Outcomes stand apart.
 */
export function costsByYear(lines: readonly CostLine[], from: Day, to: Day): YearOfCosts[] {
  const years: YearOfCosts[] = [];
  for (let year = +from.slice(0, 4); year <= +to.slice(0, 4) && years.length < 60; year += 1) {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    const days = dayNumber(last) - dayNumber(first) + 1;
    const row: YearOfCosts = { year, recurring_minor: 0, one_off_minor: 0, actual_minor: 0 };
    for (const line of plannedLines(lines)) {
      if (line.kind === "one_off") {
        const on = line.valid_from ?? from;
        const inTime = on < from ? from : on;
        if (inTime >= first && inTime <= last) row.one_off_minor += lineMinor(line);
        continue;
      }
      const begin = [first, from, line.valid_from ?? from].sort().at(-1)!;
      const end = [last, to, line.valid_to ?? to].sort()[0]!;
      if (begin > end) continue;
      const run = dayNumber(end) - dayNumber(begin) + 1;
      row.recurring_minor += Number(divided(BigInt(lineMinor(line)) * BigInt(run), BigInt(days)));
    }
    for (const line of lines.filter((each) => each.status === "actual"))
      if ((line.valid_from ?? from).startsWith(String(year))) row.actual_minor += lineMinor(line);
    years.push(row);
  }
  return years;
}

/** What is decided, and estimates of a kind of which nothing is decided. */
function plannedLines(lines: readonly CostLine[]): CostLine[] {
  return lines.filter(
    (line) =>
      line.status === "commitment" ||
      (line.status === "estimate" &&
        !lines.some(
          (other) =>
            other.status === "commitment" && (other.kind === "one_off") === (line.kind === "one_off"),
        )),
  );
}

/** Everything that a span costs, öre. */
export function totalMinor(years: readonly YearOfCosts[]): number {
  return years.reduce((sum, year) => sum + year.recurring_minor + year.one_off_minor, 0);
}

/** The costs of a contract as its page shows them, öre. */
export interface CostPicture {
  yearly_minor: number | null;
  one_off_minor: number;
  years: YearOfCosts[];
  /** The forecast's last day; null: no end is known and five years are shown. */
  until: Day | null;
  current: { until: Day; total_minor: number } | null;
  last: { until: Day; total_minor: number } | null;
}

const OPEN_YEARS = 5;

/** Yearly cost, one-off costs apart, and the forecast from the start to the current and to the last possible end. */
export function costPicture(
  lines: readonly CostLine[],
  {
    facts,
    today,
    closedOn,
  }: {
    facts: { starts_on: Day | null; current_end: Day | null; last_possible_end: Day | null };
    today: Day;
    closedOn: Day | null;
  },
): CostPicture {
  const from =
    facts.starts_on ??
    lines
      .map((line) => line.valid_from)
      .filter((day) => day !== null)
      .sort()[0] ??
    today;
  const currentEnd = closedOn ?? facts.current_end;
  const lastEnd = closedOn ?? facts.last_possible_end;
  const to = lastEnd ?? currentEnd ?? `${+today.slice(0, 4) + OPEN_YEARS - 1}-12-31`;
  const span = (until: Day | null) =>
    until && until >= from ? { until, total_minor: totalMinor(costsByYear(lines, from, until)) } : null;
  return {
    yearly_minor: yearlyMinor(lines, today),
    one_off_minor: plannedLines(lines)
      .filter((line) => line.kind === "one_off")
      .reduce((sum, line) => sum + lineMinor(line), 0),
    years: lines.length > 0 && to >= from ? costsByYear(lines, from, to) : [],
    until: lastEnd ?? currentEnd,
    current: span(currentEnd),
    last: lastEnd !== currentEnd ? span(lastEnd) : null,
  };
}
