import { beforeAll, describe, expect, test } from "vitest";
import { at, get, post, type World, world } from "../features/licences/support.ts";
import { testDatabase } from "../support/database.ts";
import { type Town, town } from "../support/towns.ts";

/** Strangers and former members of a licence pool: what they write must not stand in anybody's sums. */
const admin = testDatabase();
let w: World;
let member: Town;
let former: Town;
let outsider: Town;
beforeAll(async () => {
  w = await world(admin());
  [, member, former] = w.members as [Town, Town, Town];
  outsider = await town(admin());
  await admin().query("update licence_member set leaves_on = '2026-11-10' where organisation_id = $1", [
    former.id,
  ]);
});

const count = (of: Town) =>
  of.as((db) =>
    db
      .insertInto("usage_count")
      .values({
        ...{ tenant_id: of.id, coordinator_id: w.lead.id, agreement_id: w.agreement, item_id: w.item },
        ...{
          organisation_id: of.id,
          quantity: 999,
          counted_on: "2026-11-01",
          source: "manual",
          confirmed_by: "Kim",
        },
      })
      .execute(),
  );
const assign = (of: Town) =>
  of.as((db) =>
    db
      .insertInto("allocation")
      .values({
        ...{ tenant_id: of.id, coordinator_id: w.lead.id, item_id: w.item, unit_id: null, label: "x" },
        ...{ quantity: 999, valid_from: "2026-01-01", valid_to: null },
      })
      .execute(),
  );

describe("counts and assignments", () => {
  test("are written by members of today, by the database's word too", async () => {
    for (const of of [former, outsider]) {
      await expect(count(of)).rejects.toThrow(/row-level security/);
      await expect(assign(of)).rejects.toThrow(/row-level security/);
      for (const intent of ["assign", "count", "confirm", "remove"]) {
        const form = { intent, label: "x", quantity: "5", used: "5", counted_on: "2026-11-01" };
        expect((await post("$id_.items.$item_.own.tsx", form, { of, at: at(w) })).status).toBe(404);
      }
      for (const part of [
        "$id.tsx",
        "$id_.items.$item.tsx",
        "$id_.items.$item_.own.tsx",
        "$id_.items.$item_.true-up.tsx",
      ])
        expect((await get(part, { of, at: at(w) })).status, part).toBe(404);
    }
    await count(member);
    await assign(member);
  });
});
