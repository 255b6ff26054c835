import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RecordFacts, tasksOf } from "#app/features/roles/my-systems.rules.ts";
import { countWork } from "#app/features/start/start.server.ts";
import { loader as mine } from "#app/routes/$tenant.my-systems.tsx";
import { loader as matrix } from "#app/routes/$tenant.roles._index.tsx";
import { loader as list } from "#app/routes/$tenant.roles.systems.tsx";
import { loader as file } from "#app/routes/$tenant.roles[.]csv.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { giveRole, makePerson, nameDeputy, personOf, seedRoleTypes, setType } from "./support/roles.ts";

const admin = testDatabase();
const now = new Date("2026-07-10T10:00:00Z");
let place: Town;
let reader: TestPerson;
let readerPerson: string;
let anna: string;
let unit: string;
let item: string;

beforeAll(async () => {
  await seedRoleTypes(admin());
});

beforeEach(async () => {
  place = await town(admin());
  reader = await place.person(["reader"]);
  readerPerson = await personOf(admin(), place, reader);
  anna = await makePerson(admin(), place, "Anna Ägare");
  item = await product(admin());
  const made = await admin().query(
    "insert into unit (tenant_id, name) values ($1, 'Socialförvaltningen') returning id",
    [place.id],
  );
  unit = made.rows[0].id;
});

const inUnit = (name: string, more: Parameters<Town["use"]>[2] = {}) =>
  place.use(item, name, { internal: { unit_id: unit }, ...more });
const call = (url = "/", who: { cookie: string } = place.admin, day = now) => ({
  cookie: who.cookie,
  params: { tenant: place.slug },
  url,
  now: day,
});
async function listed(query: string) {
  const page = await (await callLoader(list, call(`/?${query}`))).json();
  expect(page.total).toBe(page.rows.length);
  return page.rows.map(
    (row: { own_name: string; role_type: string; holders: { name: string }[] }) =>
      `${row.own_name} ${row.role_type} ${row.holders.map((holder) => holder.name).join("+") || "-"}`,
  );
}

describe("unit × role", () => {
  test("counts systems and holders of today; retired systems, former and coming holders do not count", async () => {
    await setType(admin(), place, "system_owner", { is_mandatory: true });
    const one = await inUnit("Ett");
    const two = await inUnit("Två");
    const gone = await inUnit("Gammalt", { lifecycle: "retired" });
    const loose = await place.use(item, "Utan enhet");
    const bo = await makePerson(admin(), place, "Bo");
    await giveRole(admin(), place, { usage: one, person: anna });
    await giveRole(admin(), place, { usage: one, person: bo });
    await giveRole(admin(), place, { usage: gone, person: anna });
    await giveRole(admin(), place, { usage: two, person: anna, to: "2026-07-09" });
    await giveRole(admin(), place, { usage: loose, person: anna, from: "2026-07-11" });
    const page = await (await callLoader(matrix, call())).json();
    expect(page.gaps).toBe(2);
    expect(page.units).toEqual([
      {
        id: unit,
        name: "Socialförvaltningen",
        systems: 2,
        cells: {
          system_owner: {
            held: 1,
            holders: [
              { id: anna, name: "Anna Ägare", systems: 1 },
              { id: bo, name: "Bo", systems: 1 },
            ],
          },
        },
      },
      { id: "none", name: null, systems: 1, cells: {} },
    ]);
  });
});

describe("the work list", () => {
  beforeEach(async () => {
    await setType(admin(), place, "system_owner", { is_mandatory: true });
    await setType(admin(), place, "super_user", { is_on: false });
    const full = await inUnit("Fullt");
    await giveRole(admin(), place, { usage: full, person: anna });
    await giveRole(admin(), place, { usage: full, person: anna, type: "super_user" });
    await inUnit("Tomt");
    await inUnit("Avvecklat", { lifecycle: "retired" });
    await place.use(item, "Utan enhet");
  });

  test("has the records without a mandatory role, by unit and role, and is counted on the start page", async () => {
    expect(await listed("show=missing")).toEqual(["Tomt system_owner -", "Utan enhet system_owner -"]);
    expect(await listed(`show=missing&unit=${unit}`)).toEqual(["Tomt system_owner -"]);
    expect(await listed("show=missing&unit=none")).toEqual(["Utan enhet system_owner -"]);
    expect(await listed("show=missing&role=invoice_receiver")).toHaveLength(3);
    const work = await place.as((db) => countWork(db, place.id, "2026-07-10"));
    expect(work.without_role).toBe(2);
    await setType(admin(), place, "system_owner", {});
    expect(await listed("show=missing")).toEqual([]);
    expect((await place.as((db) => countWork(db, place.id, "2026-07-10"))).without_role).toBe(0);
  });

  test("shows who holds a role; switched-off types are left out", async () => {
    expect(await listed("show=held")).toEqual(["Fullt system_owner Anna Ägare"]);
    expect(await listed("role=system_owner")).toEqual([
      "Fullt system_owner Anna Ägare",
      "Tomt system_owner -",
      "Utan enhet system_owner -",
    ]);
    expect(await listed("role=super_user&show=held")).toEqual(["Fullt system_owner Anna Ägare"]);
  });

  test("nonsense in the address is as if it was not there", async () => {
    expect(await listed("unit=x'%20or%201=1&role=kung&show=allt")).toEqual(await listed(""));
  });

  test("is a file for the own organisation, formulas defused", async () => {
    await admin().query("update person set name = '=Anna' where id = $1", [anna]);
    await nameDeputy(admin(), place, {
      person: anna,
      deputy: readerPerson,
      from: "2026-07-01",
      to: "2026-07-31",
    });
    const response = await callLoader(file, call("/?show=all"));
    expect(response.headers.get("Content-Disposition")).toContain(`roller-${place.slug}-2026-07-10.csv`);
    const lines = (await response.text()).replace("\uFEFF", "").trim().split("\r\n");
    expect(lines).toEqual([
      "Enhet;System;Roll;Innehavare;Från och med;Till och med;Ställföreträdare i dag",
      `Socialförvaltningen;Fullt;systemägare;"'=Anna";2020-01-01;;${reader.name}`,
      "Socialförvaltningen;Tomt;systemägare;;;;",
      ";Utan enhet;systemägare;;;;",
    ]);
  });
});

describe("my systems", () => {
  const load = async (day = now) => (await (await callLoader(mine, call("/", reader, day))).json()).systems;

  test("are those of today's own roles and of those I stand in for, marked, and nobody else's", async () => {
    await setType(admin(), place, "system_manager", { grants_edit: true, is_mandatory: true });
    const own = await inUnit("Eget");
    const annas = await inUnit("Annas");
    await inUnit("Ingens");
    const gone = await inUnit("Avvecklat", { lifecycle: "retired" });
    for (const usage of [own, gone])
      await giveRole(admin(), place, { usage, person: readerPerson, type: "system_manager" });
    await giveRole(admin(), place, { usage: annas, person: anna });
    await nameDeputy(admin(), place, {
      person: anna,
      deputy: readerPerson,
      from: "2026-07-06",
      to: "2026-07-19",
    });
    expect(await load()).toMatchObject([
      {
        own_name: "Annas",
        roles: [{ code: "system_owner", forPerson: { name: "Anna Ägare", until: "2026-07-19" } }],
        mayEdit: false,
        missing: [{ code: "system_manager" }],
      },
      { own_name: "Eget", roles: [{ code: "system_manager", forPerson: null }], mayEdit: true, missing: [] },
    ]);
    for (const day of ["2026-07-05", "2026-07-20"]) {
      const names = (await load(new Date(`${day}T10:00:00Z`))).map(
        (each: { own_name: string }) => each.own_name,
      );
      expect(names).toEqual(["Eget"]);
    }
  });

  test("of a deputy's deputy are not mine", async () => {
    const usage = await inUnit("Annas");
    const bo = await makePerson(admin(), place);
    await giveRole(admin(), place, { usage, person: anna });
    await nameDeputy(admin(), place, { person: anna, deputy: bo, from: "2026-07-06", to: "2026-07-19" });
    await nameDeputy(admin(), place, {
      person: bo,
      deputy: readerPerson,
      from: "2026-07-06",
      to: "2026-07-19",
    });
    expect(await load()).toEqual([]);
  });

  const fine: RecordFacts = {
    lifecycle: "in_operation",
    taken_into_use_on: "2020-01-01",
    retired_on: null,
    notice_on: null,
    ends_on: null,
    support_ends_on: null,
  };
  test.each<[string, Partial<RecordFacts>, string[]]>([
    ["nothing", {}, []],
    ["should have been retired", { retired_on: "2026-07-09" }, ["overdue"]],
    ["is to be retired today", { retired_on: "2026-07-10" }, []],
    ["notice today", { notice_on: "2026-07-10" }, ["notice_near"]],
    ["notice on the last near day", { notice_on: "2026-10-08" }, ["notice_near"]],
    ["notice later, or past", { notice_on: "2026-10-09" }, []],
    [
      "notice passed and contract ended",
      { notice_on: "2026-01-01", ends_on: "2026-07-09" },
      ["contract_ended"],
    ],
    ["support ended", { support_ends_on: "2026-07-09" }, ["support_ended"]],
    ["support ended of something planned", { lifecycle: "planned", support_ends_on: "2026-07-09" }, []],
    ["in operation since nobody knows when", { taken_into_use_on: null }, ["without_start"]],
    ["planned without a date", { lifecycle: "planned", taken_into_use_on: null }, []],
  ])("have to do: %s", (_name, facts, kinds) => {
    const tasks = tasksOf({ ...fine, ...facts }, "2026-07-10", "2026-10-08");
    expect(tasks.map((task) => task.kind)).toEqual(kinds);
  });
});

test("pages of roles are for members who look as themselves, and not for suppliers", async () => {
  const supplier = await town(admin(), "supplier", unique("bolag"));
  const other = await town(admin());
  for (const loader of [matrix, list, file, mine]) {
    expect(
      (
        await callLoader(loader, {
          ...call(),
          params: { tenant: supplier.slug },
          cookie: supplier.admin.cookie,
        })
      ).status,
    ).toBe(403);
    expect(
      (await callLoader(loader, { ...call(), params: { tenant: `${place.slug}~${other.slug}` } })).status,
    ).toBe(403);
    expect((await callLoader(loader, call("/", reader))).status).toBe(200);
  }
});
