import { describe, expect, test } from "vitest";
import { addDays, addMonths } from "#app/features/deadlines/days.rules.ts";
import { computeTerm, type TermInput } from "#app/features/deadlines/term.rules.ts";
import { dice, fixed, openEnded, options, term } from "./terms.ts";

const at = (given: TermInput, asOf: string, opts = options(0)) => computeTerm(given, opts, [], asOf);

describe("tacit renewal", () => {
  test("on the last notice date there is still time, the day after it is renewed", () => {
    const before = at(term(), "2026-09-30");
    expect(before).toMatchObject({
      status: "in_force",
      notice_possible: true,
      earliest_end_on: "2026-12-31",
      extended: null,
    });
    const after = at(term(), "2026-10-01");
    expect(after).toMatchObject({
      notice_possible: false,
      earliest_end_on: "2027-12-31",
      extended: { missed_on: "2026-09-30", ends_on: "2027-12-31" },
      current_end: "2026-12-31",
    });
    expect(after.next_notice).toMatchObject({ last_on: "2027-09-30", ends_on: "2027-12-31" });
  });

  test("in the renewed period it still says that it was extended", () => {
    expect(at(term(), "2027-03-01").extended).toEqual({ missed_on: "2026-09-30", ends_on: "2027-12-31" });
    expect(at(term({ binding_until_on: "2027-12-31" }), "2027-03-01").extended).toBeNull();
  });

  test("the longest total time cuts the last renewal", () => {
    const capped = term({ max_total_months: 54 });
    expect(at(capped, "2026-01-01").last_possible_end).toBe("2028-06-30");
    const last = at(capped, "2028-02-01");
    expect(last).toMatchObject({ current_end: "2028-06-30", ends_by_itself: true, next_notice: null });
    expect(at(capped, "2028-07-01").status).toBe("ended");
  });

  test("a running notice may end a renewed period early", () => {
    const running = term({ notice_anchor: "running" });
    expect(at(running, "2026-11-15").earliest_end_on).toBe("2027-02-15");
    expect(at(running, "2026-05-15").earliest_end_on).toBe("2026-08-15");
  });

  test("options that are open at the same time are a person's to judge", () => {
    const both = at(term(), "2026-01-01", options(1));
    expect(both).toMatchObject({ needs_a_person: true, last_possible_end: null });
    expect(at(fixed(), "2026-01-01", options(1)).needs_a_person).toBe(false);
  });
});

describe("options", () => {
  const contract = fixed({ starts_on: "2025-03-01", initial_length: 24 });

  test("24+12+12 from 2025-03-01, call three months before", () => {
    const facts = at(contract, "2026-11-20", options(2));
    expect(facts.extensions.map(({ ends_on, last_on }) => [ends_on, last_on])).toEqual([
      ["2028-02-29", "2026-11-30"],
      ["2029-02-28", "2027-11-30"],
    ]);
    expect(facts).toMatchObject({
      status: "in_force",
      current_end: "2027-02-28",
      last_possible_end: "2029-02-28",
    });
  });

  test("an option called ahead of time moves the end, not the period one is in", () => {
    const facts = at(contract, "2026-06-01", options(2, 1));
    expect(facts).toMatchObject({
      period_index: 0,
      current_period_end: "2027-02-28",
      current_end: "2028-02-29",
    });
    expect(facts.extension).toMatchObject({ seq: 2, last_on: "2027-11-30" });
  });

  test("an option that was not called takes those after it with it", () => {
    const facts = at(contract, "2026-12-01", options(2));
    expect(facts.extensions.map((extension) => extension.is_possible)).toEqual([false, false]);
    expect(facts).toMatchObject({ status: "expiring", last_possible_end: "2027-02-28" });
  });

  test("without knowing when to call it, nothing is promised", () => {
    const [option] = options(1);
    const facts = at(contract, "2026-11-20", [
      { ...option!, call_before_length: null, call_before_unit: null },
    ]);
    expect(facts).toMatchObject({ extension: null, last_possible_end: null, missing: ["option_call"] });
    expect(facts.unknown).toContain("extension");
  });
});

describe("until further notice", () => {
  test("the earliest end, and the last day that still leads to it", () => {
    const quarter = at(openEnded({ notice_anchor: "quarter_end" }), "2026-11-20");
    expect(quarter.earliest_end_on).toBe("2027-03-31");
    expect(quarter.earliest_end_notice?.last_on).toBe("2026-12-31");
    const bound = at(openEnded({ binding_until_on: "2028-06-30" }), "2026-11-20");
    expect(bound.earliest_end_on).toBe("2028-06-30");
    expect(bound.earliest_end_notice?.last_on).toBe("2028-03-31");
  });

  test("a first term binds", () => {
    const facts = at(openEnded({ initial_length: 60, initial_unit: "months" }), "2026-11-20");
    expect(facts.earliest_end_on).toBe("2027-03-13");
  });
});

describe("notice given", () => {
  test("the contract ends where the notice leads", () => {
    const noticed = term({ notice_given_on: "2026-09-30" });
    expect(at(noticed, "2026-09-29").status).toBe("in_force");
    expect(at(noticed, "2026-10-01")).toMatchObject({
      status: "notice_given",
      current_end: "2026-12-31",
      last_possible_end: "2026-12-31",
      next_notice: null,
    });
    expect(at(noticed, "2027-01-01").status).toBe("ended");
  });

  test("a late notice ends it one renewal later", () => {
    expect(at(term({ notice_given_on: "2026-10-01" }), "2026-10-02").current_end).toBe("2027-12-31");
  });

  test("without a rule the end is unknown", () => {
    const facts = at(openEnded({ notice_anchor: "unknown", notice_given_on: "2026-10-01" }), "2026-10-02");
    expect(facts).toMatchObject({ status: "notice_given", current_end: null, missing: ["notice_anchor"] });
    expect(facts.unknown).toContain("current_end");
  });
});

describe("an unknown rule gives no guess", () => {
  test.each([
    ["notice period", term({ notice_length: null, notice_unit: null }), "notice_length"],
    ["anchor", term({ notice_anchor: "unknown" }), "notice_anchor"],
    ["renewal", term({ renewal_kind: "unknown" }), "renewal"],
  ] as const)("%s", (_, given, missing) => {
    const facts = at(given, "2026-03-01");
    expect(facts).toMatchObject({
      current_end: "2026-12-31",
      earliest_end_on: null,
      last_notice: null,
      next_notice: null,
    });
    expect(facts.missing).toContain(missing);
    expect(facts.unknown).toEqual(expect.arrayContaining(["earliest_end_on", "last_notice", "next_notice"]));
  });

  test("whether it was renewed is unknown after the end", () => {
    expect(at(term({ renewal_kind: "unknown" }), "2027-03-01")).toMatchObject({
      status: "unknown",
      current_end: null,
    });
    expect(at(term({ renewal_length: null, renewal_unit: null }), "2027-03-01").status).toBe("unknown");
    expect(at(term({ renewal_kind: "unknown" }), "2026-03-01").last_possible_end).toBeNull();
  });

  test("a length without a start says nothing about the end", () => {
    const facts = at(term({ starts_on: null }), "2026-03-01");
    expect(facts).toMatchObject({ status: "unknown", current_end: null, missing: ["start", "first_end"] });
  });

  test("a stated end is enough for the dates, not for whether it has begun", () => {
    const facts = at(term({ starts_on: null, ends_on: "2026-12-31" }), "2026-03-01");
    expect(facts).toMatchObject({
      status: "unknown",
      current_end: "2026-12-31",
      earliest_end_on: "2026-12-31",
    });
    expect(facts.last_notice?.last_on).toBe("2026-09-30");
  });
});

describe("what always holds", () => {
  /** Terms of every kind, the same each time. */
  function someTerms(count: number): TermInput[] {
    const roll = dice(42);
    const anchors = [
      "running",
      "period_end",
      "month_end",
      "quarter_end",
      "half_year_end",
      "year_end",
    ] as const;
    return Array.from({ length: count }, () => {
      const isOpen = roll(4) === 0;
      const tacit = roll(2) === 0;
      return term({
        starts_on: addDays("2021-01-01", roll(900)),
        initial_length: isOpen ? null : 1 + roll(48),
        initial_unit: isOpen ? null : "months",
        is_open_ended: isOpen,
        renewal_kind: tacit && !isOpen ? "tacit" : "none",
        renewal_length: 1 + roll(24),
        renewal_max_times: roll(3) === 0 ? roll(4) : null,
        notice_length: 1 + roll(12),
        notice_anchor: isOpen ? anchors[[0, 2, 3, 4, 5][roll(5)]!]! : anchors[roll(6)]!,
        binding_until_on: roll(4) === 0 ? addDays("2022-01-01", roll(1500)) : null,
        binding_applies_to: roll(2) === 0 ? "end" : "notice",
        admin_buffer_days: roll(3) * 15,
      });
    });
  }

  test("the earliest end never moves back as the days go by", () => {
    for (const given of someTerms(120)) {
      let previous = "";
      for (let day = "2023-01-01"; day < "2026-06-01"; day = addDays(day, 13)) {
        const { earliest_end_on, status } = at(given, day);
        if (status === "ended" || earliest_end_on === null) break;
        expect(earliest_end_on >= previous, JSON.stringify({ given, day })).toBe(true);
        previous = earliest_end_on;
      }
    }
  });

  test("periods leave no gap and no overlap, and yesterday's do not change", () => {
    for (const given of someTerms(120).filter((each) => !each.is_open_ended)) {
      let end: string | null = null;
      for (let day = given.starts_on!; day < "2027-01-01"; day = addDays(day, 17)) {
        const facts = at(given, day);
        if (facts.status === "ended") break;
        expect(facts.current_period_start! <= day && day <= facts.current_period_end!).toBe(true);
        if (end && facts.current_period_end !== end && addMonths(end, 1) > day)
          expect(facts.current_period_start).toBe(addDays(end, 1));
        end = facts.current_period_end;
      }
    }
  });

  test("notice on the last notice date is in time, the day after is not", () => {
    for (const given of someTerms(200)) {
      const { next_notice } = at(given, "2025-02-01");
      if (!next_notice) continue;
      expect(at(given, next_notice.last_on).next_notice?.ends_on).toBe(next_notice.ends_on);
      const late = at(given, addDays(next_notice.last_on, 1));
      expect(late.next_notice === null || late.next_notice.ends_on > next_notice.ends_on).toBe(true);
    }
  });

  test("a yearly contract keeps its anniversary; one from a leap day keeps February's last days", () => {
    const leap = term({ starts_on: "2024-02-29", initial_length: 12 });
    const ends = [2025, 2026, 2027, 2028, 2029].map((year) => at(leap, `${year}-01-15`).current_period_end);
    expect(ends).toEqual(["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28", "2029-02-28"]);
    expect(at(leap, "2028-02-29").current_period_start).toBe("2028-02-29");
  });
});
