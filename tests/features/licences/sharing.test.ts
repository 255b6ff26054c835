import { beforeAll, describe, expect, test } from "vitest";
import { listMembers } from "#app/features/licences/licences.server.ts";
import { testDatabase } from "../../support/database.ts";
import { cooperation, type Town, town } from "../../support/towns.ts";
import { at, get, lookAtItem, NOW, post, propose, sentence, step, type World, world } from "./support.ts";

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

/** Every number in an answer, however deep; numbers written as text too. */
function numbersIn(value: unknown): number[] {
  if (value === null || typeof value !== "object")
    return /^-?\d+$/.test(String(value)) ? [Number(value)] : [];
  return Object.values(value).flatMap(numbersIn);
}

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

  test("who said no to taking part is told to the coordinator alone", async () => {
    const own = await world(admin(), { rights: [100, 100, 100], used: [90, 90, 90] });
    const [lead, reader] = own.members as [Town, Town, Town];
    const asked = await town(admin());
    await admin().query(
      `insert into licence_member (tenant_id, agreement_id, organisation_id, role, party_order, joined_on,
         member_declined_at) values ($1, $2, $3, 'party', 9, '2026-01-01', now())`,
      [lead.id, own.agreement, asked.id],
    );
    const told = async (viewer: Town) =>
      (await viewer.as((db) => listMembers(db, own.agreement), NOW)).map((member) => member.organisation_id);
    expect(await told(lead)).toContain(asked.id);
    expect(await told(reader)).toContain(lead.id);
    expect(await told(reader)).not.toContain(asked.id);
    expect(await told(asked)).toEqual([asked.id]);
  });

  test("a member sees its own row and the totals; three or more others are one sum without names", async () => {
    const many = await world(admin(), { rights: [1400, 450, 300, 111], used: [1460, 430, 310, 99] });
    const reader = many.members[1]!;
    const page = await lookAtItem(reader, many);
    expect(names(page)).toEqual([reader.name]);
    expect(page.totals).toMatchObject({ bought: 2261, used: 2299, overuse: 70 });
    expect(page.picture.hidden).toMatchObject({
      count: 3,
      sums: { entitled: 1811, used: 1869, overuse: 70 },
    });
    expect(page.proposals).toEqual([]);
    const text = JSON.stringify(page);
    for (const other of many.members.filter((each) => each !== reader)) {
      expect(text).not.toContain(other.name);
      if (other !== many.lead) expect(text).not.toContain(other.id);
    }
    const figures = numbersIn(page);
    for (const figure of [1400, 1460, 300, 310, 111, 99]) expect(figures).not.toContain(figure);
  });

  test("where one or two members are hidden, nothing can be subtracted: no totals, sums, joint price or order", async () => {
    const canaries = { rights: [7411, 450, 3733], used: [7577, 430, 3907] };
    for (const sharing of [[], [2]]) {
      const few = await world(admin(), canaries);
      for (const index of sharing) await few.members[index]!.share(few.together, "volume");
      const reader = few.members[1]!;
      await admin().query("update licence_item set price_model = 'graduated' where id = $1", [few.item]);
      await post(
        "$id_.items.$item_.true-up.tsx",
        { intent: "start", as_of_on: "2026-11-20" },
        { of: few.lead, at: at(few) },
      );
      const page = await lookAtItem(reader, few);
      expect(page).toMatchObject({ totals: null, price: null, reached: { from_quantity: 2000 } });
      expect(page.picture.hidden).toEqual({ count: 2 - sharing.length, sums: null });
      expect(page.picture.rows.every((row: { cost_minor: unknown }) => row.cost_minor === null)).toBe(true);
      const agreement = await (await get("$id.tsx", { of: reader, at: at(few) })).json();
      expect(agreement.data.items[0]).toMatchObject({ totals: null, mine: { available: 450 } });
      const trueUp = await (await get("$id_.items.$item_.true-up.tsx", { of: reader, at: at(few) })).json();
      expect(trueUp.data.hasTotals).toBe(false);
      // 7411 is the hidden coordinator's; the whole, and the whole without what is seen, must not be found either
      const sums = [7411, 7577, 11_594, 7861, 11_144, 3733, 3907].filter(
        (figure) => sharing.length === 0 || ![3733, 3907].includes(figure),
      );
      const figures = numbersIn([page, agreement, trueUp]);
      for (const figure of sums) expect(figures).not.toContain(figure);
    }
  });

  test("a true-up's order is not in the page's data either, where it would tell what one or two hidden members lack", async () => {
    const few = await world(admin(), { rights: [7411, 450, 3733], used: [7577, 430, 3907] });
    await few.members[2]!.share(few.together, "volume");
    const part = "$id_.items.$item_.true-up.tsx";
    const look = async (of: Town) => (await (await get(part, { of, at: at(few) })).json()).data;
    const order = { unit_price: "480", valid_from: "2026-12-01", order_ref: "O", authority_ref: "KS" };
    await post(part, { intent: "start", as_of_on: "2026-11-20" }, { of: few.lead, at: at(few) });
    for (const intent of ["counted", "balanced", "ordered"]) {
      const version = String((await look(few.lead)).trueUp.version);
      const form = { intent, version, ...order };
      expect((await post(part, form, { of: few.lead, at: at(few) })).status).toBe(302);
    }
    // 166 + 174 over-used, 20 of them free at Boden
    expect((await look(few.lead)).trueUp).toMatchObject({ quantity: 320, total_minor: 153_600_00 });
    const seen = await look(few.members[1]!);
    expect(seen.trueUp).toMatchObject({ state: "ordered", quantity: null, total_minor: null });
    for (const figure of [320, 153_600_00, 166, 146]) expect(numbersIn(seen)).not.toContain(figure);
  });

  test("a true-up's row is read by those it shares price with, its quantities by those it shares volume with", async () => {
    const few = await world(admin(), { rights: [7411, 450, 3733], used: [7577, 430, 3907] });
    const part = "$id_.items.$item_.true-up.tsx";
    const look = async (of: Town) => (await (await get(part, { of, at: at(few) })).json()).data;
    await few.members[2]!.share(few.together, "price");
    await post(part, { intent: "start", as_of_on: "2026-11-20" }, { of: few.lead, at: at(few) });
    const { version } = (await look(few.lead)).trueUp;
    await post(part, { intent: "counted", version: String(version) }, { of: few.lead, at: at(few) });
    const rows = async () => (await look(few.members[1]!)).rows;
    expect(await rows()).toMatchObject([
      { organisation_id: few.members[1]!.id, used: 430, isCountHidden: false },
      {
        organisation_id: few.members[2]!.id,
        used: null,
        available: null,
        overuse: null,
        isCountHidden: true,
      },
    ]);
    for (const figure of [3733, 3907, 174]) expect(numbersIn(await rows())).not.toContain(figure);
    await few.members[2]!.share(few.together, "volume");
    expect((await rows())[1]).toMatchObject({ used: 3907, overuse: 174, isCountHidden: false });
  });

  test("loans are proposed among those who are seen: how little is left over does not tell what a hidden member can lend", async () => {
    // the hidden coordinator has 50 free, Boden 20, Älvsbyn lacks 60
    const few = await world(admin(), { rights: [1400, 450, 300], used: [1350, 430, 360] });
    await few.members[2]!.share(few.together, "volume");
    const page = await lookAtItem(few.members[1]!, few);
    expect(page.proposals.map(({ quantity }: { quantity: number }) => quantity)).toEqual([20]);
  });

  test("an answer to a loan does not tell what a hidden lender has free, or when it has assigned it", async () => {
    const few = await world(admin());
    const [lulea, boden] = few.members as [Town, Town];
    const ask = (quantity: string) =>
      post(
        "$id_.items.$item_.loans.new.tsx",
        { direction: "borrow", other: lulea.id, quantity, from_on: "2026-12-01", to_on: "2027-06-30" },
        { of: boden, at: at(few) },
      );
    // Luleå has nothing free, and whoever may not know that is not told: the lender is asked
    expect((await ask("5000")).status).toBe(302);
    await lulea.share(few.together, "volume");
    expect(await sentence(await ask("5000"))).toBe("Poolen räcker inte: 0 lediga, 5000 begärda.");
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

describe("what stays at home", () => {
  const line = (of: World, more: Record<string, unknown>) => {
    const row = {
      ...{
        tenant_id: of.lead.id,
        contract_id: of.contract,
        kind: "recurring",
        per: "year",
        status: "commitment",
      },
      ...more,
    };
    const keys = Object.keys(row);
    return admin().query(
      `insert into contract_cost_line (${keys.join(", ")}) values (${keys.map((_, i) => `$${i + 1}`).join(", ")})`,
      Object.values(row),
    );
  };

  test("the coordinator's internal cost lines are read by nobody else: own row, shared price or not, in the database neither", async () => {
    const few = await world(admin());
    const [lead, member] = few.members as [Town, Town];
    await lead.share(few.together, "term");
    await lead.share(few.together, "price");
    await admin().query(
      `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
       values ($1, $2, $3, 'party', '2026-01-01', now())`,
      [lead.id, few.contract, member.id],
    );
    await line(few, { organisation_id: member.id, amount_minor: 7_311_00, note: "Öppen" });
    await line(few, {
      organisation_id: member.id,
      amount_minor: 8_822_00,
      note: "KANARIE",
      visible_to_member: false,
    });
    await line(few, {
      organisation_id: null,
      amount_minor: 9_933_00,
      note: "KANARIE",
      visible_to_member: false,
    });
    const read = (of: Town) =>
      of.as(
        (db) =>
          db
            .selectFrom("contract_cost_line")
            .select("note")
            .where("contract_id", "=", few.contract)
            .execute(),
        NOW,
      );
    expect(await read(lead)).toHaveLength(3);
    expect(await read(member)).toEqual([{ note: "Öppen" }]);
    const page = await (await get("$id.tsx", { of: member, at: at(few) })).text();
    expect(page).toContain("Öppen");
    for (const canary of ["KANARIE", "882200", "993300"]) expect(page).not.toContain(canary);
  });

  test("each organisation's comment is its own; a reader reads it and writes none", async () => {
    const few = await world(admin());
    const [lead, member] = few.members as [Town, Town];
    const write = (of: Town, body: string, version = "0") =>
      post("$id_.comment.tsx", { body, version }, { of, at: at(few) });
    expect((await write(lead, "KANARIE hos samordnaren")).status).toBe(302);
    expect((await write(member, "Vår egen")).status).toBe(302);
    expect((await (await write(member, "Senare", "0")).json()).errors).toEqual({ "": "changed_meanwhile" });
    for (const part of ["$id.tsx", "$id_.comment.tsx", "$id_.history.tsx"]) {
      const text = await (await get(part, { of: member, at: at(few) })).text();
      expect([part, text.includes("Vår egen"), text.includes("KANARIE")]).toEqual([part, true, false]);
      expect((await get(part, { of: outsider, at: at(few) })).status).toBe(404);
    }
    const reader = await member.person(["reader"]);
    const page = await (await get("$id.tsx", { of: member, as: reader, at: at(few) })).json();
    expect(page.data).toMatchObject({ comment: "Vår egen", can: { comment: false } });
    expect(
      (await post("$id_.comment.tsx", { body: "x", version: "1" }, { of: member, as: reader, at: at(few) }))
        .status,
    ).toBe(403);
  });
});
