import { describe, expect, test } from "vitest";
import {
  type Assignment,
  type Deputyship,
  holdersOn,
  recipientsOn,
} from "#app/features/roles/holding.rules.ts";

const role = (personId: string, more: Partial<Assignment> = {}): Assignment => ({
  usageId: "lifecare",
  roleType: "system_owner",
  personId,
  fromOn: "2026-01-01",
  toOn: null,
  ...more,
});
const standsIn = (personId: string, deputyPersonId: string, more: Partial<Deputyship> = {}): Deputyship => ({
  personId,
  deputyPersonId,
  roleType: null,
  fromOn: "2026-07-06",
  toOn: "2026-07-19",
  ...more,
});
const anna = role("anna");
const bo = role("bo");
const annaToMarch = role("anna", { toOn: "2026-03-31" });
const boForAnna = standsIn("anna", "bo");

interface Case {
  name: string;
  day: string;
  roles: Assignment[];
  deputies?: Deputyship[];
  /** Who acts, "deputy for holder". */
  acts: string[];
  /** Who is told; the same when left out. */
  told?: string[];
}

const cases: Case[] = [
  { name: "before the first day", day: "2025-12-31", roles: [anna], acts: [] },
  { name: "on the first day", day: "2026-01-01", roles: [anna], acts: ["anna"] },
  { name: "on the last day", day: "2026-03-31", roles: [annaToMarch], acts: ["anna"] },
  { name: "on the day after", day: "2026-04-01", roles: [annaToMarch], acts: [] },
  {
    name: "a role of one day",
    day: "2026-05-01",
    roles: [role("anna", { fromOn: "2026-05-01", toOn: "2026-05-01" })],
    acts: ["anna"],
  },
  { name: "two holders", day: "2026-02-01", roles: [anna, bo], acts: ["anna", "bo"] },
  {
    name: "the same holder twice",
    day: "2026-02-01",
    roles: [anna, role("anna", { fromOn: "2026-01-15" })],
    acts: ["anna"],
  },
  {
    name: "the day before the deputy",
    day: "2026-07-05",
    roles: [anna],
    deputies: [boForAnna],
    acts: ["anna"],
  },
  {
    name: "the deputy's first day",
    day: "2026-07-06",
    roles: [anna],
    deputies: [boForAnna],
    acts: ["anna", "bo for anna"],
    told: ["bo for anna"],
  },
  {
    name: "the deputy's last day",
    day: "2026-07-19",
    roles: [anna],
    deputies: [boForAnna],
    acts: ["anna", "bo for anna"],
    told: ["bo for anna"],
  },
  {
    name: "the day after the deputy nothing is left behind",
    day: "2026-07-20",
    roles: [anna],
    deputies: [boForAnna],
    acts: ["anna"],
  },
  {
    name: "a deputy of another role",
    day: "2026-07-10",
    roles: [anna],
    deputies: [standsIn("anna", "bo", { roleType: "contract_manager" })],
    acts: ["anna"],
  },
  {
    name: "a deputy of just this role",
    day: "2026-07-10",
    roles: [anna],
    deputies: [standsIn("anna", "bo", { roleType: "system_owner" })],
    acts: ["anna", "bo for anna"],
    told: ["bo for anna"],
  },
  {
    name: "two deputies",
    day: "2026-07-10",
    roles: [anna],
    deputies: [boForAnna, standsIn("anna", "cecilia")],
    acts: ["anna", "bo for anna", "cecilia for anna"],
    told: ["bo for anna", "cecilia for anna"],
  },
  {
    name: "a deputy's deputy inherits nothing",
    day: "2026-07-10",
    roles: [anna],
    deputies: [boForAnna, standsIn("bo", "cecilia")],
    acts: ["anna", "bo for anna"],
    told: ["bo for anna"],
  },
  {
    name: "two who stand in for each other",
    day: "2026-07-10",
    roles: [anna, bo],
    deputies: [boForAnna, standsIn("bo", "anna")],
    acts: ["anna", "bo"],
    told: ["bo for anna", "anna for bo"],
  },
  {
    name: "a deputy who holds the role as well is told as holder",
    day: "2026-07-10",
    roles: [anna, bo],
    deputies: [boForAnna],
    acts: ["anna", "bo"],
    told: ["bo"],
  },
  {
    name: "a deputy for somebody whose role is over",
    day: "2026-07-10",
    roles: [annaToMarch],
    deputies: [boForAnna],
    acts: [],
  },
  {
    name: "a deputy for somebody without a role here",
    day: "2026-07-10",
    roles: [anna],
    deputies: [standsIn("david", "bo")],
    acts: ["anna"],
  },
  {
    name: "one of two holders is away",
    day: "2026-07-10",
    roles: [anna, role("david")],
    deputies: [boForAnna],
    acts: ["anna", "david", "bo for anna"],
    told: ["david", "bo for anna"],
  },
];

const words = (holders: ReturnType<typeof holdersOn>) =>
  holders.map((each) => (each.forPersonId ? `${each.personId} for ${each.forPersonId}` : each.personId));

describe("who acts in a role on a day, and who is told", () => {
  test.each(cases)("$name ($day)", ({ day, roles, deputies = [], acts, told = acts }) => {
    expect(words(holdersOn(day, roles, deputies))).toEqual(acts);
    expect(words(recipientsOn(day, roles, deputies))).toEqual(told);
  });

  test("roles and records are kept apart", () => {
    const roles = [anna, role("anna", { usageId: "platina" }), role("anna", { roleType: "system_manager" })];
    const deputies = [standsIn("anna", "bo", { roleType: "system_owner" })];
    const acting = holdersOn("2026-07-10", roles, deputies).filter((each) => each.forPersonId);
    expect(acting.map((each) => [each.usageId, each.roleType])).toEqual([
      ["lifecare", "system_owner"],
      ["platina", "system_owner"],
    ]);
  });
});
