import { describe, expect, test } from "vitest";
import { loader as listLoader } from "#app/routes/$tenant.products._index.tsx";
import { loader as productLoader } from "#app/routes/$tenant.products.$id.tsx";
import { action as editAction } from "#app/routes/$tenant.products.$id_.edit.tsx";
import { action as newAction } from "#app/routes/$tenant.products.new.tsx";
import { loader as csvLoader } from "#app/routes/$tenant.products[.]csv.ts";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();

const open = (place: Town, id: string, person: TestPerson = place.admin) =>
  callLoader(productLoader, { cookie: person.cookie, params: { tenant: place.slug, id } });

interface ProductAnswer {
  usages: { usages: { tenant_id: string; own_name: string }[]; isCut: boolean } | null;
  can: { edit: boolean; use: boolean };
  history: { action: string; field: string | null; person: string | null; reason: string | null }[];
}
const answer = async (place: Town, id: string) => (await open(place, id)).json() as Promise<ProductAnswer>;

interface ListAnswer {
  view: { total: number };
  rows: { id: string; name: string; organisations: number | null; own: boolean | null }[];
}
const list = async (place: Town, q: string) =>
  (
    await callLoader(listLoader, {
      url: `/x?q=${encodeURIComponent(q)}`,
      cookie: place.admin.cookie,
      params: { tenant: place.slug },
    })
  ).json() as Promise<ListAnswer>;

async function catalogueEditor(place: Town): Promise<TestPerson> {
  const person = await place.person(["editor"]);
  await admin().query("update account set is_catalogue_editor = true where id = $1", [person.accountId]);
  return person;
}

const newProduct = (place: Town, form: Record<string, string | string[]>, person = place.admin) =>
  callAction(newAction, form, { cookie: person.cookie, params: { tenant: place.slug } });
const edit = (place: Town, id: string, form: Record<string, string | string[]>, person = place.admin) =>
  callAction(editAction, form, { cookie: person.cookie, params: { tenant: place.slug, id } });
const idOf = (response: Response) =>
  /products\/([0-9a-f-]{36})/.exec(response.headers.get("Location") ?? "")?.[1] ?? "";

describe("who uses it", () => {
  test("exactly those who share it with the reader: member yes; outsider, former member, hidden and supplier no", async () => {
    const [owner, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
    const supplier = await town(admin(), "supplier", "bolag");
    const together = await cooperation(admin(), [owner, member]);
    const name = unique("Delad");
    const id = await product(admin(), name);
    await owner.use(id, "Öppet");
    await owner.use(id, "Dolt", { is_hidden: true });
    await outsider.use(id, "Utomstående");
    const names = async (place: Town) =>
      (await answer(place, id)).usages?.usages.map((usage) => usage.own_name);
    expect(await names(member)).toEqual(["Öppet"]);
    expect(await names(owner)).toEqual(["Dolt", "Öppet"]);
    expect(await names(outsider)).toEqual(["Utomstående"]);
    expect((await answer(supplier, id)).usages).toBeNull();
    expect(await (await open(supplier, id)).text()).not.toMatch(/Öppet|Dolt|Utomstående/);

    const counts = async (place: Town) =>
      (await list(place, name)).rows.map((row) => [row.organisations, row.own]);
    expect(await counts(member)).toEqual([[1, false]]);
    expect(await counts(owner)).toEqual([[1, true]]);
    expect(await counts(outsider)).toEqual([[1, true]]);
    expect(await counts(supplier)).toEqual([[null, null]]);

    await admin().query(
      "update cooperation_join set leaves_on = current_date where cooperation_id = $1 and tenant_id = $2",
      [together.id, member.id],
    );
    expect(await names(member)).toEqual([]);
    expect(await counts(member)).toEqual([[0, false]]);
  });

  test("seeing it is noted with the owner, once, and not in view as", async () => {
    const [owner, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [owner, member]);
    const id = await product(admin());
    await owner.use(id, "Öppet");
    await callLoader(productLoader, {
      cookie: owner.admin.cookie,
      params: { tenant: `${owner.slug}~${member.slug}`, id },
    });
    const log = async () =>
      (
        await admin().query(
          "select viewer_organisation_id, via, object_id from access_event where tenant_id = $1",
          [owner.id],
        )
      ).rows;
    expect(await log()).toEqual([]);
    await open(member, id);
    await open(member, id);
    expect(await log()).toEqual([{ viewer_organisation_id: member.id, via: "list", object_id: null }]);
  });

  test("a merged product leads to the one it was merged into", async () => {
    const place = await town(admin());
    const [gone, winner] = [await product(admin()), await product(admin())];
    await admin().query("update product set state = 'merged', merged_into_id = $2 where id = $1", [
      gone,
      winner,
    ]);
    const response = await open(place, gone);
    expect([response.status, response.headers.get("Location")]).toEqual([
      301,
      `/${place.slug}/products/${winner}`,
    ]);
  });
});

describe("adding a product", () => {
  test("is a concept at once, seen by the maker's cooperations; a form sent twice makes one", async () => {
    const [maker, member, outsider] = [await town(admin()), await town(admin()), await town(admin())];
    await cooperation(admin(), [maker, member]);
    const form = {
      name: unique("Nyhet"),
      supplier: unique("Byrån"),
      supplier_choice: "new",
      form_key: crypto.randomUUID(),
    };
    const first = await newProduct(maker, { ...form, supplier_choice_for: form.supplier });
    expect(first.status).toBe(302);
    const again = await newProduct(maker, { ...form, supplier_choice_for: form.supplier });
    expect(again.headers.get("Location")).toBe(first.headers.get("Location"));
    const id = idOf(first);
    expect((await open(member, id)).status).toBe(200);
    expect((await open(outsider, id)).status).toBe(404);
    const { rows } = await admin().query(
      "select p.state, s.name, s.state as supplier_state from product p join supplier s on s.id = p.supplier_id where p.name = $1",
      [form.name],
    );
    expect(rows).toEqual([{ state: "concept", name: form.supplier, supplier_state: "concept" }]);
  });

  test("records like it are shown first; in spite of them only for the name they were shown for, and it is noted", async () => {
    const place = await town(admin());
    const word = unique("Likväl");
    await product(admin(), `${word} Omsorg`);
    const refused = await newProduct(place, { name: word });
    expect(refused.status).toBe(422);
    const body = (await refused.json()) as { near: { name: string }[]; state: { nearFor: string } };
    expect(body.near.map((match) => match.name)).toEqual([`${word} Omsorg`]);
    expect(body.state.nearFor).toBe(word);
    const other = await newProduct(place, { name: `${word} X`, create_anyway: "yes", near_for: word });
    expect(other.status).toBe(422);
    const made = await newProduct(place, { name: word, create_anyway: "yes", near_for: word });
    expect(made.status).toBe(302);
    const { history } = await answer(place, idOf(made));
    expect(history).toMatchObject([{ action: "created_anyway", reason: `${word} Omsorg` }]);
  });

  test("a supplier chosen or added in an earlier answer is still there in the next one", async () => {
    const place = await town(admin());
    const word = unique("Kvarstår");
    await product(admin(), `${word} Omsorg`);
    const form = { name: word, supplier: unique("Okänd byrå") };
    const asked = (await (await newProduct(place, form)).json()) as { state: { errors: object } };
    expect(asked.state.errors).toEqual({ supplier: "choose" });
    const chosen = { ...form, supplier_choice: "new", supplier_choice_for: form.supplier };
    const near = (await (await newProduct(place, chosen)).json()) as {
      state: { candidates: Record<string, object[]>; typed: Record<string, string> };
    };
    expect(near.state.candidates.supplier).toBeDefined();
    expect(near.state.typed.supplier_choice).toBe("new");
    const made = await newProduct(place, { ...chosen, create_anyway: "yes", near_for: word });
    expect(made.status).toBe(302);
  });

  test("errors by field, with what was typed", async () => {
    const place = await town(admin());
    const response = await newProduct(place, {
      name: " ",
      website: "javascript:alert(1)",
      support_ends_on: "2026-02-30",
      kind: "bil",
      description: "Står kvar",
    });
    expect(response.status).toBe(422);
    const { state } = (await response.json()) as { state: { errors: object; typed: object } };
    expect(state.errors).toEqual({
      name: "required",
      website: "not_an_address",
      support_ends_on: "not_a_day",
      kind: "unknown_choice",
    });
    expect(state.typed).toMatchObject({ description: "Står kvar" });
    const dated = await newProduct(place, { name: unique("Daterad"), support_ends_on: "2027-01-31" });
    expect(((await dated.json()) as { state: { errors: object } }).state.errors).toEqual({
      dates_source: "source_needed",
    });
  });

  test("readers and suppliers add nothing", async () => {
    const [place, supplier] = [await town(admin()), await town(admin(), "supplier")];
    expect((await newProduct(place, { name: "X" }, await place.person(["reader"]))).status).toBe(403);
    expect((await newProduct(supplier, { name: "X" })).status).toBe(403);
  });
});

describe("editing a product", () => {
  test("an approved one by catalogue editors only; names of people stay in their organisation", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const [name, changed] = [unique("Ändras"), unique("Ändrad")];
    const id = await product(admin(), name);
    expect((await edit(place, id, { name: changed, version: "1" })).status).toBe(403);
    const editor = await catalogueEditor(place);
    const saved = await edit(place, id, { name: changed, version: "1", aliases: "Gamla namnet" }, editor);
    expect(saved.headers.get("Location")).toMatch(/done=saved/);
    const lines = (await answer(place, id)).history;
    expect(lines.map((line) => line.field).sort()).toContain("aliases");
    expect(lines[0]!.person).toBe(editor.name);
    expect((await answer(other, id)).history[0]!.person).toBeNull();
    expect((await list(place, "Gamla namnet")).rows.map((row) => row.id)).toEqual([id]);
  });

  test("a concept by its maker, not by other members", async () => {
    const [maker, member] = [await town(admin()), await town(admin())];
    await cooperation(admin(), [maker, member]);
    const name = unique("Egen");
    const id = idOf(await newProduct(maker, { name }));
    expect((await answer(member, id)).can).toEqual({ edit: false, use: true });
    expect((await edit(member, id, { name: "Kapad", version: "1" })).status).toBe(403);
    expect((await edit(maker, id, { name, kind: "module", version: "1" })).status).toBe(302);
  });

  test("somebody faster: 409 with what is different now, and nothing is written", async () => {
    const place = await town(admin());
    const editor = await catalogueEditor(place);
    const name = unique("Tävlan");
    const id = await product(admin(), name);
    const supplier = (
      await admin().query(
        "select s.name from supplier s join product p on p.supplier_id = s.id where p.id = $1",
        [id],
      )
    ).rows[0].name;
    expect(
      (await edit(place, id, { name, supplier, website: "https://ett.example", version: "1" }, editor))
        .status,
    ).toBe(302);
    const late = await edit(
      place,
      id,
      { name, supplier, website: "https://tva.example", version: "1" },
      editor,
    );
    expect(late.status).toBe(409);
    expect(((await late.json()) as { now: object }).now).toEqual({ website: "https://ett.example" });
    expect((await admin().query("select website, version from product where id = $1", [id])).rows).toEqual([
      { website: "https://ett.example", version: 2 },
    ]);
  });

  test("the database refuses a product inside itself, and the error stands at the field", async () => {
    const place = await town(admin());
    const editor = await catalogueEditor(place);
    const [whole, part] = [unique("Helheten"), unique("Delen")];
    const wholeId = await product(admin(), whole);
    const partId = await product(admin(), part);
    expect((await edit(place, partId, { name: part, parent: whole, version: "1" }, editor)).status).toBe(302);
    const response = await edit(place, wholeId, { name: whole, parent: part, version: "1" }, editor);
    expect(response.status).toBe(422);
    expect(((await response.json()) as { state: object }).state).toMatchObject({
      errors: { parent: "cycle" },
      typed: { parent: part },
    });
    const itself = await edit(place, wholeId, { name: whole, parent: whole, version: "1" }, editor);
    expect(itself.status).toBe(422);
  });
});

test("the file has the rows of the list and leaves usages out for suppliers", async () => {
  const [place, supplier] = [await town(admin()), await town(admin(), "supplier")];
  const name = unique("Filad");
  await product(admin(), name);
  const file = async (who: Town) =>
    (
      await callLoader(csvLoader, {
        url: `/x?q=${name}&column=all`,
        cookie: who.admin.cookie,
        params: { tenant: who.slug },
      })
    ).text();
  expect((await file(place)).split("\r\n").filter(Boolean)).toHaveLength(2);
  expect(await file(place)).toContain("Används hos");
  expect(await file(supplier)).toContain(name);
  expect(await file(supplier)).not.toContain("Används hos");
});
