import { beforeEach, describe, expect, test } from "vitest";
import { lockPool } from "#app/features/licences/pool.server.ts";
import { testDatabase } from "../../support/database.ts";
import { type Town, town } from "../../support/towns.ts";
import { someoneWaits } from "../../support/waiting.ts";
import {
  actions,
  at,
  get,
  lookAtItem,
  NOW,
  post,
  propose,
  sentence,
  step,
  type World,
  world,
} from "./support.ts";

const admin = testDatabase();
const departure = "$id_.departure.tsx";
const members = "$id_.members.tsx";
const rights = "$id_.items.$item_.rights.tsx";
let w: World;
let lulea: Town;
let boden: Town;
beforeEach(async () => {
  w = await world(admin());
  [lulea, boden] = w.members as [Town, Town];
});

/** The departure page's form as somebody sends it; `of` sees its own departure, the coordinator the one it names. */
async function leave(of: Town, form: Record<string, string>, whose = "") {
  const query = whose && `?organisation=${whose}`;
  const page = await get(departure, { of, at: at(w), query });
  const version = String((await page.json()).data.member.version);
  return post(departure, { version, ...form }, { of, at: at(w), query });
}
const stays = { stay: "1", intent: "stay" };
const pool = async (day: string) => (await lookAtItem(lulea, w, { query: `?day=${day}` })).picture.rows;

describe("a departure is taken back", () => {
  test("by the member that set it: rights and loans hold again, and both histories say so", async () => {
    const loan = await propose(lulea, boden, w, { direction: "borrow" });
    await step(boden, loan, "accept");
    expect((await leave(boden, { leaves_on: "2026-12-31" })).status).toBe(302);
    expect((await pool("2027-01-01")).map((row: { borrowed: number }) => row.borrowed)).toEqual([0, 0]);
    expect((await leave(boden, stays)).status).toBe(302);
    expect((await pool("2027-01-01"))[0]).toMatchObject({ borrowed: 20, available: 1420 });
    expect((await actions(admin(), boden, w)).at(-1)).toBe("stayed");
    expect((await actions(admin(), lulea, w)).at(-1)).toBe("participant_stays");
    expect((await leave(boden, stays)).status).toBe(422); // there is nothing to take back
  });

  test("by the coordinator whoever set it; a member not when the coordinator has", async () => {
    expect((await leave(lulea, { leaves_on: "2026-12-31" }, boden.id)).status).toBe(302);
    expect(await sentence(await leave(boden, stays))).toBe("Någon annan hann före. Läs in igen.");
    const direct = await boden.as(async (db) => {
      const { sql } = await import("kysely");
      const { rows } = await sql<{ ok: boolean }>`
        select app.leave_licence(${w.agreement}, 2, null::date, 'Kim') as ok`.execute(db);
      return rows[0]?.ok;
    });
    expect(direct).toBe(false);
    // leaving earlier is the member's right, and leaves the ending the coordinator's
    expect((await leave(boden, { leaves_on: "2026-12-01" })).status).toBe(302);
    expect((await leave(boden, stays)).status).toBe(422);
    expect((await leave(lulea, stays, boden.id)).status).toBe(302);
    expect((await pool("2027-01-01")).map((row: { party: string }) => row.party)).toContain(boden.id);
  });

  test("is refused when the rights have gone to others since, or the day has passed", async () => {
    await leave(boden, { leaves_on: "2026-12-31" });
    const give = { intent: "entitlement", organisation: lulea.id, entitlement_quantity: "431" };
    const given = await post(
      rights,
      { ...give, entitlement_from: "2027-01-01", entitlement_to: "" },
      { of: lulea, at: at(w) },
    );
    expect(given.status).toBe(302);
    expect(await sentence(await leave(boden, stays))).toBe("Poolen räcker inte: 19 lediga, 450 begärda.");
    const late = new Date("2027-02-01T09:00:00Z");
    expect((await get(departure, { of: boden, at: at(w), now: late })).status).toBe(404);
  });

  test("waits for whoever gives the rights away at the same instant, and is then refused", async () => {
    await leave(boden, { leaves_on: "2026-12-31" });
    let back: Promise<Response> | undefined;
    const waited = await lulea.as(async (db) => {
      await lockPool(db, w.agreement, w.item);
      await db
        .insertInto("entitlement")
        .values({
          ...{ tenant_id: lulea.id, agreement_id: w.agreement, item_id: w.item, organisation_id: lulea.id },
          ...{ quantity: 431, valid_from: "2027-01-01" },
        })
        .execute();
      back = leave(boden, stays);
      return Promise.race([back.then(() => "answered"), someoneWaits(admin())]);
    }, NOW);
    expect(waited).toBe("waits");
    expect(await sentence(await back!)).toBe("Poolen räcker inte: 19 lediga, 450 begärda.");
  });

  test("waits for the contract that the licences belong to", async () => {
    await admin().query(
      `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
       values ($1, $2, $3, 'party', '2026-01-01', now())`,
      [lulea.id, w.contract, boden.id],
    );
    await admin().query(
      "update contract_participant set leaves_on = '2026-12-31' where organisation_id = $1",
      [boden.id],
    );
    expect(await sentence(await leave(lulea, stays, boden.id))).toContain(
      "lämnar avtalet som licenserna hör till",
    );
  });
});

describe("whoever is asked to join", () => {
  const ask = async () => {
    const asked = await town(admin());
    const form = { organisation: asked.id, role: "party", joined_on: "2026-11-20", own_ends_on: "" };
    expect((await post(members, form, { of: lulea, at: at(w) })).status).toBe(302);
    await admin().query("update licence_purchase set quantity = 2200 where item_id = $1", [w.item]);
    await admin().query(
      `insert into entitlement (tenant_id, agreement_id, item_id, organisation_id, quantity, valid_from)
       values ($1, $2, $3, $4, 40, '2026-11-20')`,
      [lulea.id, w.agreement, w.item, asked.id],
    );
    return asked;
  };
  const give = (quantity: string) =>
    post(
      rights,
      {
        intent: "entitlement",
        organisation: boden.id,
        entitlement_quantity: quantity,
        entitlement_from: "2026-11-20",
      },
      { of: lulea, at: at(w) },
    );

  test("has its rights kept: nobody else gets them, and a yes makes no more of them than were bought", async () => {
    const asked = await ask();
    expect((await lookAtItem(lulea, w)).totals).toMatchObject({
      entitled: 2150,
      reserved: 40,
      undistributed: 10,
    });
    expect(await sentence(await give("11"))).toBe("Poolen räcker inte: 10 lediga, 11 begärda.");
    expect((await give("10")).status).toBe(302);
    const yes = { agreement: w.agreement, version: "1", answer: "yes" };
    expect((await post("invitations.tsx", yes, { of: asked })).status).toBe(302);
    expect((await lookAtItem(lulea, w)).totals).toMatchObject({
      entitled: 2200,
      reserved: 0,
      undistributed: 0,
    });
  });

  test("a no, or a question that is taken back, frees them", async () => {
    const asked = await ask();
    const no = { agreement: w.agreement, version: "1", answer: "no" };
    expect((await post("invitations.tsx", no, { of: asked })).status).toBe(302);
    expect((await lookAtItem(lulea, w)).totals).toMatchObject({ reserved: 0, undistributed: 50 });
    expect((await post(members, { remove: asked.id }, { of: lulea, at: at(w) })).status).toBe(302);
    expect((await lookAtItem(lulea, w)).totals).toMatchObject({ reserved: 0, undistributed: 50 });
  });
});
