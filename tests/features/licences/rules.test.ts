import { describe, expect, test } from "vitest";
import { type Change, moved, type PoolTerms, refusalOf } from "#app/features/licences/decide.rules.ts";
import { loanCost, unitPrice } from "#app/features/licences/loan-cost.rules.ts";
import { type PoolRows, poolOn, possibleLoans } from "#app/features/licences/pool.rules.ts";
import {
  cheaperQuantity,
  jointPrice,
  nextTier,
  priceOf,
  priceWithout,
  type TypedTier,
  tierProblem,
} from "#app/features/licences/tiers.rules.ts";
import {
  isStale,
  nextState,
  orderRows,
  orderShares,
  uncounted,
} from "#app/features/licences/true-up.rules.ts";

const tiers = [
  { from_quantity: 1, unit_price_minor: 600_00 },
  { from_quantity: 500, unit_price_minor: 540_00 },
  { from_quantity: 2000, unit_price_minor: 480_00 },
];
const towns = [
  { party: "Luleå", party_order: 1, quantity: 1400 },
  { party: "Boden", party_order: 2, quantity: 450 },
  { party: "Älvsbyn", party_order: 3, quantity: 300 },
];

describe("volume discount (licences.md 7)", () => {
  test.each([
    [300, 180_000, 180_000],
    [450, 270_000, 270_000],
    [500, 270_000, 299_940],
    [1400, 756_000, 785_940],
    [2000, 960_000, 1_109_880],
    [2150, 1_032_000, 1_181_880],
  ])("%i of them", (quantity, all, graduated) => {
    expect(priceOf("all_units", tiers, quantity)).toBe(all * 100);
    expect(priceOf("graduated", tiers, quantity)).toBe(graduated * 100);
  });

  test("flat is the first price for each, a lump sum the sum of the step", () => {
    expect(priceOf("flat", tiers, 2150)).toBe(2150 * 600_00);
    expect(priceOf("lump_sum", tiers, 499)).toBe(600_00);
    expect(priceOf("all_units", tiers, 0)).toBe(0);
  });

  test("together and alone, and the parts to the öre", () => {
    const all = jointPrice("all_units", tiers, towns);
    expect(all.shares.map((share) => share.minor)).toEqual([672_000_00, 216_000_00, 144_000_00]);
    expect([all.alone_minor, all.saving_minor]).toEqual([1_206_000_00, 174_000_00]);
    const graduated = jointPrice("graduated", tiers, towns);
    expect(graduated.together_minor).toBe(1_181_880_00);
    expect(graduated.alone_minor).toBe(1_235_940_00);
    expect(graduated.shares.map((share) => share.minor)).toEqual([769_596_28, 247_370_23, 164_913_49]);
  });

  test("a larger quantity can cost less, from 451 to 499 and from 1 778 to 1 999", () => {
    const cheaper = (quantity: number) => cheaperQuantity("all_units", tiers, quantity)?.quantity;
    expect([450, 451, 499, 500, 1777, 1778, 1999, 2000].map(cheaper)).toEqual([
      undefined,
      500,
      500,
      undefined,
      undefined,
      2000,
      2000,
      undefined,
    ]);
    expect(cheaperQuantity("graduated", tiers, 499)).toBeNull();
    expect(nextTier(tiers, 1400)).toEqual({ missing: 600, unit_price_minor: 480_00, from_quantity: 2000 });
  });

  test("a ladder begins at 1, rises, and has no gap, no overlap and one currency", () => {
    const ladder = (...rows: [number, number | null, string?][]): TypedTier[] =>
      rows.map(([from_quantity, to_quantity, currency = "SEK"]) => ({
        from_quantity,
        to_quantity,
        currency,
        unit_price_minor: 1,
      }));
    expect(tierProblem(ladder([1, 499], [500, null]))).toBeNull();
    expect(tierProblem(ladder([1, 499], [600, null]))).toEqual({ code: "tier_gap", from: 499, to: 600 });
    expect(tierProblem(ladder([1, 600], [500, null]))?.code).toBe("tier_overlap");
    expect(tierProblem(ladder([1, null], [1, null]))?.code).toBe("tiers_not_rising");
    expect(tierProblem(ladder([2, null]))?.code).toBe("tiers_start_at_one");
    expect(tierProblem(ladder([1, 9], [10, null, "EUR"]))?.code).toBe("tier_currency");
    expect(tierProblem([])?.code).toBe("tiers_missing");
  });

  test("who leaves can cost the others a step", () => {
    const without = priceWithout("all_units", tiers, towns, "Boden");
    expect([without.before?.unit_price_minor, without.after?.unit_price_minor]).toEqual([480_00, 540_00]);
    expect(without.remaining.together_minor).toBe(1700 * 540_00);
    expect(without.paidNow_minor).toBe(816_000_00);
  });
});

const from_on = "2026-01-01";
const example = (): PoolRows => ({
  members: towns.map(({ party, party_order }) => ({ party, name: party, party_order, from_on, to_on: null })),
  purchases: [{ id: "p", quantity: 2150, from_on, to_on: null }],
  entitlements: towns.map(({ party, quantity }) => ({
    id: `e${party}`,
    party,
    quantity,
    from_on,
    to_on: null,
  })),
  allocations: [],
  loans: [],
  counts: [
    { party: "Luleå", quantity: 1460, counted_on: "2026-06-01" },
    { party: "Boden", quantity: 430, counted_on: "2026-06-01" },
    { party: "Älvsbyn", quantity: 310, counted_on: "2026-06-01" },
  ],
});
const terms: PoolTerms = {
  is_unlimited: false,
  overuse_rule: "block",
  lending_allowed: true,
  lending_basis: "§ 7",
  distributes_all: false,
};
const loan = (quantity: number, more: object = {}): Change => ({
  kind: "loan",
  put: {
    id: "n",
    lender: "Boden",
    borrower: "Luleå",
    quantity,
    from_on: "2027-01-01",
    to_on: "2027-06-30",
    ...more,
  },
});

describe("the pool (licences.md 4)", () => {
  test("the example: over-use 70, net short 50, lending solves 20", () => {
    const pool = poolOn(example(), "2026-11-20");
    expect(pool).toMatchObject({ bought: 2150, entitled: 2150, used: 2200, free: 20, overuse: 70 });
    expect(pool).toMatchObject({ solvable: 20, net_short: 50, undistributed: 0, uncounted: 0 });
    expect(pool.members.map(({ free, overuse }) => [free, overuse])).toEqual([
      [0, 60],
      [20, 0],
      [0, 10],
    ]);
    expect(
      possibleLoans(pool).map(({ lender, borrower, quantity }) => [lender.party, borrower.party, quantity]),
    ).toEqual([["Boden", "Luleå", 20]]);
  });

  test("what is assigned is not free to lend, though nobody uses it", () => {
    const rows = example();
    rows.allocations.push({ id: "a", party: "Boden", quantity: 445, from_on, to_on: null });
    const pool = poolOn(rows, "2026-11-20");
    expect(pool).toMatchObject({ free: 5, solvable: 5, net_short: 65 });
    expect(possibleLoans(pool).map((loan) => loan.quantity)).toEqual([5]);
  });

  test("a count that is not there is not zero", () => {
    const rows = example();
    rows.counts.pop();
    const pool = poolOn(rows, "2026-11-20");
    expect(pool.uncounted).toBe(1);
    expect(pool.members[2]).toMatchObject({ used: null, overuse: 0, counted_on: null });
    expect(poolOn(rows, "2026-05-31").uncounted).toBe(3); // not yet counted that day
  });

  test("who leaves takes its rights and loans along that day", () => {
    const rows = example();
    rows.loans.push({
      id: "n",
      lender: "Boden",
      borrower: "Luleå",
      quantity: 20,
      from_on,
      to_on: "2027-12-31",
    });
    expect(poolOn(rows, "2027-03-01").members[0]).toMatchObject({ borrowed: 20, available: 1420 });
    rows.members[1]!.to_on = "2027-02-28";
    expect(poolOn(rows, "2027-02-28").members[0]!.borrowed).toBe(20);
    const after = poolOn(rows, "2027-03-01");
    expect(after.members.map((member) => [member.party, member.borrowed])).toEqual([
      ["Luleå", 0],
      ["Älvsbyn", 0],
    ]);
    expect(after.undistributed).toBe(450);
  });
});

describe("what is refused, and why", () => {
  const why = (change: Change, rows = example(), how: Partial<PoolTerms> = {}) =>
    refusalOf(rows, change, { ...terms, ...how });

  test("more than there is: 20 free, 50 asked for", () => {
    expect(why(loan(20))).toBeNull();
    expect(why(loan(50))).toEqual({ code: "pool_exceeded", free: 20, asked: 50 });
    const more: Change = {
      kind: "entitlement",
      put: [{ id: "x", party: "Boden", quantity: 1, from_on, to_on: null }],
    };
    expect(why(more)).toEqual({ code: "pool_exceeded", free: 0, asked: 1, from: from_on });
  });

  test("lending needs a ground, members all through, and something to count", () => {
    expect(why(loan(1), example(), { lending_allowed: false })?.code).toBe("lending_not_allowed");
    expect(why(loan(1), example(), { lending_basis: null })?.code).toBe("lending_not_allowed");
    expect(why(loan(1), example(), { is_unlimited: true })?.code).toBe("metric_unlimited");
    const rows = example();
    rows.members[0]!.to_on = "2027-03-31";
    expect(why(loan(1), rows)?.code).toBe("not_member_on_date");
  });

  test("what the lender has assigned on some days stands in the way on those days", () => {
    const rows = example();
    rows.allocations.push({
      id: "a",
      party: "Boden",
      quantity: 445,
      from_on: "2027-03-01",
      to_on: "2027-03-31",
    });
    expect(why(loan(20), rows)).toEqual({
      code: "loan_overlaps_assignment",
      from: "2027-03-01",
      to: "2027-03-31",
    });
    expect(why(loan(5), rows)).toBeNull();
  });

  test("what is borrowed is not lent on", () => {
    const rows = example();
    rows.loans.push({ id: "n", lender: "Boden", borrower: "Älvsbyn", quantity: 20, from_on, to_on: null });
    expect(why(loan(1, { lender: "Älvsbyn" }), rows)).toEqual({ code: "pool_exceeded", free: 0, asked: 1 });
  });

  test("a purchase or a right is not cut below what rests on it, and the answer lists that", () => {
    const cut: Change = {
      kind: "purchase",
      remove: "p",
      put: { id: "p", quantity: 2000, from_on, to_on: null },
    };
    expect(why(cut)?.way).toEqual([
      { party: "Luleå", kind: "entitled", quantity: 1400 },
      { party: "Boden", kind: "entitled", quantity: 450 },
      { party: "Älvsbyn", kind: "entitled", quantity: 300 },
    ]);
    const rows = example();
    rows.loans.push({ id: "n", lender: "Boden", borrower: "Luleå", quantity: 20, from_on, to_on: null });
    expect(why({ kind: "entitlement", remove: ["eBoden"] }, rows)).toEqual({
      code: "in_the_way",
      way: [{ party: "Boden", kind: "lent", quantity: 20 }],
    });
  });

  test("assigning above what is available: blocked, or allowed where the agreement says so", () => {
    const assign: Change = {
      kind: "allocation",
      put: { id: "a", party: "Boden", quantity: 460, from_on, to_on: null },
    };
    expect(why(assign)).toEqual({ code: "pool_exceeded", free: 450, asked: 460, from: from_on });
    expect(why(assign, example(), { overuse_rule: "warn" })).toBeNull();
  });

  test("where everything is to be distributed, nothing is left over", () => {
    const cut: Change = { kind: "entitlement", remove: ["eÄlvsbyn"] };
    expect(why(cut)).toBeNull();
    expect(why(cut, example(), { distributes_all: true })).toEqual({
      code: "must_distribute_all",
      free: 300,
    });
  });

  test("rights are moved from a day on, and nothing is made of it", () => {
    let next = 0;
    const how = { giver: "Boden", receiver: "Luleå", quantity: 20, day: "2027-01-01" };
    const move = moved(example().entitlements, how, () => `m${next++}`)!;
    const change: Change = { kind: "entitlement", ...move };
    expect(refusalOf(example(), change, { ...terms, distributes_all: true })).toBeNull();
    const put = move.put.map(({ party, quantity, from_on, to_on }) => [party, quantity, from_on, to_on]);
    expect(put).toEqual([
      ["Boden", 450, "2026-01-01", "2026-12-31"],
      ["Boden", 430, "2027-01-01", null],
      ["Luleå", 20, "2027-01-01", null],
    ]);
    expect(moved(example().entitlements, { ...how, quantity: 451 }, () => "m")).toBeUndefined();
  });
});

describe("what a loan costs", () => {
  test("the joint price by days, each day a part of its own year, rounded once", () => {
    const unit = unitPrice("all_units", tiers, 2150)!;
    const loan = { quantity: 20, from: "2026-12-01", to: "2026-12-31" };
    expect(loanCost(unit, "year", loan)).toBe(Math.round((20 * 480_00 * 31) / 365));
    expect(loanCost(unit, "year", { ...loan, from: "2027-01-01", to: "2028-12-31" })).toBe(2 * 20 * 480_00);
    // 31 days of 365 and 60 of 366
    expect(loanCost(unit, "year", { ...loan, from: "2027-12-01", to: "2028-02-29" })).toBe(
      Math.round(20 * 480_00 * (31 / 365 + 60 / 366)),
    );
    expect(loanCost(unit, "month", loan)).toBe(Math.round((12 * 20 * 480_00 * 31) / 365));
    expect(loanCost(unit, "year", { ...loan, to: "2026-11-30" })).toBe(0);
  });

  test("steps have the price of all shared by quantity; a lump sum has no price of one", () => {
    const graduated = unitPrice("graduated", tiers, 2150)!;
    const year = { from: "2027-01-01", to: "2027-12-31" };
    expect(loanCost(graduated, "year", { quantity: 2150, ...year })).toBe(1_181_880_00);
    expect(loanCost(unitPrice("flat", tiers, 2150)!, "year", { quantity: 1, ...year })).toBe(600_00);
    expect(unitPrice("lump_sum", tiers, 2150)).toBeUndefined();
    expect(unitPrice("all_units", [], 2150)).toBeUndefined();
  });
});

describe("true-up (licences.md 6)", () => {
  test("balancing first, then 50 are bought at 480 kr and shared by over-use", () => {
    const rows = orderRows(poolOn(example(), "2026-11-20"));
    expect(rows.map((row) => row.ordered)).toEqual([40, 0, 10]);
    const shares = orderShares(50 * 480_00, rows);
    expect(shares.map((share) => share.minor)).toEqual([20_571_43, 0, 3_428_57]);
    const byKey = orderShares(
      24_000_00,
      rows,
      new Map([
        ["Luleå", 3],
        ["Boden", 1],
      ]),
    );
    expect(byKey.map((share) => share.minor)).toEqual([18_000_00, 6_000_00, 0]);
  });

  test("old and missing counts hold it back, unless a missing one is marked", () => {
    const row = (used: number | null, counted_on: string | null, is_marked_missing = false) => ({
      used,
      counted_on,
      is_marked_missing,
    });
    expect(isStale("2026-01-15", "2026-11-20", 180)).toBe(true);
    expect(isStale("2026-05-24", "2026-11-20", 180)).toBe(false);
    const rows = [row(10, "2026-11-01"), row(10, "2026-01-15"), row(null, null), row(null, null, true)];
    expect(uncounted(rows, "2026-11-20", 180).map(({ code }) => code)).toEqual([
      "count_stale",
      "count_missing",
    ]);
    expect(nextState("open")).toBe("counted");
    expect(nextState("settled")).toBeNull();
  });
});
