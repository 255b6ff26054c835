import pg from "pg";
import { expect, test } from "vitest";
import { loader as conceptLoader, action as decide } from "#app/routes/$tenant.concepts.$id.tsx";
import { loader as mergeLoader, action as undo } from "#app/routes/$tenant.merges.$id.tsx";
import { action as merge } from "#app/routes/$tenant.merges.new.tsx";
import { action as editProduct } from "#app/routes/$tenant.products.$id_.edit.tsx";
import { action as editSupplier } from "#app/routes/$tenant.suppliers.$id_.edit.tsx";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { approvedSupplier, product, type TestPerson, type Town, town, unique } from "../../support/towns.ts";
import { someoneWaits } from "../../support/waiting.ts";
import { catalogueEditor, concept, stateOf } from "./support/catalogue.ts";

const admin = testDatabase();
const at = (place: Town, person: TestPerson, id = "") => ({
  cookie: person.cookie,
  params: { tenant: place.slug, id },
});
const mergeId = (response: Response) =>
  /merges\/([0-9a-f-]{36})/.exec(response.headers.get("Location") ?? "")?.[1] ?? "";
const send = async (
  place: Town,
  person: TestPerson,
  kind: "product" | "supplier",
  loser: string,
  winner: string,
) => mergeId(await callAction(merge, { kind, loser, winner }, at(place, person)));

async function editorAndTown() {
  const [home, other] = [await town(admin()), await town(admin())];
  return { home, other, editor: await catalogueEditor(admin(), home) };
}

test("a system saved while its product is merged ends at the winner, whoever is first", async () => {
  const { home, other, editor } = await editorAndTown();
  const [loser, winner] = [await product(admin()), await product(admin())];
  const take =
    "insert into system_usage (tenant_id, product_id, own_name, lifecycle) values ($1, $2, $3, 'planned') returning id";
  const productOf = async (name: string) =>
    (
      await admin().query("select product_id from system_usage where tenant_id = $1 and own_name = $2", [
        other.id,
        name,
      ])
    ).rows[0].product_id;

  // one connection of its own, beside the pool that prepares and looks
  const client = new pg.Client(admin().options);
  await client.connect();
  await client.query("begin");
  await client.query(take, [other.id, loser, "Före"]);
  const merging = send(home, editor, "product", loser, winner);
  await someoneWaits(admin());
  await client.query("commit");
  expect(await merging).not.toBe("");
  expect(await productOf("Före")).toBe(winner);

  const later = await product(admin());
  await client.query("begin");
  await client.query(
    "select set_config('app.tenant_id', $1, true), set_config('app.catalogue_editor', 'yes', true)",
    [home.id],
  );
  const merged = await client.query("select outcome from app.merge_records('product', $1, $2, 'Kim')", [
    later,
    winner,
  ]);
  expect(merged.rows).toEqual([{ outcome: "merged" }]);
  const saving = admin().query(take, [other.id, later, "Under"]);
  await someoneWaits(admin());
  await client.query("commit");
  await saving;
  expect(await productOf("Under")).toBe(winner);
  await client.end();

  // and a supplier that is gone meanwhile, wherever it is named
  const [old, fresh] = [await approvedSupplier(admin()), await approvedSupplier(admin())];
  await send(home, editor, "supplier", old, fresh);
  const made = await product(admin(), unique("Ny"), old);
  const usage = await other.use(made, "Med drift", {
    operation: { operations_supplier_id: old },
    term: { supplier_id: old },
  });
  const { rows } = await admin().query(
    `select p.supplier_id = $3 and o.operations_supplier_id = $3 and t.supplier_id = $3 as led_on from product p
     join system_usage_operation o on o.usage_id = $2 join system_usage_term t on t.usage_id = $2 where p.id = $1`,
    [made, usage, fresh],
  );
  expect(rows).toEqual([{ led_on: true }]);
});

test("the seal of a confirmation holds through a merge and its undoing, and breaks at anything else", async () => {
  const { home, other, editor } = await editorAndTown();
  const [loser, winner] = [await product(admin()), await product(admin())];
  const usage = await other.use(loser, "Bekräftat", { internal: { confirmed_on: "2026-01-15" } });
  const since = async () =>
    (await admin().query("select needs_check_since from system_usage_internal where usage_id = $1", [usage]))
      .rows[0].needs_check_since;
  const id = await send(home, editor, "product", loser, winner);
  expect(await since()).toBeNull();
  await callAction(undo, {}, at(home, editor, id));
  expect(await since()).toBeNull();
  const history = await admin().query("select 1 from change_event where object_id = $1 and run_id = $2", [
    usage,
    id,
  ]);
  expect(history.rowCount).toBe(2);
  // the town itself cannot pass off its own change as a merge
  await other.as((_db, record) => record({ kind: "system_usage", id: usage, action: "updated", runId: id }));
  expect(await since()).not.toBeNull();
});

test("undoing a merge leads open imports back, and leaves those answered anew", async () => {
  const { home, other, editor } = await editorAndTown();
  const [loser, winner] = [await product(admin()), await product(admin())];
  const run = (
    await admin().query(
      `insert into import_run (tenant_id, kind, state, file_name, file_bytes, format, heading_row, columns, samples, row_count, created_by_name)
       values ($1, 'systems', 'checked', 'fil.csv', 1, 'csv', 1, '[]', '[]', 3, 'Kim') returning id`,
      [other.id],
    )
  ).rows[0].id;
  for (const [key, found, chosen] of [
    ["a", loser, null],
    ["b", null, loser],
    ["c", winner, null],
    ["d", loser, null],
  ])
    await admin().query(
      `insert into import_resolution (tenant_id, run_id, sort, key, written, row_count, found, chosen)
       values ($1, $2, 'product', $3, $3, 1, $4, $5)`,
      [other.id, run, key, found, chosen],
    );
  await admin().query(
    `insert into import_row (tenant_id, run_id, sheet_row, given, names, has_cell_error, product)
     values ($1, $2, 2, '{}', '{}', false, $3), ($1, $2, 3, '{}', '{}', false, $4)`,
    [other.id, run, loser, winner],
  );
  const plan = async () =>
    [
      ...(
        await admin().query(
          "select coalesce(found, chosen) as id from import_resolution where run_id = $1 order by key",
          [run],
        )
      ).rows,
      ...(
        await admin().query("select product as id from import_row where run_id = $1 order by sheet_row", [
          run,
        ])
      ).rows,
    ].map((row) => (row.id === loser ? "loser" : row.id === winner ? "winner" : row.id));
  const id = await send(home, editor, "product", loser, winner);
  expect(await plan()).toEqual(Array(6).fill("winner"));
  const third = await product(admin());
  await admin().query("update import_resolution set found = $2 where run_id = $1 and key = 'd'", [
    run,
    third,
  ]);
  await callAction(undo, {}, at(home, editor, id));
  expect(await plan()).toEqual(["loser", "loser", "winner", third, "loser", "winner"]);
  const page = await callLoader(mergeLoader, at(home, editor, id));
  const text = await page.text();
  expect(text).not.toContain("fil.csv");
  expect(
    JSON.parse(text).merge.lines.map((line: { column_name: string; outcome: string; n: number }) => [
      line.column_name,
      line.outcome,
      line.n,
    ]),
  ).toEqual([
    ["chosen", "restored", 1],
    ["found", "changed", 1],
    ["found", "restored", 1],
    ["product", "restored", 1],
  ]);
});

test("a product is approved with its concept supplier, both or neither", async () => {
  const { home, other, editor } = await editorAndTown();
  const { rows } = await admin().query(
    "insert into supplier (name, normalised_name, created_by_tenant_id) values ($1, $1, $2) returning id",
    [unique("leverantör"), other.id],
  );
  const supplier: string = rows[0].id;
  const made = await concept(admin(), other, unique("Produkt"));
  await admin().query("update product set supplier_id = $2 where id = $1", [made, supplier]);
  const { found } = await (await callLoader(conceptLoader, at(home, editor, made))).json();
  expect(found.concept).toMatchObject({ concept_supplier_id: supplier, concept_supplier_version: 1 });
  const form = { decision: "approve", name: "Godkänd produkt", version: "1", with_supplier: "on" };
  const states = async () => [
    (await stateOf(admin(), "product", made)).state,
    (await stateOf(admin(), "supplier", supplier)).state,
  ];
  expect((await callAction(decide, { ...form, supplier_version: "9" }, at(home, editor, made))).status).toBe(
    409,
  );
  expect(
    (await callAction(decide, { ...form, version: "9", supplier_version: "1" }, at(home, editor, made)))
      .status,
  ).toBe(409);
  expect(await states()).toEqual(["concept", "concept"]);
  expect((await callAction(decide, { ...form, supplier_version: "1" }, at(home, editor, made))).status).toBe(
    302,
  );
  expect(await states()).toEqual(["approved", "approved"]);
});

test("two who change the same record at once: one is saved, the other is shown what it has become", async () => {
  const { home, other, editor } = await editorAndTown();
  const second = await catalogueEditor(admin(), other);
  const made = await product(admin(), unique("Produkt"));
  const { rows } = await admin().query(
    "select s.name from product p join supplier s on s.id = p.supplier_id where p.id = $1",
    [made],
  );
  const form = { version: "1", kind: "application", supplier: rows[0].name };
  const answers = await Promise.all([
    callAction(editProduct, { ...form, name: unique("Ena") }, at(home, editor, made)),
    callAction(editProduct, { ...form, name: unique("Andra") }, at(other, second, made)),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409]);
  const supplier = await approvedSupplier(admin());
  const replies = await Promise.all([
    callAction(editSupplier, { version: "1", name: unique("Ena") }, at(home, editor, supplier)),
    callAction(editSupplier, { version: "1", name: unique("Andra") }, at(other, second, supplier)),
  ]);
  expect(replies.map((answer) => answer.status).sort()).toEqual([302, 409]);
  expect((await stateOf(admin(), "supplier", supplier)).version).toBe(2);
});
