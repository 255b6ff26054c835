import {
  compare,
  type Exact,
  exact,
  type Fraction,
  floor,
  minus,
  over,
  plus,
  sum,
  times,
  ZERO,
} from "./fraction.rules.ts";

/*
 * Sharing a sum by a key (fördelningsnyckel), to the öre, by largest remainder (största återstodens metod; agreement-and-money.md 4).
 * All sums are whole öre; everything between is exact.
 */

/** A party of the key. */
export interface KeyParty {
  party: string;
  /** Its fixed number in the agreement: decides who gets an öre when remainders are equal, never the order on a screen. */
  party_order: number;
  weight: Exact;
}

/** A key that cannot be used: `KST-002` no weight at all, `KST-003` floors above or caps below the sum. */
export class KeyRefused extends Error {
  readonly code: "KST-002" | "KST-003";
  constructor(code: "KST-002" | "KST-003") {
    super(code);
    this.code = code;
  }
}

/** How one party's part was reached, for "Så räknades det". */
export interface Share {
  party: string;
  minor: number;
  /** The exact part before rounding, in öre. */
  exact: Fraction;
  /** It was given one of the öre left over. */
  isRoundedUp: boolean;
}

type Ordered = Pick<KeyParty, "party" | "party_order">;

/**
 * Shares a sum by weight.
 *
 * @param totalMinor öre; a negative sum mirrors the positive
 * @throws KeyRefused KST-002 when all weights are zero or one is negative
 */
export function allocate(totalMinor: number, parties: readonly KeyParty[]): Share[] {
  const total = exact(totalMinor);
  return rounded(
    totalMinor,
    parties,
    normalised(parties).map((part) => times(total, part)),
  );
}

/**
 * A part of the sum equally, the rest by weight, rounded once on both together.
 *
 * @param equalMinor öre shared equally: a fixed sum, or a percentage of the total as a fraction of öre
 */
export function allocateMixed(
  totalMinor: number,
  equalMinor: Fraction,
  parties: readonly KeyParty[],
): Share[] {
  const each = over(equalMinor, exact(parties.length));
  const rest = minus(exact(totalMinor), equalMinor);
  return rounded(
    totalMinor,
    parties,
    normalised(parties).map((part) => plus(each, times(rest, part))),
  );
}

/** Percent of a sum, exactly. @param percent for example 30 or "33.5" */
export function percentOf(totalMinor: number, percent: Exact): Fraction {
  return times(exact(totalMinor), over(exact(percent), exact(100)));
}

/** Lines shared each on its own and summed (`rounding: per_line`). @returns parts per line, and their sums by party */
export function allocatePerLine(
  lines: readonly { line: string; amountMinor: number; weights: readonly Exact[] }[],
  parties: readonly Ordered[],
): { lines: { line: string; shares: Share[] }[]; sums: Record<string, number> } {
  const done = lines.map(({ line, amountMinor, weights }) => ({
    line,
    shares: allocate(
      amountMinor,
      parties.map((party, index) => ({ ...party, weight: weights[index]! })),
    ),
  }));
  const sums: Record<string, number> = {};
  for (const { shares } of done)
    for (const { party, minor } of shares) sums[party] = (sums[party] ?? 0) + minor;
  return { lines: done, sums };
}

/** A year's amount in equal parts; the larger ones, by an öre, come first. */
export function instalments(yearMinor: number, count: number): number[] {
  const parts = Array.from({ length: count }, (_, index) => ({
    party: String(index),
    party_order: index,
    weight: 1,
  }));
  return allocate(yearMinor, parts).map((share) => share.minor);
}

/** Parts of one: each weight over their sum. */
function normalised(parties: readonly KeyParty[]): Fraction[] {
  const weights = parties.map((party) => exact(party.weight));
  const all = sum(weights);
  if (all.n <= 0n || weights.some((weight) => weight.n < 0n)) throw new KeyRefused("KST-002");
  return weights.map((weight) => over(weight, all));
}

/**
 * Rounds exact parts down and gives the öre left over one each to the largest remainders; equal ones by `party_order`.
 *
 * @param parts exact parts in öre that sum to the total
 */
export function rounded(
  totalMinor: number,
  parties: readonly Ordered[],
  parts: readonly Fraction[],
): Share[] {
  if (totalMinor < 0)
    return rounded(
      -totalMinor,
      parties,
      parts.map((part) => ({ n: -part.n, d: part.d })),
    ).map((share) => ({
      ...share,
      minor: share.minor === 0 ? 0 : -share.minor,
      exact: { n: -share.exact.n, d: share.exact.d },
    }));
  const down = parts.map(floor);
  const left = Number(BigInt(totalMinor) - down.reduce((a, b) => a + b, 0n));
  const order = parts.map((part, index) => ({ index, remainder: minus(part, { n: down[index]!, d: 1n }) }));
  order.sort(
    (a, b) =>
      compare(b.remainder, a.remainder) ||
      parties[a.index]!.party_order - parties[b.index]!.party_order ||
      (parties[a.index]!.party < parties[b.index]!.party ? -1 : 1),
  );
  const up = new Set(order.slice(0, left).map((one) => one.index));
  return parties.map(({ party }, index) => ({
    party,
    minor: Number(down[index]! + (up.has(index) ? 1n : 0n)),
    exact: parts[index] ?? ZERO,
    isRoundedUp: up.has(index),
  }));
}

/**
 * As `rounded`, for many sums in the same proportions, given over one denominator.
 * @returns öre by party, in the order given
 */
export function roundedOver(
  totalMinor: number,
  parties: readonly Ordered[],
  { numerators, denominator }: { numerators: readonly bigint[]; denominator: bigint },
): number[] {
  const isNegative = totalMinor < 0;
  const total = BigInt(Math.abs(totalMinor));
  const down = numerators.map((n) => (total * n) / denominator);
  const remainders = numerators.map((n, index) => total * n - down[index]! * denominator);
  const left = Number(total - down.reduce((a, b) => a + b, 0n));
  const order = numerators.map((_, index) => index);
  order.sort((a, b) => {
    const [x, y] = [remainders[a]!, remainders[b]!];
    if (x !== y) return x > y ? -1 : 1;
    const [m, n] = [parties[a]!, parties[b]!];
    return m.party_order - n.party_order || (m.party < n.party ? -1 : 1);
  });
  const minors = down.map(Number);
  for (const index of order.slice(0, left)) minors[index] = minors[index]! + 1;
  return isNegative ? minors.map((minor) => (minor === 0 ? 0 : -minor)) : minors;
}
