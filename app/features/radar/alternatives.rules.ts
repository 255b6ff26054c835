import type { RadarContract } from "./windows.rules.ts";

type WithEnds = Pick<RadarContract, "ends" | "freeFrom">;
interface Time {
  /** Lead time from the first step to the first day of the new contract. */
  leadDays: number;
  /** Day number. */
  today: number;
}

/** Days between which every contract of a group has an end. */
export interface Span {
  first: number;
  last: number;
}

/** What the radar proposes for a group. */
export interface Spans {
  /** The earliest among the closest; may be too late to begin for. */
  nearest: Span;
  /** What there is time for: `nearest`, or the next that has not passed; null when all have. */
  feasible: Span | null;
}

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

/** Alternatives that spread at most this many days more than the closest one count as close too: an earlier one is then preferred. */
const AS_CLOSE_DAYS = 31;
/** An end and whose it is in one number, so that sorting them is sorting numbers. */
const OWNERS = 65_536;

/** Every smallest span of days in which each contract has an end, earliest first; none when a contract has no end. */
export function spansOf(contracts: readonly WithEnds[]): Span[] {
  const sorted = new Float64Array(countEnds(contracts));
  let at = 0;
  for (const [index, { ends, freeFrom }] of contracts.entries()) {
    for (const end of ends) sorted[at++] = end * OWNERS + index;
    if (freeFrom != null) sorted[at++] = freeFrom * OWNERS + index;
  }
  sorted.sort();
  return sweep(sorted, contracts);
}

function countEnds(contracts: readonly WithEnds[]): number {
  let count = 0;
  for (const { ends, freeFrom } of contracts) count += ends.length + (freeFrom == null ? 0 : 1);
  return count;
}

/**
 * Moves a span over the ends. A contract that can end on any day from one on is inside every span that reaches this day, so once
 * there it does not leave again.
 */
function sweep(sorted: Float64Array, contracts: readonly WithEnds[]): Span[] {
  const inside = new Uint32Array(contracts.length);
  const stays = new Uint8Array(contracts.length);
  const spans: Span[] = [];
  let covered = 0;
  let left = 0;
  for (let at = 0; at < sorted.length; at++) {
    const last = Math.floor(sorted[at]! / OWNERS);
    // the owner by subtraction: a remainder of numbers this large takes ten times as long
    const entering = sorted[at]! - last * OWNERS;
    if (inside[entering]!++ === 0) covered++;
    if (contracts[entering]!.freeFrom === last) stays[entering] = 1;
    while (covered === contracts.length) {
      const first = Math.floor(sorted[left]! / OWNERS);
      const leaving = sorted[left]! - first * OWNERS;
      const isLeft = !stays[leaving] && --inside[leaving]! === 0;
      if (!isLeft && left < at) {
        left++;
        continue;
      }
      // a span that contains one found before is no alternative of its own
      if (spans.at(-1)?.last === last) spans.pop();
      if (spans.at(-1)?.first !== first) spans.push({ first, last });
      if (!isLeft) break;
      covered--;
      left++;
    }
  }
  return spans;
}

/** A contract that can end on any day from one on can end with each of the others. */
function withFreeEnds(contracts: readonly WithEnds[]): readonly WithEnds[] {
  if (contracts.every((contract) => contract.freeFrom == null)) return contracts;
  const all = new Set(
    contracts.flatMap(({ ends, freeFrom }) => (freeFrom == null ? ends : [...ends, freeFrom])),
  );
  const days = [...all].sort((a, b) => a - b);
  return contracts.map((contract) => {
    const { ends, freeFrom } = contract;
    return freeFrom == null
      ? contract
      : { ends: days.filter((day) => day >= freeFrom || ends.includes(day)) };
  });
}

/**
 * What the radar proposes: the earliest of the closest spans and, when it is too late to begin for it, the next one there is time
 * for, again preferring closeness.
 *
 * @returns null when some contract has no reachable end
 */
export function nearestSpans(contracts: readonly WithEnds[], time: Time): Spans | null {
  const all = spansOf(contracts);
  const nearest = earliestOfTheClosest(all);
  if (!nearest) return null;
  if (!isTooLate(nearest, time)) return { nearest, feasible: nearest };
  return { nearest, feasible: earliestOfTheClosest(all.filter((span) => !isTooLate(span, time))) ?? null };
}

function isTooLate({ first }: Span, { leadDays, today }: Time): boolean {
  return first + 1 - leadDays < today;
}

function earliestOfTheClosest(spans: readonly Span[]): Span | undefined {
  let closest = Number.POSITIVE_INFINITY;
  for (const { first, last } of spans) closest = Math.min(closest, last - first);
  return spans.find(({ first, last }) => last - first <= closest + AS_CLOSE_DAYS);
}

/**
 * The span with its days and the end it means for each contract: of several ends within it a contract is given its first, so that
 * no municipality is bound longer than it must.
 */
export function alternativeOf(contracts: readonly WithEnds[], span: Span, time: Time): Alternative {
  const newContractOn = span.first + 1;
  return {
    spread: span.last - span.first,
    firstEnd: span.first,
    lastEnd: span.last,
    newContractOn,
    startBy: newContractOn - time.leadDays,
    isTooLate: isTooLate(span, time),
    chosen: withFreeEnds(contracts).map(({ ends }) => ends.find((end) => end >= span.first)!),
  };
}
