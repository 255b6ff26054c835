import { describe, expect, test } from "vitest";
import {
  type DoneStep,
  isAsLeft,
  planTransfer,
  type TransferableRole,
} from "#app/features/roles/transfer.rules.ts";

const day = "2026-07-01";
const role = (more: Partial<TransferableRole> = {}): TransferableRole => ({
  id: "r1",
  usage_id: "lifecare",
  role_type: "system_owner",
  from_on: "2020-01-01",
  to_on: null,
  ...more,
});

interface Case {
  name: string;
  role: TransferableRole;
  target?: TransferableRole[];
  move: [outcome: string, from: string | null] | null;
  copy: [outcome: string, from: string | null] | null;
}
const cases: Case[] = [
  { name: "a role that goes on", role: role(), move: ["given", day], copy: ["given", day] },
  {
    name: "a role with an end later on",
    role: role({ to_on: "2026-12-31" }),
    move: ["given", day],
    copy: ["given", day],
  },
  {
    name: "a role that ends on the day",
    role: role({ to_on: day }),
    move: ["given", day],
    copy: ["given", day],
  },
  { name: "a role that is over by then", role: role({ to_on: "2026-06-30" }), move: null, copy: null },
  {
    name: "a role that begins on the day",
    role: role({ from_on: day }),
    move: ["handed_over", null],
    copy: ["given", day],
  },
  {
    name: "a role that begins later",
    role: role({ from_on: "2026-09-01" }),
    move: ["handed_over", null],
    copy: ["given", "2026-09-01"],
  },
  {
    name: "the new person has it already",
    role: role(),
    target: [role({ id: "t1", from_on: "2025-01-01" })],
    move: ["already_held", null],
    copy: ["already_held", null],
  },
  {
    name: "the new person has it, but not for as long",
    role: role(),
    target: [role({ id: "t1", to_on: "2026-12-31" })],
    move: ["given", day],
    copy: ["given", day],
  },
  {
    name: "the new person has it as long as it is held",
    role: role({ to_on: "2026-12-31" }),
    target: [role({ id: "t1", to_on: "2026-12-31" })],
    move: ["already_held", null],
    copy: ["already_held", null],
  },
  {
    name: "the new person gets it later",
    role: role(),
    target: [role({ id: "t1", from_on: "2026-08-01" })],
    move: ["given", day],
    copy: ["given", day],
  },
  {
    name: "the new person has another role there, and the role elsewhere",
    role: role(),
    target: [role({ id: "t1", role_type: "system_manager" }), role({ id: "t2", usage_id: "platina" })],
    move: ["given", day],
    copy: ["given", day],
  },
];

describe("what a transfer does with a role", () => {
  test.each(cases)("$name", ({ role: held, target = [], move, copy }) => {
    const [moved] = planTransfer([held], target, { mode: "move", day });
    const [copied] = planTransfer([held], target, { mode: "copy", day });
    expect(moved ? [moved.outcome, moved.given_from_on] : null).toEqual(move);
    expect(copied ? [copied.outcome, copied.given_from_on] : null).toEqual(copy);
  });
});

describe("whether a transfer can be taken back", () => {
  const run = { mode: "move" as const, person_id: "anna", to_person_id: "bo", dayBefore: "2026-06-30" };
  const given: DoneStep = {
    outcome: "given",
    given_from_on: day,
    old_to_on: null,
    before: { person_id: "anna", to_on: "2026-06-30" },
    given: { person_id: "bo", from_on: day, to_on: null },
  };
  const handedOver: DoneStep = {
    outcome: "handed_over",
    given_from_on: null,
    old_to_on: null,
    before: { person_id: "bo", to_on: null },
    given: null,
  };
  const alreadyHeld: DoneStep = { ...given, outcome: "already_held", given_from_on: null, given: null };
  const copied: DoneStep = { ...given, before: { person_id: "anna", to_on: "2027-01-01" } };

  test.each<[string, DoneStep, boolean]>([
    ["as it was left", given, true],
    ["the new role was removed", { ...given, given: null }, false],
    ["the new role was ended", { ...given, given: { ...given.given!, to_on: "2026-08-01" } }, false],
    [
      "the new role went on to somebody else",
      { ...given, given: { ...given.given!, person_id: "eva" } },
      false,
    ],
    ["the old role was removed", { ...given, before: null }, false],
    ["the old role goes on again", { ...given, before: { person_id: "anna", to_on: null } }, false],
    ["handed over", handedOver, true],
    ["handed over and on again", { ...handedOver, before: { person_id: "eva", to_on: null } }, false],
    ["handed over and ended", { ...handedOver, before: { person_id: "bo", to_on: day } }, false],
    ["only ended", alreadyHeld, true],
    ["only ended, and taken up again", { ...alreadyHeld, before: { person_id: "anna", to_on: null } }, false],
  ])("%s", (_name, step, answer) => {
    expect(isAsLeft(step, run)).toBe(answer);
  });

  test("a copy stands whatever becomes of the first holder's role", () => {
    expect(isAsLeft(copied, { ...run, mode: "copy" })).toBe(true);
    expect(isAsLeft({ ...copied, given: null }, { ...run, mode: "copy" })).toBe(false);
  });
});
