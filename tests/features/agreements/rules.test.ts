import { describe, expect, test } from "vitest";
import { type AgreementTerms, nextDue, partyState } from "#app/features/agreements/agreements.rules.ts";
import { delegationProblem } from "#app/features/agreements/delegation.rules.ts";
import { clausesDiff } from "#app/features/agreements/diff.rules.ts";
import { hasThreeYears, shareOf, testState, verdictOf } from "#app/features/agreements/exemption.rules.ts";
import { exitShares } from "#app/features/agreements/exit.rules.ts";
import { noticeOutcome } from "#app/features/agreements/notice.rules.ts";
import { missingIn, reportYear } from "#app/features/agreements/report.rules.ts";

const terms: AgreementTerms = {
  form: "contract",
  starts_on: "2024-01-01",
  ends_on: null,
  is_open_ended: true,
  renewal_kind: "none",
  renewal_length: null,
  renewal_unit: null,
  renewal_max_times: null,
  renewal_decide_length: null,
  renewal_decide_unit: null,
  notice_length: 12,
  notice_unit: "months",
  notice_anchor: "year_end",
  binding_until_on: null,
  admin_buffer_days: 0,
};

describe("notice", () => {
  test("a federation without a rule of its own has three years (KL 9:18)", () => {
    const federation = {
      ...terms,
      form: "federation" as const,
      notice_length: null,
      notice_unit: null,
      notice_anchor: "unknown" as const,
    };
    expect(noticeOutcome(federation, "2026-11-20", null)).toMatchObject({
      ends_on: "2029-11-20",
      late: null,
    });
    expect(
      noticeOutcome(
        { ...federation, notice_length: 12, notice_unit: "months", notice_anchor: "running" },
        "2026-11-20",
        null,
      ),
    ).toMatchObject({
      ends_on: "2027-11-20",
    });
  });
  test("the end of a year, a later one when wanted, and never a day in between or a bound one", () => {
    expect(noticeOutcome(terms, "2026-11-20", null)).toMatchObject({ ends_on: "2027-12-31" });
    expect(noticeOutcome(terms, "2026-11-20", "2028-12-31")).toMatchObject({ ends_on: "2028-12-31" });
    expect(noticeOutcome(terms, "2026-11-20", "2026-12-31")).toMatchObject({
      refused: "not_an_end",
      nearest_on: "2027-12-31",
    });
    expect(noticeOutcome({ ...terms, binding_until_on: "2028-06-30" }, "2026-11-20", null)).toMatchObject({
      ends_on: "2028-12-31",
    });
  });
  test("without a rule nothing is invented", () => {
    expect(
      noticeOutcome(
        { ...terms, notice_length: null, notice_unit: null, notice_anchor: "unknown" },
        "2026-11-20",
        null,
      ),
    ).toEqual({
      refused: "no_rule",
    });
  });
});

describe("exemption", () => {
  const yes = { public_services: "yes", common_objectives: "yes", public_interest: "yes" } as const;
  const control = { control: "yes", no_private: "yes" } as const;
  const years = (part: number) => [2023, 2024, 2025].map((year) => ({ year, whole: 1000, part }));

  test("20 and 80 per cent exactly fail; a hair inside passes", () => {
    expect(verdictOf("hamburg", yes, years(200))).toBe("not_met");
    expect(verdictOf("hamburg", yes, [...years(200).slice(1), { year: 2023, whole: 1000, part: 199 }])).toBe(
      "met",
    );
    expect(verdictOf("teckal", control, years(800))).toBe("not_met");
    expect(
      verdictOf("teckal", control, [...years(800).slice(1), { year: 2023, whole: 1000, part: 801 }]),
    ).toBe("met");
    // far above what a number could divide exactly
    const big = 9_000_000_000_000_000;
    expect(
      verdictOf(
        "hamburg",
        yes,
        [2023, 2024, 2025].map((year) => ({ year, whole: big, part: big / 5 })),
      ),
    ).toBe("not_met");
  });
  test("a no is not met, an unanswered question or fewer than three years unclear", () => {
    expect(verdictOf("hamburg", { ...yes, public_interest: "no" }, years(10))).toBe("not_met");
    expect(verdictOf("hamburg", { public_services: "yes" }, years(10))).toBe("unclear");
    expect(verdictOf("hamburg", yes, years(10).slice(1))).toBe("unclear");
    expect(verdictOf("other", {}, [])).toBe("unclear");
    expect(hasThreeYears([{ year: 2025 }, { year: 2024 }, { year: 2022 }])).toBe(false);
    expect(shareOf([])).toBeNull();
  });
  test("comes up again the day after its next review", () => {
    const reviewed = { state: "reviewed", outcome: "met", next_review_on: "2026-11-20" } as const;
    expect(testState(reviewed, "2026-11-20")).toBe("met");
    expect(testState(reviewed, "2026-11-21")).toBe("review_again");
  });
});

describe("parties and years", () => {
  test("the last day is still covered", () => {
    const party = { joined_on: "2026-01-01", admitted_on: "2025-12-01", leaves_on: "2026-11-20" };
    expect(partyState(party, "2026-11-20")).toBe("leaving");
    expect(partyState(party, "2026-11-21")).toBe("left");
    expect(partyState({ ...party, leaves_on: null }, "2025-12-31")).toBe("upcoming");
    expect(partyState({ ...party, admitted_on: null, leaves_on: null }, "2026-06-01")).toBe("proposed");
  });
  test("a duty falls due on its day, next year when it is done, on 28 February where there is no 29th", () => {
    const duty = { month: 9, day: 15 };
    expect(nextDue(duty, [], "2026-11-20", "2024-01-01")).toEqual({
      on: "2026-09-15",
      year: 2026,
      isLate: true,
    });
    expect(nextDue(duty, [2026], "2026-11-20", "2024-01-01")).toMatchObject({
      on: "2027-09-15",
      isLate: false,
    });
    expect(nextDue(duty, [], "2026-11-20", "2026-10-01")).toMatchObject({ on: "2027-09-15" });
    expect(nextDue({ month: 2, day: 29 }, [], "2027-01-10", "2027-01-01")).toMatchObject({
      on: "2027-02-28",
    });
  });
  test("the report names what is missing, and asks for a year that has been", () => {
    const empty = {
      purpose: "",
      legal_ground: null,
      number: null,
      areas: [],
      decision: null,
      cost_minor: null,
      follow_up: " ",
    };
    expect(missingIn(empty)).toEqual(["tasks", "legal_ground", "number", "decision", "cost", "follow_up"]);
    expect(missingIn({ ...empty, areas: ["IT"], cost_minor: 0 })).not.toContain("cost");
    expect([
      reportYear(null, "2026-11-20"),
      reportYear("2024", "2026-11-20"),
      reportYear("2031", "2026-11-20"),
    ]).toEqual([2025, 2024, 2025]);
  });
});

test("matters of KL 6:38 and procurement by automated functions are never delegated", () => {
  const fine = {
    matter: "ordinary",
    is_procurement: false,
    is_automated: false,
    reporting: "varje månad",
  } as const;
  expect(delegationProblem(fine)).toBeNull();
  for (const matter of [
    "principles",
    "statement_to_council",
    "individual_principal",
    "citizens_proposal",
    "special_rule",
  ] as const)
    expect(delegationProblem({ ...fine, matter })).toBe("DLG-001");
  expect(delegationProblem({ ...fine, is_procurement: true })).toBeNull();
  expect(delegationProblem({ ...fine, is_procurement: true, is_automated: true })).toBe("DLG-001");
  expect(delegationProblem({ ...fine, reporting: " " })).toBe("DLG-002");
});

describe("shares at exit", () => {
  const party = (
    id: string,
    party_order: number,
    percent: string | null,
    inhabitants: number | null = 10,
  ) => ({
    organisation_id: id,
    name: id,
    party_order,
    inhabitants,
    percent,
  });
  const thirds = [party("c", 3, "33.3334"), party("a", 1, "33.3333"), party("b", 2, "33.3333")];
  test("sum to the whole, debts mirrored, whatever the order of the rows", () => {
    const amounts = (total: number, rows = thirds) =>
      Object.fromEntries(
        (exitShares(total, "equal", rows) as { name: string; amount_minor: number }[]).map((each) => [
          each.name,
          each.amount_minor,
        ]),
      );
    expect(amounts(10_000)).toEqual({ a: 3334, b: 3333, c: 3333 });
    expect(amounts(-10_000)).toEqual({ a: -3334, b: -3333, c: -3333 });
    expect(amounts(10_000, [...thirds].reverse())).toEqual(amounts(10_000));
  });
  test("say what is missing instead of guessing", () => {
    expect(exitShares(100, "inhabitants", [party("a", 1, null, null)])).toEqual({
      problem: "no_inhabitants",
    });
    expect(exitShares(100, "percent", thirds)).toHaveLength(3);
    expect(exitShares(100, "percent", thirds.slice(1))).toEqual({ problem: "percent_sum" });
    expect(exitShares(100, "equal", [])).toEqual({ problem: "no_party" });
  });
});

test("two texts differ clause by clause and word by word; what was struck out stands last", () => {
  const clause = (id: string, body: string) => ({
    id,
    code: "other" as const,
    heading: id,
    body,
    deviations: [],
  });
  const diff = clausesDiff(
    [clause("a", "ett två"), clause("b", "bort")],
    [clause("a", "ett tre"), clause("c", "nytt")],
  );
  expect(diff.map((each) => [each.id, each.kind])).toEqual([
    ["a", "changed"],
    ["c", "added"],
    ["b", "removed"],
  ]);
  expect(diff[0]!.body.filter((piece) => piece.kind !== "kept")).toEqual([
    { kind: "removed", text: "två" },
    { kind: "added", text: "tre" },
  ]);
});
