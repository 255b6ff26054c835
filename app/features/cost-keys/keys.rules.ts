import { type Day, daysBetween } from "../deadlines/days.rules.ts";
import {
  allocate,
  allocateMixed,
  type KeyParty,
  KeyRefused,
  percentOf,
  rounded,
  roundedOver,
  type Share,
} from "./allocation.rules.ts";
import {
  compare,
  exact,
  type Fraction,
  minus,
  over,
  overOne,
  plus,
  sum,
  times,
  ZERO,
} from "./fraction.rules.ts";
import { allocateWithin } from "./limits.rules.ts";
import { daysInYear, daysOf, type Presence, spansIn, stretches } from "./part-year.rules.ts";

/*
 * A cost key as people choose it (agreement-and-money.md 4): its kind, what it counts, a weight per party, the least and the most
 * a party pays, and the days on which each takes part. From it to shares in öre and to what each share was made of.
 */

export const KEY_KINDS = [
  "equal",
  "inhabitants",
  "users",
  "units",
  "consumption",
  "fixed_percent",
  "fixed_plus",
  "mixed",
  "own",
] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** What the part of a compound key that is not equal goes by. */
export const DRIVERS = ["inhabitants", "users", "units", "consumption", "own"] as const;
export type Driver = (typeof DRIVERS)[number];

/** Rounded once on the whole, or each line on its own (agreement-and-money.md 4.1 rule 5). */
export type Rounding = "once" | "per_line";

export interface KeyMember extends Presence {
  party: string;
  party_order: number;
  /** Decimal text; per cent for `fixed_percent`, not used for `equal`. */
  weight: string;
  /** The least it pays in a whole year, öre. */
  floorMinor: number | null;
  /** The most it pays in a whole year, öre. */
  capMinor: number | null;
}

export interface CostKey {
  kind: KeyKind;
  /** Of `fixed_plus` and `mixed`. */
  driver: Driver | null;
  /** Of `mixed`: how much is shared equally, per cent as decimal text. */
  equalPercent: string | null;
  /** Of `fixed_plus`: the sum that is shared equally, öre. */
  equalMinor: number | null;
  rounding: Rounding;
  members: readonly KeyMember[];
}

/** What a key counts: its driver, or its kind when it has none. */
export function countedBy(key: Pick<CostKey, "kind" | "driver">): Driver | "equal" | "fixed_percent" {
  if (key.kind === "mixed" || key.kind === "fixed_plus") return key.driver ?? "own";
  return key.kind;
}

/** What is wrong with a key whatever the sum: KST-002, KST-004 with the sum of the percentages, a floor above its cap, or nothing. */
export function wrongWith(
  key: CostKey,
):
  | { code: "KST-002" | "negative_weight" | "floor_above_cap" | "lines_need_proportions"; party?: string }
  | { code: "KST-004"; sum: string }
  | null {
  const weights = key.members.map((member) => weightOf(key, member));
  const negative = weights.findIndex((weight) => weight.n < 0n);
  if (negative >= 0) return { code: "negative_weight", party: key.members[negative]!.party };
  const all = sum(weights);
  if (all.n === 0n) return { code: "KST-002" };
  if (key.kind === "fixed_percent" && compare(all, exact(100)) !== 0)
    return { code: "KST-004", sum: plainDecimal(all) };
  const crossed = key.members.find(
    ({ floorMinor, capMinor }) => floorMinor !== null && capMinor !== null && floorMinor > capMinor,
  );
  if (crossed) return { code: "floor_above_cap", party: crossed.party };
  // a fixed sum, a floor and a cap are about the year's whole, not about one line of it
  const isWhole =
    key.kind === "fixed_plus" ||
    key.members.some((member) => member.floorMinor !== null || member.capMinor !== null);
  return isWhole && key.rounding === "per_line" ? { code: "lines_need_proportions" } : null;
}

function plainDecimal({ n, d }: Fraction): string {
  const whole = n / d;
  const part = ((n % d) * 1_000_000n) / d;
  return part === 0n ? String(whole) : `${whole}.${String(part).padStart(6, "0").replace(/0+$/, "")}`;
}

/** One party's part with what it was made of, for "Så räknades det". */
export interface KeyShare extends Share {
  party_order: number;
  weight: string;
  days: number;
  /** What it would be without floor and cap, rounded nowhere. */
  unlimited: Fraction;
  limit: "floor" | "cap" | null;
  /** Of compound keys: the part that was shared equally. */
  equalPart: Fraction | null;
}

export interface KeyResult {
  totalMinor: number;
  year: number;
  daysInYear: number;
  weightSum: string;
  shares: KeyShare[];
}

/**
 * Shares a year's sum by a key, with one rounding at the end; parties that join or leave pay by days.
 *
 * @param totalMinor öre; a negative sum mirrors the positive
 * @throws KeyRefused KST-002, also when on some day nobody with a weight takes part; KST-003
 */
export function shareOut(key: CostKey, totalMinor: number, year: number): KeyResult {
  if (totalMinor < 0) {
    const mirror = shareOut(key, -totalMinor, year);
    return { ...mirror, totalMinor, shares: mirror.shares.map(mirrored) };
  }
  const { members } = key;
  const spans = members.map((member) => spansIn(year, member));
  const all = daysInYear(year);
  const parts = members.map(() => ({ exact: ZERO, unlimited: ZERO, equal: ZERO }));
  for (const stretch of stretches(year, spans.flat())) {
    const present = members
      .map((_, index) => index)
      .filter((index) => spans[index]!.some(({ from, to }) => from <= stretch.from && to >= stretch.to));
    const of: Fraction = { n: BigInt(daysBetween(stretch.from, stretch.to) + 1), d: BigInt(all) };
    const found = exactParts(
      key,
      totalMinor,
      present.map((index) => members[index]!),
    );
    for (const [at, index] of present.entries()) {
      const part = parts[index]!;
      part.exact = plus(part.exact, times(found.parts[at]!, of));
      part.unlimited = plus(part.unlimited, times(found.unlimited[at]!, of));
      part.equal = plus(part.equal, times(found.equal, of));
    }
  }
  const shares = rounded(
    totalMinor,
    members,
    parts.map((part) => part.exact),
  );
  const isCompound = key.kind === "mixed" || key.kind === "fixed_plus";
  return {
    totalMinor,
    year,
    daysInYear: all,
    weightSum: plainDecimal(sum(members.map((member) => weightOf(key, member)))),
    shares: shares.map((share, index) => {
      const { unlimited, equal } = parts[index]!;
      const against = compare(share.exact, unlimited);
      const member = members[index]!;
      return {
        ...share,
        party_order: member.party_order,
        weight: plainDecimal(weightOf(key, member)),
        days: daysOf(spans[index]!),
        unlimited,
        limit:
          against > 0 && member.floorMinor !== null
            ? "floor"
            : against < 0 && member.capMinor !== null
              ? "cap"
              : null,
        equalPart: isCompound ? equal : null,
      };
    }),
  };
}

function mirrored(share: KeyShare): KeyShare {
  const negative = (part: Fraction): Fraction => ({ n: -part.n, d: part.d });
  return {
    ...share,
    minor: share.minor === 0 ? 0 : -share.minor,
    exact: negative(share.exact),
    unlimited: negative(share.unlimited),
    equalPart: share.equalPart && negative(share.equalPart),
  };
}

function weightOf(key: Pick<CostKey, "kind">, member: Pick<KeyMember, "weight">): Fraction {
  return key.kind === "equal" ? exact(1) : exact(member.weight);
}

/** Exact parts of those who take part all through, before rounding. */
function exactParts(key: CostKey, totalMinor: number, present: readonly KeyMember[]) {
  if (present.length === 0) throw new KeyRefused("KST-002");
  const parties: KeyParty[] = present.map((member) => ({
    party: member.party,
    party_order: member.party_order,
    weight: key.kind === "equal" ? 1 : member.weight,
  }));
  const equally =
    key.kind === "mixed"
      ? percentOf(totalMinor, key.equalPercent ?? "0")
      : key.kind === "fixed_plus"
        ? exact(Math.min(key.equalMinor ?? 0, totalMinor))
        : null;
  const shares = equally ? allocateMixed(totalMinor, equally, parties) : allocate(totalMinor, parties);
  const unlimited = shares.map((share) => share.exact);
  const equal = equally ? over(equally, exact(present.length)) : ZERO;
  if (present.every((member) => member.floorMinor === null && member.capMinor === null))
    return { parts: unlimited, unlimited, equal };
  // floor and cap stand on the key's own parts: whoever meets none keeps the proportions of the key
  const limited = allocateWithin(
    totalMinor,
    present.map((member, index) => ({
      party: member.party,
      party_order: member.party_order,
      weight: `${unlimited[index]!.n}/${unlimited[index]!.d}`,
      floorMinor: member.floorMinor ?? 0,
      capMinor: member.capMinor,
    })),
  );
  return { parts: limited.map((share) => share.exact), unlimited, equal };
}

/** One cost line to share. */
export interface KeyLine {
  amountMinor: number;
}

/**
 * Shares lines by a key as the key says: their sum once, or each line by itself. The explanation is that of the sum; where lines are
 * rounded by themselves only the öre differ.
 */
export function shareLines(key: CostKey, lines: readonly KeyLine[], year: number): KeyResult {
  const total = lines.reduce((sofar, line) => sofar + line.amountMinor, 0);
  const result = shareOut(key, total, year);
  if (key.rounding === "once") return result;
  // each line in the same proportions, so these are worked out once and brought to one denominator
  const { numerators, denominator } = overOne(shareOut(key, 1, year).shares.map((share) => share.exact));
  const sums = result.shares.map(() => 0);
  for (const line of lines)
    for (const [index, minor] of roundedOver(line.amountMinor, result.shares, {
      numerators,
      denominator,
    }).entries())
      sums[index] = sums[index]! + minor;
  return {
    ...result,
    shares: result.shares.map((share, index) => ({
      ...share,
      minor: sums[index]!,
      isRoundedUp: compare(exact(sums[index]!), share.exact) > 0,
    })),
  };
}

/** What each pays by one key and by another, in the parties' fixed order. */
export function sideBySide(a: KeyResult, b: KeyResult) {
  const order = new Map([...a.shares, ...b.shares].map((share) => [share.party, share.party_order]));
  const minorIn = (result: KeyResult, party: string) =>
    result.shares.find((share) => share.party === party)?.minor ?? null;
  return [...order]
    .sort(([x, m], [y, n]) => m - n || (x < y ? -1 : 1))
    .map(([party]) => {
      const [before, after] = [minorIn(a, party), minorIn(b, party)];
      return { party, before, after, difference: (after ?? 0) - (before ?? 0) };
    });
}

/** The key as it would be with one more party. */
export function withParty(key: CostKey, member: KeyMember): CostKey {
  return { ...key, members: [...key.members.filter(({ party }) => party !== member.party), member] };
}

/** The key as it would be when a party leaves, with its last day. */
export function withoutParty(key: CostKey, party: string, lastDay: Day): CostKey {
  return {
    ...key,
    members: key.members.map((member) => (member.party === party ? { ...member, to: lastDay } : member)),
  };
}

/** The part of the whole that is over an exact part, for the words of an explanation. */
export function restOf(share: Pick<KeyShare, "unlimited" | "equalPart">): Fraction {
  return share.equalPart ? minus(share.unlimited, share.equalPart) : share.unlimited;
}
