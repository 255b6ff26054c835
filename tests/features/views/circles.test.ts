import { beforeAll, describe, expect, test } from "vitest";
import * as start from "#app/routes/$tenant._index.tsx";
import * as systems from "#app/routes/$tenant.systems._index.tsx";
import * as overview from "#app/routes/$tenant.views._index.tsx";
import * as view from "#app/routes/$tenant.views.$id.tsx";
import * as edit from "#app/routes/$tenant.views.$id_.edit.tsx";
import * as removal from "#app/routes/$tenant.views.$id_.removal.tsx";
import * as create from "#app/routes/$tenant.views.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import {
  cooperation,
  product,
  type TestCooperation,
  type TestPerson,
  type Town,
  town,
  unique,
} from "../../support/towns.ts";

const admin = testDatabase();
type Route = Record<string, unknown>;
type Handler = Parameters<typeof callLoader>[0];

let together: TestCooperation;
let maker: Town;
let member: Town;
/** In the cooperation, but not in the smaller circle. */
let apart: Town;
let outsider: Town;
let supplier: Town;
let small: string;

const at = (who: Town, params: Record<string, string> = {}, person: TestPerson = who.admin) => ({
  cookie: person.cookie,
  params: { tenant: who.slug, ...params },
});
const load = (route: Route, call: ReturnType<typeof at>, url?: string) =>
  callLoader(route.loader as Handler, { ...call, url });
const post = (route: Route, call: ReturnType<typeof at>, form: Record<string, string>) =>
  callAction(route.action as Handler, form, call);
const status = async (who: Town, id: string) => (await load(view, at(who, { id }))).status;

async function keep(more: Record<string, string> = {}, call = at(maker)) {
  const form = {
    list: "systems",
    state: "?lifecycle=pilot",
    owner_kind: `circle:${small}`,
    name: unique("Vy"),
  };
  return post(create, call, { ...form, ...more });
}
async function kept(more: Record<string, string> = {}): Promise<string> {
  const response = await keep(more);
  expect(response.status, await response.clone().text()).toBe(302);
  return /views\/(.+)$/.exec(response.headers.get("Location")!)![1]!;
}

beforeAll(async () => {
  [maker, member, apart, outsider] = [
    await town(admin()),
    await town(admin()),
    await town(admin()),
    await town(admin()),
  ];
  supplier = await town(admin(), "supplier");
  together = await cooperation(admin(), [maker, member, apart]);
  const { rows } = await admin().query(
    "insert into circle (tenant_id, cooperation_id, name) values ($1, $2, 'Liten krets') returning id",
    [maker.id, together.id],
  );
  small = rows[0].id;
  for (const each of [maker, member])
    await admin().query(
      "insert into circle_member (tenant_id, circle_id, organisation_id) values ($1, $2, $3)",
      [maker.id, small, each.id],
    );
  const item = await product(admin());
  await maker.use(item, "Makarens pilot", { lifecycle: "pilot" });
  await member.use(item, "Medlemmens pilot", { lifecycle: "pilot" });
  await member.use(item, "Medlemmens dolda", { lifecycle: "pilot", is_hidden: true });
});

describe("a circle's view", () => {
  test("is opened by the circle's organisations, each with its own records", async () => {
    const id = await kept({ name: "Piloter" });
    const rows = async (who: Town) => {
      const href = (await load(view, at(who, { id }))).headers.get("Location")!;
      const page = await (await load(systems, at(who), href)).json();
      const shown = page.views.views.find((each: { id: string }) => each.id === id);
      return [page.rows.map((row: { own_name: string }) => row.own_name), shown.by, shown.mayChange];
    };
    expect(await rows(maker)).toEqual([["Makarens pilot"], null, true]);
    expect(await rows(member)).toEqual([["Medlemmens dolda", "Medlemmens pilot"], maker.name, false]);
  });

  test("of everybody's systems shows each reader what that reader may see", async () => {
    const id = await kept({ list: "systems-all" });
    const href = (await load(view, at(maker, { id }))).headers.get("Location")!;
    const page = await (await load(systems, at(maker), href)).json();
    expect(page.rows.map((row: { own_name: string }) => row.own_name)).toEqual([
      "Makarens pilot",
      "Medlemmens pilot",
    ]);
  });

  test("is there for nobody else: another circle, another cooperation, a supplier, view as", async () => {
    const name = unique("Kretsens");
    const id = await kept({ name });
    for (const who of [apart, outsider, supplier]) expect(await status(who, id)).toBe(404);
    for (const who of [apart, outsider]) {
      expect(await (await load(overview, at(who))).text()).not.toContain(name);
      expect(await (await load(systems, at(who))).text()).not.toContain(name);
      const seen = await who.as((db) =>
        db.selectFrom("saved_view").select("id").where("id", "=", id).execute(),
      );
      expect(seen).toEqual([]);
    }
    const preview = { cookie: maker.admin.cookie, params: { tenant: `${maker.slug}~${member.slug}` } };
    expect(await (await callLoader(systems.loader as Handler, preview)).text()).not.toContain(name);
  });

  test("of the whole cooperation is for all its members", async () => {
    const id = await kept({ owner_kind: `circle:${together.everyone}` });
    expect([await status(member, id), await status(apart, id), await status(outsider, id)]).toEqual([
      302, 302, 404,
    ]);
  });

  test("is changed and removed only where it was made, whatever is posted", async () => {
    const id = await kept();
    for (const route of [edit, removal]) {
      expect((await load(route, at(member, { id }))).status).toBe(403);
      expect(
        (await post(route, at(member, { id }), { name: "Kapad", version: "1", owner_kind: "person" })).status,
      ).toBe(403);
    }
    const written = await member.as(async (db) => [
      await db.updateTable("saved_view").set({ name: "Kapad" }).where("id", "=", id).executeTakeFirst(),
      await db.deleteFrom("saved_view").where("id", "=", id).executeTakeFirst(),
    ]);
    expect(written).toMatchObject([{ numUpdatedRows: 0n }, { numDeletedRows: 0n }]);
    const reader = await maker.person(["reader"]);
    expect((await load(edit, at(maker, { id }, reader))).status).toBe(403);
    expect((await post(removal, at(maker, { id }), {})).status).toBe(302);
    expect(await status(member, id)).toBe(404);
  });

  test("never stands on another organisation's start page", async () => {
    const id = await kept({ is_shown_on_start: "on" });
    const shown = async (who: Town) =>
      (await (await load(start, at(who))).json()).views.views.some((each: { id: string }) => each.id === id);
    expect([await shown(maker), await shown(member)]).toEqual([true, false]);
  });

  test("leaves a history that says with whom it was shared", async () => {
    const id = await kept({ owner_kind: "organisation" });
    const form = { name: unique("Vy"), owner_kind: `circle:${small}`, version: "1" };
    expect((await post(edit, at(maker, { id }), form)).status).toBe(302);
    const { rows } = await admin().query(
      "select old, new from change_event where object_id = $1 and field = 'owner_kind'",
      [id],
    );
    expect(rows).toEqual([{ old: "organisation", new: expect.stringMatching(/: Liten krets$/) }]);
  });
});

describe("who is in the circle is asked each time", () => {
  test("a member that leaves does not see it any more; back again it does", async () => {
    const id = await kept();
    const name = (await admin().query("select name from saved_view where id = $1", [id])).rows[0].name;
    const leaves = (day: string | null) =>
      admin().query("update cooperation_join set leaves_on = $2 where tenant_id = $1", [member.id, day]);
    expect(await status(member, id)).toBe(302);
    await leaves("2020-01-01");
    expect(await status(member, id)).toBe(404);
    expect(await (await load(systems, at(member))).text()).not.toContain(name);
    await leaves(null);
    expect(await status(member, id)).toBe(302);
  });

  test("a member taken out of the circle does not see it, nor when its maker has left", async () => {
    const id = await kept();
    const set = (who: Town, isIn: boolean) =>
      isIn
        ? admin().query("insert into circle_member values ($1, $2, $3)", [maker.id, small, who.id])
        : admin().query("delete from circle_member where circle_id = $1 and organisation_id = $2", [
            small,
            who.id,
          ]);
    await set(member, false);
    expect(await status(member, id)).toBe(404);
    await set(member, true);
    expect(await status(member, id)).toBe(302);
    await set(maker, false);
    expect(await status(member, id)).toBe(404);
    // its makers keep it, can rename it for themselves, and cannot share it there any more
    expect(await status(maker, id)).toBe(302);
    const form = { name: unique("Vy"), version: "1" };
    const still = await post(edit, at(maker, { id }), { ...form, owner_kind: `circle:${small}` });
    expect([still.status, (await still.json()).errors]).toEqual([422, { owner_kind: "circle_gone" }]);
    expect((await post(edit, at(maker, { id }), { ...form, owner_kind: "organisation" })).status).toBe(302);
    await set(maker, true);
  });

  test("a circle that is removed leaves the view with its makers", async () => {
    const { rows } = await admin().query(
      "insert into circle (tenant_id, cooperation_id, name) values ($1, $2, 'Kort krets') returning id",
      [maker.id, together.id],
    );
    await admin().query("insert into circle_member values ($1, $2, $1), ($1, $2, $3)", [
      maker.id,
      rows[0].id,
      member.id,
    ]);
    const id = await kept({ owner_kind: `circle:${rows[0].id}` });
    expect(await status(member, id)).toBe(302);
    await maker.as((db) => db.deleteFrom("circle").where("id", "=", rows[0].id).execute());
    expect([await status(maker, id), await status(member, id)]).toEqual([302, 404]);
    expect((await load(edit, at(maker, { id }))).status).toBe(200);
  });
});

describe("sharing with a circle", () => {
  test("is for those who work with the register, in circles that the organisation is in", async () => {
    const reader = await maker.person(["reader"]);
    expect((await keep({}, at(maker, {}, reader))).status).toBe(403);
    for (const who of [apart, outsider]) {
      const refused = await keep({}, at(who));
      expect([refused.status, (await refused.json()).errors]).toEqual([422, { owner_kind: "circle_gone" }]);
    }
    for (const owner_kind of ["circle", "circle:", "circle:x", `circle:${small}:x', '`]) {
      const refused = await keep({ owner_kind });
      expect(refused.status === 422 || refused.status === 302, owner_kind).toBe(true);
      if (refused.status === 422)
        expect((await refused.json()).errors).toEqual({ owner_kind: "owner_wrong" });
    }
    await expect(
      outsider.as((db) =>
        db
          .insertInto("saved_view")
          .values({
            tenant_id: outsider.id,
            account_id: outsider.admin.accountId,
            owner_kind: "circle",
            circle_id: small,
            list: "systems",
            name: "Smuggel",
            columns: [],
            sort: null,
            filter: "",
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test("offers the organisation's circles by name", async () => {
    const { circles } = await (await load(create, at(maker), "/x?list=systems")).json();
    expect(circles).toHaveLength(2);
    expect(circles.map((each: { name: string }) => each.name)).toContainEqual(
      expect.stringMatching(/: Liten krets$/),
    );
    expect((await (await load(create, at(outsider), "/x?list=systems")).json()).circles).toEqual([]);
  });
});
