import type { ExemptionGround } from "#db/schema/agreements.ts";

/** One year's whole activity and the part of it that the limit looks at. */
export interface YearFigure {
  year: number;
  whole: number;
  part: number;
}

/** Questions of each ground; all must be answered yes (LOU 3:11–18). */
export const QUESTIONS: Record<ExemptionGround, readonly string[]> = {
  teckal: ["control", "no_private"],
  joint_control: ["control", "representatives", "decisive", "no_opposed", "no_private"],
  hamburg: ["public_services", "common_objectives", "public_interest"],
  joint_board: ["counterpart"],
  other: [],
};

/** Whose figures are asked for: more than 80 % for the controllers, or less than 20 % on the open market. */
export type Limit = "more_than_80" | "less_than_20" | null;
export function limitOf(ground: ExemptionGround): Limit {
  if (ground === "teckal" || ground === "joint_control") return "more_than_80";
  return ground === "hamburg" ? "less_than_20" : null;
}

/** Share over all years, as an exact comparison and as a number for the eye; null without figures. */
export function shareOf(
  figures: readonly YearFigure[],
): { percent: number; part: bigint; whole: bigint } | null {
  const whole = figures.reduce((sum, each) => sum + BigInt(each.whole), 0n);
  const part = figures.reduce((sum, each) => sum + BigInt(each.part), 0n);
  if (whole === 0n) return null;
  return { percent: Number((part * 1_000_000n) / whole) / 10_000, part, whole };
}

export type Verdict = "met" | "not_met" | "unclear";

/**
 * What the given figures and answers say. Never a legal verdict: the screen says "uppfyllt enligt angivna uppgifter".
 * The limits are strict: 80 % and 20 % exactly fail (agreement-and-money.md 6).
 */
export function verdictOf(
  ground: ExemptionGround,
  answers: Readonly<Record<string, "yes" | "no">>,
  figures: readonly YearFigure[],
): Verdict {
  const questions = QUESTIONS[ground];
  if (questions.some((code) => answers[code] === "no")) return "not_met";
  const limit = limitOf(ground);
  const share = shareOf(figures);
  if (limit && share) {
    const isWithin =
      limit === "more_than_80"
        ? share.part * 100n > share.whole * 80n
        : share.part * 100n < share.whole * 20n;
    if (!isWithin) return "not_met";
  }
  if (
    ground === "other" ||
    questions.some((code) => answers[code] !== "yes") ||
    (limit && !hasThreeYears(figures))
  )
    return "unclear";
  return "met";
}

/** Figures of three years running (LOU 3:16, 3:18); GRU-001 without them. */
export function hasThreeYears(figures: readonly Pick<YearFigure, "year">[]): boolean {
  const years = [...new Set(figures.map((each) => each.year))].sort((a, b) => b - a);
  return years.length >= 3 && years[0]! - years[2]! === 2;
}

/** Where a test stands on a day: reviewed ones come up again after their next review. */
export function testState(
  test: { state: "draft" | "submitted" | "reviewed"; outcome: Verdict | null; next_review_on: string | null },
  today: string,
): "draft" | "submitted" | "review_again" | Verdict {
  if (test.state !== "reviewed") return test.state;
  if (test.next_review_on && test.next_review_on < today) return "review_again";
  return test.outcome ?? "unclear";
}
