import { beforeAll, describe, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { remind } from "#app/features/reminders/sending.server.ts";
import { loader as list } from "#app/routes/$tenant.reminders._index.tsx";
import { action as handle } from "#app/routes/$tenant.reminders.$id.handling.tsx";
import { action as reopen } from "#app/routes/$tenant.reminders.$id.reopening.ts";
import { action as changeFeed, loader as feeds } from "#app/routes/$tenant.reminders.calendar.tsx";
import { loader as feedFile } from "#app/routes/calendar.$file.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type TestPerson, type Town, town } from "../../support/towns.ts";
import { fixed } from "../deadlines/terms.ts";

const admin = testDatabase();
let place: Town;
let other: Town;
let reader: TestPerson;

beforeAll(async () => {
  [place, other] = [await town(admin()), await town(admin())];
  reader = await place.person(["reader"]);
  const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await place.as((db, record) =>
    insertContract(
      db,
      { tenantId: place.id, record },
      {
        name: "Avtal som löper ut",
        term: {
          ...fixed({ starts_on: "2024-01-01", ends_on: soon }),
          notice_form: null,
          notice_given_by: null,
        },
      },
    ),
  );
  await remind(place.id);
});

const as = (person: TestPerson, params: Record<string, string> = {}, search = "") => ({
  url: `/${place.slug}/reminders${search}`,
  params: { tenant: place.slug, ...params },
  cookie: person.cookie,
});
const shown = async (person: TestPerson, search = "") =>
  (await callLoader(list, as(person, {}, search))).json();

describe("handling", () => {
  test("with a note, once, by somebody who may; undone it is back", async () => {
    const [ladder] = (await shown(place.admin)).ladders;
    expect(ladder).toMatchObject({
      contract: "Avtal som löper ut",
      kind: "end",
      state: "no_recipient",
      mayHandle: true,
    });
    expect((await shown(reader)).ladders[0].mayHandle).toBe(false);
    const { id } = ladder;
    expect((await callAction(handle, { note: "Nej" }, as(reader, { id }))).status).toBe(403);
    expect((await callAction(handle, { note: " " }, as(place.admin, { id }))).status).toBe(422);
    expect((await callAction(handle, { note: "Ersätts." }, as(place.admin, { id }))).status).toBe(302);
    expect((await callAction(handle, { note: "Igen" }, as(place.admin, { id }))).status).toBe(409);
    await remind(place.id);
    expect((await shown(place.admin)).ladders).toEqual([]);
    expect((await shown(place.admin, "?show=handled")).ladders).toMatchObject([
      { note: "Ersätts.", handled_by: place.admin.name },
    ]);
    expect((await callAction(reopen, {}, as(place.admin, { id }))).status).toBe(302);
    expect((await shown(place.admin)).ladders).toHaveLength(1);
  });

  test("another organisation's reminder does not exist", async () => {
    const { id } = (await shown(place.admin)).ladders[0];
    const theirs = {
      url: `/${other.slug}/reminders`,
      params: { tenant: other.slug, id },
      cookie: other.admin.cookie,
    };
    expect((await callAction(handle, { note: "Hej" }, theirs)).status).toBe(404);
    expect((await (await callLoader(list, theirs)).json()).ladders).toEqual([]);
  });

  test("warnings are for administrators", async () => {
    expect((await shown(place.admin)).withoutRecipient).toBe(1);
    expect((await shown(reader)).withoutRecipient).toBe(0);
  });
});

describe("calendar addresses", () => {
  const get = (address: string, headers: Record<string, string> = {}) => {
    const { pathname } = new URL(address);
    return callLoader(feedFile, { url: pathname, params: { file: pathname.split("/").at(-1)! }, headers });
  };
  const made = async (person: TestPerson, kind: string) =>
    (await callAction(changeFeed, { kind, decision: "create" }, as(person))).json();

  test("a new address stops the old one; the file is kept by its mark", async () => {
    const [first, second] = [
      await made(place.admin, "organisation"),
      await made(place.admin, "organisation"),
    ];
    expect((await get(first.address)).status).toBe(404);
    const response = await get(second.address);
    expect(response.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    expect(await response.text()).toContain("Avtal som löper ut");
    const again = await get(second.address, { "If-None-Match": response.headers.get("ETag")! });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await callAction(changeFeed, { kind: "organisation", decision: "revoke" }, as(place.admin));
    expect((await get(second.address)).status).toBe(404);
  });

  test("one's own is nobody else's, the organisation's is made by administrators, and no secret is kept", async () => {
    const own = await made(reader, "person");
    expect(await (await get(own.address)).text()).not.toContain("Avtal som löper ut");
    expect(
      (await callAction(changeFeed, { kind: "organisation", decision: "create" }, as(reader))).status,
    ).toBe(403);
    const seen = async (person: TestPerson) => (await (await callLoader(feeds, as(person))).json()).feeds;
    expect(await seen(reader)).toMatchObject([{ kind: "person" }]);
    expect(await seen(place.admin)).toEqual([]);
    const secret = new URL(own.address).pathname.split("/").at(-1)!.replace(".ics", "");
    const kept = await admin().query("select to_jsonb(f)::text as row from calendar_feed f");
    expect(kept.rows.map(({ row }) => row).join()).not.toContain(secret);
  });
});
