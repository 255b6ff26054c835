import { describe, expect, test } from "vitest";
import { computeTerm, type OptionInput, type TermInput } from "#app/features/deadlines/term.rules.ts";
import { planCalendar } from "#app/features/reminders/calendar.rules.ts";
import { type Deadline, deadlinesOf } from "#app/features/reminders/contract-deadlines.rules.ts";
import { dueSteps, type ExistingStep, planLadders, readSteps } from "#app/features/reminders/ladder.rules.ts";
import { fixed, options, term } from "../deadlines/terms.ts";

const steps = [365, 180, 90, 30, 7];
const notice = (on: string): Deadline => ({
  kind: "notice",
  deadline_on: on,
  last_on: on,
  then_on: "2028-12-31",
  option_seq: null,
});
const short = (plan: ReturnType<typeof planLadders>) =>
  plan.add.map((step) => `${step.step_days} ${step.due_on} ${step.state}`);

function existing(on: string, states: Record<number, ExistingStep["state"]>): ExistingStep[] {
  return Object.entries(states).map(([days, state]) => ({
    id: `${on} ${days}`,
    deadline_kind: "notice",
    deadline_on: on,
    step_days: Number(days),
    due_on: state === "planned" ? "2030-01-01" : "2026-01-01",
    last_on: on,
    then_on: "2028-12-31",
    state,
  }));
}

describe("planning a ladder", () => {
  test("steps that have passed are skipped, the nearest of them goes at once", () => {
    expect(short(planLadders([notice("2027-02-01")], [], steps, "2026-11-20"))).toEqual([
      "365 2026-02-01 skipped",
      "180 2026-08-05 skipped",
      "90 2026-11-03 planned",
      "30 2027-01-02 planned",
      "7 2027-01-25 planned",
    ]);
  });

  test("planning again changes nothing", () => {
    const there = existing("2027-02-01", {
      365: "skipped",
      180: "skipped",
      90: "sent",
      30: "planned",
      7: "planned",
    });
    expect(planLadders([notice("2027-02-01")], there, steps, "2026-11-20")).toEqual({
      add: [],
      cancel: [],
      correct: [],
    });
  });

  test("a changed day cancels what was planned and plans anew; what was sent stays", () => {
    const there = existing("2027-02-01", { 90: "sent", 30: "planned", 7: "planned" });
    const plan = planLadders([notice("2028-02-01")], there, steps, "2026-11-20");
    expect(plan.cancel).toEqual(["2027-02-01 7", "2027-02-01 30"]);
    expect(plan.add).toHaveLength(5);
  });

  test("a handled ladder is silent, also about new steps; another day wakes it", () => {
    const there = existing("2027-02-01", { 90: "handled", 30: "handled" });
    expect(planLadders([notice("2027-02-01")], there, [...steps, 14], "2026-11-20").add).toEqual([]);
    expect(planLadders([notice("2027-03-01")], there, steps, "2026-11-20").add).toHaveLength(5);
  });

  test("a new step behind one that was sent is not sent", () => {
    const there = existing("2027-02-01", { 30: "sent" });
    expect(short(planLadders([notice("2027-02-01")], there, [90, 30, 7], "2027-01-05"))).toEqual([
      "90 2026-11-03 skipped",
      "7 2027-01-25 planned",
    ]);
  });

  test("a day that is over is not reminded of, one whose last day is still ahead is, and a missed one", () => {
    expect(planLadders([notice("2026-11-19")], [], steps, "2026-11-20").add).toEqual([]);
    const between = { ...notice("2026-11-19"), last_on: "2026-12-19" };
    expect(short(planLadders([between], [], [90, 7], "2026-11-20"))).toEqual([
      "90 2026-08-21 skipped",
      "7 2026-11-12 planned",
    ]);
    const missed = { ...notice("2026-11-19"), kind: "missed" as const };
    expect(short(planLadders([missed], [], steps, "2026-11-20"))).toEqual(["0 2026-11-19 planned"]);
  });
});

test("what a job that stood still sends is the nearest step only", () => {
  const open = existing("2027-02-01", { 90: "planned", 30: "planned" }).map((step) => ({
    ...step,
    due_on: "2026-12-01",
    contract_id: "c",
  }));
  const { send, skip } = dueSteps(open, "2027-01-10");
  expect(send.map((step) => step.step_days)).toEqual([30]);
  expect(skip).toEqual(["2027-02-01 90"]);
  expect(dueSteps(open, "2027-02-02")).toEqual({ send: [], skip: open.map((step) => step.id) });
  const withBuffer = open.map((step) => ({ ...step, last_on: "2027-03-03" }));
  expect(dueSteps(withBuffer, "2027-02-02").send.map((step) => step.step_days)).toEqual([30]);
});

describe("the deadlines of a contract", () => {
  const on = (given: TermInput, day: string, opts: OptionInput[] = []) => {
    const ask = (at: string) => computeTerm(given, opts, [], at);
    return deadlinesOf(ask(day), day, ask).map(({ kind, deadline_on, last_on, then_on }) =>
      [kind, deadline_on, last_on, then_on].join(" "),
    );
  };

  test("notice, with what follows when nobody gives it", () => {
    expect(on(term({ admin_buffer_days: 30 }), "2026-03-01")).toEqual([
      "notice 2026-08-31 2026-09-30 2027-12-31",
    ]);
  });

  test("a missed notice date is a task, and the next one stands beside it", () => {
    expect(on(term(), "2026-10-01")).toEqual([
      "notice 2027-09-30 2027-09-30 2028-12-31",
      "missed 2026-09-30 2026-09-30 2027-12-31",
    ]);
    expect(on(term(), "2027-02-01")).toEqual(["notice 2027-09-30 2027-09-30 2028-12-31"]);
  });

  test("an option and the end that comes without it", () => {
    const contract = fixed({ starts_on: "2025-03-01", initial_length: 24 });
    expect(on(contract, "2026-11-20", options(2))).toEqual([
      "option 2026-11-28 2026-11-30 2027-02-28",
      "end 2027-02-28 2027-02-28 2027-02-28",
    ]);
    expect(on(contract, "2026-12-01", options(2))).toEqual(["end 2027-02-28 2027-02-28 2027-02-28"]);
  });

  test("nothing is known, nothing is promised; nothing about what has ended", () => {
    expect(on(term({ starts_on: null, notice_anchor: "unknown" }), "2026-03-01")).toEqual([]);
    expect(on(fixed({ starts_on: "2020-01-01" }), "2026-03-01")).toEqual([]);
  });
});

describe("the calendar's events", () => {
  const entry = (on: string) => ({ ...notice(on), id: on, cancelled_on: null });

  test("a day ahead moves and keeps its event; one that has passed stays", () => {
    expect(planCalendar([notice("2027-05-01")], [entry("2027-02-01")], "2026-11-20")).toEqual({
      add: [],
      change: [{ id: "2027-02-01", to: notice("2027-05-01") }],
      cancel: [],
    });
    expect(planCalendar([notice("2027-05-01")], [entry("2026-02-01")], "2026-11-20")).toMatchObject({
      change: [],
      add: [{}],
    });
  });

  test("what is gone is cancelled, what is the same is left alone", () => {
    expect(planCalendar([], [entry("2027-02-01"), entry("2026-01-01")], "2026-11-20").cancel).toEqual([
      "2027-02-01",
    ]);
    expect(planCalendar([notice("2027-02-01")], [entry("2027-02-01")], "2026-11-20")).toEqual({
      add: [],
      change: [],
      cancel: [],
    });
  });
});

test("steps as people write them", () => {
  expect(readSteps("30, 7;90 180")).toEqual([180, 90, 30, 7]);
  expect(readSteps("")).toEqual([]);
  for (const wrong of ["en vecka", "-7", "3651", "1,2,3,4,5,6,7,8,9,10,11,12,13", "7.5"])
    expect(readSteps(wrong), wrong).toBeNull();
});

describe("a known end of which the terms do not say what comes after", () => {
  const seen = (more: Partial<TermInput>, day = "2026-11-20") => {
    const input = { ...term(), ...more };
    const ask = (on: string) => computeTerm(input, [], [], on);
    return deadlinesOf(ask(day), day, ask).map(({ kind, deadline_on }) => `${kind} ${deadline_on}`);
  };
  const list = {
    starts_on: null,
    initial_length: null,
    initial_unit: null,
    ends_on: "2027-05-31",
    renewal_kind: "unknown",
    renewal_length: null,
    renewal_unit: null,
    notice_length: null,
    notice_unit: null,
    notice_anchor: "unknown",
  } as const;

  test("an end date and nothing more, as most lists have it", () => {
    expect(seen(list)).toEqual(["unclear 2027-05-31"]);
    expect(seen({ ...list, starts_on: "2024-06-01" })).toEqual(["unclear 2027-05-31"]);
  });

  test("renewed by itself, but nobody knows until when notice can be given", () => {
    const tacit = { renewal_kind: "tacit", renewal_length: 12, renewal_unit: "months" } as const;
    expect(seen({ ...list, ...tacit, starts_on: "2024-06-01" })).toEqual(["unclear 2027-05-31"]);
  });

  test("what is known is not unclear", () => {
    expect(seen({}, "2026-03-01")).toEqual([expect.stringMatching(/^notice /)]);
    expect(seen({ ...list, starts_on: "2024-06-01", renewal_kind: "none" })).toEqual(["end 2027-05-31"]);
    expect(seen({ ...list, starts_on: "2024-06-01", ends_on: null, is_open_ended: true })).toEqual([]);
  });
});
