import { instalments } from "../cost-keys/allocation.rules.ts";
import type { KeyMember, KeyResult } from "../cost-keys/keys.rules.ts";
import { spansIn } from "../cost-keys/part-year.rules.ts";
import type { Day } from "../deadlines/days.rules.ts";

/** Indirect costs that are taken up by a share of the direct ones (schablon). */
export const TEMPLATES = ["salary", "management", "premises", "it", "support"] as const;
export type Template = (typeof TEMPLATES)[number];

/** A line of a budget: an amount of its own, or a percentage of the direct lines. */
export interface BudgetLine {
  amount_minor: number | null;
  /** Decimal text. */
  template_percent: string | null;
}

/** Half away from zero. */
function roundedShare(amountMinor: number, percent: string): number {
  const [whole = "0", part = ""] = percent.split(".");
  const hundredths = BigInt(whole + part.padEnd(4, "0").slice(0, 4));
  const product = BigInt(Math.abs(amountMinor)) * hundredths;
  const minor = Number((product * 2n + 1_000_000n) / 2_000_000n);
  return amountMinor < 0 && minor > 0 ? -minor : minor;
}

/** The lines with their amounts: indirect ones by template follow the direct ones, each rounded once. */
export function budgetAmounts<Line extends BudgetLine>(
  lines: readonly Line[],
): { lines: (Line & { minor: number })[]; directMinor: number; totalMinor: number } {
  const directMinor = lines.reduce(
    (sum, line) => sum + (line.template_percent === null ? (line.amount_minor ?? 0) : 0),
    0,
  );
  const all = lines.map((line) => ({
    ...line,
    minor:
      line.template_percent === null
        ? (line.amount_minor ?? 0)
        : roundedShare(directMinor, line.template_percent),
  }));
  return { lines: all, directMinor, totalMinor: all.reduce((sum, line) => sum + line.minor, 0) };
}

export interface AdvancePart {
  party: string;
  quarter: 1 | 2 | 3 | 4;
  minor: number;
}

/** First day of a quarter. */
export function quarterStart(year: number, quarter: number): Day {
  return `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`;
}

/** Last day of a quarter. */
export function quarterEnd(year: number, quarter: number): Day {
  return `${year}-${["03-31", "06-30", "09-30", "12-31"][quarter - 1]}`;
}

/**
 * Advances per quarter: each party's part of the budget in equal instalments over the quarters in which it takes part, the larger
 * ones, by an öre, first.
 */
export function advancesOf(budget: KeyResult, members: readonly KeyMember[]): AdvancePart[] {
  return budget.shares.flatMap((share) => {
    const member = members.find(({ party }) => party === share.party);
    const spans = member ? spansIn(budget.year, member) : [];
    if (spans.length === 0) return [];
    const quarters = ([1, 2, 3, 4] as const).filter((quarter) =>
      spans.some(
        ({ from, to }) =>
          quarterStart(budget.year, quarter) <= to && quarterEnd(budget.year, quarter) >= from,
      ),
    );
    return instalments(share.minor, quarters.length).map((minor, index) => ({
      party: share.party,
      quarter: quarters[index]!,
      minor,
    }));
  });
}

/** The outcome by the end of a quarter and where the year is heading. */
export interface Forecast {
  quarter: 1 | 2 | 3 | 4;
  actualMinor: number;
  forecastMinor: number;
  /** More than the budget by more than the set share. */
  isOver: boolean;
}

/**
 * Forecast after each quarter that has ended and has something booked: the outcome so far and the budget for what is left of the year.
 *
 * @param booked outcome by month (1–12)
 * @param alertPercent whole per cent above the budget at which the parties are warned
 */
export function forecasts(
  { year, budgetMinor, alertPercent }: { year: number; budgetMinor: number; alertPercent: number },
  booked: readonly { month: number; minor: number }[],
  today: Day,
): Forecast[] {
  const last = Math.max(
    0,
    ...booked.filter(({ minor }) => minor !== 0).map(({ month }) => Math.ceil(month / 3)),
  );
  return ([1, 2, 3, 4] as const)
    .filter((quarter) => quarter <= last && quarterEnd(year, quarter) < today)
    .map((quarter) => {
      const actualMinor = booked
        .filter(({ month }) => month <= quarter * 3)
        .reduce((sum, { minor }) => sum + minor, 0);
      const forecastMinor = actualMinor + Math.round((budgetMinor / 4) * (4 - quarter));
      return {
        quarter,
        actualMinor,
        forecastMinor,
        isOver: forecastMinor * 100 > budgetMinor * (100 + alertPercent),
      };
    });
}
