import { describe, expect, test } from "vitest";
import { departureForm, errorCodes } from "#app/features/cooperations/cooperations.form.ts";
import {
  canCoordinate,
  canDecideForOrganisation,
  canReadSharing,
} from "#app/features/cooperations/cooperations.policy.ts";
import { joiningDay, memberState } from "#app/features/cooperations/cooperations.rules.ts";
import { inARow } from "#app/features/cooperations/names.ts";
import {
  groupsByOrganisation,
  type OpenShare,
  reachOf,
  type SharingCircle,
} from "#app/features/cooperations/sharing.rules.ts";

const today = "2026-06-15";
const dates = (more: object) => ({
  from_on: "2026-01-01",
  ended_on: null,
  joined_on: "2026-01-02",
  leaves_on: null,
  ...more,
});

test.each([
  [{}, "member"],
  [{ joined_on: null }, "invited"],
  [{ joined_on: "2026-07-01" }, "upcoming"],
  [{ from_on: "2026-07-01" }, "upcoming"],
  [{ leaves_on: "2026-06-16" }, "leaving"],
  [{ ended_on: "2026-12-31" }, "leaving"],
  [{ leaves_on: today }, "left"],
  [{ ended_on: today }, "ended"],
  [{ ended_on: today, leaves_on: today }, "ended"],
  [{ joined_on: null, ended_on: "2026-06-01" }, "ended"],
] as const)("a membership with %j is: %s", (more, state) => {
  expect(memberState(dates(more), today)).toBe(state);
});

test("a yes takes effect at once, or on the cooperation's own first day", () => {
  expect(joiningDay("2026-01-01", today)).toBe(today);
  expect(joiningDay("2026-08-01", today)).toBe("2026-08-01");
});

test.each([
  ["2026-06-15", undefined],
  ["2026-06-14", "day_past"],
  ["2036-06-28", undefined],
  ["2036-06-29", "day_far"],
  ["2026-02-30", "day_wrong"],
  ["", "day_wrong"],
])("leaving on %j: %s", (day, code) => {
  const read = departureForm(today).safeParse({ day });
  expect(read.success ? undefined : errorCodes(read.error).day).toBe(code);
});

describe("whom a share reaches", () => {
  const [nybro, kalmar, boden] = ["Nybro", "Kalmar", "Boden"].map((name) => ({ id: name, name }));
  const circles: SharingCircle[] = [
    {
      id: "all",
      name: "Alla",
      cooperation_name: "Länet",
      is_everyone: true,
      organisations: [nybro!, kalmar!],
    },
    { id: "maps", name: "Kartor", cooperation_name: "Länet", is_everyone: false, organisations: [kalmar!] },
    { id: "north", name: "Alla", cooperation_name: "Norr", is_everyone: true, organisations: [boden!] },
  ];
  const share = (circle_id: string, field_group: OpenShare["field_group"]): OpenShare => ({
    circle_id,
    field_group,
    from_on: today,
  });

  test("who gets it through another circle anyway is not touched", () => {
    const reach = reachOf(circles, [share("maps", "price")], { circleId: "all", group: "price" });
    expect(reach.touched).toEqual([nybro]);
    expect(reach.untouched).toEqual([{ ...kalmar, through: ["Länet: Kartor"] }]);
  });

  test("the circle's own share does not count as another way", () => {
    const reach = reachOf(circles, [share("all", "price")], { circleId: "all", group: "price" });
    expect(reach.touched).toEqual([nybro, kalmar]);
  });

  test("per organisation all circles count, and without the core group nothing is seen", () => {
    const shares = [share("all", "core"), share("maps", "price"), share("north", "price")];
    expect(groupsByOrganisation(circles, shares)).toEqual([
      { ...boden, groups: [] },
      { ...kalmar, groups: ["core", "price"] },
      { ...nybro, groups: ["core"] },
    ]);
  });
});

test("who may decide", () => {
  const municipality = { id: "a", kind: "municipality" } as const;
  const actor = (roles: string[], isPreview = false) => ({ roles, isPreview });
  expect(canDecideForOrganisation(actor(["local_admin"]), municipality)).toBe(true);
  expect(canDecideForOrganisation(actor(["editor"]), municipality)).toBe(false);
  expect(canDecideForOrganisation(actor(["local_admin"], true), municipality)).toBe(false);
  expect(canDecideForOrganisation(actor(["local_admin"]), { kind: "supplier" })).toBe(false);
  expect(canCoordinate(actor(["local_admin"]), municipality, { tenant_id: "b" })).toBe(false);
  expect(canCoordinate(actor(["local_admin"]), municipality, { tenant_id: "a" })).toBe(true);
  expect(canReadSharing(actor(["reader"]), municipality)).toBe(true);
  expect(canReadSharing(actor(["reader"], true), municipality)).toBe(false);
});

test("names in a row", () => {
  expect([inARow([], "och"), inARow(["A"], "och"), inARow(["A", "B", "C"], "och")]).toEqual([
    "",
    "A",
    "A, B och C",
  ]);
});
