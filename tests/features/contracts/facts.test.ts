import { describe, expect, test } from "vitest";
import { FOR_EVER, factOf, factSteps, factsOn, type Terms } from "#app/features/contracts/facts.rules.ts";
import { NO_TERM } from "#app/features/contracts/terms.rules.ts";
import { windowOf } from "#app/features/contracts/window.rules.ts";
import { addDays } from "#app/features/deadlines/days.rules.ts";
import type { TermInput } from "#app/features/deadlines/term.rules.ts";

const terms = (term: Partial<TermInput>, more: Partial<Terms> = {}): Terms => ({
  term: { ...NO_TERM, ...term },
  options: [],
  periods: [],
  ...more,
});
const option = (seq: number, called_on: string | null = null) => ({
  seq,
  length: 12,
  unit: "months" as const,
  call_before_length: 3,
  call_before_unit: "months" as const,
  called_on,
});
const tacit = {
  initial_length: 36,
  initial_unit: "months",
  renewal_kind: "tacit",
  renewal_length: 12,
  renewal_unit: "months",
} as const;
const notice = { notice_length: 3, notice_unit: "months", notice_anchor: "period_end" } as const;

const cases: Record<string, Terms> = {
  "tacit renewal with notice": terms({ starts_on: "2024-01-01", ...tacit, ...notice, admin_buffer_days: 30 }),
  "two options, one called": terms(
    { starts_on: "2025-03-01", initial_length: 24, initial_unit: "months", renewal_kind: "none" },
    { options: [option(1, "2026-11-20"), option(2)] },
  ),
  "open-ended to a quarter": terms({
    starts_on: "2025-01-01",
    is_open_ended: true,
    renewal_kind: "none",
    ...notice,
    notice_anchor: "quarter_end",
  }),
  "open-ended, running, bound": terms({
    starts_on: "2025-01-01",
    is_open_ended: true,
    renewal_kind: "none",
    ...notice,
    notice_anchor: "running",
    binding_until_on: "2027-06-30",
  }),
  "notice that is about to be given": terms({
    starts_on: "2024-01-01",
    ...tacit,
    ...notice,
    notice_given_on: "2027-03-03",
  }),
  "not begun, month by month": terms({
    starts_on: "2027-01-31",
    initial_length: 1,
    initial_unit: "months",
    renewal_kind: "tacit",
    renewal_length: 1,
    renewal_unit: "months",
    ...notice,
    notice_length: 1,
  }),
  "nothing known": terms({}),
};

describe("what a list keeps of the computed dates", () => {
  test.each(Object.entries(cases))(
    "%s: each day's step is what the engine answers on that day",
    (_, input) => {
      const from = "2026-11-20";
      const steps = factSteps(input, from);
      for (let day = from, n = 0; n < 1200; day = addDays(day, 1), n += 1) {
        const step = steps.filter((each) => each.valid_from <= day && day <= each.valid_to);
        expect(step.length, day).toBe(1);
        expect(step[0], day).toMatchObject(factOf(factsOn(input, day)));
      }
    },
  );

  test("a contract that can change no more has one step for ever; one that renews for ever is cut", () => {
    expect(factSteps(cases["nothing known"]!, "2026-11-20")).toMatchObject([{ valid_to: FOR_EVER }]);
    const ended = terms({
      starts_on: "2020-01-01",
      initial_length: 12,
      initial_unit: "months",
      renewal_kind: "none",
    });
    expect(factSteps(ended, "2026-11-20")).toMatchObject([{ status: "ended", valid_to: FOR_EVER }]);
    const steps = factSteps(cases["not begun, month by month"]!, "2026-11-20");
    expect(steps.length).toBeGreaterThan(12);
    expect(steps.at(-1)!.valid_to > "2031").toBe(true);
  });
});

describe("the window that the radar compares", () => {
  const unlimited = (input: Terms) => windowOf(input, "2026-11-20").is_unlimited;
  const fixed = { starts_on: "2025-11-01", initial_length: 24, initial_unit: "months" } as const;
  const unclear = { ...option(1), call_before_length: null, call_before_unit: null };

  test("a last end that is unknown is not a contract that goes on for ever", () => {
    const input = terms({ ...fixed, renewal_kind: "none" }, { options: [unclear] });
    expect(factsOn(input, "2026-11-20").last_possible_end).toBeNull();
    expect(unlimited(input)).toBe(false);
    expect(unlimited(terms({ ...fixed, renewal_kind: "unknown" }))).toBe(false);
  });

  test("what renews itself without a limit, or has no term, does", () => {
    expect(unlimited(cases["tacit renewal with notice"]!)).toBe(true);
    expect(unlimited(terms({ starts_on: "2024-01-01", ...tacit, ...notice }, { options: [unclear] }))).toBe(
      true,
    );
    expect(unlimited(terms({ starts_on: "2024-01-01", ...tacit, ...notice, renewal_max_times: 2 }))).toBe(
      false,
    );
    expect(unlimited(cases["open-ended to a quarter"]!)).toBe(true);
  });
});
