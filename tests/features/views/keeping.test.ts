import { beforeAll, describe, expect, test } from "vitest";
import * as start from "#app/routes/$tenant._index.tsx";
import * as columns from "#app/routes/$tenant.lists.$list.columns.ts";
import * as products from "#app/routes/$tenant.products._index.tsx";
import * as suppliers from "#app/routes/$tenant.suppliers._index.tsx";
import * as systems from "#app/routes/$tenant.systems._index.tsx";
import * as overview from "#app/routes/$tenant.views._index.tsx";
import * as view from "#app/routes/$tenant.views.$id.tsx";
import * as edit from "#app/routes/$tenant.views.$id_.edit.tsx";
import * as removal from "#app/routes/$tenant.views.$id_.removal.tsx";
import * as create from "#app/routes/$tenant.views.new.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
type Route = Record<string, unknown>;
type Handler = Parameters<typeof callLoader>[0];

let place: Town;
let neighbour: Town;
let reader: TestPerson;
let editor: TestPerson;

beforeAll(async () => {
  place = await town(admin());
  neighbour = await town(admin());
  await cooperation(admin(), [place, neighbour]);
  reader = await place.person(["reader"]);
  editor = await place.person(["editor"]);
  const used = await product(admin());
  await place.use(used, "Pilotsystem", { lifecycle: "pilot" });
  await place.use(used, "Driftsystem");
  await neighbour.use(used, "Grannens öppna");
  await neighbour.use(used, "Grannens dolda", { is_hidden: true });
});

const call = (person: TestPerson, params: Record<string, string> = {}, where: Town = place) => ({
  cookie: person.cookie,
  params: { tenant: where.slug, ...params },
});
const load = (route: Route, at: ReturnType<typeof call>, url?: string) =>
  callLoader(route.loader as Handler, { ...at, url });
const post = (route: Route, at: ReturnType<typeof call>, form: Record<string, string>) =>
  callAction(route.action as Handler, form, at);

/** Keeps a view and returns its id. */
async function keep(person: TestPerson, form: Record<string, string>, where: Town = place): Promise<string> {
  const response = await post(create, call(person, {}, where), {
    list: "systems",
    state: "",
    owner_kind: "person",
    name: unique("Vy"),
    ...form,
  });
  expect(response.status, await response.clone().text()).toBe(302);
  return /views\/(.+)$/.exec(response.headers.get("Location")!)![1]!;
}
const opened = (person: TestPerson, id: string, where: Town = place) =>
  load(view, call(person, { id }, where));
const versionOf = async (id: string) =>
  (await admin().query("select version from saved_view where id = $1", [id])).rows[0].version as number;

describe("a private view", () => {
  test("opens its list in the kept state, and the list names it", async () => {
    const id = await keep(reader, {
      name: "Piloter",
      state: "?lifecycle=pilot&sort=-own_name&column=own_name",
    });
    const response = await opened(reader, id);
    const href = response.headers.get("Location")!;
    expect(href).toBe(`/${place.slug}/systems?lifecycle=pilot&sort=-own_name&column=own_name&view=${id}`);
    const page = await (await load(systems, call(reader), href)).json();
    expect(page.rows.map((row: { own_name: string }) => row.own_name)).toEqual(["Pilotsystem"]);
    expect(page.view.shown).toEqual(["own_name"]);
    expect(page.views.views).toContainEqual({
      id,
      name: "Piloter",
      isShared: false,
      ownerKind: "person",
      circle: null,
      by: null,
      mayChange: true,
    });
  });

  test("exists for nobody else, not even the administrator, and leaves no trace in the history", async () => {
    const name = unique("Hemlig");
    const id = await keep(reader, { name });
    for (const other of [editor, place.admin]) {
      expect((await opened(other, id)).status).toBe(404);
      for (const route of [edit, removal]) {
        expect((await load(route, call(other, { id }))).status).toBe(404);
        expect((await post(route, call(other, { id }), { name: "Min", version: "1" })).status).toBe(404);
      }
      expect(await (await load(overview, call(other))).text()).not.toContain(name);
      expect(await (await load(systems, call(other))).text()).not.toContain(name);
    }
    expect((await opened(neighbour.admin, id, neighbour)).status).toBe(404);
    const { rows } = await admin().query("select 1 from change_event where object_id = $1", [id]);
    expect(rows).toEqual([]);
  });

  test("the database itself keeps it from colleagues, whatever a query asks for", async () => {
    const id = await keep(reader, {});
    const seen = await place.as((db) =>
      db.selectFrom("saved_view").select("id").where("id", "=", id).execute(),
    );
    expect(seen).toEqual([]);
    const gone = await place.as((db) => db.deleteFrom("saved_view").where("id", "=", id).executeTakeFirst());
    expect(Number(gone.numDeletedRows)).toBe(0);
  });
});

describe("a shared view", () => {
  test("is made by editors, not by readers", async () => {
    const refused = await post(create, call(reader), {
      list: "systems",
      state: "",
      name: "x",
      owner_kind: "organisation",
    });
    expect(refused.status).toBe(403);
    const id = await keep(editor, { owner_kind: "organisation" });
    expect((await opened(reader, id)).status).toBe(302);
    expect((await opened(neighbour.admin, id, neighbour)).status).toBe(404);
    expect((await post(edit, call(reader, { id }), { name: "y", owner_kind: "organisation" })).status).toBe(
      403,
    );
    expect((await post(removal, call(reader, { id }), {})).status).toBe(403);
  });

  test("shows what the reader may see, and nothing that is hidden", async () => {
    const id = await keep(editor, { owner_kind: "organisation", list: "systems-all", state: "?q=Grannens" });
    const href = (await opened(reader, id)).headers.get("Location")!;
    const page = await (await load(systems, call(reader), href)).json();
    expect(page.rows.map((row: { own_name: string }) => row.own_name)).toEqual(["Grannens öppna"]);
  });

  test("is unknown in view as", async () => {
    const name = unique("Delad");
    const id = await keep(editor, { owner_kind: "organisation", name });
    const preview = { cookie: place.admin.cookie, params: { tenant: `${place.slug}~${neighbour.slug}` } };
    expect(
      (await callLoader(view.loader as Handler, { ...preview, params: { ...preview.params, id } })).status,
    ).toBe(403);
    expect(await (await callLoader(systems.loader as Handler, preview)).text()).not.toContain(name);
  });

  test("an administrator renames it, keeps its history, and cannot take it for themselves", async () => {
    const id = await keep(editor, { owner_kind: "organisation", name: "Före" });
    const renamed = await post(edit, call(place.admin, { id }), {
      name: unique("Efter"),
      owner_kind: "organisation",
      version: "1",
    });
    expect(renamed.status).toBe(302);
    const { rows } = await admin().query(
      "select action, field, old from change_event where object_id = $1 order by id",
      [id],
    );
    expect(rows).toEqual([
      { action: "created", field: null, old: null },
      { action: "updated", field: "name", old: "Före" },
    ]);
    const taken = await post(edit, call(place.admin, { id }), {
      name: "Min",
      owner_kind: "person",
      version: "2",
    });
    expect(taken.status).toBe(403);
  });
});

describe("changing a view", () => {
  test("takes over the list's state only when asked to", async () => {
    const id = await keep(reader, { state: "?lifecycle=pilot" });
    const name = unique("Nytt");
    const form = { name, owner_kind: "person", state: "?lifecycle=planned&column=own_name" };
    await post(edit, call(reader, { id }), { ...form, version: "1" });
    expect((await opened(reader, id)).headers.get("Location")).toContain("?lifecycle=pilot&view=");
    await post(edit, call(reader, { id }), { ...form, version: "2", takes_state: "on" });
    expect((await opened(reader, id)).headers.get("Location")).toContain(
      "?lifecycle=planned&column=own_name&view=",
    );
  });

  test("whoever saves an older version is told, and nothing is written", async () => {
    const id = await keep(editor, { owner_kind: "organisation" });
    const form = { name: unique("Ett"), owner_kind: "organisation", version: "1" };
    expect((await post(edit, call(editor, { id }), form)).status).toBe(302);
    expect((await post(edit, call(place.admin, { id }), { ...form, name: "Två" })).status).toBe(409);
    expect((await post(edit, call(editor, { id }), { ...form, version: "x" })).status).toBe(409);
    expect(await versionOf(id)).toBe(2);
  });

  test("removal asks first and then removes", async () => {
    const id = await keep(reader, {});
    expect((await load(removal, call(reader, { id }))).status).toBe(200);
    expect((await opened(reader, id)).status).toBe(302);
    expect((await post(removal, call(reader, { id }), {})).status).toBe(302);
    expect((await opened(reader, id)).status).toBe(404);
  });

  test.each([
    [{ name: " " }, { name: "name_missing" }],
    [{ name: "x".repeat(101) }, { name: "name_long" }],
    [{ name: "Upptaget" }, { name: "name_taken" }],
    [{ name: "uPPTAGET " }, { name: "name_taken" }],
    [{ owner_kind: "everybody" }, { owner_kind: "owner_wrong" }],
    [{ state: `?q=${"x".repeat(5000)}` }, { name: "state_long" }],
  ])("a form that cannot be saved says why: %#", async (form, errors) => {
    const one = await place.person(["reader"]);
    await keep(one, { name: "Upptaget" });
    const sent = { list: "systems", state: "", owner_kind: "person", name: "Ny", ...form };
    const response = await post(create, call(one), sent);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors, values: { name: sent.name } });
  });

  test("a view of a list that does not exist is not found", async () => {
    expect((await post(create, call(reader), { list: "people", name: "x" })).status).toBe(404);
    expect((await load(create, call(reader), "/x?list=people")).status).toBe(404);
  });
});

describe("on the start page", () => {
  test("chosen views are counted as their lists count them", async () => {
    const one = await place.person(["reader"]);
    const chosen = { is_shown_on_start: "on" };
    await keep(one, { name: "A", state: "?lifecycle=pilot", ...chosen });
    await keep(one, { name: "B", list: "systems-shared", ...chosen });
    await keep(one, { name: "C", list: "products", state: "?own=yes", ...chosen });
    await keep(one, { name: "D", list: "suppliers", state: "?q=finnsinte", ...chosen });
    await keep(one, { name: "E" });
    const page = await (await load(start, call(one))).json();
    const counts = page.views.views.map(({ name, total }: { name: string; total: number }) => [name, total]);
    expect(counts).toEqual([
      ["A", 1],
      ["B", 1],
      ["C", 1],
      ["D", 0],
    ]);
  });

  test("at most eight are counted, and the page says so", async () => {
    const one = await place.person(["reader"]);
    for (let i = 0; i < 9; i++) await keep(one, { name: `Vy ${i}`, is_shown_on_start: "on" });
    const page = await (await load(start, call(one))).json();
    expect(page.views.views).toHaveLength(8);
    expect(page.views.isCut).toBe(true);
  });
});

describe("the organisation's standard columns", () => {
  const shown = async (route: Route, person: TestPerson) =>
    (await (await load(route, call(person))).json()).view.shown;
  const choose = (person: TestPerson, list: string, more: Record<string, string>) =>
    post(columns, call(person, { list }), { to: `/${place.slug}`, ...more });

  test.each([
    ["systems", systems, "own_name", "lifecycle"],
    ["products", products, "name", "kind"],
    ["suppliers", suppliers, "name", "country"],
  ])("in %s: set by administrators, overruled by one's own, and back", async (list, route, fixed, column) => {
    const built = await shown(route, reader);
    expect((await choose(editor, list, { column, organisation: "1" })).status).toBe(403);
    expect((await choose(place.admin, list, { column, organisation: "1" })).status).toBe(302);
    expect(await shown(route, reader)).toEqual([fixed, column]);
    await choose(reader, list, { column: fixed });
    expect(await shown(route, reader)).toEqual([fixed]);
    await choose(reader, list, { standard: "1" });
    expect(await shown(route, reader)).toEqual([fixed, column]);
    expect((await post(overview, call(reader), { list })).status).toBe(403);
    expect((await post(overview, call(place.admin), { list })).status).toBe(302);
    expect(await shown(route, reader)).toEqual(built);
  });
});
