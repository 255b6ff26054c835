import { describe, expect, test } from "vitest";
import { readContract } from "#app/features/contracts/contracts.form.ts";
import { factSteps } from "#app/features/contracts/facts.rules.ts";
import { NO_TERM } from "#app/features/contracts/terms.rules.ts";
import { windowOf } from "#app/features/contracts/window.rules.ts";
import { planOf } from "#app/features/deadlines/plan.rules.ts";
import { decidedEnd, renewalAfter, rollTo } from "#app/features/deadlines/renewal.rules.ts";
import { computeTerm, type TermInput } from "#app/features/deadlines/term.rules.ts";
import { readContractLength, readNotice, readRenewal } from "#app/features/imports/contract-terms.rules.ts";

/*
 * One slip of the pen – "12 days" for "12 months", "1200 years" – must neither hold the server for everybody nor give days that are none.
 */

const TODAY = "2026-11-21";
const renewing = (more: Partial<TermInput>): TermInput => ({
  ...NO_TERM,
  starts_on: "1900-01-01",
  initial_length: 12,
  initial_unit: "days",
  renewal_kind: "tacit",
  renewal_length: 1,
  renewal_unit: "days",
  notice_length: 90,
  notice_unit: "days",
  notice_anchor: "period_end",
  ...more,
});

describe("renewals in great numbers", () => {
  test.each([
    ["every day since 1900", {}],
    [
      "every week, with twelve years' notice",
      { renewal_unit: "weeks", notice_length: 12, notice_unit: "years" },
    ],
    ["every day, for a hundred years at most", { max_total_months: 1200, starts_on: "1950-01-01" }],
    ["every day, bound for long", { starts_on: "2020-01-01", binding_until_on: "2120-01-01" }],
  ] as [string, Partial<TermInput>][])("%s: answered without holding others up", (_, more) => {
    const terms = { term: renewing(more), options: [], periods: [] };
    const begun = performance.now();
    factSteps(terms, TODAY);
    windowOf(terms, TODAY);
    expect(performance.now() - begun).toBeLessThan(2000); // tens of seconds before
  });

  test("passing over them gives what counting them one by one gives", () => {
    for (const [index, unit] of (["days", "weeks", "months", "years"] as const).entries())
      for (const starts_on of ["1998-02-28", "2004-02-29", "2015-01-31"])
        for (const limit of [{}, { renewal_max_times: 40 }, { max_total_months: 200 }]) {
          const term = renewing({ starts_on, initial_unit: "months", renewal_unit: unit, ...limit });
          const plan = planOf({ ...term, renewal_length: 5 - index }, [], []);
          const asked = { ...term, renewal_length: 5 - index };
          let at = decidedEnd(plan)!;
          let before: typeof at | null = null;
          for (let next = renewalAfter(asked, plan, at); next && at.period.ends_on < TODAY; ) {
            [before, at] = [at, next];
            next = renewalAfter(asked, plan, at);
          }
          expect(rollTo(asked, plan, decidedEnd(plan)!, TODAY)).toEqual({ at, before });
        }
  });
});

describe("lengths that nobody agrees on", () => {
  const form = (more: Record<string, string>) =>
    readContract({
      name: "Avtal",
      direction: "bought",
      renewal_kind: "tacit",
      notice_anchor: "month_end",
      notice_anchor_side: "start",
      binding_applies_to: "end",
      admin_buffer_days: "0",
      ...more,
    }).errors;

  test("the form says so at the field", () => {
    expect(form({ notice_length: "12000", notice_unit: "years" })).toEqual({ notice_length: "out_of_range" });
    expect(form({ initial_length: "1201", initial_unit: "months" })).toEqual({
      initial_length: "out_of_range",
    });
    expect(form({ option_1_length: "101", option_1_unit: "years" })).toEqual({
      option_1_length: "out_of_range",
    });
    expect(form({ notice_length: "36", notice_unit: "months" })).toEqual({});
  });

  test("so does a file", () => {
    expect(readContractLength("1200 år")).toEqual({ error: "not_a_length" });
    expect(readContractLength("24+12+9999 månader")).toEqual({ error: "not_a_length" });
    expect(readNotice("9999 år före avtalets slut")).toEqual({ error: "not_a_length" });
    expect(readRenewal("förlängs automatiskt med 9999 år")).toEqual({ error: "not_a_length" });
    expect(readContractLength("1200 månader")).toEqual({ value: "1200 months" });
  });

  test("the longest that is taken gives days of the calendar", () => {
    const longest = renewing({ starts_on: "2200-12-31", initial_length: 100, initial_unit: "years" });
    const term = {
      ...longest,
      renewal_length: 100,
      renewal_unit: "years" as const,
      notice_length: 100,
      notice_unit: "years" as const,
    };
    const options = Array.from({ length: 12 }, (_, index) => ({
      ...{ seq: index + 1, length: 100, unit: "years" as const, called_on: null },
      ...{ call_before_length: 100, call_before_unit: "years" as const },
    }));
    const facts = JSON.stringify(computeTerm(term, options, [], TODAY));
    expect(facts).not.toMatch(/\d{5}-\d\d-\d\d|NaN/);
  });
});
