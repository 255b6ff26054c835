import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  allocate,
  allocateMixed,
  allocatePerLine,
  instalments,
  type KeyParty,
  KeyRefused,
  percentOf,
  type Share,
} from "#app/features/cost-keys/allocation.rules.ts";
import { costKinds } from "#app/features/cost-keys/cost.vectors.ts";
import { compare, exact, minus, over } from "#app/features/cost-keys/fraction.rules.ts";
import { type KeyMember, shareOut } from "#app/features/cost-keys/keys.rules.ts";
import { allocateWithin } from "#app/features/cost-keys/limits.rules.ts";
import type { Presence } from "#app/features/cost-keys/part-year.rules.ts";
import { randomOf } from "../../support/random.ts";

const ROUNDS = 400;
const minors = (shares: readonly Share[]) =>
  Object.fromEntries(shares.map((share) => [share.party, share.minor]));
const sumOf = (shares: readonly Share[]) => shares.reduce((total, share) => total + share.minor, 0);

/** A key with weights of every kind: zero, whole, decimal, fraction. */
function keyOf(random: (below: number) => number): { total: number; parties: KeyParty[] } {
  const parties = Array.from({ length: 1 + random(14) }, (_, index) => {
    const weight = [0, random(90_000), `${random(50)}.${1 + random(99)}`, `${random(30)}/${1 + random(9)}`];
    return { party: `P${index}`, party_order: index, weight: weight[random(4)]! };
  });
  parties[0]!.weight = 1 + random(500);
  return { total: random(3) === 0 ? random(20) : random(16_000_000) * 7_919, parties };
}

/** A year's sum among parties of some of its days. */
function partYear(total: number, year: number, parties: readonly (KeyParty & Presence)[]): Share[] {
  const members: KeyMember[] = parties.map((party) => ({
    ...{ ...party, weight: String(party.weight) },
    ...{ floorMinor: null, capMinor: null },
  }));
  const own = { kind: "own", driver: null, equalPercent: null, equalMinor: null, rounding: "once" } as const;
  return shareOut({ ...own, members }, total, year).shares;
}

function shuffled<Item>(items: readonly Item[], random: (below: number) => number): Item[] {
  return items
    .map((item) => ({ item, at: random(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function forAll(work: (key: ReturnType<typeof keyOf>, random: (below: number) => number) => void) {
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const random = randomOf(seed);
    work(keyOf(random), random);
  }
}

describe("what every key keeps to", () => {
  test("the parts sum to the whole, each within an öre of the exact part", () => {
    forAll(({ total, parties }) => {
      const shares = allocate(total, parties);
      expect(sumOf(shares)).toBe(total);
      for (const share of shares) {
        const away = minus(exact(share.minor), share.exact);
        expect(compare(away, exact(1))).toBeLessThan(0);
        expect(compare(away, exact(-1))).toBeGreaterThan(0);
      }
    });
  });

  test("the order of rows changes nothing, nor does a factor on all weights", () => {
    forAll(({ total, parties }, random) => {
      const before = minors(allocate(total, parties));
      expect(minors(allocate(total, shuffled(parties, random)))).toEqual(before);
      const scaled = parties.map((party) => {
        const { n, d } = over(exact(party.weight), exact(7));
        return { ...party, weight: `${n}/${d}` };
      });
      expect(minors(allocate(total, scaled))).toEqual(before);
    });
  });

  test("a credit mirrors the cost", () => {
    forAll(({ total, parties }) => {
      const cost = allocate(total, parties);
      const credit = allocate(-total, parties);
      expect(credit.map((share) => share.minor)).toEqual(cost.map(({ minor }) => (minor === 0 ? 0 : -minor)));
    });
  });

  test("equal and by weight together, and line by line, sum to the whole", () => {
    forAll(({ total, parties }, random) => {
      const percent = random(101);
      expect(sumOf(allocateMixed(total, percentOf(total, percent), parties))).toBe(total);
      const first = random(total + 1);
      const weights = parties.map((party) => party.weight);
      const done = allocatePerLine(
        [
          { line: "a", amountMinor: first, weights },
          { line: "b", amountMinor: total - first, weights: parties.map(() => 1) },
        ],
        parties,
      );
      expect(Object.values(done.sums).reduce((a, b) => a + b, 0)).toBe(total);
    });
  });

  test("instalments sum to the year, differ by an öre at most, and the larger come first", () => {
    forAll(({ total }, random) => {
      const parts = instalments(total, 1 + random(12));
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      expect([...parts].sort((a, b) => b - a)).toEqual(parts);
    });
  });

  test("a year in which nobody joins or leaves is a whole year; joining gives days over days", () => {
    forAll(({ total, parties }, random) => {
      const whole = parties.map((party) => ({ ...party, from: null, to: null }));
      expect(minors(partYear(total, 2027, whole))).toEqual(minors(allocate(total, parties)));
      const some = whole.map((party, index) =>
        index > 0 && random(3) === 0 ? { ...party, from: `2027-0${1 + random(9)}-1${random(9)}` } : party,
      );
      const shares = partYear(total, 2027, some);
      expect(sumOf(shares)).toBe(total);
      expect(minors(partYear(total, 2027, shuffled(some, random)))).toEqual(minors(shares));
    });
  });

  test("floors and caps hold to the öre, whatever the order", () => {
    let refused = 0;
    forAll(({ total, parties }, random) => {
      const limited = parties.map((party) => {
        const floorMinor = random(2) === 0 ? 0 : random(Math.floor(total / parties.length) + 1);
        const capMinor = random(2) === 0 ? null : floorMinor + random(total + 1);
        return { ...party, floorMinor, capMinor };
      });
      try {
        const shares = allocateWithin(total, limited);
        expect(sumOf(shares)).toBe(total);
        for (const [index, { minor }] of shares.entries()) {
          expect(minor).toBeGreaterThanOrEqual(limited[index]!.floorMinor);
          expect(minor).toBeLessThanOrEqual(limited[index]!.capMinor ?? Number.POSITIVE_INFINITY);
        }
        expect(minors(allocateWithin(total, shuffled(limited, random)))).toEqual(minors(shares));
      } catch (error) {
        expect(error).toBeInstanceOf(KeyRefused);
        refused += 1;
        const most = limited.reduce(
          (all, { weight, capMinor, floorMinor }) =>
            all + (exact(weight).n === 0n ? floorMinor : (capMinor ?? Number.POSITIVE_INFINITY)),
          0,
        );
        expect(most).toBeLessThan(total);
      }
    });
    expect(refused).toBeLessThan(ROUNDS / 2);
  });
});

describe("what is refused", () => {
  const two = (a: number | string, b: number | string) => [
    { party: "A", party_order: 1, weight: a },
    { party: "B", party_order: 2, weight: b },
  ];

  test("no weight at all, or one below zero", () => {
    expect(() => allocate(100, two(0, "0.0"))).toThrow("KST-002");
    expect(() => allocate(100, two(5, "-1"))).toThrow("KST-002");
  });

  test("weights that are no exact numbers", () => {
    for (const weight of [0.1, Number.NaN, "1e3", "", "1,5", "1/0"])
      expect(() => allocate(100, two(1, weight))).toThrow(RangeError);
  });

  test("who leaves and comes back pays for none of the days between", () => {
    const away = [{ from: "2027-04-01", to: "2027-06-30" }];
    const parties = two(1, 1).map((party, index) => ({
      ...{ ...party, from: null, to: null },
      ...(index === 1 ? { away } : {}),
    }));
    const shares = partYear(36_500_00, 2027, parties);
    // 91 days alone, 274 days in halves
    expect(shares.map((share) => share.minor)).toEqual([9_100_00 + 13_700_00, 13_700_00]);
    const apart = [parties[0]!, { ...parties[1]!, away: undefined, to: "2027-03-31" }];
    expect(partYear(36_500_00, 2027, apart)[1]!.minor).toBe(4_500_00);
  });

  test("a day on which nobody takes part", () => {
    const gap = two(1, 1).map((party, index) =>
      index === 0 ? { ...party, from: null, to: "2027-03-31" } : { ...party, from: "2027-04-02", to: null },
    );
    expect(() => partYear(100, 2027, gap)).toThrow("KST-002");
  });

  test("caps that cannot carry the sum", () => {
    const capped = two(1, 1).map((party) => ({ ...party, floorMinor: 0, capMinor: 40 }));
    expect(() => allocateWithin(81, capped)).toThrow("KST-003");
    expect(minors(allocateWithin(80, capped))).toEqual({ A: 40, B: 40 });
  });
});

test("equal remainders go by number in the agreement, not by row", () => {
  const parties = ["c", "a", "b"].map((party, index) => ({ party, party_order: 3 - index, weight: 1 }));
  expect(minors(allocate(2, parties))).toEqual({ c: 0, a: 1, b: 1 });
});

const shared = path.resolve(import.meta.dirname, "../../../../shared/vectors/cost-sharing.json");
test.runIf(existsSync(shared))("the shared vectors", () => {
  const { vectors } = JSON.parse(readFileSync(shared, "utf8"));
  for (const { id, kind, input, expected } of vectors)
    expect(costKinds[kind as keyof typeof costKinds](input as never), id).toEqual(expected);
});
