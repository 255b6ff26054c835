import { beforeAll, describe, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { loader as page } from "#app/routes/$tenant.contracts.$id.tsx";
import { loader as history } from "#app/routes/$tenant.contracts.$id_.history.tsx";
import { action as ask } from "#app/routes/$tenant.contracts.$id_.participants.tsx";
import {
  action as change,
  loader as form,
} from "#app/routes/$tenant.contracts.$id_.participants_.$organisation.tsx";
import { action as answer, loader as invitations } from "#app/routes/$tenant.contracts.invitations.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, type TestPerson, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const now = new Date("2026-11-20T09:00:00Z");
let owner: Town;
let party: Town;
let agent: Town;
let id: string;

const at = (who: Town, more: Record<string, string> = {}, as: TestPerson = who.admin) => ({
  cookie: as.cookie,
  params: { tenant: who.slug, id, ...more },
  now,
});
const about = () => ({ organisation: party.id });

beforeAll(async () => {
  [owner, party, agent] = [await town(admin()), await town(admin()), await town(admin())];
  await cooperation(admin(), [owner, party, agent]);
});

async function agreed(): Promise<void> {
  id = await owner.as(
    (db, record) => insertContract(db, { tenantId: owner.id, record }, { name: "Gemensam drift" }),
    now,
  );
  await callAction(
    ask,
    { organisation: party.id, role: "party", cost_share: "12,5", joined_on: "2026-01-01" },
    at(owner),
  );
  expect((await callAction(answer, { contract: id, version: "1", answer: "yes" }, at(party))).status).toBe(
    302,
  );
}
const typed = async (): Promise<Record<string, string>> =>
  (await (await callLoader(form, at(owner, about()))).json()).data.typed;
const save = async (more: Record<string, string>, fields?: Record<string, string>) =>
  callAction(change, { ...(fields ?? (await typed())), ...more }, at(owner, about()));
const reads = async (who: Town) => (await callLoader(page, at(who))).status;

describe("the conditions of a participant", () => {
  test("its share is corrected without asking anew; another role is asked about, and until then it reads nothing", async () => {
    await agreed();
    expect(await typed()).toMatchObject({ cost_share: "12,5", role: "party", joined_on: "2026-01-01" });
    expect((await save({ cost_share: "20", call_off_notified_on: "2026-11-01" })).status).toBe(302);
    expect(await reads(party)).toBe(200);
    const [row] = (await (await callLoader(page, at(owner))).json()).participants;
    expect(row).toMatchObject({
      cost_share: "20.000000",
      call_off_notified_on: "2026-11-01",
      is_confirmed: true,
    });

    expect(
      (await save({ role: "represented", represented_by_id: agent.id, authority_ref: "KS 2026-88" })).status,
    ).toBe(302);
    expect(await reads(party)).toBe(404);
    const [asked] = (await (await callLoader(invitations, at(party))).json()).rows;
    expect(asked).toMatchObject({
      role: "represented",
      representative: agent.name,
      authority_ref: "KS 2026-88",
    });
    // who acts for it is not thereby a participant
    expect(await reads(agent)).toBe(404);
    await callAction(answer, { contract: id, version: String(asked.version), answer: "yes" }, at(party));
    expect(await reads(party)).toBe(200);
    // another representative is another condition
    expect((await save({ represented_by_id: "" })).status).toBe(302);
    expect(await reads(party)).toBe(404);

    const { rows } = await (await callLoader(history, at(owner))).json();
    const told = JSON.stringify(rows);
    expect(told).toContain('"cost_share"');
    expect(told).toContain(agent.name);
    expect(told).not.toContain(agent.id);
  });

  test("another own end is asked about anew", async () => {
    await agreed();
    expect((await save({ own_ends_on: "2028-12-31" })).status).toBe(302);
    expect(await reads(party)).toBe(404);
    const asked = (await (await callLoader(invitations, at(party))).json()).rows.find(
      (row: { contract: string }) => row.contract === id,
    );
    expect(asked).toMatchObject({ own_ends_on: "2028-12-31" });
    await callAction(answer, { contract: id, version: String(asked.version), answer: "yes" }, at(party));
    expect(await reads(party)).toBe(200);
    expect((await save({ own_ends_on: "" })).status).toBe(302);
    expect(await reads(party)).toBe(404);
  });

  test("of whoever has left, what it agreed to stays as it was; its share is still corrected", async () => {
    await agreed();
    const left =
      "update contract_participant set leaves_on = $1 where contract_id = $2 and organisation_id = $3";
    await admin().query(left, ["2026-11-19", id, party.id]);
    const answers = await save({
      role: "represented",
      represented_by_id: agent.id,
      own_ends_on: "2028-12-31",
    });
    expect([answers.status, (await answers.json()).errors]).toEqual([
      422,
      { role: "has_left", represented_by_id: "has_left", own_ends_on: "has_left" },
    ]);
    const [row] = (await (await callLoader(page, at(owner))).json()).participants;
    expect(row).toMatchObject({ role: "party", own_ends_on: null, is_confirmed: true });
    expect((await save({ cost_share: "" })).status).toBe(302);
    // on its last day it can still be asked
    await admin().query(left, ["2026-11-20", id, party.id]);
    expect((await save({ own_ends_on: "2026-11-20" })).status).toBe(302);
  });

  test("of two who change them at once the second is told; what is wrong is said at its field", async () => {
    await agreed();
    const seen = await typed();
    expect((await save({ cost_share: "30" }, seen)).status).toBe(302);
    const late = await save({ cost_share: "40" }, seen);
    expect([late.status, (await late.json()).errors]).toEqual([422, { "": "changed_meanwhile" }]);
    expect((await typed()).cost_share).toBe("30");
    const wrong = await save({
      role: "represented",
      represented_by_id: party.id,
      joined_on: "2026-02-31",
      cost_share: "101",
    });
    expect((await wrong.json()).errors).toEqual({
      represented_by_id: "unknown_choice",
      joined_on: "not_a_day",
      cost_share: "out_of_range",
    });
    // a power of attorney without representation is not kept
    expect((await save({ role: "party", authority_ref: "KS 1" })).status).toBe(302);
    expect((await typed()).authority_ref).toBe("");
    expect((await save({ cost_share: "" })).status).toBe(302);
    expect((await typed()).cost_share).toBe("");
  });

  test("are changed by the owner's editors alone", async () => {
    await agreed();
    const seen = await typed();
    const outsider = await town(admin());
    for (const who of [party, agent, outsider]) {
      expect((await callLoader(form, at(who, about()))).status).toBe(404);
      expect((await callAction(change, { ...seen, cost_share: "99" }, at(who, about()))).status).toBe(404);
    }
    const reader = await owner.person(["reader"]);
    expect((await callAction(change, { ...seen, cost_share: "99" }, at(owner, about(), reader))).status).toBe(
      403,
    );
    expect((await callLoader(form, at(owner, { organisation: agent.id }))).status).toBe(404);
    expect(await typed()).toEqual(seen);
  });
});
