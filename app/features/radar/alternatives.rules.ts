import type { RadarContract } from "./windows.rules.ts";

/** One way to let the contracts of a group end at about the same time. */
export interface Alternative {
  /** Days between the first and the last of the chosen ends (spridning). */
  spread: number;
  firstEnd: number;
  lastEnd: number;
  /** First day of the new contract: the day after the first chosen end. */
  newContractOn: number;
  /** Day to begin on (börja senast): first day of the new contract minus the lead time. */
  startBy: number;
  /** The day to begin on has passed: "för kort tid". */
  isTooLate: boolean;
  /** The end chosen for each contract, in the order of the contracts. */
  chosen: readonly number[];
}

export interface Suggestion {
  /** The earliest among the closest; may be too late. */
  nearest: Alternative;
  /** What there is time for: `nearest`, or the next that has not passed; null when all have. */
  feasible: Alternative | null;
}

/** Alternatives that spread at most this many days more than the closest one count as close too: an earlier one is then preferred. */
const AS_CLOSE_DAYS = 31;

/**
 * Every smallest span of days in which each contract has an end, earliest first. Of several ends within the span a contract is
 * given its first, so that no municipality is bound longer than it must.
 *
 * @param leadDays lead time from the first step to the first day of the new contract
 * @param today day number
 */
export function alternatives(
  given: readonly Pick<RadarContract, "ends" | "freeFrom">[],
  { leadDays, today }: { leadDays: number; today: number },
): Alternative[] {
  const contracts = withFreeEnds(given);
  const ends = contracts.flatMap((contract, index) => contract.ends.map((end) => ({ end, index })));
  ends.sort((a, b) => a.end - b.end || a.index - b.index);
  const inside = new Array<number>(contracts.length).fill(0);
  let covered = 0;
  let left = 0;
  const spans: { first: number; last: number }[] = [];
  for (const { end, index } of ends) {
    if (inside[index]!++ === 0) covered++;
    while (covered === contracts.length) {
      const leaving = ends[left]!;
      const isLastOfIts = inside[leaving.index] === 1;
      if (isLastOfIts) addSpan(spans, leaving.end, end);
      if (--inside[leaving.index]! === 0) covered--;
      left++;
    }
  }
  return spans.map((span) => alternativeOf(contracts, span, { leadDays, today }));
}

/** A contract that can end on any day from one on can end with each of the others. */
function withFreeEnds(
  contracts: readonly Pick<RadarContract, "ends" | "freeFrom">[],
): readonly Pick<RadarContract, "ends">[] {
  if (contracts.every((contract) => contract.freeFrom == null)) return contracts;
  const all = new Set(
    contracts.flatMap(({ ends, freeFrom }) => (freeFrom == null ? ends : [...ends, freeFrom])),
  );
  const days = [...all].sort((a, b) => a - b);
  return contracts.map(({ ends, freeFrom }) =>
    freeFrom == null ? { ends } : { ends: days.filter((day) => day >= freeFrom || ends.includes(day)) },
  );
}

/** A span that contains one found before is no alternative of its own. */
function addSpan(spans: { first: number; last: number }[], first: number, last: number): void {
  const before = spans.at(-1);
  if (before && before.last === last) spans.pop();
  spans.push({ first, last });
}

function alternativeOf(
  contracts: readonly Pick<RadarContract, "ends">[],
  { first, last }: { first: number; last: number },
  { leadDays, today }: { leadDays: number; today: number },
): Alternative {
  const newContractOn = first + 1;
  const startBy = newContractOn - leadDays;
  return {
    spread: last - first,
    firstEnd: first,
    lastEnd: last,
    newContractOn,
    startBy,
    isTooLate: startBy < today,
    chosen: contracts.map((contract) => contract.ends.find((end) => end >= first)!),
  };
}

/**
 * What the radar proposes for a group: the earliest of the closest alternatives and, when it is too late for it, the next one
 * there is time for, again preferring closeness.
 *
 * @returns null when some contract has no reachable end
 */
export function suggest(found: readonly Alternative[]): Suggestion | null {
  const nearest = earliestOfTheClosest(found);
  if (!nearest) return null;
  if (!nearest.isTooLate) return { nearest, feasible: nearest };
  return { nearest, feasible: earliestOfTheClosest(found.filter((one) => !one.isTooLate)) ?? null };
}

function earliestOfTheClosest(found: readonly Alternative[]): Alternative | undefined {
  const closest = Math.min(...found.map((one) => one.spread));
  return found.find((one) => one.spread <= closest + AS_CLOSE_DAYS);
}
