import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { changePool } from "#app/features/licences/pool.server.ts";
import { testDatabase } from "../../support/database.ts";
import type { Town } from "../../support/towns.ts";
import { someoneWaits } from "../../support/waiting.ts";
import { at, get, id, lookAtItem, NOW, post, sentence, type World, world } from "./support.ts";

const admin = testDatabase();
const rights = "$id_.items.$item_.rights.tsx";
const own = "$id_.items.$item_.own.tsx";
const trueUp = "$id_.items.$item_.true-up.tsx";

const go = async (w: World, intent: string, more: Record<string, string> = {}) => {
  const { data } = await (await get(trueUp, { of: w.lead, at: at(w) })).json();
  return post(
    trueUp,
    { intent, version: String(data.trueUp?.version ?? ""), ...more },
    { of: w.lead, at: at(w) },
  );
};
const state = async (w: World) => (await (await get(trueUp, { of: w.lead, at: at(w) })).json()).data;

const order = {
  unit_price: "480",
  valid_from: "2026-12-01",
  valid_to: "",
  order_ref: "O-1",
  authority_ref: "KS 1",
};
/** Takes the steps one after the other; each must go through. */
const run = async (w: World, start: Record<string, string>, intents: string[]) => {
  expect((await go(w, "reason" in start ? "correct" : "start", start)).status).toBe(302);
  for (const intent of intents) expect([intent, (await go(w, intent, order)).status]).toEqual([intent, 302]);
};
const count = (w: World, index: number, used: number, counted_on: string, now = NOW) =>
  post(own, { intent: "count", used: String(used), counted_on }, { of: w.members[index]!, at: at(w), now });
const lines = async (w: World) =>
  (
    await admin().query(
      "select o.name, l.amount_minor::int as minor from contract_cost_line l join organisation o on o.id = l.organisation_id where contract_id = $1",
      [w.contract],
    )
  ).rows;

describe("true-up", () => {
  test("counted, balanced, ordered to the öre, settled; then only a correction", async () => {
    const w = await world(admin());
    expect((await go(w, "start", { as_of_on: "2026-11-20" })).status).toBe(302);
    for (const intent of ["counted", "balanced"]) expect((await go(w, intent)).status).toBe(302);
    expect(await state(w)).toMatchObject({ trueUp: { quantity: 50 }, unit_price_minor: 480_00 });
    const order = {
      unit_price: "480",
      valid_from: "2026-12-01",
      valid_to: "",
      order_ref: "O-1",
      authority_ref: "",
    };
    expect((await (await go(w, "ordered", order)).json()).errors).toEqual({ authority_ref: "required" });
    expect((await go(w, "ordered", { ...order, authority_ref: "KS 2026-114" })).status).toBe(302);
    const { rows, trueUp: done } = await state(w);
    expect([done.state, done.total_minor]).toEqual(["ordered", 24_000_00]);
    expect(
      rows.map((row: { ordered: number; share_minor: number }) => [row.ordered, row.share_minor]),
    ).toEqual([
      [40, 20_571_43],
      [0, 0],
      [10, 3_428_57],
    ]);
    expect((await lookAtItem(w.lead, w, { query: "?day=2026-12-01" })).totals).toMatchObject({
      bought: 2200,
      entitled: 2200,
      overuse: 20,
    });
    const costs = await admin().query(
      "select amount_minor::int from contract_cost_line where contract_id = $1 order by 1",
      [w.contract],
    );
    expect(costs.rows.map((row) => row.amount_minor)).toEqual([3_428_57, 20_571_43]);
    expect((await go(w, "settled")).status).toBe(302);
    const late = await post(
      own,
      { intent: "count", used: "1", counted_on: "2026-11-20" },
      { of: w.members[1]!, at: at(w) },
    );
    expect(await sentence(late)).toBe("2026 är avräknat. Gör en rättelse.");
    const { purchases } = (await (await get(rights, { of: w.lead, at: at(w) })).json()).data;
    const bought = purchases.find((row: { order_ref: string }) => row.order_ref === "O-1");
    expect(
      await sentence(await post(rights, { remove: `purchase ${bought.id}` }, { of: w.lead, at: at(w) })),
    ).toBe("2026 är avräknat. Gör en rättelse.");
    expect((await go(w, "start", { as_of_on: "2026-11-20" })).status).toBe(422);
    expect((await go(w, "correct", { reason: "" })).status).toBe(422);
    expect((await go(w, "correct", { reason: "Boden räknade fel" })).status).toBe(302);
    expect((await state(w)).trueUp).toMatchObject({ state: "open", reason: "Boden räknade fel" });
  });

  test("old counts hold it back, a missing one is marked and is not zero; the ceiling holds", async () => {
    const w = await world(admin(), {
      used: [1460, 430, null],
      more: { count_interval_days: 100, ceiling_minor: 100_00 },
    });
    await go(w, "start", { as_of_on: "2026-11-20" });
    expect(await sentence(await go(w, "counted"))).toContain(
      "Mätningen är äldre än avtalet tillåter (räknad 2026-06-01).",
    );
    for (const [index, used] of [1460, 430].entries())
      await post(
        own,
        { intent: "count", used: String(used), counted_on: "2026-11-19" },
        { of: w.members[index]!, at: at(w) },
      );
    await go(w, "refresh");
    expect(await sentence(await go(w, "counted"))).toContain("har ingen bekräftad mätning");
    expect((await go(w, "missing", { organisation: w.members[2]!.id })).status).toBe(302);
    expect((await go(w, "counted")).status).toBe(302);
    expect((await state(w)).rows[2]).toMatchObject({ used: null, overuse: null, is_marked_missing: true });
    await go(w, "balanced");
    const over = await go(w, "ordered", {
      unit_price: "480",
      authority_ref: "KS 1",
      valid_from: "2026-12-01",
      valid_to: "",
      order_ref: "",
    });
    expect((await over.json()).errors).toEqual({ "": "ceiling_exceeded" });
  });

  test("members see their own row of it", async () => {
    const w = await world(admin());
    await go(w, "start", { as_of_on: "2026-11-20" });
    const { data } = await (await get(trueUp, { of: w.members[1]!, at: at(w) })).json();
    expect(data.rows.map((row: { name: string }) => row.name)).toEqual([w.members[1]!.name]);
    expect(data.proposals).toEqual([]);
  });

  test("a correction run buys what is lacking still and writes the shares as differences, to the öre", async () => {
    const w = await world(admin());
    const [lulea, , alvsbyn] = w.members as [Town, Town, Town];
    const all = ["counted", "balanced", "ordered", "settled"];
    await run(w, { as_of_on: "2026-11-20" }, all);
    await go(w, "correct", { reason: "Älvsbyn räknade fel" });
    expect((await count(w, 2, 320, "2026-11-20")).status).toBe(302);
    for (const intent of ["refresh", ...all])
      expect([intent, (await go(w, intent, order)).status]).toEqual([intent, 302]);
    const { rows, trueUp: done, runs } = await state(w);
    expect(done).toMatchObject({ quantity: 10, total_minor: 4_800_00, state: "settled" });
    // 28 800 kr by 60:20 is 21 600 and 7 200 kr; 20 571.43 and 3 428.57 kr are charged already
    expect(
      rows.map((row: { ordered: number; share_minor: number }) => [row.ordered, row.share_minor]),
    ).toEqual([
      [0, 1_028_57],
      [0, 0],
      [10, 3_771_43],
    ]);
    const written = await lines(w);
    const sum = (of: Town) =>
      written.filter((line) => line.name === of.name).reduce((all, line) => all + line.minor, 0);
    expect([sum(lulea), sum(alvsbyn), written.length]).toEqual([21_600_00, 7_200_00, 4]);
    expect((await lookAtItem(w.lead, w, { query: "?day=2026-12-01" })).totals.bought).toBe(2210);
    // what it corrects stands as it was
    const first = await get(trueUp, { of: w.lead, at: at(w), query: `?run=${runs[0].id}` });
    expect((await first.json()).data.rows[2]).toMatchObject({
      used: 310,
      ordered: 10,
      share_minor: 3_428_57,
    });
  });

  test("a correction that finds less pays back, and buys nothing", async () => {
    const w = await world(admin());
    await run(w, { as_of_on: "2026-11-20" }, ["counted", "balanced", "ordered", "settled"]);
    await go(w, "correct", { reason: "Luleå räknade fel" });
    expect((await count(w, 0, 1410, "2026-11-20")).status).toBe(302);
    for (const intent of ["refresh", "counted", "balanced", "ordered", "settled"])
      expect([intent, (await go(w, intent, order)).status]).toEqual([intent, 302]);
    const { rows, trueUp: done } = await state(w);
    expect(done).toMatchObject({ quantity: 0, total_minor: 0 });
    expect(rows.map((row: { share_minor: number }) => row.share_minor)).toEqual([-8_571_43, 0, 8_571_43]);
  });

  test("the year after is counted anew; what is settled is not started again", async () => {
    const w = await world(admin());
    await run(w, { as_of_on: "2026-11-20" }, ["counted", "balanced", "ordered", "settled"]);
    for (const as_of_on of ["2026-11-20", "2026-06-01"])
      expect(await sentence(await go(w, "start", { as_of_on }))).toBe("2026 är avräknat. Gör en rättelse.");
    const later = new Date("2027-11-20T09:00:00Z");
    const form = { intent: "start", as_of_on: "2027-11-20" };
    expect((await post(trueUp, form, { of: w.lead, at: at(w), now: later })).status).toBe(302);
    expect((await state(w)).trueUp).toMatchObject({
      as_of_on: "2027-11-20",
      state: "open",
      corrects_id: null,
    });
  });

  test("shares by the cost key of the contract's participants; without one the order is refused", async () => {
    const w = await world(admin(), { more: { true_up_rule: "by_key" } });
    const [, boden, alvsbyn] = w.members as [Town, Town, Town];
    await run(w, { as_of_on: "2026-11-20" }, ["counted", "balanced"]);
    expect((await (await go(w, "ordered", order)).json()).errors).toEqual({ "": "key_missing" });
    for (const [member, share] of [
      [boden, "33.333333"],
      [alvsbyn, "16.666667"],
    ] as const) {
      await admin().query(
        `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
         values ($1, $2, $3, 'party', '2026-01-01', now())`,
        [w.lead.id, w.contract, member.id],
      );
      await admin().query(
        "insert into contract_participant_share (tenant_id, contract_id, organisation_id, cost_share) values ($1, $2, $3, $4)",
        [w.lead.id, w.contract, member.id, share],
      );
    }
    expect((await go(w, "ordered", { ...order, unit_price: "480,01" })).status).toBe(302);
    // the coordinator pays what the others do not; 24 000.50 kr to the öre
    const shares = (await state(w)).rows.map((row: { share_minor: number }) => row.share_minor);
    expect(shares).toEqual([12_000_25, 8_000_17, 4_000_08]);
    expect(shares.reduce((all: number, one: number) => all + one, 0)).toBe(50 * 480_01);
  });

  test("an old count may be marked as missing, and each step waits for the one before", async () => {
    const w = await world(admin(), { more: { count_interval_days: 100 } });
    await go(w, "start", { as_of_on: "2026-11-20" });
    for (const intent of ["balanced", "ordered", "settled", "correct", "start"])
      expect([intent, (await (await go(w, intent, { ...order, reason: "x" })).json()).errors]).toEqual([
        intent,
        { "": "changed_meanwhile" },
      ]);
    await count(w, 0, 1460, "2026-11-19");
    await count(w, 1, 430, "2026-11-19");
    await go(w, "refresh");
    expect((await go(w, "missing", { organisation: w.members[0]!.id })).status).toBe(422); // it has counted
    expect((await go(w, "missing", { organisation: w.members[2]!.id })).status).toBe(302);
    expect((await state(w)).rows[2]).toMatchObject({ used: null, is_marked_missing: true });
    expect((await go(w, "counted")).status).toBe(302);
    expect((await go(w, "missing", { organisation: w.members[1]!.id })).status).toBe(422); // no longer open
  });

  test("what is settled is not moved by purchases, rights or their days; what a run has bought keeps its mark", async () => {
    const w = await world(admin(), { extra: 10 });
    const [lulea, boden] = w.members as [Town, Town];
    await run(w, { as_of_on: "2026-11-20" }, ["counted", "balanced", "ordered", "settled"]);
    const page = async () => (await (await get(rights, { of: w.lead, at: at(w) })).json()).data;
    const { purchases, entitlements } = await page();
    const first = purchases.find((row: { valid_from: string }) => row.valid_from === "2026-01-01");
    const locked: Record<string, string>[] = [
      { intent: "purchase", purchase_quantity: "5", purchase_from: "2026-11-20", purchase_to: "" },
      {
        intent: "entitlement",
        organisation: lulea.id,
        entitlement_quantity: "1",
        entitlement_from: "2026-05-01",
      },
      { intent: "move", giver: boden.id, receiver: lulea.id, move_quantity: "5", move_on: "2026-11-20" },
      { intent: "change", row: `purchase ${first.id}`, new_quantity: "2155", new_to: "" },
    ];
    for (const form of locked) {
      const answer = await post(rights, form, { of: w.lead, at: at(w) });
      const { errors } = await answer.json();
      expect([form.intent, Object.values(errors)]).toEqual([form.intent, ["locked_period"]]);
    }
    const bought = entitlements.find(
      (row: { basis: string; name: string }) => row.basis === "O-1" && row.name === lulea.name,
    );
    const move = {
      intent: "move",
      giver: lulea.id,
      receiver: boden.id,
      move_quantity: "10",
      move_on: "2027-01-01",
    };
    expect((await post(rights, move, { of: w.lead, at: at(w) })).status).toBe(302);
    const after = (await page()).entitlements.filter((row: { basis: string }) => row.basis === "O-1");
    expect(after.map((row: { name: string; quantity: number }) => [row.name, row.quantity])).toContainEqual([
      boden.name,
      10,
    ]);
    expect(after.find((row: { id: string }) => row.id === bought.id)).toBeUndefined();
    for (const row of after)
      expect(
        await sentence(await post(rights, { remove: `entitlement ${row.id}` }, { of: w.lead, at: at(w) })),
      ).toBe("2026 är avräknat. Gör en rättelse.");
  });
});

describe("the ceiling (takvolym)", () => {
  const buy = {
    intent: "purchase",
    purchase_quantity: "10",
    purchase_from: "2026-11-20",
    purchase_to: "",
    unit_price: "480",
  };

  test("a purchase by hand stays within it too, and the answer says what is left", async () => {
    const w = await world(admin(), { more: { ceiling_minor: 5_000_00 } });
    expect((await post(rights, buy, { of: w.lead, at: at(w) })).status).toBe(302);
    expect(await sentence(await post(rights, buy, { of: w.lead, at: at(w) }))).toBe(
      "Beställningen går över avtalets takvolym: 200 kr kvar, 4\u00a0800 kr begärda.",
    );
  });

  test("two orders at once of different items: the second waits for the first, and is above the ceiling", async () => {
    const w = await world(admin(), { more: { ceiling_minor: 5_000_00 } });
    const other = await id(
      admin(),
      "insert into licence_item (tenant_id, agreement_id, name, metric) values ($1, $2, 'E5', 'device') returning id",
      [w.lead.id, w.agreement],
    );
    const first = { agreement: w.agreement, item: w.item };
    const purchase = { id: randomUUID(), quantity: 10, from_on: "2026-11-20", to_on: null };
    let second: Promise<Response> | undefined;
    const waited = await w.lead.as(async (db) => {
      const write = async () => {
        await db
          .insertInto("licence_purchase")
          .values({
            ...{
              tenant_id: w.lead.id,
              id: purchase.id,
              item_id: w.item,
              quantity: 10,
              unit_price_minor: 480_00,
            },
            ...{ bought_on: "2026-11-20", valid_from: "2026-11-20" },
          })
          .execute();
      };
      const change = { kind: "purchase" as const, put: purchase };
      expect(
        await changePool({ db }, first, async () => ({ change, spends_minor: 4_800_00, write })),
      ).toBeNull();
      second = post(rights, buy, { of: w.lead, at: { ...at(w), item: other } });
      return Promise.race([second.then(() => "answered"), someoneWaits(admin())]);
    }, NOW);
    expect(waited).toBe("waits");
    expect(await sentence(await second!)).toContain("200 kr kvar");
  });
});

describe("items by inhabitants", () => {
  test("take the population of the day with its year; nobody counts them", async () => {
    const w = await world(admin(), { used: [null, null, null] });
    await admin().query("update licence_item set metric = 'inhabitant' where id = $1", [w.item]);
    for (const [index, member] of w.members.entries())
      for (const [day, inhabitants] of [
        ["2024-12-31", 100 + index],
        ["2025-12-31", [1460, 430, 310][index]],
      ])
        await admin().query(
          "insert into population (organisation_id, counted_on, inhabitants, source) values ($1, $2, $3, 'SCB') on conflict do nothing",
          [member.id, day, inhabitants],
        );
    const seen = async (query: string) =>
      (await lookAtItem(w.lead, w, { query })).picture.rows.map(
        (row: { used: number; counted_on: string }) => [row.used, row.counted_on],
      );
    expect(await seen("?day=2026-01-15")).toEqual([
      [1460, "2025-12-31"],
      [430, "2025-12-31"],
      [310, "2025-12-31"],
    ]);
    const counted = await count(w, 0, 5, "2026-11-01");
    expect((await counted.json()).errors).toEqual({ used: "from_population" });
    // official until the next one: never too old
    await run(w, { as_of_on: "2026-11-20" }, ["counted"]);
    expect((await state(w)).rows[0]).toMatchObject({ used: 1460, counted_on: "2025-12-31", overuse: 60 });
  });
});
