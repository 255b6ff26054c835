import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { tokenHash } from "#app/features/accounts/tokens.server.ts";
import { insertContract, type NewContract } from "#app/features/contracts/contracts.server.ts";
import { readFeed } from "#app/features/reminders/feeds.server.ts";
import { listLadders } from "#app/features/reminders/reminders.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { testDatabase } from "../../support/database.ts";
import { cooperation, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { term } from "../deadlines/terms.ts";
import { seedRoleTypes } from "../roles/support/roles.ts";

const admin = testDatabase();
beforeAll(() => seedRoleTypes(admin()));
/** 04:00 in the morning, Swedish time. */
const at = (day: string) => new Date(`${day}T03:00:00Z`);

async function contract(place: Town, name: string, more: Partial<NewContract> = {}): Promise<string> {
  return place.as(
    (db, record) =>
      insertContract(
        db,
        { tenantId: place.id, record },
        {
          name,
          term: { ...term(), notice_form: null, notice_given_by: null },
          costLines: [
            {
              kind: "recurring",
              per: "year",
              amount_minor: 123_456_00,
              organisation_id: null,
              rate: null,
              rate_on: null,
              quantity: null,
              metric: null,
              element: null,
              valid_from: null,
              valid_to: null,
              account_text: null,
              note: null,
            },
          ],
          ...more,
        },
      ),
    at("2026-01-05"),
  );
}

const personOf = async (place: Town, person: TestPerson): Promise<string> =>
  (
    await admin().query("select person_id from membership where tenant_id = $1 and account_id = $2", [
      place.id,
      person.accountId,
    ])
  ).rows[0].person_id;

async function responsible(place: Town, contractId: string, person: TestPerson, owner = place) {
  await admin().query(
    "insert into contract_role (tenant_id, contract_tenant_id, contract_id, role_type, person_id, from_on) values ($1, $2, $3, 'system_owner', $4, '2020-01-01')",
    [place.id, owner.id, contractId, await personOf(place, person)],
  );
}

const letters = async (person: TestPerson) =>
  (
    await admin().query("select subject, body from outbox where to_address = $1 order by created_at, id", [
      person.email,
    ])
  ).rows as { subject: string; body: string }[];

const states = async (place: Town, id: string) =>
  (
    await admin().query(
      "select step_days, state from reminder where tenant_id = $1 and contract_id = $2 and deadline_kind = 'notice' order by step_days desc",
      [place.id, id],
    )
  ).rows
    .map((row) => `${row.step_days} ${row.state}`)
    .join(", ");

describe("the daily job", () => {
  test("plans from the terms, sends the nearest step once, and says what happens without a price", async () => {
    const place = await town(admin());
    const kim = await place.person(["reader"]);
    const id = await contract(place, "Drift av lönesystem");
    await responsible(place, id, kim);
    await remind(place.id, at("2026-07-10"));
    await remind(place.id, at("2026-07-10"));
    expect(await states(place, id)).toBe("365 skipped, 180 skipped, 90 sent, 30 planned, 7 planned");
    const [letter, ...more] = await letters(kim);
    expect(more).toEqual([]);
    expect(letter!.subject).toBe(`Påminnelse om ett avtal, ${place.name}`);
    expect(letter!.body).toContain(
      "Drift av lönesystem\nAgera senast 30 september 2026 om avtalet ska sägas upp; sista uppsägningsdag är 30 september 2026. Görs inget förlängs avtalet till 31 december 2027.",
    );
    expect(letter!.body.match(/https?:\/\//g)).toHaveLength(1);
    expect(letter!.body).not.toMatch(/123|kr\b/);
    await remind(place.id, at("2026-08-31"));
    expect(await states(place, id)).toBe("365 skipped, 180 skipped, 90 sent, 30 sent, 7 planned");
    expect(await letters(kim)).toHaveLength(2);
  });

  test("several contracts are one letter; a missed day is told", async () => {
    const place = await town(admin());
    const kim = await place.person(["reader"]);
    for (const name of ["Avtal A", "Avtal B"]) await responsible(place, await contract(place, name), kim);
    await remind(place.id, at("2026-10-01"));
    const [letter, ...more] = await letters(kim);
    expect(more).toEqual([]);
    expect(letter!.subject).toMatch(/^Påminnelse om 4 avtal/);
    expect(letter!.body).toContain(
      "Sista uppsägningsdag 30 september 2026 har passerat utan uppsägning. Avtalet är förlängt till 31 december 2027.",
    );
  });

  test("a deputy is told instead; somebody who has left is nobody", async () => {
    const place = await town(admin());
    const [kim, robin, left] = [
      await place.person(["reader"]),
      await place.person(["reader"]),
      await place.person(["reader"]),
    ];
    const id = await contract(place, "Avtal");
    await responsible(place, id, kim);
    await responsible(place, id, left);
    await admin().query(
      "insert into deputy (tenant_id, person_id, deputy_person_id, from_on, to_on) values ($1, $2, $3, '2026-07-01', '2026-07-31')",
      [place.id, await personOf(place, kim), await personOf(place, robin)],
    );
    await admin().query("update membership set ended_at = now() where account_id = $1", [left.accountId]);
    await remind(place.id, at("2026-07-10"));
    expect([await letters(kim), await letters(left)]).toEqual([[], []]);
    expect(await letters(robin)).toHaveLength(1);
  });

  test("without a recipient the administrator is told once; when somebody comes it is sent", async () => {
    const place = await town(admin());
    const id = await contract(place, "Herrelöst avtal");
    await remind(place.id, at("2026-07-10"));
    await remind(place.id, at("2026-07-11"));
    expect(await states(place, id)).toBe("365 skipped, 180 skipped, 90 no_recipient, 30 planned, 7 planned");
    const told = await letters(place.admin);
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain("De här påminnelserna har ingen mottagare.");
    const kim = await place.person(["reader"]);
    await responsible(place, id, kim);
    await remind(place.id, at("2026-07-12"));
    expect(await letters(kim)).toHaveLength(1);
    expect(await states(place, id)).toContain("90 sent");
  });

  test("changed terms cancel what was planned; a given notice silences the ladder", async () => {
    const place = await town(admin());
    const id = await contract(place, "Avtal");
    await remind(place.id, at("2026-03-01"));
    await admin().query("update contract_term set notice_length = 6 where contract_id = $1", [id]);
    await remind(place.id, at("2026-03-02"));
    const days = await admin().query(
      "select distinct deadline_on::text from reminder where contract_id = $1 and state = 'planned'",
      [id],
    );
    expect(days.rows).toEqual([{ deadline_on: "2026-06-30" }]);
    await admin().query(
      "update contract_term set notice_given_on = '2026-03-03', notice_given_by = 'us' where contract_id = $1",
      [id],
    );
    await remind(place.id, at("2026-03-04"));
    expect(await states(place, id)).not.toContain("planned");
  });

  test("own steps of the contract, else of its type, else of all", async () => {
    const place = await town(admin());
    const [own, typed, any] = [
      await contract(place, "Eget"),
      await contract(place, "Typ", { type: "licence" }),
      await contract(place, "Alla"),
    ];
    await admin().query("insert into contract_ladder values ($1, $1, $2, '{20}')", [place.id, own]);
    await admin().query(
      "insert into reminder_setting values ($1, 'licence', '{40,10}'), ($1, 'any', '{60}')",
      [place.id],
    );
    await remind(place.id, at("2026-03-01"));
    expect([await states(place, own), await states(place, typed), await states(place, any)]).toEqual([
      "20 planned",
      "40 planned, 10 planned",
      "60 planned",
    ]);
  });
});

describe("several municipalities", () => {
  test("participants remind their own people; neighbours who are only shared the terms nobody", async () => {
    const [owner, party, member] = [await town(admin()), await town(admin()), await town(admin())];
    const together = await cooperation(admin(), [owner, party, member]);
    await owner.share(together, "core");
    await owner.share(together, "term");
    const id = await contract(owner, "Gemensamt avtal");
    await admin().query(
      "insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at) values ($1, $2, $3, 'party', '2026-01-01', now())",
      [owner.id, id, party.id],
    );
    const [ours, theirs] = [await owner.person(["reader"]), await party.person(["reader"])];
    await responsible(owner, id, ours);
    await responsible(party, id, theirs, owner);
    for (const place of [owner, party, member]) await remind(place.id, at("2026-07-10"));
    expect(await letters(ours)).toHaveLength(1);
    expect(await letters(theirs)).toHaveLength(1);
    const reminders = await admin().query("select distinct tenant_id from reminder where contract_id = $1", [
      id,
    ]);
    expect(reminders.rows.map((row) => row.tenant_id).sort()).toEqual([owner.id, party.id].sort());
    const seen = (place: Town) =>
      place.as((db) => listLadders(db, { show: "due" }, "2026-07-10"), at("2026-07-10"));
    expect((await seen(owner)).ladders).toHaveLength(1);
    expect((await seen(party)).ladders).toHaveLength(1);
    expect((await seen(member)).ladders).toEqual([]);
    // who leaves keeps the history but is reminded of nothing more
    await admin().query("update contract_participant set leaves_on = '2026-07-20' where contract_id = $1", [
      id,
    ]);
    await remind(party.id, at("2026-08-31"));
    expect(await states(party, id)).toBe("365 skipped, 180 skipped, 90 sent");
    expect(await letters(theirs)).toHaveLength(1);
  });
});

describe("calendar feeds", () => {
  async function feed(place: Town, kind: "person" | "organisation", person: TestPerson): Promise<string> {
    const secret = unique("hemlig");
    await admin().query(
      "insert into calendar_feed (tenant_id, kind, account_id, secret_hash) values ($1, $2, $3, $4)",
      [place.id, kind, person.accountId, tokenHash(secret)],
    );
    return secret;
  }
  const read = async (secret: string, day: string) =>
    (await readFeed(secret, at(day)))?.body.replaceAll("\r\n ", "");
  const uids = (body: string | undefined) =>
    [...(body ?? "").matchAll(/^UID:(.+)\r$/gm)].map(([, uid]) => uid);

  test("a person's feed holds what the person answers for, the organisation's all; both stop when they should", async () => {
    const place = await town(admin());
    const kim = await place.person(["reader"]);
    const mine = await contract(place, "Mitt avtal");
    await contract(place, "Annans avtal");
    await responsible(place, mine, kim);
    const [own, all] = [await feed(place, "person", kim), await feed(place, "organisation", place.admin)];
    const body = await read(own, "2026-03-01");
    expect(body).toContain("SUMMARY:Säg upp: Mitt avtal");
    expect(body).toContain("DTSTART;VALUE=DATE:20260930");
    expect(body).not.toContain("Annans");
    expect(body).not.toMatch(/123 ?456/);
    expect(uids(await read(all, "2026-03-01"))).toHaveLength(2);
    expect(await read(own, "2026-03-01")).toBe(body);
    expect(await read("något annat", "2026-03-01")).toBeUndefined();
    await admin().query("update membership set ended_at = now() where account_id = any($1)", [
      [kim.accountId, place.admin.accountId],
    ]);
    expect([await read(own, "2026-03-01"), await read(all, "2026-03-01")]).toEqual([undefined, undefined]);
  });

  test("a moved day keeps its UID with a higher sequence; a day that is gone is cancelled, for 60 days", async () => {
    const place = await town(admin());
    const id = await contract(place, "Avtal");
    const secret = await feed(place, "organisation", place.admin);
    const before = await read(secret, "2026-03-01");
    await admin().query("update contract_term set notice_length = 6 where contract_id = $1", [id]);
    const moved = await read(secret, "2026-03-02");
    expect(uids(moved)).toEqual(uids(before));
    expect(moved).toContain("SEQUENCE:1");
    expect(moved).toContain("DTSTART;VALUE=DATE:20260630");
    await admin().query(
      "update contract set reason_closed = 'withdrawn', closed_on = '2026-03-03' where id = $1",
      [id],
    );
    const gone = await read(secret, "2026-03-04");
    expect(gone).toContain("STATUS:CANCELLED");
    expect(uids(gone)).toEqual(uids(before));
    expect(uids(await read(secret, "2026-05-20"))).toEqual([]);
  });

  test("a contract that is no longer ours to read is told as gone, without its name", async () => {
    const [owner, party] = [await town(admin()), await town(admin())];
    const id = await contract(owner, "Hemligt avtal", { is_hidden: true });
    await admin().query(
      "insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at) values ($1, $2, $3, 'party', '2026-01-01', now())",
      [owner.id, id, party.id],
    );
    const secret = await feed(party, "organisation", party.admin);
    expect(await read(secret, "2026-03-01")).toContain("Hemligt avtal");
    await admin().query("update contract_participant set leaves_on = '2026-03-05' where contract_id = $1", [
      id,
    ]);
    const body = await read(secret, "2026-03-06");
    expect(body).toContain("STATUS:CANCELLED");
    expect(body).not.toContain("Hemligt");
  });
});

describe("the language", () => {
  test("of letters and of one's own calendar is the one that each has chosen; whoever has no account gets Swedish", async () => {
    const place = await town(admin());
    const [english, swedish] = [await place.person(["editor"]), await place.person(["reader"])];
    await admin().query("update account set locale = 'en' where id = $1", [english.accountId]);
    const id = await contract(place, "Gemensam drift");
    for (const person of [english, swedish]) await responsible(place, id, person);
    await remind(place.id, at("2026-07-02"));
    const [[first], [second]] = [await letters(english), await letters(swedish)];
    expect(first?.subject).toBe(`Reminder about a contract, ${place.name}`);
    expect(first?.body).toContain("the last notice date is");
    expect(second?.subject).toBe(`Påminnelse om ett avtal, ${place.name}`);
    const calendar = async (person: TestPerson, kind: "person" | "organisation") => {
      const secret = unique("hemlig");
      await admin().query(
        "insert into calendar_feed (tenant_id, kind, account_id, secret_hash) values ($1, $2, $3, $4)",
        [place.id, kind, person.accountId, tokenHash(secret)],
      );
      return (await readFeed(secret, at("2026-07-02")))!.body.replaceAll("\r\n ", "");
    };
    expect(await calendar(english, "person")).toContain("the last notice date is");
    expect(await calendar(swedish, "person")).toContain("sista uppsägningsdag");
    // the organisation's calendar is everybody's
    const admins = await place.person(["local_admin"]);
    await admin().query("update account set locale = 'en' where id = $1", [admins.accountId]);
    expect(await calendar(admins, "organisation")).toContain("sista uppsägningsdag");
  });

  test("is asked of the own organisation's people only", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    await admin().query("update account set locale = 'en' where id = $1", [place.admin.accountId]);
    const id = await personOf(place, place.admin);
    const ask = (who: Town) =>
      who.as((db) =>
        sql<{ locale: string | null }>`select app.language_of(${id}::uuid) as locale`.execute(db),
      );
    expect((await ask(place)).rows).toEqual([{ locale: "en" }]);
    expect((await ask(other)).rows).toEqual([{ locale: null }]);
    await admin().query("update membership set ended_at = now() where account_id = $1", [
      place.admin.accountId,
    ]);
    expect((await ask(place)).rows).toEqual([{ locale: null }]);
  });
});
