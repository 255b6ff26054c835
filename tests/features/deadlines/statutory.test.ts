import { describe, expect, test } from "vitest";
import { appealPeriod } from "#app/features/deadlines/appeal.rules.ts";
import { checkAdjustment, minutesAdjustment, quorumOnItem } from "#app/features/deadlines/board.rules.ts";
import { backwardPlan, decisionChain, lastMeetingBefore } from "#app/features/deadlines/chains.rules.ts";
import { invalidityPeriod, standstill } from "#app/features/deadlines/standstill.rules.ts";
import { statuteBook } from "#app/features/deadlines/statute.rules.ts";
import { priorNoticeShortens, thirtyDayDuty } from "#app/features/deadlines/tender-periods.rules.ts";

const electronic = (sent_on: string) => ({ sent_on, channel: "electronic" as const });

describe("standstill", () => {
  test("ten days, moved past Christmas; signing the day after", () => {
    expect(standstill([electronic("2026-12-14")], null)).toMatchObject({
      state: "counted",
      days: 10,
      deadline: { raw_on: "2026-12-24", last_on: "2026-12-28", sign_from_on: "2026-12-29" },
    });
  });

  test("one letter makes it fifteen, and ten stated days are refused", () => {
    const sent = [electronic("2026-11-20"), { sent_on: "2026-11-18", channel: "other" as const }] as const;
    expect(standstill([...sent], null)).toMatchObject({ days: 15, counted_from: "2026-11-20" });
    expect(standstill([...sent], 10)).toEqual({
      state: "refused",
      code: "STS-002",
      minimum_days: 15,
      stated_days: 10,
    });
  });

  test("without a rule for the day it is unknown, not that of another time", () => {
    expect(standstill([electronic("2016-12-01")], null)).toEqual({ state: "unknown" });
    expect(invalidityPeriod("2025-06-30")).toBeNull();
    expect(standstill([electronic("2026-11-20")], null, statuteBook([]))).toEqual({ state: "unknown" });
  });

  test("a changed law is a new row", () => {
    const row = {
      key: "standstill.electronic_days" as const,
      legal_ref: "LOU 20:1",
      confidence: "H" as const,
    };
    const book = statuteBook([
      { ...row, valid_from: "2022-02-01", valid_to: "2027-12-31", value: 10 },
      { ...row, valid_from: "2028-01-01", valid_to: null, value: 12 },
    ]);
    expect(standstill([electronic("2027-12-31")], null, book)).toMatchObject({ days: 10 });
    expect(standstill([electronic("2028-01-01")], null, book)).toMatchObject({ days: 12 });
  });
});

describe("boards", () => {
  const up = (posted_on: string | null, taken_down_on: string | null = null) => ({
    posted_on,
    taken_down_on,
  });

  test("the clock runs from the last board, and not until all have it", () => {
    expect(appealPeriod([up("2026-12-03"), up("2026-12-08")])).toMatchObject({
      clock: "running",
      last_appeal_on: "2026-12-29",
    });
    expect(appealPeriod([up("2026-12-03"), up(null)])).toMatchObject({
      clock: "not_running",
      last_appeal_on: null,
    });
    expect(appealPeriod([])).toMatchObject({ clock: "not_running" });
  });

  test("taken down on the last day is a day too early", () => {
    expect(appealPeriod([up("2026-11-20", "2026-12-11")])).toMatchObject({
      clock: "broken",
      must_post_again: true,
    });
    expect(appealPeriod([up("2026-11-20", "2026-12-12")])).toMatchObject({
      clock: "running",
      must_post_again: false,
    });
  });

  test("minutes: both days are shown, the raw one is safe", () => {
    const limit = minutesAdjustment("2026-12-10");
    expect(limit).toMatchObject({ raw_on: "2026-12-24", moved_on: "2026-12-28", last_on: "2026-12-24" });
    expect(limit?.explain.map(({ code }) => code)).toEqual(["rule", "counted", "moved_unsure"]);
    expect(checkAdjustment("2021-03-16", "2021-03-31")).toEqual({
      day_number: 15,
      latest_on: "2021-03-30",
      is_in_time: false,
    });
    expect(thirtyDayDuty("post_award_notice", "2026-11-20")).toMatchObject({
      last_on: "2026-12-20",
      moved_on: "2026-12-21",
    });
  });

  test("quorum is counted on the seats, for the item", () => {
    const item = {
      seats: 9,
      serving_before_item: 5,
      disqualified_on_item: 1,
      substitutes_entering_for_item: 0,
    };
    expect(quorumOnItem(item)).toEqual({ serving: 4, required: 5, is_quorate: false });
    expect(quorumOnItem({ ...item, substitutes_entering_for_item: 1 }).is_quorate).toBe(true);
  });
});

describe("chains", () => {
  const meetings = ["2027-03-11", "2027-04-22", "2027-05-20"].map((on) => ({
    on,
    adjustment_days: 14,
    summons_days: 7,
  }));

  test("the higher the level, the earlier the meeting", () => {
    const last = (level: Parameters<typeof lastMeetingBefore>[2]) =>
      lastMeetingBefore("2027-05-31", meetings, level)?.meeting_on;
    expect([last("immediate"), last("adjusted"), last("legal_force")]).toEqual([
      "2027-05-20",
      "2027-04-22",
      "2027-03-11",
    ]);
    expect(lastMeetingBefore("2027-03-20", meetings, "adjusted")).toBeNull();
  });

  test("the organ that cannot make it is named", () => {
    const organ = { adjustment_days: 7, summons_days: 7, handling_days: 0 };
    const chain = decisionChain("2027-05-31", [
      { organ: "nämnden", meetings: ["2027-05-12"], ...organ },
      { organ: "styrelsen", meetings: ["2027-05-18"], ...organ },
    ]);
    expect(chain).toEqual({ is_feasible: false, failing_organ: "nämnden" });
  });

  test("a plan backwards keeps the standstill clear of Easter", () => {
    const plan = backwardPlan("2027-07-01", {
      implementation_days: 92,
      standstill_days: 10,
      evaluation_days: 30,
      tender_period_days: 30,
      preparation_days: 90,
    });
    expect(plan.latest_award_on).toBe("2027-03-20");
  });

  test("a prior notice shortens when sent 35 days to 12 months before", () => {
    expect(priorNoticeShortens("2026-10-16", "2026-11-20")).toBe(true);
    expect(priorNoticeShortens("2026-10-17", "2026-11-20")).toBe(false);
    expect(priorNoticeShortens("2025-11-19", "2026-11-20")).toBe(false);
  });
});
