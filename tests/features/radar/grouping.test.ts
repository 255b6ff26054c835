import { describe, expect, test } from "vitest";
import { alternativeOf, nearestSpans, spansOf } from "#app/features/radar/alternatives.rules.ts";
import { atLeast } from "#app/features/radar/anonymous.rules.ts";
import { startingLeadTimes, totalLeadTime } from "#app/features/radar/lead-times.rules.ts";
import { overlappingGroups, type RadarContract } from "#app/features/radar/windows.rules.ts";
import { randomOf } from "../../support/random.ts";

const day = (text: string) => Date.parse(text) / 86_400_000;
const text = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);

function contract(id: string, from: number, to: number | null, ends: number[] = []): RadarContract {
  return { contractId: id, organisationId: id[0]!, from, to, ends };
}

type WithEnds = Parameters<typeof spansOf>[0];
type Time = Parameters<typeof nearestSpans>[1];

function alternatives(contracts: WithEnds, time: Time) {
  return spansOf(contracts).map((span) => alternativeOf(contracts, span, time));
}

function suggest(contracts: WithEnds, time: Time) {
  const found = nearestSpans(contracts, time);
  if (!found) return null;
  const { nearest, feasible } = found;
  return {
    nearest: alternativeOf(contracts, nearest, time),
    feasible: feasible && alternativeOf(contracts, feasible, time),
  };
}

/** The example of contracts.md 8, seen on 2026-11-20. */
const example = [
  { ends: ["2027-02-28", "2028-02-29", "2029-02-28"].map(day) },
  { ends: ["2027-12-31", "2028-12-31", "2029-12-31"].map(day) },
  {
    ends: [
      "2027-06-30",
      "2027-09-30",
      "2027-12-31",
      "2028-03-31",
      "2028-06-30",
      "2028-12-31",
      "2029-03-31",
    ].map(day),
  },
];
const today = day("2026-11-20");

describe("ends that come close to each other", () => {
  test("the example: 60 days of spread, begin on New Year's Day 2027", () => {
    const found = suggest(example, { leadDays: 365, today })!;
    expect(found.feasible).toEqual(found.nearest);
    expect(found.nearest.spread).toBe(60);
    expect(found.nearest.chosen.map(text)).toEqual(["2028-02-29", "2027-12-31", "2027-12-31"]);
    expect(text(found.nearest.startBy)).toBe("2027-01-01");
  });

  test("with 450 days it is too late, and the next year is offered", () => {
    const found = suggest(example, { leadDays: 450, today })!;
    expect(text(found.nearest.startBy)).toBe("2026-10-08");
    expect(found.nearest.isTooLate).toBe(true);
    expect(found.feasible!.chosen.map(text)).toEqual(["2029-02-28", "2028-12-31", "2028-12-31"]);
    expect(text(found.feasible!.startBy)).toBe("2027-10-09");
  });

  test("beginning today is in time, yesterday is not", () => {
    const one = [{ ends: [100] }, { ends: [100] }];
    expect(alternatives(one, { leadDays: 51, today: 50 })[0]).toMatchObject({
      startBy: 50,
      isTooLate: false,
    });
    expect(alternatives(one, { leadDays: 52, today: 50 })[0]).toMatchObject({ startBy: 49, isTooLate: true });
  });

  test("all too late: the nearest is told, nothing is offered", () => {
    const found = suggest([{ ends: [10] }, { ends: [12] }], { leadDays: 100, today: 0 })!;
    expect(found.feasible).toBeNull();
    expect(found.nearest.spread).toBe(2);
  });

  test("a contract that can end any day follows the others", () => {
    const found = suggest([{ ends: [50, 150] }, { ends: [], freeFrom: 90 }], { leadDays: 0, today: 0 })!;
    expect(found.nearest).toMatchObject({ spread: 0, chosen: [150, 150] });
  });

  test("a contract that cannot end leaves nothing to suggest", () => {
    expect(suggest([{ ends: [10] }, { ends: [] }], { leadDays: 0, today: 0 })).toBeNull();
  });

  test("every alternative holds one end of each, and the smallest spread is the smallest there is", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomOf(seed);
      const lists = Array.from({ length: 1 + random(4) }, () => ({
        ends: [...new Set(Array.from({ length: 1 + random(5) }, () => random(40)))].sort((a, b) => a - b),
      }));
      const found = alternatives(lists, { leadDays: 0, today: 0 });
      for (const one of found) {
        for (const [index, end] of one.chosen.entries()) {
          expect(lists[index]!.ends).toContain(end);
          expect(end).toBeGreaterThanOrEqual(one.firstEnd);
          expect(end).toBeLessThanOrEqual(one.lastEnd);
        }
      }
      expect(Math.min(...found.map((one) => one.spread))).toBe(smallestSpread(lists));
    }
  });
});

describe("smallest spans", () => {
  test("are those of every first and last day tried, also with contracts that can end any day from one on", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = randomOf(seed);
      const lists = Array.from({ length: 1 + random(4) }, () => ({
        ends: [...new Set(Array.from({ length: random(5) }, () => random(20)))].sort((a, b) => a - b),
        freeFrom: random(3) === 0 ? random(20) : null,
      }));
      expect(spansOf(lists), `seed ${seed}`).toEqual(everySpan(lists));
    }
  });
});

describe("windows that overlap", () => {
  const names = (groups: ReturnType<typeof overlappingGroups>) =>
    groups.map((group) => group.contracts.map((one) => one.contractId).sort());

  test("a wide window meets two that do not meet each other", () => {
    const found = overlappingGroups([contract("a", 1, 10), contract("b", 2, 3), contract("c", 5, 9)]);
    expect(names(found)).toEqual([
      ["a", "b"],
      ["a", "c"],
    ]);
  });

  test("one day in common is enough, none is not", () => {
    expect(names(overlappingGroups([contract("a", 1, 5), contract("b", 5, 9)]))).toEqual([["a", "b"]]);
    expect(overlappingGroups([contract("a", 1, 5), contract("b", 6, 9)])).toEqual([]);
  });

  test("two contracts of one municipality are no group", () => {
    expect(overlappingGroups([contract("a1", 1, 9), contract("a2", 2, 8)])).toEqual([]);
  });

  test("a contract that runs until notice has no last day", () => {
    const [group] = overlappingGroups([contract("a", 1, null), contract("b", 50, null)]);
    expect(group).toMatchObject({ from: 50, to: null });
  });

  test("whoever overlaps with another municipality stands in a group, all of whose windows meet", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomOf(seed);
      const all = Array.from({ length: 2 + random(8) }, (_, index) => {
        const from = random(20);
        const to = random(5) === 0 ? null : from + random(8);
        return { ...contract(`c${index}`, from, to), organisationId: `o${random(4)}` };
      });
      const overlaps = (a: RadarContract, b: RadarContract) =>
        a.from <= (b.to ?? 99) && b.from <= (a.to ?? 99);
      const groups = overlappingGroups(all);
      for (const group of groups) {
        expect(new Set(group.contracts.map((one) => one.organisationId)).size).toBeGreaterThan(1);
        for (const a of group.contracts) for (const b of group.contracts) expect(overlaps(a, b)).toBe(true);
        const left = all.filter((one) => !group.contracts.includes(one));
        expect(left.filter((one) => group.contracts.every((other) => overlaps(one, other)))).toEqual([]);
      }
      for (const one of all) {
        const meetsAnother = all.some((b) => b.organisationId !== one.organisationId && overlaps(one, b));
        expect(groups.some((group) => group.contracts.includes(one))).toBe(meetsAnother);
      }
    }
  });
});

test("an anonymous figure is never fewer than three, and is told in steps", () => {
  expect([0, 1, 2, 3, 4, 5, 9, 10, 300].map(atLeast)).toEqual([null, null, null, 3, 3, 5, 5, 10, 50]);
});

test("a procurement above the thresholds takes a year to begin with", () => {
  expect(totalLeadTime(startingLeadTimes.eu)).toBe(365);
});

function smallestSpread(lists: readonly { ends: readonly number[] }[]): number {
  let best = Number.POSITIVE_INFINITY;
  const choose = (index: number, low: number, high: number) => {
    if (index === lists.length) {
      best = Math.min(best, high - low);
      return;
    }
    for (const end of lists[index]!.ends) choose(index + 1, Math.min(low, end), Math.max(high, end));
  };
  choose(0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  return best;
}

/** The smallest spans by trying each pair of days on which some contract ends. */
function everySpan(lists: readonly { ends: readonly number[]; freeFrom: number | null }[]) {
  const days = [
    ...new Set(lists.flatMap(({ ends, freeFrom }) => [...ends, ...(freeFrom === null ? [] : [freeFrom])])),
  ];
  days.sort((a, b) => a - b);
  const isInside = (first: number, last: number) =>
    lists.every(
      ({ ends, freeFrom }) =>
        ends.some((end) => end >= first && end <= last) || (freeFrom !== null && freeFrom <= last),
    );
  const all = days.flatMap((first) =>
    days.filter((last) => last >= first && isInside(first, last)).map((last) => ({ first, last })),
  );
  return all.filter(
    (one) => !all.some((other) => other !== one && other.first >= one.first && other.last <= one.last),
  );
}
