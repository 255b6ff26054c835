import { describe, expect, test } from "vitest";
import { NEVER_DUE, packed } from "#app/features/contracts/window.rules.ts";
import { unpack } from "#app/features/radar/packed.rules.ts";
import { asSeen } from "#app/features/radar/windows.rules.ts";
import { randomOf } from "../../support/random.ts";

const MEMBERS = ["first", "second", "third"];
const DAY = 20_778; // 2026-11-21

type Sent = ReturnType<typeof made>;

/** Any window: ends at any distance, acts before, on or after their end or none at all, with and without free notice. */
function made(random: (below: number) => number) {
  const whole = (least: number, most: number) => least + random(most - least + 1);
  let end = DAY + whole(-900, 900);
  const ends = Array.from({ length: whole(0, 40) }, () => (end += whole(1, 400)));
  return {
    ends,
    due: ends.map((day) => (random(5) === 0 ? NEVER_DUE : day - whole(-40, 800))),
    free_end_days: random(3) === 0 ? whole(0, 400) : null,
    is_unlimited: random(2) === 0,
    position: whole(1, MEMBERS.length),
    contractId: `00000000-0000-7000-8000-${String(whole(0, 999_999_999_999)).padStart(12, "0")}`,
  };
}

function seen({ contractId, position, is_unlimited, free_end_days, ends, due }: Sent) {
  const organisationId = MEMBERS[position - 1]!;
  const window = {
    contractId,
    organisationId,
    isUnlimited: is_unlimited,
    freeDays: free_end_days,
    ends,
    due,
  };
  return asSeen(window, DAY) ?? [];
}

describe("windows as the text that is sent", () => {
  test("what is packed is read as it was computed, whatever the ends and acts", () => {
    const random = randomOf(2080);
    for (let round = 0; round < 500; round++) {
      const sent = Array.from({ length: 1 + (round % 6) }, () => made(random)).filter((one) => packed(one));
      const text = sent.map((one) => `${one.contractId}|${one.position}|${packed(one)}`).join(";");
      expect(unpack(text, MEMBERS, DAY)).toEqual(sent.flatMap(seen));
    }
  });

  test("ends that lie behind or can no longer be reached are left out, and a contract without any", () => {
    const id = "00000000-0000-7000-8000-000000000001";
    const text = (ends: number[], due: number[]) =>
      `${id}|2|${packed({ ends, due, free_end_days: null, is_unlimited: false })}`;
    expect(unpack(text([DAY - 1], [NEVER_DUE]), MEMBERS, DAY)).toEqual([]);
    expect(unpack(text([DAY + 90], [DAY - 1]), MEMBERS, DAY)).toEqual([]);
    expect(
      unpack(text([DAY - 1, DAY + 30, DAY + 395], [NEVER_DUE, DAY - 60, DAY + 305]), MEMBERS, DAY),
    ).toEqual([
      {
        contractId: id,
        organisationId: "second",
        from: DAY + 305,
        to: DAY + 395,
        ends: [DAY + 395],
        freeFrom: null,
      },
    ]);
  });
});
