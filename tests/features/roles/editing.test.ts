import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as record } from "#app/routes/$tenant.systems.$id.tsx";
import { action as deletion } from "#app/routes/$tenant.systems.$id_.deletion.tsx";
import { action as addDocument } from "#app/routes/$tenant.systems.$id_.documents.tsx";
import { action as edit, loader as editPage } from "#app/routes/$tenant.systems.$id_.edit.tsx";
import { action as moveProduct } from "#app/routes/$tenant.systems.$id_.product.tsx";
import { action as changeRoles } from "#app/routes/$tenant.systems.$id_.roles.tsx";
import { action as visibility } from "#app/routes/$tenant.systems.$id_.visibility.tsx";
import { action as create } from "#app/routes/$tenant.systems.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town } from "../../support/towns.ts";
import { giveRole, makePerson, nameDeputy, personOf, seedRoleTypes, setType } from "./support/roles.ts";

const admin = testDatabase();
let place: Town;
let reader: TestPerson;
let readerPerson: string;
let usage: string;
let item: string;

beforeAll(async () => {
  await seedRoleTypes(admin());
});

beforeEach(async () => {
  place = await town(admin());
  reader = await place.person(["reader"]);
  readerPerson = await personOf(admin(), place, reader);
  item = await product(admin());
  usage = await place.use(item, "Lifecare");
  await setType(admin(), place, "system_owner", { grants_edit: true });
});

const at = (day: string) => new Date(`${day}T10:00:00Z`);

function saving(
  person: TestPerson,
  { now, id = usage, slug = place.slug }: { now?: Date; id?: string; slug?: string } = {},
) {
  return callAction(
    edit,
    { groups: ["volume"], version: "1", was: "{}", user_count: "25", user_count_on: "2026-01-01" },
    { cookie: person.cookie, params: { tenant: slug, id }, now },
  );
}

async function userCount() {
  const { rows } = await admin().query("select user_count from system_usage_volume where usage_id = $1", [
    usage,
  ]);
  return rows[0]?.user_count ?? null;
}

describe("a reader", () => {
  test("without a role may not edit", async () => {
    expect((await saving(reader)).status).toBe(403);
    expect(await userCount()).toBeNull();
  });

  test("with a role that carries the right may, by form and on the page", async () => {
    await giveRole(admin(), place, { usage, person: readerPerson });
    const call = { cookie: reader.cookie, params: { tenant: place.slug, id: usage } };
    expect((await callLoader(editPage, call)).status).toBe(200);
    expect((await (await callLoader(record, call)).json()).can).toEqual({ edit: true, manage: false });
    expect((await saving(reader)).status).toBe(302);
    expect(await userCount()).toBe(25);
    const history = await admin().query("select by_name from change_event where object_id = $1", [usage]);
    expect(history.rows[0].by_name).toBe(reader.name);
  });

  test("with the role on another record may not", async () => {
    const other = await place.use(item, "Annat");
    await giveRole(admin(), place, { usage: other, person: readerPerson });
    expect((await saving(reader)).status).toBe(403);
  });

  test("with a role that carries no right may not", async () => {
    await giveRole(admin(), place, { usage, person: readerPerson, type: "invoice_receiver" });
    expect((await saving(reader)).status).toBe(403);
  });

  test("may not when the organisation has switched the role off, or never said that it carries the right", async () => {
    await giveRole(admin(), place, { usage, person: readerPerson });
    await setType(admin(), place, "system_owner", { grants_edit: true, is_on: false });
    expect((await saving(reader)).status).toBe(403);
    await setType(admin(), place, "system_owner", {});
    expect((await saving(reader)).status).toBe(403);
  });

  test("who held the role until yesterday may not; on the last day still", async () => {
    await giveRole(admin(), place, { usage, person: readerPerson, to: "2026-06-30" });
    expect((await saving(reader, { now: at("2026-07-01") })).status).toBe(403);
    expect((await saving(reader, { now: at("2026-06-30") })).status).toBe(302);
  });

  test("whose role begins tomorrow may not yet", async () => {
    await giveRole(admin(), place, { usage, person: readerPerson, from: "2026-07-02" });
    expect((await saving(reader, { now: at("2026-07-01") })).status).toBe(403);
    expect((await saving(reader, { now: at("2026-07-02") })).status).toBe(302);
  });

  test("who holds a role may link documents, but not decide over the record", async () => {
    await giveRole(admin(), place, { usage, person: readerPerson });
    const call = { cookie: reader.cookie, params: { tenant: place.slug, id: usage } };
    const link = { title: "Handbok", url: "https://example.invalid/handbok" };
    expect((await callAction(addDocument, link, call)).status).toBe(302);
    const role = { role_type: "system_owner", person: readerPerson, from_on: "2026-01-01" };
    expect((await callAction(changeRoles, role, call)).status).toBe(403);
    expect((await callAction(deletion, { reason: "fel" }, call)).status).toBe(403);
    expect((await callAction(visibility, { hidden: "yes" }, call)).status).toBe(403);
    expect((await callAction(moveProduct, { product: item }, call)).status).toBe(403);
    expect((await callAction(create, { product: item, own_name: "Nytt" }, call)).status).toBe(403);
  });
});

describe("a deputy", () => {
  let owner: string;
  beforeEach(async () => {
    owner = await makePerson(admin(), place);
    await giveRole(admin(), place, { usage, person: owner });
  });
  const fortnight = { from: "2026-07-06", to: "2026-07-19" };

  test("may edit on the first and the last day, not before and not after", async () => {
    await nameDeputy(admin(), place, { person: owner, deputy: readerPerson, ...fortnight });
    expect((await saving(reader, { now: at("2026-07-05") })).status).toBe(403);
    expect((await saving(reader, { now: at("2026-07-20") })).status).toBe(403);
    expect((await saving(reader, { now: at("2026-07-06") })).status).toBe(302);
    const call = { cookie: reader.cookie, params: { tenant: place.slug, id: usage } };
    const page = async (day: string) => (await callLoader(record, { ...call, now: at(day) })).json();
    expect((await page("2026-07-19")).can.edit).toBe(true);
    expect((await page("2026-07-19")).standIns).toMatchObject([
      { deputy_name: reader.name, to_on: "2026-07-19" },
    ]);
    expect((await page("2026-07-20")).can.edit).toBe(false);
    expect((await page("2026-07-20")).standIns).toEqual([]);
  });

  test("of another role may not", async () => {
    await nameDeputy(admin(), place, {
      person: owner,
      deputy: readerPerson,
      type: "super_user",
      ...fortnight,
    });
    expect((await saving(reader, { now: at("2026-07-10") })).status).toBe(403);
  });

  test("of a deputy may not", async () => {
    const deputy = await makePerson(admin(), place);
    await nameDeputy(admin(), place, { person: owner, deputy, ...fortnight });
    await nameDeputy(admin(), place, { person: deputy, deputy: readerPerson, ...fortnight });
    expect((await saving(reader, { now: at("2026-07-10") })).status).toBe(403);
  });
});

describe("the second municipality", () => {
  test("whoever holds a role here edits nothing there, and there is nothing of persons to read", async () => {
    const neighbour = await town(admin());
    const together = await cooperation(admin(), [place, neighbour]);
    await place.share(together, "contacts");
    await giveRole(admin(), place, { usage, person: readerPerson });
    await setType(admin(), neighbour, "system_owner", { grants_edit: true });
    const curious = await neighbour.person(["reader"]);
    expect((await saving(curious, { slug: neighbour.slug })).status).toBe(404);
    const page = await callLoader(record, {
      cookie: curious.cookie,
      params: { tenant: neighbour.slug, id: usage },
    });
    const seen = await page.text();
    expect(seen).toContain("system_owner");
    expect(seen).not.toContain(reader.name);
    expect(seen).not.toContain(readerPerson);
  });
});
