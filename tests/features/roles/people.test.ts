import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recipientsFor } from "#app/features/roles/holding.server.ts";
import { action as personAction, loader as personPage } from "#app/routes/$tenant.people.$id_.roles.tsx";
import {
  action as transfer,
  loader as transferPage,
} from "#app/routes/$tenant.people.$id_.roles_.transfer.tsx";
import { loader as runPage, action as undo } from "#app/routes/$tenant.people.$id_.roles_.transfers.$run.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { product, type Town, town } from "../../support/towns.ts";
import { giveRole, makePerson, nameDeputy, personOf, seedRoleTypes } from "./support/roles.ts";

const admin = testDatabase();
const now = new Date("2026-07-01T10:00:00Z");
let place: Town;
let anna: string;
let bo: string;
let usages: string[];
let roles: string[];

beforeAll(async () => {
  await seedRoleTypes(admin());
});

beforeEach(async () => {
  place = await town(admin());
  anna = await makePerson(admin(), place, "Anna Avgår");
  bo = await makePerson(admin(), place, "Bo Börjar");
  const item = await product(admin());
  usages = [await place.use(item, "Ett"), await place.use(item, "Två"), await place.use(item, "Tre")];
  roles = [];
  for (const usage of usages) roles.push(await giveRole(admin(), place, { usage, person: anna }));
});

const call = (params: Record<string, string> = {}, url = "/") => ({
  cookie: place.admin.cookie,
  params: { tenant: place.slug, id: anna, ...params },
  url,
  now,
});
const wish = (more: Record<string, string | string[]> = {}) => ({
  to: bo,
  mode: "move",
  day: "2026-07-01",
  role: roles,
  ...more,
});
const transferring = (more: Record<string, string | string[]> = {}) =>
  callAction(transfer, wish(more), call());

/** Who holds what from when until when, by name. */
async function held() {
  const { rows } = await admin().query(
    `select p.name, u.own_name, to_char(r.from_on, 'YYYY-MM-DD') as from_on, to_char(r.to_on, 'YYYY-MM-DD') as to_on
     from role_assignment r join person p on p.id = r.person_id join system_usage u on u.id = r.usage_id
     where r.tenant_id = $1 order by u.own_name, r.from_on, p.name`,
    [place.id],
  );
  return rows.map((row) => `${row.own_name}: ${row.name.split(" ")[0]} ${row.from_on}–${row.to_on ?? ""}`);
}
const before = ["Ett: Anna 2020-01-01–", "Tre: Anna 2020-01-01–", "Två: Anna 2020-01-01–"];
const after = before.flatMap((line) => [
  line.replace("–", "–2026-06-30"),
  line.replace("Anna 2020-01-01", "Bo 2026-07-01"),
]);

function runOf(response: Response): string {
  return response.headers.get("Location")!.split("/").at(-1)!;
}

describe("a leaving person", () => {
  test("the preview says what would happen and writes nothing", async () => {
    const url = `/?to=${bo}&mode=move&day=2026-07-01`;
    const page = await (await callLoader(transferPage, call({}, url))).json();
    expect(page.preview.steps).toHaveLength(3);
    expect(page.preview.steps[0]).toMatchObject({
      own_name: "Ett",
      outcome: "given",
      given_from_on: "2026-07-01",
    });
    expect(await held()).toEqual(before);
  });

  test("all roles go over in one step, under one run id, and come back", async () => {
    const done = await transferring();
    expect(done.status).toBe(302);
    expect(await held()).toEqual(after);
    const run = runOf(done);
    const history = await admin().query(
      "select object_kind, field, old, new from change_event where tenant_id = $1 and run_id = $2",
      [place.id, run],
    );
    expect(history.rows).toHaveLength(4);
    expect(history.rows).toContainEqual({
      object_kind: "system_usage",
      field: "role:system_owner",
      old: "Anna Avgår",
      new: "Bo Börjar",
    });
    expect((await callAction(undo, {}, call({ run }))).status).toBe(302);
    expect(await held()).toEqual(before);
    expect((await callAction(undo, {}, call({ run }))).status).toBe(409);
  });

  test("a copy leaves the first holder in place", async () => {
    const done = await transferring({ mode: "copy" });
    expect(await held()).toEqual(
      before.flatMap((line) => [line, line.replace("Anna 2020-01-01", "Bo 2026-07-01")]),
    );
    await callAction(undo, {}, call({ run: runOf(done) }));
    expect(await held()).toEqual(before);
  });

  test("only the ticked ones", async () => {
    await transferring({ role: [roles[0]!] });
    expect(await held()).toEqual([
      "Ett: Anna 2020-01-01–2026-06-30",
      "Ett: Bo 2026-07-01–",
      ...before.slice(1),
    ]);
    expect((await transferring({ role: [] })).status).toBe(422);
  });

  test("of two transfers at once one succeeds", async () => {
    const cecilia = await makePerson(admin(), place, "Cecilia Chef");
    const both = await Promise.all([transferring(), transferring({ to: cecilia })]);
    expect(both.map((response) => response.status).sort()).toEqual([302, 409]);
    expect((await held()).filter((line) => line.endsWith("–"))).toHaveLength(3);
  });

  test("the same form sent twice is one transfer", async () => {
    const form_key = crypto.randomUUID();
    const both = await Promise.all([transferring({ form_key }), transferring({ form_key })]);
    expect(both.map((response) => response.headers.get("Location"))).toEqual([
      both[0]!.headers.get("Location"),
      both[0]!.headers.get("Location"),
    ]);
    expect(await held()).toEqual(after);
  });

  test("is not taken back when one of the roles has been changed since; nothing is then", async () => {
    const run = runOf(await transferring());
    await admin().query(
      "update role_assignment set to_on = '2026-12-31' where usage_id = $1 and person_id = $2",
      [usages[1], bo],
    );
    const now = await held();
    const refused = await callAction(undo, {}, call({ run }));
    expect(refused.status).toBe(409);
    expect((await refused.json()).problem).toBe("changed_since");
    expect(await held()).toEqual(now);
    const page = await (await callLoader(runPage, call({ run }))).json();
    expect(page.rows.map((row: { isAsLeft: boolean }) => row.isAsLeft)).toEqual([true, true, false]);
  });

  test("of two who take it back at once one does", async () => {
    const run = runOf(await transferring());
    const both = await Promise.all([
      callAction(undo, {}, call({ run })),
      callAction(undo, {}, call({ run })),
    ]);
    expect(both.map((response) => response.status).sort()).toEqual([302, 409]);
    expect(await held()).toEqual(before);
  });

  test("nobody transfers to another organisation's person, into the past, or a stranger's roles", async () => {
    const other = await town(admin());
    const stranger = await makePerson(admin(), other);
    const wishes: Record<string, string>[] = [
      { to: stranger },
      { to: anna },
      { day: "2026-06-30" },
      { day: "2026-02-30" },
    ];
    for (const more of wishes) {
      const answer = await transferring(more);
      expect(answer.headers.get("Location"), JSON.stringify(more)).toContain("/roles/transfer?");
    }
    const theirs = await giveRole(admin(), other, {
      usage: await other.use(await product(admin()), "Deras"),
      person: stranger,
    });
    expect((await transferring({ role: [theirs] })).status).toBe(409);
    expect(await held()).toEqual(before);
  });
});

describe("deputies", () => {
  const naming = (more: Record<string, string> = {}, cookie = place.admin.cookie) =>
    callAction(
      personAction,
      { deputy_person_id: bo, role_type: "", from_on: "2026-07-06", to_on: "2026-07-19", ...more },
      { ...call(), cookie },
    );

  test("are named and ended, and the history knows", async () => {
    expect((await naming()).status).toBe(302);
    const page = await (await callLoader(personPage, call())).json();
    expect(page.deputies).toMatchObject([{ deputy_name: "Bo Börjar", role_sv: null, to_on: "2026-07-19" }]);
    await callAction(
      personAction,
      { end: page.deputies[0].id },
      { ...call(), now: new Date("2026-07-10T10:00:00Z") },
    );
    const later = await (await callLoader(personPage, call())).json();
    expect(later.deputies[0].to_on).toBe("2026-07-09");
    const { rows } = await admin().query(
      "select distinct action from change_event where tenant_id = $1 and object_kind = 'deputy' order by 1",
      [place.id],
    );
    expect(rows.map((row) => row.action)).toEqual(["created", "ended"]);
  });

  test.each([
    [{ deputy_person_id: "" }, "deputy_person_id", "deputy_missing"],
    [{ role_type: "caretaker" }, "role_type", "role_unknown"],
    [{ from_on: "i morgon" }, "from_on", "day_missing"],
    [{ to_on: "2026-07-05" }, "to_on", "to_before_from"],
    [{ from_on: "2026-06-01", to_on: "2026-06-30" }, "to_on", "to_passed"],
  ])("%o is refused", async (more, field, code) => {
    const answer = await naming(more as Record<string, string>);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors[field]).toBe(code);
  });

  test("nobody is their own deputy, and nobody twice at the same time", async () => {
    expect((await (await naming({ deputy_person_id: anna })).json()).errors.deputy_person_id).toBe(
      "deputy_self",
    );
    const both = await Promise.all([naming(), naming()]);
    expect(both.map((response) => response.status).sort()).toEqual([302, 422]);
    expect((await naming({ from_on: "2026-07-20", to_on: "2026-07-24" })).status).toBe(302);
  });

  test("a reader names a deputy for themselves, not for others", async () => {
    const reader = await place.person(["reader"]);
    const own = await personOf(admin(), place, reader);
    expect((await naming({}, reader.cookie)).status).toBe(403);
    const answer = await callAction(
      personAction,
      { deputy_person_id: bo, role_type: "", from_on: "2026-07-06", to_on: "2026-07-19" },
      { ...call({ id: own }), cookie: reader.cookie },
    );
    expect(answer.status).toBe(302);
  });

  test("are told in the holder's place, marked for whom, during the dates only", async () => {
    await nameDeputy(admin(), place, { person: anna, deputy: bo, from: "2026-07-06", to: "2026-07-19" });
    const told = (day: string) =>
      place.as((db) => recipientsFor(db, { roleType: "system_owner", usageId: usages[0]!, day }));
    expect(await told("2026-07-10")).toMatchObject([
      { name: "Bo Börjar", forPerson: { id: anna, name: "Anna Avgår" } },
    ]);
    expect(await told("2026-07-20")).toMatchObject([{ name: "Anna Avgår", forPerson: null }]);
    const neighbour = await town(admin());
    const others = await neighbour.as((db) =>
      recipientsFor(db, { roleType: "system_owner", usageId: usages[0]!, day: "2026-07-10" }),
    );
    expect(others).toEqual([]);
  });
});
