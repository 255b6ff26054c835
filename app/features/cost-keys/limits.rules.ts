import { type KeyParty, KeyRefused, rounded, type Share } from "./allocation.rules.ts";
import { compare, exact, type Fraction, minus, over, plus, sum, times, ZERO } from "./fraction.rules.ts";

/** A party with the least and the most it pays, in öre; null: no cap. */
export interface LimitedParty extends KeyParty {
  floorMinor: number;
  capMinor: number | null;
}

/**
 * Shares a sum by weight within floors and caps (golv och tak): each pays min(cap, max(floor, λ · weight)) with the one λ that makes
 * the parts sum to the total (agreement-and-money.md 4.3). The answer does not depend on the order of the parties.
 *
 * @param totalMinor öre, zero or more
 * @throws KeyRefused KST-003 when the floors are more or the most all can pay is less than the total; KST-002 for negative weights
 */
export function allocateWithin(totalMinor: number, parties: readonly LimitedParty[]): Share[] {
  const limited = parties.map(({ weight, floorMinor, capMinor }) => ({
    weight: exact(weight),
    floor: exact(floorMinor),
    cap: capMinor === null ? null : exact(capMinor),
  }));
  if (limited.some(({ weight }) => weight.n < 0n)) throw new KeyRefused("KST-002");
  const total = exact(totalMinor);
  const factor = factorFor(total, limited);
  return rounded(
    totalMinor,
    parties,
    limited.map((party) => partAt(party, factor)),
  );
}

interface Limited {
  weight: Fraction;
  floor: Fraction;
  cap: Fraction | null;
}

function partAt({ weight, floor, cap }: Limited, factor: Fraction): Fraction {
  const part = times(weight, factor);
  const raised = compare(part, floor) < 0 ? floor : part;
  return cap && compare(raised, cap) > 0 ? cap : raised;
}

/** λ: what all pay grows with it in straight pieces between the points where somebody leaves the floor or meets the cap. */
function factorFor(total: Fraction, parties: readonly Limited[]): Fraction {
  const paidAt = (factor: Fraction) => sum(parties.map((party) => partAt(party, factor)));
  if (compare(paidAt(ZERO), total) > 0) throw new KeyRefused("KST-003");
  const turns = parties
    .filter(({ weight }) => weight.n > 0n)
    .flatMap(({ weight, floor, cap }) => [over(floor, weight), ...(cap ? [over(cap, weight)] : [])])
    .sort(compare);
  let below = ZERO;
  for (const turn of turns) {
    if (compare(paidAt(turn), total) >= 0) return between(below, turn, total, paidAt);
    below = turn;
  }
  const rising = parties.filter(({ weight, cap }) => weight.n > 0n && !cap);
  const short = minus(total, paidAt(below));
  if (short.n === 0n) return below;
  if (rising.length === 0) throw new KeyRefused("KST-003");
  return plus(below, over(short, sum(rising.map(({ weight }) => weight))));
}

function between(
  low: Fraction,
  high: Fraction,
  total: Fraction,
  paidAt: (factor: Fraction) => Fraction,
): Fraction {
  const from = paidAt(low);
  const rise = minus(paidAt(high), from);
  if (rise.n === 0n) return low;
  return plus(low, times(minus(high, low), over(minus(total, from), rise)));
}
