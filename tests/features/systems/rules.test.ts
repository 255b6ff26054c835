import { describe, expect, test } from "vitest";
import { deletionObstacle } from "#app/features/systems/deletion.rules.ts";
import { FIELDS, fieldOf, nextOversight } from "#app/features/systems/fields.rules.ts";
import { choicesOf, fieldsText } from "#app/features/systems/fields.text.ts";
import {
  brokenByEdit,
  isStepBack,
  type LifecycleFacts,
  stepObstacles,
  stepsFrom,
} from "#app/features/systems/lifecycle.rules.ts";
import { SYSTEM_COLUMNS, scopeOf, systemsList } from "#app/features/systems/list.rules.ts";
import { readFields, shownInForm } from "#app/features/systems/systems.form.ts";
import { mayEditUsage } from "#app/features/systems/systems.policy.ts";
import { validityOf } from "#app/features/systems/validity.rules.ts";

const today = "2026-11-21";
const bare: LifecycleFacts = {
  hasSystemOwner: false,
  taken_into_use_on: null,
  phase_out_from_on: null,
  retired_on: null,
  today,
};

describe("lifecycle", () => {
  test.each([
    ["planned", "pilot", {}, "", ["owner_missing"]],
    ["planned", "pilot", { hasSystemOwner: true }, "", []],
    ["planned", "phasing_in", {}, "", []],
    ["planned", "in_operation", {}, "", ["taken_into_use_missing"]],
    ["pilot", "in_operation", { taken_into_use_on: "2026-11-22" }, "", ["taken_into_use_in_future"]],
    ["pilot", "in_operation", { taken_into_use_on: today }, "", []],
    ["in_operation", "phasing_out", {}, "", ["phase_out_missing"]],
    ["in_operation", "phasing_out", { phase_out_from_on: "2027-01-01" }, "", []],
    ["in_operation", "retired", {}, "", ["retired_on_missing", "reason_missing"]],
    ["in_operation", "retired", { retired_on: today }, "ersatt", []],
    ["in_operation", "phasing_in", {}, "  ", ["reason_missing"]],
    ["in_operation", "phasing_in", {}, "fel läge", []],
    ["retired", "in_operation", { taken_into_use_on: today }, "ångrar", ["is_retired"]],
    ["pilot", "pilot", { hasSystemOwner: true }, "", ["same_state"]],
  ] as const)("%s → %s with %j, reason %j: %j", (from, to, facts, reason, expected) => {
    expect(stepObstacles(from, to, { ...bare, ...facts }, reason)).toEqual(expected);
  });

  test("forward may skip, back is back, nothing leads out of retired", () => {
    expect(stepsFrom("pilot")).toEqual(["phasing_in", "in_operation", "phasing_out", "retired", "planned"]);
    expect(stepsFrom("retired")).toEqual([]);
    expect(isStepBack("in_operation", "pilot")).toBe(true);
    expect(isStepBack("pilot", "retired")).toBe(false);
  });

  test("an edit may not take away what the state stands on, but a gap from before may stay", () => {
    const set = { ...bare, taken_into_use_on: "2020-01-01" };
    expect(brokenByEdit("in_operation", set, bare)).toEqual(["taken_into_use_missing"]);
    expect(brokenByEdit("in_operation", bare, bare)).toEqual([]);
    expect(brokenByEdit("in_operation", set, { ...set, taken_into_use_on: "2027-01-01" })).toEqual([
      "taken_into_use_in_future",
    ]);
  });
});

describe("validity", () => {
  const valid = {
    lifecycle: "in_operation" as const,
    taken_into_use_on: "2020-01-01",
    retired_on: null,
    term_ends_on: null,
    counts_as_valid: false,
    today,
  };
  test.each([
    [{}, []],
    [{ taken_into_use_on: "2026-11-22" }, [{ code: "start_not_reached", on: "2026-11-22" }]],
    [{ taken_into_use_on: today }, []],
    [{ term_ends_on: "2026-11-20" }, [{ code: "term_ended", on: "2026-11-20" }]],
    [{ term_ends_on: today }, []],
    [{ retired_on: today }, [{ code: "end_passed", on: today }]],
    [{ retired_on: "2026-11-22" }, []],
    [{ lifecycle: "retired", retired_on: "2026-01-01" }, [{ code: "retired", on: "2026-01-01" }]],
    [{ lifecycle: "planned" }, [{ code: "planned" }]],
    [
      { taken_into_use_on: "2027-01-01", term_ends_on: "2026-01-01" },
      [
        { code: "start_not_reached", on: "2027-01-01" },
        { code: "term_ended", on: "2026-01-01" },
      ],
    ],
  ] as const)("%j: %j", (facts, reasons) => {
    const result = validityOf({ ...valid, ...facts });
    expect(result).toEqual({ isValid: reasons.length === 0, isOverridden: false, reasons });
    const overridden = validityOf({ ...valid, ...facts, counts_as_valid: true });
    expect(overridden).toEqual({ isValid: true, isOverridden: reasons.length > 0, reasons });
  });
});

describe("form", () => {
  const read = (key: string, text: string) => readFields({ [key]: text }, [fieldOf(key)]);
  test.each([
    ["own_name", " Treserva ", "Treserva"],
    ["yearly_minor", "1 234,5", 123450],
    ["yearly_minor", "0,07 kr", 7],
    ["yearly_minor", "89 999 999 999,99", 8999999999999],
    ["user_count", "1 200", 1200],
    ["user_count", "", null],
    ["hosting_country", "se", "SE"],
    ["confidentiality", "4", 4],
    ["taken_into_use_on", "2024-02-29", "2024-02-29"],
    ["dpa_link", "https://diarium.example/1", "https://diarium.example/1"],
    ["note", "rad 1\nrad 2\u0000", "rad 1\nrad 2"],
  ])("%s %j is %j", (key, text, value) => {
    expect(read(key, text)).toEqual({ values: { [key]: value }, errors: {} });
  });

  test.each([
    ["own_name", "  ", "required"],
    ["own_name", "x".repeat(301), "too_long"],
    ["yearly_minor", "-5", "not_an_amount"],
    ["yearly_minor", "1,234", "not_an_amount"],
    ["yearly_minor", "999999999999", "out_of_range"],
    ["user_count", "12,5", "not_a_number"],
    ["cost_year", "26", "out_of_range"],
    ["hosting_country", "Sverige", "not_a_country"],
    ["hosting_form", "moln", "unknown_choice"],
    ["confidentiality", "5", "unknown_choice"],
    ["taken_into_use_on", "2023-02-29", "not_a_day"],
    ["taken_into_use_on", "0001-01-01", "year_out_of_range"],
    ["term_ends_on", "2999-12-31", "year_out_of_range"],
    ["dpa_link", "javascript:alert(1)", "not_an_address"],
    ["unit", "1", "unknown_choice"],
  ])("%s %j is refused: %s", (key, text, code) => {
    expect(read(key, text).errors).toEqual({ [key]: code });
  });

  test("rules between fields", () => {
    const fields = FIELDS.filter((field) => ["dates", "operation", "term"].includes(field.group));
    expect(
      readFields(
        {
          hosting_form: "joint_body",
          taken_into_use_on: "2026-01-01",
          retired_on: "2025-01-01",
          term_ends_on: "2026-01-01",
          notice_on: "2026-02-01",
        },
        fields,
      ).errors,
    ).toEqual({ host_organisation: "host_needed", retired_on: "before_start", notice_on: "after_end" });
  });

  test("what is shown is what is read", () => {
    expect(shownInForm(fieldOf("yearly_minor"), 123450)).toBe("1234,50");
    expect(shownInForm(fieldOf("yearly_minor"), 5)).toBe("0,05");
    expect(shownInForm(fieldOf("yearly_minor"), 100)).toBe("1");
    expect(read("yearly_minor", shownInForm(fieldOf("yearly_minor"), 5)).values.yearly_minor).toBe(5);
  });
});

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2026-11-21", 12, "2027-11-21"],
  ["2026-12-15", 1, "2027-01-15"],
  [null, 12, null],
  ["2026-01-01", null, null],
])("oversight of %s every %j months is next due %s", (last, months, expected) => {
  expect(nextOversight(last, months)).toBe(expected);
});

test.each([
  ["planned", "2020-01-01T00:00:00Z", undefined],
  ["in_operation", "2026-11-01T00:00:00Z", undefined],
  ["in_operation", "2026-09-01T00:00:00Z", "deleteNotText"],
  ["retired", "2026-11-20T00:00:00Z", "deleteRetired"],
] as const)("deleting a record that is %s since %s: %s", (lifecycle, created_at, expected) => {
  const facts = { lifecycle, created_at, now: new Date("2026-11-21T12:00:00Z") };
  expect(deletionObstacle({ ...facts, isFollowed: false, isHostAnswered: false })).toBe(expected);
  if (lifecycle !== "retired")
    expect(deletionObstacle({ ...facts, isFollowed: true, isHostAnswered: false })).toBe("deleteFollowed");
});

describe("policy", () => {
  test.each([
    [["reader"], false, true, false],
    [["editor"], false, true, true],
    [["local_admin"], false, true, true],
    [["editor"], true, true, false],
    [["local_admin", "editor"], false, false, false],
  ] as const)("%j, preview %s, own record %s: may edit %s", (roles, isPreview, isOwn, expected) => {
    const usage = { tenant_id: isOwn ? "a" : "b" };
    expect(mayEditUsage({ roles: [...roles], isPreview }, { id: "a" }, usage)).toBe(expected);
  });
});

describe("list", () => {
  test("scope: own by default, everything in view as", () => {
    expect(scopeOf(new URLSearchParams(), false)).toBe("own");
    expect(scopeOf(new URLSearchParams("scope=shared"), false)).toBe("shared");
    expect(scopeOf(new URLSearchParams("scope=x"), false)).toBe("own");
    expect(scopeOf(new URLSearchParams("scope=own"), true)).toBe("all");
  });

  test("hidden field groups and own-only columns are left out, the core never", () => {
    const keys = (...args: Parameters<typeof systemsList>) =>
      systemsList(...args).columns.map((each) => each.key);
    expect(keys("own", ["price", "core"])).not.toContain("yearly_minor");
    expect(keys("own", ["price", "core"])).toContain("lifecycle");
    expect(keys("shared")).not.toContain("note");
    expect(keys("shared")).toContain("owner");
    expect(keys("own")).not.toContain("owner");
  });

  test("every column and choice has a name in both languages", () => {
    for (const t of [fieldsText.sv, fieldsText.en]) {
      for (const column of SYSTEM_COLUMNS) expect(t.fields[column.key], column.key).toBeTruthy();
      for (const column of SYSTEM_COLUMNS)
        if (column.filter?.kind === "choice")
          for (const value of column.filter.values)
            expect(choicesOf(t, column.key)[value], `${column.key} ${value}`).toBeTruthy();
    }
  });
});
