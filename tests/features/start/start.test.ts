import { describe, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { listNearDates, type NearDate } from "#app/features/start/near-dates.server.ts";
import type { Waiting } from "#app/features/start/waiting.server.ts";
import { loader } from "#app/routes/$tenant._index.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { product, type TestPerson, type Town, town } from "../../support/towns.ts";
import { giveNotice, inForce } from "../agreements/flow.ts";

const admin = testDatabase();
const now = new Date("2026-11-20T08:00:00Z");
const today = "2026-11-20";

/** 12 months that renew themselves, three months' notice: act by 30 days before the last day. */
const renewing = (starts_on: string, admin_buffer_days = 30) => ({
  starts_on,
  initial_length: 12,
  initial_unit: "months",
  renewal_kind: "tacit",
  renewal_length: 12,
  renewal_unit: "months",
  notice_length: 3,
  notice_unit: "months",
  notice_anchor: "period_end",
  admin_buffer_days,
});

function contract(place: Town, name: string, term: object, more: object = {}): Promise<string> {
  return place.as(
    (db, record) => insertContract(db, { tenantId: place.id, record }, { name, term, ...more } as never),
    now,
  );
}

const near = (place: Town) => place.as((db) => listNearDates({ db, tenant: place as never, today }), now);
const short = ({ dates }: { dates: NearDate[] }) =>
  dates.map(({ name, kind, on, last_on }) => [name, kind, on, last_on].filter(Boolean).join(" "));

interface Shown {
  waiting: Waiting;
  changes: { by_name: string; action: string }[];
}
async function start(place: Town, who: TestPerson): Promise<Shown> {
  const answer = await callLoader(loader, {
    url: "/x",
    cookie: who.cookie,
    params: { tenant: place.slug },
    now,
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Shown;
}

describe("the nearest days", () => {
  test("when to act, the last day once that has passed, or the end; nothing that is further away or over", async () => {
    const place = await town(admin());
    await contract(place, "Agera", renewing("2026-05-01"));
    await contract(place, "Sista dag", renewing("2026-03-01"));
    await contract(place, "Slutar", { starts_on: "2026-01-01", ends_on: "2027-03-31", renewal_kind: "none" });
    await contract(place, "Långt bort", {
      starts_on: "2026-01-01",
      ends_on: "2031-03-31",
      renewal_kind: "none",
    });
    await contract(place, "Slut", { starts_on: "2020-01-01", ends_on: "2021-03-31", renewal_kind: "none" });
    expect(short(await near(place))).toEqual([
      "Sista dag notice 2026-11-30",
      "Agera act_by 2026-12-31 2027-01-31",
      "Slutar ends 2027-03-31",
    ]);
  });

  test("a system says what is stated for it until a contract covers it; other organisations' days are not ours", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const item = await product(admin());
    const term = { notice_on: "2027-01-15", ends_on: "2027-04-15" };
    const usage = await place.use(item, "Med avtal", { term });
    await place.use(item, "Utan avtal", { term });
    await place.use(item, "Nedlagt", { term, lifecycle: "retired" });
    await other.use(item, "Deras", { term });
    expect(short(await near(place))).toEqual(["Med avtal notice 2027-01-15", "Utan avtal notice 2027-01-15"]);
    await contract(place, "Avtalet", renewing("2026-05-01"), { usages: [usage] });
    expect(short(await near(place))).toEqual([
      "Avtalet act_by 2026-12-31 2027-01-31",
      "Utan avtal notice 2027-01-15",
    ]);
  });

  test("cooperation agreements say theirs to each party, and to nobody else", async () => {
    const [keeper, party, outside] = [await town(admin()), await town(admin()), await town(admin())];
    // twelve months to a turn of the year
    const id = await inForce([keeper, party], { admin_buffer_days: "10" });
    for (const place of [keeper, party])
      expect(short(await near(place))).toEqual(["Gemensam IT act_by 2026-12-21 2026-12-31"]);
    expect(short(await near(outside))).toEqual([]);
    await giveNotice(party, id, {}, now);
    expect(short(await near(party))).toEqual([]); // its last day is more than a year away
    await admin().query("update agreement_party set leaves_on = '2027-06-30' where organisation_id = $1", [
      party.id,
    ]);
    expect(short(await near(party))).toEqual(["Gemensam IT leaves 2027-06-30"]);
    await admin().query("update agreement_party set leaves_on = '2026-11-19' where organisation_id = $1", [
      party.id,
    ]);
    expect(short(await near(party))).toEqual([]);
  });

  test("what somebody has handled is left out", async () => {
    const place = await town(admin());
    await contract(place, "Hanterad", renewing("2026-05-01"));
    await remind(place.id, now);
    expect((await near(place)).dates).toHaveLength(1);
    await admin().query(
      "update reminder set state = 'handled', handled_at = now(), handled_by = 'Kim', note = 'Klart' where tenant_id = $1",
      [place.id],
    );
    expect((await near(place)).dates).toEqual([]);
  });
});

describe("what waits", () => {
  test("days in contracts: all for those who work with the register, own ones for who answers for them", async () => {
    const place = await town(admin());
    const [reader, other] = [await place.person(["reader"]), await place.person(["reader"])];
    const editor = await place.person(["editor"]);
    const mine = await contract(place, "Min", renewing("2026-05-01"));
    await contract(place, "Ingens", renewing("2026-03-01"));
    await admin().query(
      "insert into role_type values ('contract_manager', 'avtalsansvarig', 'contract manager', '', '', 1) on conflict do nothing",
    );
    await admin().query(
      `insert into contract_role (tenant_id, contract_tenant_id, contract_id, role_type, person_id, from_on)
       select $1, $1, $2, 'contract_manager', person_id, '2020-01-01' from membership where account_id = $3`,
      [place.id, mine, reader.accountId],
    );
    await remind(place.id, now);

    const forReader = (await start(place, reader)).waiting;
    expect(forReader.reminders).toEqual({
      all: null,
      mine: { count: 1, isCut: false, until: "2026-12-31" },
      withoutRecipient: 0,
      unsure: 0,
    });
    expect([forReader.register, forReader.matters, forReader.contractInvitations]).toEqual([null, [], 0]);
    expect((await start(place, other)).waiting.reminders).toMatchObject({ all: null, mine: null });
    // between the day to act and the last day it waits still, until the last day
    const all = { count: 2, isCut: false, until: "2026-11-30" };
    expect((await start(place, editor)).waiting.reminders).toMatchObject({
      all,
      mine: null,
      withoutRecipient: 0,
    });
    expect((await start(place, place.admin)).waiting.reminders).toMatchObject({ all, withoutRecipient: 1 });
  });

  test("a contract that asks us to take part waits for the administrator, until there is an answer", async () => {
    const [owner, asked] = [await town(admin()), await town(admin())];
    const id = await contract(owner, "Gemensamt", renewing("2026-05-01"));
    await admin().query(
      `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on)
       values ($1, $2, $3, 'party', '2020-01-01')`,
      [owner.id, id, asked.id],
    );
    const count = async (who: TestPerson) => (await start(asked, who)).waiting.contractInvitations;
    expect(await count(asked.admin)).toBe(1);
    expect(await count(await asked.person(["editor"]))).toBe(0);
    await admin().query(
      "update contract_participant set participant_declined_at = now() where contract_id = $1",
      [id],
    );
    expect(await count(asked.admin)).toBe(0);
  });

  test("the latest changes are people's, not the nightly work's", async () => {
    const place = await town(admin());
    await place.use(await product(admin()), "System");
    await contract(place, "Avtal", renewing("2026-05-01"));
    await remind(place.id, now);
    const { rows } = await admin().query(
      "select count(*)::int as n from change_event where tenant_id = $1 and via = 'job'",
      [place.id],
    );
    expect(rows[0].n).toBeGreaterThan(0);
    expect(
      (await start(place, place.admin)).changes.map(({ by_name, action }) => `${by_name} ${action}`),
    ).toEqual(["Test created"]);
  });

  test("a supplier sees nothing of it", async () => {
    const company = await town(admin(), "supplier", "bolag");
    expect(await start(company, company.admin)).not.toHaveProperty("waiting");
  });
});
