import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { cooperation, type Town, town } from "../../support/towns.ts";
import { at, get, lookAtItem, NOW, post, propose, step, type World, world } from "./support.ts";

const admin = testDatabase();
let w: World;
let coordinator: Town;
let boden: Town;
let alvsbyn: Town;
let outsider: Town;
let supplier: Town;

beforeAll(async () => {
  w = await world(admin());
  [coordinator, boden, alvsbyn] = w.members as [Town, Town, Town];
  outsider = await town(admin());
  await cooperation(admin(), [outsider, boden]);
  supplier = await town(admin(), "supplier", "bolag");
});

const names = (page: { picture: { rows: { name: string }[] } }) => page.picture.rows.map((row) => row.name);

describe("who sees what of a pool", () => {
  test("the coordinator sees every member", async () => {
    const page = await lookAtItem(coordinator, w);
    expect(names(page)).toEqual([coordinator.name, boden.name, alvsbyn.name]);
    expect(page.picture.hidden).toBeNull();
    expect(page.totals).toMatchObject({ bought: 2150, used: 2200, overuse: 70, solvable: 20, net_short: 50 });
    expect(page.proposals).toHaveLength(1);
    expect(page.picture.rows.map((row: { cost_minor: number }) => row.cost_minor)).toEqual([
      672_000_00, 216_000_00, 144_000_00,
    ]);
  });

  test("a member sees its own row and the totals; the others are one sum without names", async () => {
    const page = await lookAtItem(boden, w);
    expect(names(page)).toEqual([boden.name]);
    expect(page.totals).toMatchObject({ bought: 2150, used: 2200, overuse: 70 });
    expect(page.picture.hidden).toMatchObject({ count: 2, entitled: 1700, used: 1770, overuse: 70 });
    expect(page.proposals).toEqual([]);
    const text = JSON.stringify(page);
    expect(text).not.toContain(alvsbyn.name);
    expect(text).not.toContain(alvsbyn.id);
    expect(text).not.toContain("1460");
  });

  test("quantities follow volume, money follows price", async () => {
    await alvsbyn.share(w.together, "volume");
    const withVolume = await lookAtItem(boden, w);
    expect(names(withVolume)).toEqual([boden.name, alvsbyn.name]);
    expect(withVolume.picture.rows[1]).toMatchObject({ entitled: 300, used: 310, cost_minor: null });
    await alvsbyn.share(w.together, "price");
    expect((await lookAtItem(boden, w)).picture.rows[1].cost_minor).toBe(144_000_00);
    await admin().query("delete from share where tenant_id = $1 and field_group in ('volume', 'price')", [
      alvsbyn.id,
    ]);
  });

  test("outsider, supplier and invited organisations find nothing, in the database neither", async () => {
    for (const other of [outsider, supplier]) {
      expect(await lookAtItem(other, w)).toBe(404);
      expect((await get("$id.tsx", { of: other, at: at(w) })).status).toBe(404);
      const rows = await other.as(
        (db) => db.selectFrom("licence_item").select("id").where("id", "=", w.item).execute(),
        NOW,
      );
      expect(rows).toEqual([]);
      const locked = await other.as(async (db) => {
        const { sql } = await import("kysely");
        return (await sql`select * from app.lock_licence_pool(${w.item}::uuid)`.execute(db)).rows;
      }, NOW);
      expect(locked).toEqual([]);
    }
  });

  test("row-level security alone keeps members' rows apart", async () => {
    const seen = await boden.as(
      async (db) => ({
        rights: await db
          .selectFrom("entitlement")
          .select("organisation_id")
          .where("item_id", "=", w.item)
          .execute(),
        counts: await db
          .selectFrom("usage_count")
          .select("organisation_id")
          .where("item_id", "=", w.item)
          .execute(),
        purchases: await db
          .selectFrom("licence_purchase")
          .select("id")
          .where("item_id", "=", w.item)
          .execute(),
      }),
      NOW,
    );
    expect(seen.rights).toEqual([{ organisation_id: boden.id }]);
    expect(seen.counts).toEqual([{ organisation_id: boden.id }]);
    expect(seen.purchases).toEqual([]);
  });

  test("a former member sees nothing from the day after it left", async () => {
    await admin().query("update licence_member set leaves_on = '2026-11-19' where organisation_id = $1", [
      alvsbyn.id,
    ]);
    expect(await lookAtItem(alvsbyn, w)).toBe(404);
    expect(await lookAtItem(alvsbyn, w, { now: new Date("2026-11-19T09:00:00Z") })).not.toBe(404);
    await admin().query("update licence_member set leaves_on = null where organisation_id = $1", [
      alvsbyn.id,
    ]);
  });

  test("a loan is seen by its two sides and the coordinator, by no third", async () => {
    const loan = await propose(boden, alvsbyn, w, { quantity: "5" });
    for (const side of [boden, alvsbyn, coordinator])
      expect((await get("loans.$loan.tsx", { of: side, at: { loan } })).status).toBe(200);
    const third = await town(admin());
    await admin().query(
      `insert into licence_member (tenant_id, agreement_id, organisation_id, party_order, joined_on, member_confirmed_at)
       values ($1, $2, $3, 9, '2026-01-01', now())`,
      [coordinator.id, w.agreement, third.id],
    );
    expect((await get("loans.$loan.tsx", { of: third, at: { loan } })).status).toBe(404);
    expect((await step(third, loan, "accept")).status).toBe(404);
    // the coordinator is no side of it and takes no step
    expect((await step(coordinator, loan, "accept")).status).toBe(422);
  });

  test("members change nothing of the joint record; inherited fields say so", async () => {
    for (const part of ["$id_.edit.tsx", "$id_.items.$item_.rights.tsx", "$id_.members.tsx"])
      expect((await post(part, {}, { of: boden, at: at(w) })).status).toBe(404);
    await expect(
      boden.as(
        (db) => db.updateTable("licence_item").set({ name: "x" }).where("id", "=", w.item).execute(),
        NOW,
      ),
    ).resolves.toMatchObject([{ numUpdatedRows: 0n }]);
  });
});

describe("joining", () => {
  test("both confirm: asked, seen only in the invitation, then a member of contract and licences", async () => {
    const asked = await town(admin());
    const add = { organisation: asked.id, role: "party", joined_on: "2026-11-20", own_ends_on: "" };
    expect((await post("$id_.members.tsx", add, { of: coordinator, at: at(w) })).status).toBe(302);
    expect(
      (await (await post("$id_.members.tsx", add, { of: coordinator, at: at(w) })).json()).errors,
    ).toEqual({
      organisation: "taken",
    });
    expect(await lookAtItem(asked, w)).toBe(404);
    const { rows } = await (await get("invitations.tsx", { of: asked })).json();
    expect(rows).toHaveLength(1);
    const answer = { agreement: w.agreement, version: "1", answer: "yes" };
    expect((await post("invitations.tsx", answer, { of: asked })).status).toBe(302);
    expect((await lookAtItem(asked, w)).totals.bought).toBe(2150);
    const contracts = await asked.as(
      (db) => db.selectFrom("contract").select("id").where("id", "=", w.contract).execute(),
      NOW,
    );
    expect(contracts).toHaveLength(1);
  });

  test("whoever leaves the contract leaves the licences on it", async () => {
    const other = await world(admin());
    const member = other.members[1]!;
    await admin().query(
      `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
       values ($1, $2, $3, 'party', '2026-01-01', now())`,
      [other.lead.id, other.contract, member.id],
    );
    await admin().query(
      "update contract_participant set leaves_on = '2026-12-31' where organisation_id = $1",
      [member.id],
    );
    const { rows } = await admin().query(
      "select leaves_on::text from licence_member where organisation_id = $1",
      [member.id],
    );
    expect(rows).toEqual([{ leaves_on: "2026-12-31" }]);
  });
});
