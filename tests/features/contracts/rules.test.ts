import { describe, expect, test } from "vitest";
import { smallValueSum } from "#app/features/contracts/changes.rules.ts";
import { readContract } from "#app/features/contracts/contracts.form.ts";
import {
  type CostLine,
  costPicture,
  costsByYear,
  lineMinor,
  yearlyMinor,
} from "#app/features/contracts/costs.rules.ts";
import { factsOn } from "#app/features/contracts/facts.rules.ts";
import { movedDates } from "#app/features/contracts/moved.rules.ts";
import { readAmount, readDecimal } from "#app/features/contracts/numbers.form.ts";
import { adjustedMinor } from "#app/features/contracts/price-index.rules.ts";
import { NO_TERM } from "#app/features/contracts/terms.rules.ts";
import { placeOf, timelineOf, yearsShown } from "#app/features/contracts/timeline.rules.ts";

const line = (more: Partial<CostLine>): CostLine => ({
  kind: "recurring",
  per: "year",
  amount_minor: 0,
  currency: "SEK",
  rate: null,
  quantity: null,
  status: "commitment",
  valid_from: null,
  valid_to: null,
  ...more,
});

describe("price index (contracts.md 5)", () => {
  test("1 000 000 kr, share 80 %, 118.4 → 124.3 is 1 039 864.86 kr; with cap 3 % it is 1 030 000.00 kr", () => {
    const terms = { indexed_share: "80", cap: null, floor: null };
    expect(adjustedMinor(100_000_000, terms, "118.4", "124.3")).toBe(103_986_486);
    expect(adjustedMinor(100_000_000, { ...terms, cap: "3" }, "118.4", "124.3")).toBe(103_000_000);
  });

  test("a floor holds a falling index, the cap comes before the floor, and half an öre is rounded up", () => {
    const terms = { indexed_share: "100.0000", cap: "2.5", floor: "0" };
    expect(adjustedMinor(100_000, terms, "120", "110")).toBe(100_000);
    expect(adjustedMinor(100_000, { ...terms, floor: "-1.5" }, "120", "110")).toBe(98_500);
    expect(adjustedMinor(1, { indexed_share: "50", cap: null, floor: null }, "1", "2")).toBe(2); // 1.5 öre
    expect(adjustedMinor(-1, { indexed_share: "50", cap: null, floor: null }, "1", "2")).toBe(-1); // −1.5 öre
  });
});

describe("changes of small value (LOU 17:9)", () => {
  test("4 000 000 with +300 000, −100 000, +250 000 is 11.25 %, above 10 % although each is below", () => {
    const changes = [300_000_00, -100_000_00, 250_000_00].map((value_minor) => ({
      ground: "small_value",
      value_minor,
    }));
    expect(smallValueSum(4_000_000_00, changes)).toEqual({
      sum_minor: 450_000_00,
      share: 0.1125,
      isAbove: true,
    });
    expect(smallValueSum(4_000_000_00, changes.slice(0, 2))?.isAbove).toBe(false);
  });

  test("other grounds are not counted, exactly 10 % is not below it, and without a value nothing is said", () => {
    const one = [
      { ground: "small_value", value_minor: 10 },
      { ground: "change_clause", value_minor: 900 },
    ];
    expect(smallValueSum(100, one)).toMatchObject({ sum_minor: 10, isAbove: true });
    expect(smallValueSum(101, one)?.isAbove).toBe(false);
    expect(smallValueSum(null, one)).toBeNull();
  });
});

describe("costs", () => {
  test("a line is a year of its amount: by month, by quantity, by rate, rounded once", () => {
    expect(lineMinor(line({ amount_minor: 10_000, per: "month" }))).toBe(120_000);
    expect(lineMinor(line({ amount_minor: 10_000, per: "quarter" }))).toBe(40_000);
    expect(lineMinor(line({ kind: "per_metric", amount_minor: 333, per: "month", quantity: "12.5" }))).toBe(
      49_950,
    );
    expect(lineMinor(line({ amount_minor: 10_000, currency: "EUR", rate: "11.2345" }))).toBe(112_345);
    expect(lineMinor(line({ amount_minor: 1, currency: "EUR", rate: "2.5" }))).toBe(3);
    expect(lineMinor(line({ amount_minor: -1, currency: "EUR", rate: "2.5" }))).toBe(-3);
  });

  test("the yearly cost leaves out one-off costs, outcomes and what does not hold that day; estimates only where nothing is decided", () => {
    const lines = [
      line({ amount_minor: 100 }),
      line({ amount_minor: 7, kind: "one_off", per: null }),
      line({ amount_minor: 11, status: "actual" }),
      line({ amount_minor: 13, valid_to: "2025-12-31" }),
      line({ amount_minor: 17, status: "estimate" }),
    ];
    expect(yearlyMinor(lines, "2026-06-01")).toBe(100);
    expect(yearlyMinor(lines, "2025-06-01")).toBe(113);
    expect(yearlyMinor(lines.slice(1, 3), "2026-06-01")).toBeNull();
    expect(yearlyMinor(lines.slice(4), "2026-06-01")).toBe(17);
  });

  test("a forecast goes by days of the year, with one-off costs apart, to the current and to the last possible end", () => {
    const lines = [
      line({ amount_minor: 36_500 }),
      line({ kind: "one_off", per: null, amount_minor: 5_000, valid_from: "2026-02-01" }),
    ];
    expect(costsByYear(lines, "2026-01-01", "2027-07-02")).toEqual([
      { year: 2026, recurring_minor: 36_500, one_off_minor: 5_000, actual_minor: 0 },
      { year: 2027, recurring_minor: 18_300, one_off_minor: 0, actual_minor: 0 },
    ]);
    const picture = costPicture(lines, {
      facts: { starts_on: "2026-01-01", current_end: "2026-12-31", last_possible_end: "2027-12-31" },
      today: "2026-06-01",
      closedOn: null,
    });
    expect(picture).toMatchObject({
      yearly_minor: 36_500,
      one_off_minor: 5_000,
      current: { until: "2026-12-31", total_minor: 41_500 },
      last: { until: "2027-12-31", total_minor: 78_000 },
    });
  });
});

describe("which dates a change moves", () => {
  const term = {
    ...NO_TERM,
    starts_on: "2024-01-01",
    initial_length: 36,
    initial_unit: "months" as const,
    renewal_kind: "tacit" as const,
    renewal_length: 12,
    renewal_unit: "months" as const,
    notice_length: 3,
    notice_unit: "months" as const,
    notice_anchor: "period_end" as const,
  };
  const on = (more: object) =>
    factsOn({ term: { ...term, ...more }, options: [], periods: [] }, "2026-03-01");

  test("all that move are named, with old and new; those that stay are not", () => {
    expect(movedDates(on({}), on({ notice_length: 6 }))).toEqual([
      { key: "next_notice", old: "2026-09-30", new: "2026-06-30" },
      { key: "act_by", old: "2026-09-30", new: "2026-06-30" },
    ]);
    expect(movedDates(on({}), on({}))).toEqual([]);
  });
});

describe("the drawn time", () => {
  test("past, agreed and coming periods lie in order, and all days within the drawing", () => {
    const terms = {
      term: {
        ...NO_TERM,
        starts_on: "2025-03-01",
        initial_length: 24,
        initial_unit: "months" as const,
        renewal_kind: "none" as const,
      },
      options: [1, 2].map((seq) => ({
        seq,
        length: 12,
        unit: "months" as const,
        call_before_length: 3,
        call_before_unit: "months" as const,
        called_on: null,
      })),
      periods: [],
    };
    const timeline = timelineOf(terms, factsOn(terms, "2026-11-20"), "2026-11-20")!;
    expect(timeline.bars).toEqual([
      { kind: "current", from: "2025-03-01", to: "2027-02-28" },
      { kind: "option", from: "2027-03-01", to: "2028-02-29", seq: 1 },
      { kind: "option", from: "2028-03-01", to: "2029-02-28", seq: 2 },
    ]);
    expect(timeline.marks.map((mark) => [mark.kind, mark.on])).toEqual([
      ["today", "2026-11-20"],
      ["call", "2026-11-30"],
      ["call", "2027-11-30"],
    ]);
    for (const mark of timeline.marks) expect(placeOf(timeline, mark.on)).toBeGreaterThan(0);
    expect(yearsShown(timeline)).toEqual(["2026-01-01", "2027-01-01", "2028-01-01"]);
    const unknown = { ...terms, term: NO_TERM };
    expect(timelineOf(unknown, factsOn(unknown, "2026-11-20"), "2026-11-20")).toBeNull();
  });
});

test("of a contract that has renewed itself for years only the last ones are drawn, and the words keep the whole", () => {
  const terms = {
    term: {
      ...NO_TERM,
      starts_on: "2013-09-01",
      initial_length: 48,
      initial_unit: "months" as const,
      renewal_kind: "tacit" as const,
      renewal_length: 12,
      renewal_unit: "months" as const,
      notice_length: 6,
      notice_unit: "months" as const,
      notice_anchor: "period_end" as const,
      binding_until_on: "2015-08-31",
    },
    options: [],
    periods: [],
  };
  const timeline = timelineOf(terms, factsOn(terms, "2026-11-21"), "2026-11-21")!;
  expect([timeline.from, timeline.to]).toEqual(["2024-09-01", "2029-08-31"]);
  expect(timeline.bars[0]).toEqual({ kind: "past", from: "2013-09-01", to: "2026-08-31" });
  // a binding that is over is nothing to act on
  expect(timeline.marks.map((mark) => mark.kind)).toEqual(["today", "notice"]);
});

describe("what the form takes", () => {
  const good = {
    name: "Avtal",
    direction: "bought",
    renewal_kind: "none",
    notice_anchor: "unknown",
    notice_anchor_side: "end",
    binding_applies_to: "end",
    admin_buffer_days: "0",
  };

  test("rows of options in order, empty ones left out; lengths need units", () => {
    const read = readContract({
      ...good,
      option_1_length: "12",
      option_1_unit: "months",
      option_3_length: "6",
      option_3_unit: "months",
      option_3_call_before_length: "3",
      option_3_call_before_unit: "weeks",
    });
    expect(read.errors).toEqual({});
    expect(read.options).toEqual([
      { seq: 1, length: 12, unit: "months", call_before_length: null, call_before_unit: null },
      { seq: 2, length: 6, unit: "months", call_before_length: 3, call_before_unit: "weeks" },
    ]);
    expect(readContract({ ...good, notice_length: "3", notice_unit: "" }).errors).toEqual({
      notice_unit: "unit_needed",
    });
  });

  test.each([
    [{ name: "" }, { name: "required" }],
    [{ starts_on: "2026-02-30" }, { starts_on: "not_a_day" }],
    [{ starts_on: "2026-02-01", ends_on: "2026-01-01" }, { ends_on: "before_start" }],
    [{ ends_on: "2026-01-01", initial_length: "12", initial_unit: "months" }, { ends_on: "length_or_end" }],
    [{ initial_length: "tolv", initial_unit: "months" }, { initial_length: "not_a_number" }],
    [{ renewal_kind: "maybe" }, { renewal_kind: "unknown_choice" }],
    [{ cpv_code: "4800" }, { cpv_code: "not_a_cpv" }],
    [{ option_1_length: "0", option_1_unit: "months" }, { option_1_length: "length_needed" }],
    [{ parent_contract: "x" }, { parent_contract: "unknown_choice" }],
  ])("%o is refused at its field", (typed, errors) => {
    expect(readContract({ ...good, ...typed }).errors).toEqual(errors);
  });

  test("amounts and numbers are read as people write them", () => {
    expect(readAmount("12 500,50 kr")).toEqual({ value: 1_250_050 });
    expect(readAmount("−300")).toEqual({ value: -30_000 });
    expect(readAmount("1,234,5")).toEqual({ error: "not_an_amount" });
    expect(readDecimal("12,5 %")).toEqual({ value: "12.5" });
    expect(readDecimal("-1", { isSigned: true })).toEqual({ value: "-1" });
    expect(readDecimal("-1")).toEqual({ error: "not_a_decimal" });
  });
});
