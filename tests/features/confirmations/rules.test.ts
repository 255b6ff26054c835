import { describe, expect, test } from "vitest";
import { readWeights, roundForm } from "#app/features/confirmations/confirmations.form.ts";
import { mayConfirm, mayRunRounds, maySetWeights } from "#app/features/confirmations/confirmations.policy.ts";
import {
  addDays,
  escalatesOn,
  progressByUnit,
  roundState,
  rowState,
  sealOf,
  sumOf,
} from "#app/features/confirmations/confirmations.rules.ts";
import { errorCodes } from "#app/features/organisations/organisations.form.ts";
import { completeness, STANDARD_WEIGHTS, WEIGHED_FIELDS } from "#app/features/systems/completeness.rules.ts";

const round = {
  opens_on: "2026-11-21",
  closes_on: "2026-12-20",
  escalate_after_days: 14,
  opened_at: "2026-11-21T08:00:00Z",
  closed_at: null,
};

describe("a round's state", () => {
  test.each([
    ["never opened", { opened_at: null }, "2026-12-31", "draft"],
    ["opened today", {}, "2026-11-21", "open"],
    ["its last day", {}, "2026-12-20", "open"],
    ["the day after", {}, "2026-12-21", "closed"],
    ["closed by hand", { closed_at: "2026-12-01T08:00:00Z" }, "2026-12-02", "closed"],
  ] as const)("%s", (_what, over, today, expected) => {
    expect(roundState({ ...round, ...over }, today)).toBe(expected);
  });

  test.each([
    [null, "2026-12-04", "waiting"],
    [null, "2026-12-05", "escalated"],
    ["confirmed", "2026-12-05", "confirmed"],
    ["corrected", "2026-12-05", "corrected"],
  ] as const)("a row with answer %s on %s", (answer, today, expected) => {
    expect(rowState(answer, round, today)).toBe(expected);
  });

  test("days over the turn of month and leap year", () => {
    expect(escalatesOn(round)).toBe("2026-12-05");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
});

test("progress counts by unit; what was retired unanswered is not waited for", () => {
  const rows = progressByUnit([
    { unit: "Öppenvård", answer: "confirmed", isRetired: false, completeness: 1 },
    { unit: null, answer: null, isRetired: false, completeness: 0.25 },
    { unit: "Barn", answer: "corrected", isRetired: true, completeness: 0.25 },
    { unit: "Öppenvård", answer: null, isRetired: false, completeness: 0.5 },
    { unit: "Öppenvård", answer: null, isRetired: true, completeness: 0 },
  ]);
  expect(rows).toEqual([
    { unit: "Barn", total: 1, confirmed: 0, corrected: 1, unanswered: 0, completeness: 0.25 },
    { unit: "Öppenvård", total: 2, confirmed: 1, corrected: 0, unanswered: 1, completeness: 0.75 },
    { unit: null, total: 1, confirmed: 0, corrected: 0, unanswered: 1, completeness: 0.25 },
  ]);
  expect(sumOf(rows)).toEqual({
    total: 4,
    confirmed: 1,
    corrected: 1,
    unanswered: 2,
    completeness: 0.5,
  });
  const uncounted = rows.map((row) => ({ ...row, completeness: null }));
  expect(sumOf(uncounted).completeness).toBeNull();
});

test("the seal", () => {
  expect(sealOf({ confirmed_on: null, needs_check_since: null })).toBe("never");
  expect(sealOf({ confirmed_on: "2026-01-01", needs_check_since: null })).toBe("confirmed");
  expect(sealOf({ confirmed_on: "2026-01-01", needs_check_since: new Date(0) })).toBe("needs_check");
});

describe("completeness", () => {
  const two = {
    hosting_form: { weight: 3, countsUnknown: false },
    contains_ai: { weight: 1, countsUnknown: false },
  };
  test("is the filled share of the weights, the heaviest missing first", () => {
    expect(completeness({ hosting_form: "saas" }, two)).toEqual({ share: 0.75, missing: ["contains_ai"] });
    expect(completeness({}, two)).toEqual({ share: 0, missing: ["hosting_form", "contains_ai"] });
    expect(completeness({ hosting_form: "saas", contains_ai: "no" }, two).share).toBe(1);
  });

  test("unknown counts only where allowed", () => {
    const values = { hosting_form: "saas", contains_ai: "unknown" };
    expect(completeness(values, two).share).toBe(0.75);
    const allowed = { ...two, contains_ai: { weight: 1, countsUnknown: true } };
    expect(completeness(values, allowed).share).toBe(1);
  });

  test("zero is a value; nothing weighed is no share; a hidden group does not count", () => {
    const users = { user_count: { weight: 1, countsUnknown: false } };
    expect(completeness({ user_count: 0 }, users).share).toBe(1);
    expect(completeness({}, {}).share).toBeNull();
    expect(completeness({ hosting_form: "saas" }, two, ["classification"]).share).toBe(1);
  });

  test("the standard weighs existing fields only, and something", () => {
    expect(Object.keys(STANDARD_WEIGHTS)).toEqual(WEIGHED_FIELDS.map((field) => field.key));
    expect(completeness({}, STANDARD_WEIGHTS).missing).toContain("system_owner");
  });

  test("weights as typed: 0–10, unknown only where the field has it", () => {
    const form = new FormData();
    form.set("weight:hosting_form", "11");
    form.set("weight:contains_ai", " 4 ");
    form.set("unknown:contains_ai", "on");
    form.set("unknown:hosting_form", "on");
    const { weights, errors } = readWeights(form);
    expect(errors).toEqual({ "weight:hosting_form": "weight_wrong" });
    expect(weights.contains_ai).toEqual({ weight: 4, countsUnknown: true });
    expect(weights.hosting_form!.countsUnknown).toBe(false);
  });
});

describe("the form of a round", () => {
  const typed = {
    name: "Årlig genomgång",
    opens_on: "2026-11-21",
    closes_on: "2026-12-20",
    unit_id: "",
    escalate_after_days: "14",
    escalate_to_person_id: "01900000-0000-7000-8000-000000000000",
  };
  const errorsOf = (over: Partial<typeof typed>) => {
    const read = roundForm("2026-11-21").safeParse({ ...typed, ...over });
    return read.success ? {} : errorCodes(read.error);
  };
  test.each([
    [{}, {}],
    [{ name: " " }, { name: "name_missing" }],
    [{ closes_on: "2026-11-20" }, { closes_on: "closes_before_opening" }],
    [{ opens_on: "2026-11-01", closes_on: "2026-11-21" }, { closes_on: "closes_in_past" }],
    [{ closes_on: "2026-02-30" }, { closes_on: "not_a_day" }],
    [{ escalate_after_days: "0" }, { escalate_after_days: "days_wrong" }],
    [{ escalate_after_days: "1e2" }, { escalate_after_days: "days_wrong" }],
    [{ unit_id: "'; drop" }, { unit_id: "unit_wrong" }],
    [{ escalate_to_person_id: "" }, { escalate_to_person_id: "person_missing" }],
  ])("%j", (over, expected) => {
    expect(errorsOf(over)).toEqual(expected);
  });
});

describe("who may", () => {
  const place = { id: "a", kind: "municipality" as const };
  const usage = { tenant_id: "a", lifecycle: "in_operation" };
  const who = (...roles: ("reader" | "editor" | "local_admin")[]) => ({ roles, isPreview: false });
  test("run rounds: editors and administrators, not suppliers, not in view as", () => {
    expect(mayRunRounds(who("reader"), place)).toBe(false);
    expect(mayRunRounds(who("editor"), place)).toBe(true);
    expect(mayRunRounds(who("local_admin"), place)).toBe(true);
    expect(mayRunRounds(who("editor"), { kind: "supplier" })).toBe(false);
    expect(mayRunRounds({ roles: ["editor"], isPreview: true }, place)).toBe(false);
    expect(maySetWeights(who("editor"), place)).toBe(false);
    expect(maySetWeights(who("local_admin"), place)).toBe(true);
  });
  test("confirm: the owner or an editor, own records that are not retired", () => {
    expect(mayConfirm(who("reader"), place, usage, false)).toBe(false);
    expect(mayConfirm(who("reader"), place, usage, true)).toBe(true);
    expect(mayConfirm(who("editor"), place, usage, false)).toBe(true);
    expect(mayConfirm(who("editor"), { id: "b" }, usage, true)).toBe(false);
    expect(mayConfirm(who("editor"), place, { ...usage, lifecycle: "retired" }, true)).toBe(false);
  });
});
