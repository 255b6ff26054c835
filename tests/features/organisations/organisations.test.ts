import { describe, expect, test } from "vitest";
import { settingsForm } from "#app/features/organisations/organisations.form.ts";
import { inTreeOrder, possibleParents } from "#app/features/organisations/units.rules.ts";
import { loader as people } from "../../../app/routes/$tenant.people._index.tsx";
import { action as editPerson, loader as personPage } from "../../../app/routes/$tenant.people.$id.tsx";
import { action as removePerson } from "../../../app/routes/$tenant.people.$id_.removal.tsx";
import { action as newPerson } from "../../../app/routes/$tenant.people.new.tsx";
import { action as settings, loader as settingsPage } from "../../../app/routes/$tenant.settings.tsx";
import { action as newUnit, loader as units } from "../../../app/routes/$tenant.units._index.tsx";
import { action as editUnit, loader as unitPage } from "../../../app/routes/$tenant.units.$id.tsx";
import { action as removeUnit } from "../../../app/routes/$tenant.units.$id_.removal.tsx";
import { loader as directory } from "../../../app/routes/$tenant.view-as.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const at = (place: Town, params: Record<string, string> = {}) => ({
  cookie: place.admin.cookie,
  params: { tenant: place.slug, ...params },
});

const unit = (id: string, parent_unit_id: string | null = null) => ({ id, name: id, parent_unit_id });

describe("the tree of units", () => {
  const tree = [unit("b"), unit("a", "b"), unit("c", "a"), unit("lost", "gone")];
  test("is read from top to bottom; a unit whose parent is not there stands at the top", () => {
    expect(inTreeOrder(tree).map((each) => [each.id, each.depth])).toEqual([
      ["b", 0],
      ["a", 1],
      ["c", 2],
      ["lost", 0],
    ]);
  });
  test("a unit is not placed under itself or what lies below it", () => {
    expect(possibleParents(tree, "b").map((each) => each.id)).toEqual(["lost"]);
    expect(possibleParents(tree, "c").map((each) => each.id)).toEqual(["b", "a", "lost"]);
  });
});

describe("units", () => {
  async function withUnit(name = "Kontoret") {
    const place = await town(admin());
    await callAction(newUnit, { name, parent_unit_id: "" }, at(place));
    const [made] = (await (await callLoader(units, at(place))).json()).units;
    return { place, id: made.id as string };
  }

  test("a name is used once in an organisation, and freely in the next", async () => {
    const { place } = await withUnit();
    const again = await callAction(newUnit, { name: " Kontoret ", parent_unit_id: "" }, at(place));
    expect(again.status).toBe(422);
    expect(await again.json()).toMatchObject({ errors: { name: "name_taken" } });
    await withUnit();
  });

  test("no circle, no parent of another organisation", async () => {
    const { place, id } = await withUnit();
    await callAction(newUnit, { name: "Under", parent_unit_id: id }, at(place));
    const all = (await (await callLoader(units, at(place))).json()).units;
    const below = all.find((each: { name: string }) => each.name === "Under");
    expect(below.depth).toBe(1);
    const turned = await callAction(
      editUnit,
      { name: "Kontoret", parent_unit_id: below.id },
      at(place, { id }),
    );
    expect(await turned.json()).toMatchObject({ errors: { parent_unit_id: "parent_wrong" } });
    const other = await withUnit();
    const foreign = await callAction(
      editUnit,
      { name: "Under", parent_unit_id: other.id },
      at(place, { id: below.id }),
    );
    expect(await foreign.json()).toMatchObject({ errors: { parent_unit_id: "parent_wrong" } });
  });

  test("one in use stays, an unused one goes, and both are in the history only when they happened", async () => {
    const { place, id } = await withUnit();
    const person = { name: "Ada Å", title: "", email: "ADA@exempel.se", unit_id: id };
    expect((await callAction(newPerson, person, at(place))).status).toBe(302);
    expect((await callAction(removeUnit, {}, at(place, { id }))).status).toBe(409);
    const list = await (await callLoader(people, { ...at(place), url: "/x?q=ada%40" })).json();
    expect(list.people).toMatchObject([
      { name: "Ada Å", email: "ada@exempel.se", unit: "Kontoret", title: null },
    ]);
    const moved = { ...person, unit_id: "", version: "1" };
    await callAction(editPerson, moved, at(place, { id: list.people[0].id }));
    expect((await callAction(removeUnit, {}, at(place, { id }))).status).toBe(302);
    const { rows } = await admin().query(
      "select action, field from change_event where tenant_id = $1 order by id",
      [place.id],
    );
    expect(rows).toEqual([
      { action: "created", field: null },
      { action: "created", field: null },
      { action: "updated", field: "unit_id" },
      { action: "deleted", field: null },
    ]);
  });
});

describe("two administrators at once", () => {
  test("the second to save a unit or a person is told, nothing is lost, and saving again holds", async () => {
    const place = await town(admin());
    await callAction(newUnit, { name: "Kontoret", parent_unit_id: "" }, at(place));
    const person = { name: "Ada", title: "", email: "", unit_id: "" };
    await callAction(newPerson, person, at(place));
    const [office] = (await (await callLoader(units, at(place))).json()).units;
    const list = (await (await callLoader(people, { ...at(place), url: "/x?q=ada" })).json()).people;
    for (const [action, page, id, fields, table] of [
      [editUnit, unitPage, office.id, { parent_unit_id: "" }, "unit"],
      [editPerson, personPage, list[0].id, { ...person, title: "Chef" }, "person"],
    ] as const) {
      const save = (name: string, version: string) =>
        callAction(action, { ...fields, name, version }, at(place, { id }));
      const nameNow = async () =>
        (await admin().query(`select name, version from ${table} where id = $1`, [id])).rows[0];
      expect((await save("Förstas", "1")).status).toBe(302);
      const second = await save("Andras", "1");
      expect([second.status, await second.json()]).toEqual([
        409,
        expect.objectContaining({ isConflict: true, values: expect.objectContaining({ name: "Andras" }) }),
      ]);
      expect(await nameNow()).toEqual({ name: "Förstas", version: 2 });
      for (const nonsense of ["", "x", "-1"]) expect((await save("Andras", nonsense)).status).toBe(409);
      // the page that came with the answer carries the version that holds now
      const opened = await (await callLoader(page, at(place, { id }))).json();
      expect((await save("Andras", String(opened[table].version))).status).toBe(302);
      expect(await nameNow()).toEqual({ name: "Andras", version: 3 });
      // the same form again changes nothing and is no conflict with itself
      expect((await save("Andras", "2")).status).toBe(302);
      expect(await nameNow()).toEqual({ name: "Andras", version: 3 });
    }
  });
});

describe("people", () => {
  test("an address is used once, whatever its capitals; a wrong one is told apart from none", async () => {
    const place = await town(admin());
    const add = (email: string, more: Record<string, string> = {}) =>
      callAction(newPerson, { name: "Ada", title: "", email, unit_id: "", ...more }, at(place));
    await add("ada@exempel.se");
    expect(await (await add("Ada@Exempel.se")).json()).toMatchObject({ errors: { email: "email_taken" } });
    expect(await (await add("ada")).json()).toMatchObject({
      errors: { email: "email_wrong" },
      values: { email: "ada" },
    });
    expect((await add("")).status).toBe(302);
    expect((await add("")).status).toBe(302);
  });

  test("somebody with an account is not removed", async () => {
    const place = await town(admin());
    const { rows } = await admin().query("select person_id from membership where tenant_id = $1", [place.id]);
    expect((await callAction(removePerson, {}, at(place, { id: rows[0].person_id }))).status).toBe(409);
  });

  test("another organisation's people do not exist here", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const { rows } = await admin().query("select person_id from membership where tenant_id = $1", [other.id]);
    expect((await callAction(removePerson, {}, at(place, { id: rows[0].person_id }))).status).toBe(404);
    const list = await (await callLoader(people, at(place))).json();
    expect(list.people.map((each: { name: string }) => each.name)).toEqual([place.admin.name]);
  });
});

describe("settings", () => {
  test("are kept, recorded by field with old and new, and not by editors", async () => {
    const place = await town(admin());
    const form = {
      theme: "lulea",
      requires_second_factor: "yes",
      hidden_field_groups: ["price", "core", "nonsense"],
      registry_email: " Registrator@Ort.example.invalid ",
      invoice_address: "",
    };
    expect((await callAction(settings, form, at(place))).status).toBe(302);
    await callAction(settings, form, at(place)); // the same again is no change
    expect((await (await callLoader(settingsPage, at(place))).json()).values).toEqual({
      theme: "lulea",
      requires_second_factor: true,
      hidden_field_groups: ["price"],
      registry_email: "registrator@ort.example.invalid",
      invoice_address: null,
    });
    const { rows } = await admin().query(
      "select field, old, new from change_event where tenant_id = $1 order by field",
      [place.id],
    );
    expect(rows).toEqual([
      { field: "hidden_field_groups", old: [], new: ["price"] },
      { field: "registry_email", old: null, new: "registrator@ort.example.invalid" },
      { field: "requires_second_factor", old: null, new: true },
      { field: "theme", old: "samverka", new: "lulea" },
    ]);
    const wrong = await callAction(settings, { ...form, registry_email: "ingen adress" }, at(place));
    expect([wrong.status, await wrong.json()]).toMatchObject([
      422,
      { errors: { registry_email: "email_wrong" }, typed: { registry_email: "ingen adress" } },
    ]);
    const editor = await place.person(["editor"]);
    expect((await callAction(settings, form, { ...at(place), cookie: editor.cookie })).status).toBe(403);
  });

  test("a theme that is not offered is refused", () => {
    const read = settingsForm(["samverka"], []).safeParse({
      theme: "x",
      requires_second_factor: "",
      hidden_field_groups: [],
      registry_email: "",
      invoice_address: "",
    });
    expect(read.success).toBe(false);
  });
});

test("the directory is searched by part of the name, signs taken literally, suppliers left out", async () => {
  const place = await town(admin());
  const supplier = await town(admin(), "supplier", "bolag");
  const other = await town(admin(), "region", "hundra-procent");
  const found = async (q: string) =>
    (
      await (await callLoader(directory, { ...at(place), url: `/x?q=${encodeURIComponent(q)}` })).json()
    ).found.map((each: { slug: string }) => each.slug);
  expect(await found(supplier.name)).toEqual([]);
  expect(await found(other.name.toUpperCase())).toEqual([other.slug]);
  expect(await found("hundra%procent")).toEqual([]);
  expect(await found(" ")).toEqual([]);
});
