import { describe, expect, test } from "vitest";
import { allocate, KeyRefused } from "#app/features/cost-keys/allocation.rules.ts";
import { costKeysText } from "#app/features/cost-keys/cost-keys.text.ts";
import { explained } from "#app/features/cost-keys/explain.rules.ts";
import {
  type CostKey,
  type KeyKind,
  type KeyMember,
  shareLines,
  shareOut,
  sideBySide,
  withoutParty,
  withParty,
  wrongWith,
} from "#app/features/cost-keys/keys.rules.ts";
import { formatsFor } from "#app/text/format.ts";
import { randomOf } from "../../support/random.ts";

const member = (
  party: string,
  party_order: number,
  weight: string,
  more: Partial<KeyMember> = {},
): KeyMember => ({
  ...{ party, party_order, weight, floorMinor: null, capMinor: null, from: null, to: null },
  ...more,
});
const three = [member("Luleå", 1, "79000"), member("Boden", 2, "28500"), member("Älvsbyn", 3, "8000")];
const key = (kind: KeyKind, more: Partial<CostKey> = {}): CostKey => ({
  ...{ kind, driver: null, equalPercent: null, equalMinor: null, rounding: "once", members: three },
  ...more,
});
const minors = (result: ReturnType<typeof shareOut>) => result.shares.map((share) => share.minor);
const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);

describe("keys of agreement-and-money.md 4.4", () => {
  test.each([
    ["inhabitants", key("inhabitants"), 100_000_000, [68_398_268, 24_675_325, 6_926_407]],
    [
      "mixed",
      key("mixed", { driver: "inhabitants", equalPercent: "30" }),
      100_000_000,
      [57_878_788, 27_272_727, 14_848_485],
    ],
    ["thirds", key("equal"), 10_000, [3_334, 3_333, 3_333]],
    ["credit", key("inhabitants"), -8_341_735, [-5_705_602, -2_058_350, -577_783]],
    [
      "floor",
      key("inhabitants", { members: three.map((each) => ({ ...each, floorMinor: 10_000_000 })) }),
      100_000_000,
      [66_139_535, 23_860_465, 10_000_000],
    ],
    [
      "cap",
      key("inhabitants", { members: [{ ...three[0]!, capMinor: 60_000_000 }, three[1]!, three[2]!] }),
      100_000_000,
      [60_000_000, 31_232_877, 8_767_123],
    ],
    [
      "joins 1 July 2027",
      key("inhabitants", { members: [three[0]!, three[1]!, { ...three[2]!, from: "2027-07-01" }] }),
      120_000_000,
      [85_106_882, 30_703_116, 4_190_002],
    ],
    [
      "leaves 30 September 2027",
      withoutParty(key("inhabitants"), "Boden", "2027-09-30"),
      120_000_000,
      [88_855_069, 22_146_949, 8_997_982],
    ],
  ])("%s", (_, used, total, expected) => {
    expect(minors(shareOut(used, total, 2027))).toEqual(expected);
  });

  test("a fixed sum equally and the rest by weight", () => {
    const result = shareOut(
      key("fixed_plus", { driver: "users", equalMinor: 30_000_000 }),
      100_000_000,
      2027,
    );
    expect(minors(result)).toEqual([57_878_788, 27_272_727, 14_848_485]);
  });

  test("floors that are more than the whole are refused, whatever the sign", () => {
    const high = key("inhabitants", { members: three.map((each) => ({ ...each, floorMinor: 10_000 })) });
    for (const total of [20_000, -20_000]) expect(() => shareOut(high, total, 2027)).toThrow(KeyRefused);
  });
});

describe("every shape of key", () => {
  test("sums to the whole, mirrors a credit, forgets the order of rows, keeps floors and caps, gives the same bytes again", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = randomOf(seed);
      const kind = (["equal", "inhabitants", "mixed", "fixed_plus", "own"] as const)[next(5)]!;
      const members = Array.from({ length: 1 + next(9) }, (_, index) =>
        member(`P${index}`, index + 1, index === 0 ? "3" : String(next(5_000)), {
          from: index > 0 && next(4) === 0 ? "2028-03-15" : null,
          to: index > 0 && next(4) === 0 ? "2028-10-31" : null,
          floorMinor: next(5) === 0 ? next(3) : null,
          capMinor: null,
        }),
      );
      const used = key(kind, {
        members,
        driver: kind === "mixed" || kind === "fixed_plus" ? "own" : null,
        equalPercent: kind === "mixed" ? "12.5" : null,
        equalMinor: kind === "fixed_plus" ? next(9_000) : null,
      });
      const total = 1_000 + next(9_000_000);
      const result = shareOut(used, total, 2028);
      expect(sum(minors(result))).toBe(total);
      for (const [index, share] of result.shares.entries())
        if (result.daysInYear === share.days)
          expect(share.minor).toBeGreaterThanOrEqual(members[index]!.floorMinor ?? 0);
      const credit = shareOut(used, -total, 2028);
      expect(credit.shares.map((share) => share.minor)).toEqual(
        minors(result).map((minor) => (minor === 0 ? 0 : -minor)),
      );
      const turned = shareOut({ ...used, members: [...members].reverse() }, total, 2028);
      expect([...turned.shares].reverse().map((share) => share.minor)).toEqual(minors(result));
      const text = (value: unknown) =>
        JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}` : inner));
      expect(text(shareOut(used, total, 2028))).toBe(text(result));
    }
  });

  test("lines by themselves come to the same as one allocation each, also for parties of part of the year", () => {
    const used = key("mixed", {
      driver: "own",
      equalPercent: "30",
      rounding: "per_line",
      members: [three[0]!, three[1]!, { ...three[2]!, from: "2027-07-01" }],
    });
    const lines = [100_01, -77_77, 3, 500_000_00].map((amountMinor) => ({ amountMinor }));
    const expected = lines.map((line) =>
      minors(shareOut({ ...used, rounding: "once" }, line.amountMinor, 2027)),
    );
    const found = shareLines(used, lines, 2027);
    expect(minors(found)).toEqual([0, 1, 2].map((index) => sum(expected.map((one) => one[index]!))));
    expect(sum(minors(found))).toBe(sum(lines.map((line) => line.amountMinor)));
  });

  test("with nobody joining or leaving it is the plain allocation", () => {
    const plain = allocate(123_456_789, three);
    expect(minors(shareOut(key("users"), 123_456_789, 2028))).toEqual(plain.map((share) => share.minor));
  });
});

describe("what is wrong with a key", () => {
  test.each([
    [key("inhabitants", { members: [member("A", 1, "0")] }), { code: "KST-002" }],
    [
      key("fixed_percent", { members: [member("A", 1, "60"), member("B", 2, "39.9")] }),
      { code: "KST-004", sum: "99.9" },
    ],
    [
      key("own", { members: [member("A", 1, "1", { floorMinor: 5, capMinor: 4 })] }),
      { code: "floor_above_cap", party: "A" },
    ],
    [
      key("fixed_plus", { driver: "own", equalMinor: 1, rounding: "per_line" }),
      { code: "lines_need_proportions" },
    ],
    [key("fixed_percent", { members: [member("A", 1, "60.1"), member("B", 2, "39.9")] }), null],
  ])("%#", (used, expected) => {
    expect(wrongWith(used)).toEqual(expected);
  });
});

test("side by side, with one more and one less", () => {
  const before = shareOut(key("inhabitants"), 120_000_000, 2027);
  const joined = withParty(key("inhabitants"), member("Piteå", 4, "42000", { from: "2027-07-01" }));
  const rows = sideBySide(before, shareOut(joined, 120_000_000, 2027));
  expect(rows.map((row) => row.party)).toEqual(["Luleå", "Boden", "Älvsbyn", "Piteå"]);
  expect(rows[3]!.before).toBeNull();
  expect(rows[3]!.after).toBeGreaterThan(0);
  expect(sum(rows.map((row) => row.difference))).toBe(0);
});

describe("in words", () => {
  const words = (used: CostKey, total: number, index: number) => {
    const result = shareOut(used, total, 2027);
    return explained(
      { key: used, result, share: result.shares[index]! },
      costKeysText.sv,
      formatsFor("sv"),
    ).map((line) => line.replace(/\u00a0/g, " "));
  };
  test("by weight, with the öre that was left over", () => {
    expect(words(key("inhabitants"), 100_000_000, 0)).toEqual([
      "79 000 av 115 500 invånare är 68,398 %.",
      "1 000 000 kr × 79 000 / 115 500 = 683 982,68398… kr.",
      "Avrundas nedåt till 683 982,68 kr.",
    ]);
    expect(words(key("equal"), 10_000, 0)).toEqual([
      "Lika delar: 100 kr / 3 = 33,33333… kr.",
      "Ett av de öre som blev över hamnar här, eftersom resten är bland de största: 33,34 kr.",
    ]);
  });
  test("floor, part of the year and equal part", () => {
    const floored = key("inhabitants", {
      members: three.map((each) => ({ ...each, floorMinor: 10_000_000 })),
    });
    expect(words(floored, 100_000_000, 2)).toContain(
      "Utan golv 69 264,06926… kr. Golvet lyfter andelen till 100 000 kr.",
    );
    const joining = key("inhabitants", {
      members: [three[0]!, three[1]!, { ...three[2]!, from: "2027-07-01" }],
    });
    expect(words(joining, 120_000_000, 2)[1]).toBe(
      "Part 184 av årets 365 dagar. Varje dags kostnad delas mellan dem som är med den dagen: 41 900,01779… kr.",
    );
    expect(words(key("mixed", { driver: "users", equalPercent: "30" }), 100_000_000, 0)[0]).toBe(
      "Del som delas lika: 100 000 kr.",
    );
  });
});
