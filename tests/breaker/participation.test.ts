import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as contractPage } from "#app/routes/$tenant.contracts.$id.tsx";
import { action as departure } from "#app/routes/$tenant.contracts.$id_.departure.tsx";
import { action as responsible } from "#app/routes/$tenant.contracts.$id_.responsible.tsx";
import { action as systems } from "#app/routes/$tenant.contracts.$id_.systems.tsx";
import { action as invitations } from "#app/routes/$tenant.contracts.invitations.tsx";
import { seedRoleTypes } from "../features/roles/support/roles.ts";
import { testDatabase } from "../support/database.ts";
import { callAction, callLoader } from "../support/routes.ts";
import { cooperation, product, type Town, town } from "../support/towns.ts";
import { contract, NOW, takesPart } from "./support/world.ts";

/** Taking part is agreed by both, and so is taking part again: nobody comes back, or is fetched back, by the other's word alone. */
const admin = testDatabase();
const TOMORROW = new Date("2026-11-21T09:00:00Z");
const NOTE = "Förhandlingsläget är hemligt";

beforeAll(() => seedRoleTypes(admin()));
let owner: Town;
let party: Town;
let id: string;
beforeEach(async () => {
  [owner, party] = [await town(admin()), await town(admin())];
  await owner.share(await cooperation(admin(), [owner, party]), "term");
  id = await contract(owner, "Gemensamt avtal", { internal: { note: NOTE } });
  await takesPart(admin(), owner, id, party);
});

const version = async (): Promise<string> =>
  String(
    (await admin().query("select version from contract_participant where contract_id = $1", [id])).rows[0]
      .version,
  );
async function leave(by: Town, form: Record<string, string>, now = NOW) {
  const fields = { organisation: party.id, version: await version(), ...form };
  return callAction(departure, fields, { cookie: by.admin.cookie, params: { tenant: by.slug, id }, now });
}
async function reads(now = NOW): Promise<boolean> {
  const params = { tenant: party.slug, id };
  const page = await callLoader(contractPage, { cookie: party.admin.cookie, params, now });
  expect(page.status).toBe(200); // the term is shared in any case
  return (await page.text()).includes(NOTE);
}
const says = async (answer: "yes" | "no", now: Date) =>
  callAction(
    invitations,
    { contract: id, version: await version(), answer },
    { cookie: party.admin.cookie, params: { tenant: party.slug }, now },
  );

describe("whoever has left", () => {
  test("does not let itself in again, whoever ended it", async () => {
    for (const by of [owner, party]) {
      expect((await leave(by, { leaves_on: "2026-11-20" })).status).toBe(302);
      expect(await reads(NOW)).toBe(true); // until and including its last day
      expect(await reads(TOMORROW)).toBe(false);
      expect((await leave(party, { stay: "1" }, TOMORROW)).status).toBe(409);
      expect((await leave(party, { leaves_on: "2027-11-20" }, TOMORROW)).status).toBe(409);
      expect(await reads(TOMORROW)).toBe(false);
      await admin().query("update contract_participant set leaves_on = null where contract_id = $1", [id]);
      await admin().query(
        "update contract_participant set participant_confirmed_at = now() where contract_id = $1",
        [id],
      );
    }
  });

  test("reads what is shared with it, and adds nothing of its own any more", async () => {
    await leave(owner, { leaves_on: "2026-11-20" });
    const usage = await party.use(await product(admin()), "Vårt system");
    const { rows } = await admin().query("select id from person where tenant_id = $1", [party.id]);
    const at = { cookie: party.admin.cookie, params: { tenant: party.slug, id } };
    for (const [now, status] of [
      [NOW, 302],
      [TOMORROW, 404],
    ] as const) {
      expect((await callAction(systems, { usage }, { ...at, now })).status).toBe(status);
      const person = { person: rows[0].id, role_type: "system_owner" };
      expect((await callAction(responsible, person, { ...at, now })).status).toBe(status);
      expect((await callLoader(contractPage, { ...at, now })).status).toBe(200);
    }
  });

  test("is asked anew when the owner takes the ending back, and may say no", async () => {
    await leave(party, { leaves_on: "2026-11-20" });
    expect((await leave(owner, { stay: "1" }, TOMORROW)).status).toBe(302);
    expect(await reads(TOMORROW)).toBe(false);
    expect((await says("yes", TOMORROW)).status).toBe(302);
    expect(await reads(TOMORROW)).toBe(true);
  });
});

describe("before the last day", () => {
  test("the party takes back its own leaving, and leaves earlier, but does not undo that the owner ended it", async () => {
    await leave(party, { leaves_on: "2027-06-30" });
    expect((await leave(party, { stay: "1" })).status).toBe(302);
    await leave(owner, { leaves_on: "2027-06-30" });
    expect((await leave(party, { stay: "1" })).status).toBe(409);
    expect((await leave(party, { leaves_on: "2028-06-30" })).status).toBe(409);
    expect((await leave(party, { leaves_on: "2027-03-31" })).status).toBe(302);
    expect((await leave(party, { stay: "1" })).status).toBe(409); // nor by leaving first
  });

  test("the owner takes back what it entered by mistake; nobody is asked anew for that", async () => {
    await leave(owner, { leaves_on: "2027-06-30" });
    expect((await leave(owner, { stay: "1" })).status).toBe(302);
    expect(await reads()).toBe(true);
  });
});
