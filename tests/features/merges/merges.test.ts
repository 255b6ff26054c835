import { describe, expect, test } from "vitest";
import { loader as mergesLoader } from "#app/routes/$tenant.merges._index.tsx";
import { loader as mergeLoader, action as undo } from "#app/routes/$tenant.merges.$id.tsx";
import { action as merge, loader as newLoader } from "#app/routes/$tenant.merges.new.tsx";
import { loader as productLoader } from "#app/routes/$tenant.products.$id.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { approvedSupplier, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { catalogueEditor, concept, stateOf } from "./support/catalogue.ts";

const admin = testDatabase();

type Kind = "product" | "supplier";
const at = (place: Town, person: TestPerson, id = "") => ({
  cookie: person.cookie,
  params: { tenant: place.slug, id },
});
const send = (place: Town, person: TestPerson, kind: Kind, loser: string, winner: string) =>
  callAction(merge, { kind, loser, winner }, at(place, person));
const mergeId = (response: Response) =>
  /merges\/([0-9a-f-]{36})/.exec(response.headers.get("Location") ?? "")?.[1] ?? "";
const refusal = async (response: Response) => [response.status, (await response.json()).refusal];

async function productOf(usage: string): Promise<string> {
  return (await admin().query("select product_id from system_usage where id = $1", [usage])).rows[0]
    .product_id;
}

async function editorAndTowns() {
  const [home, other] = [await town(admin()), await town(admin())];
  return { home, other, editor: await catalogueEditor(admin(), home) };
}

test("every column that points at a product or supplier is moved or copied by a merge", async () => {
  const { rows } = await admin().query<{ kind: string; table: string; column: string }>(
    `select k.confrelid::regclass::text as kind, k.conrelid::regclass::text as table, a.attname as column
     from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
     where k.contype = 'f' and k.confrelid in ('product'::regclass, 'supplier'::regclass) and a.attname <> 'tenant_id'`,
  );
  const copied = ["product_alias.product_id", "supplier_alias.supplier_id", "product_function.product_id"];
  const known = await admin().query<{ key: string }>(
    `select k || ' ' || r.table_name || '.' || r.column_name as key
     from unnest(array['product', 'supplier']) k, app.catalogue_references(k) r`,
  );
  const found = rows.filter((row) => !copied.includes(`${row.table}.${row.column}`));
  expect(found.map((row) => `${row.kind} ${row.table}.${row.column}`).sort()).toEqual(
    known.rows.map((row) => row.key).sort(),
  );
});

test("every such column follows a merge that comes in between", async () => {
  const { rows } = await admin().query<{ key: string; follows: boolean }>(
    `select r.table_name || '.' || r.column_name as key, exists (
       select 1 from pg_trigger t where t.tgrelid = r.table_name::regclass and t.tgfoid = 'app.follow_merge()'::regprocedure
         and encode(t.tgargs, 'escape') like '%' || r.column_name || '%') as follows
     from unnest(array['product', 'supplier']) k, app.catalogue_references(k) r where r.column_name <> 'merged_into_id'`,
  );
  expect(rows.filter((row) => !row.follows)).toEqual([]);
});

test("a merge of products moves usages of all, parts, names and functions; the loser redirects; each town's own history says so", async () => {
  const { home, other, editor } = await editorAndTowns();
  const [loserName, winnerName] = [unique("Gammal"), unique("Ny")];
  const [loser, winner] = [await product(admin(), loserName), await product(admin(), winnerName)];
  const usage = await other.use(loser, "Deras system");
  const part = await product(admin());
  await admin().query("update product set parent_product_id = $1 where id = $2", [loser, part]);
  await admin().query("insert into product_alias values ($1, 'Smeknamn', 'smeknamn')", [loser]);

  const preview = await callLoader(newLoader, {
    ...at(home, editor),
    url: `/x?kind=product&loser=${loser}&winner=${winner}`,
  });
  const text = await preview.text();
  expect(text).not.toMatch(new RegExp(`${other.name}|Deras system`));
  expect(JSON.parse(text).counts).toContainEqual({
    table_name: "system_usage",
    column_name: "product_id",
    n: 1,
  });

  const id = mergeId(await send(home, editor, "product", loser, winner));
  expect(id).not.toBe("");
  expect(await productOf(usage)).toBe(winner);
  expect(await stateOf(admin(), "product", loser)).toMatchObject({ state: "merged", merged_into_id: winner });
  const parent = await admin().query("select parent_product_id from product where id = $1", [part]);
  expect(parent.rows[0].parent_product_id).toBe(winner);
  const names = await admin().query("select name from product_alias where product_id = $1 order by 1", [
    winner,
  ]);
  expect(names.rows.map((row) => row.name).sort()).toEqual([loserName, "Smeknamn"].sort());
  const moved = await callLoader(productLoader, at(other, other.admin, loser));
  expect([moved.status, moved.headers.get("Location")]).toEqual([301, `/${other.slug}/products/${winner}`]);

  const history = await admin().query(
    "select tenant_id, by_name, action, old, new from change_event where object_id = $1 and run_id = $2",
    [usage, id],
  );
  expect(history.rows).toEqual([
    {
      tenant_id: other.id,
      by_name: `Katalogredaktör, ${home.name}`,
      action: "moved",
      old: loserName,
      new: winnerName,
    },
  ]);
  const page = await (await callLoader(mergeLoader, at(home, editor, id))).text();
  expect(page).not.toMatch(new RegExp(`${other.name}|Deras system`));
});

test("undo restores what still points there, and lists what was edited or removed since with the reason", async () => {
  const { home, other, editor } = await editorAndTowns();
  const [loser, winner, third] = [await product(admin()), await product(admin()), await product(admin())];
  const [kept, moved, gone] = [
    await other.use(loser, "Kvar"),
    await other.use(loser, "Flyttad"),
    await other.use(loser, "Borta"),
  ];
  const own = await other.use(winner, "Alltid vinnaren");
  const id = mergeId(await send(home, editor, "product", loser, winner));
  await admin().query("update system_usage set product_id = $1 where id = $2", [third, moved]);
  await admin().query("delete from system_usage where id = $1", [gone]);

  const done = await callAction(undo, {}, at(home, editor, id));
  expect(done.headers.get("Location")).toBe(`/${home.slug}/merges/${id}?done=undone`);
  expect([await productOf(kept), await productOf(moved), await productOf(own)]).toEqual([
    loser,
    third,
    winner,
  ]);
  expect(await stateOf(admin(), "product", loser)).toMatchObject({ state: "approved", merged_into_id: null });
  const aliases = await admin().query("select 1 from product_alias where product_id = $1", [winner]);
  expect(aliases.rowCount).toBe(0);
  const report = (await (await callLoader(mergeLoader, at(home, editor, id))).json()).merge;
  expect(report.lines.map((line: { outcome: string; n: number }) => [line.outcome, line.n])).toEqual([
    ["changed", 1],
    ["gone", 1],
    ["restored", 1],
  ]);
  expect(await refusal(await callAction(undo, {}, at(home, editor, id)))).toEqual([409, "already_undone"]);
});

test("a merge of suppliers moves products and the suppliers of systems, and comes back", async () => {
  const { home, other, editor } = await editorAndTowns();
  const [loser, winner] = [await approvedSupplier(admin()), await approvedSupplier(admin())];
  const made = await product(admin(), unique("Produkt"), loser);
  const usage = await other.use(made, "System", {
    operation: { operations_supplier_id: loser },
    term: { supplier_id: loser },
  });
  const pointing = async () =>
    (
      await admin().query(
        `select p.supplier_id as a, o.operations_supplier_id as b, t.supplier_id as c from product p
         join system_usage_operation o on o.usage_id = $2 join system_usage_term t on t.usage_id = $2 where p.id = $1`,
        [made, usage],
      )
    ).rows[0];
  const id = mergeId(await send(home, editor, "supplier", loser, winner));
  expect(await pointing()).toEqual({ a: winner, b: winner, c: winner });
  await callAction(undo, {}, at(home, editor, id));
  expect(await pointing()).toEqual({ a: loser, b: loser, c: loser });
});

describe("refused", () => {
  test("two editors at once: one succeeds, the other is told", async () => {
    const { home, other, editor } = await editorAndTowns();
    const second = await catalogueEditor(admin(), other);
    const [a, b] = [await product(admin()), await product(admin())];
    const answers = await Promise.all([
      send(home, editor, "product", a, b),
      send(other, second, "product", a, b),
      send(other, second, "product", b, a),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409, 409]);
  });

  test("into a tombstone, into a concept, into its own part, into itself", async () => {
    const { home, editor } = await editorAndTowns();
    const [a, b, c] = [await product(admin()), await product(admin()), await product(admin())];
    await send(home, editor, "product", a, b);
    expect(await refusal(await send(home, editor, "product", c, a))).toEqual([409, "winner_merged"]);
    const hidden = await concept(admin(), home, unique("Koncept"));
    expect(await refusal(await send(home, editor, "product", c, hidden))).toEqual([
      409,
      "winner_not_approved",
    ]);
    await admin().query("update product set parent_product_id = $1 where id = $2", [c, b]);
    expect(await refusal(await send(home, editor, "product", c, b))).toEqual([409, "part_of"]);
    expect(await refusal(await send(home, editor, "product", b, b))).toEqual([409, "missing"]);
    // the whole takes over its part, and the tombstone that led to the part
    const id = mergeId(await send(home, editor, "product", b, c));
    expect(await stateOf(admin(), "product", a)).toMatchObject({ merged_into_id: c });
    await callAction(undo, {}, at(home, editor, id));
    expect(await stateOf(admin(), "product", a)).toMatchObject({ merged_into_id: b });
  });

  test("for everybody but catalogue editors, on the pages and in the database's own functions", async () => {
    const { home, editor } = await editorAndTowns();
    const supplier = await town(admin(), "supplier", "bolag");
    const [a, b] = [await product(admin()), await product(admin())];
    for (const [place, person] of [
      [home, await home.person(["reader"])],
      [home, home.admin],
      [supplier, await catalogueEditor(admin(), supplier)],
    ] as const) {
      expect((await send(place, person, "product", a, b)).status).toBe(403);
      expect((await callLoader(mergesLoader, at(place, person))).status).toBe(403);
    }
    expect(await stateOf(admin(), "product", a)).toMatchObject({ state: "approved" });
    const { sql } = await import("kysely");
    await expect(
      home.as((db) => sql`select * from app.count_references('product', ${a}::uuid)`.execute(db)),
    ).rejects.toThrow("catalogue editors only");
    const seen = await home.as((db) => db.selectFrom("catalogue_merge").select("id").execute());
    expect(seen).toEqual([]);
    expect(mergeId(await send(home, editor, "product", a, b))).not.toBe("");
  });
});

test("a concept of strangers is merged into an approved product, and its name stays with those who knew it", async () => {
  const { home, other, editor } = await editorAndTowns();
  const outsider = await town(admin());
  const [hidden, winner] = [await concept(admin(), other, unique("Koncept")), await product(admin())];
  const usage = await other.use(hidden, "Vårt");
  await send(home, editor, "product", hidden, winner);
  expect(await productOf(usage)).toBe(winner);
  expect((await callLoader(productLoader, at(other, other.admin, hidden))).status).toBe(301);
  expect((await callLoader(productLoader, at(outsider, outsider.admin, hidden))).status).toBe(404);
});
