import { beforeAll, describe, expect, test } from "vitest";
import { saveDecisions } from "#app/features/imports/resolutions.server.ts";
import { savePick } from "#app/features/imports/rows.server.ts";
import { claimWork, findRun } from "#app/features/imports/runs.server.ts";
import { doImportWork } from "#app/features/imports/work.server.ts";
import type { ImportSort } from "#db/schema/imports.ts";
import { testDatabase } from "../../support/database.ts";
import { approvedSupplier, product, type Town, town, unique } from "../../support/towns.ts";
import { check, jobFor, look, notes, work } from "./support/importing.ts";
import { referenceData } from "./support/reference.ts";

const admin = testDatabase();
beforeAll(() => referenceData(admin()));

const counts = async (here: Town, id: string) => (await look(here, id)).counts;

/** Plans again after a decision, as the screens do. */
async function again(here: Town, id: string) {
  await here.as((db) => claimWork(db, id, "checking"));
  await doImportWork({ ...jobFor(here, id, "checking"), isReplan: true });
}

function standings(here: Town, id: string, sort: ImportSort) {
  return here.as(async (db) => {
    const rows = await db
      .selectFrom("import_resolution")
      .select(["written", "standing", "reason", "found", "key"])
      .where("run_id", "=", id)
      .where("sort", "=", sort)
      .orderBy("written")
      .execute();
    return rows;
  });
}

describe("names", () => {
  test("one exact match is taken, none becomes a concept, another spelling of the legal form is the same", async () => {
    const here = await town(admin());
    const supplier = await approvedSupplier(admin(), `${unique("Firma")} AB`);
    const name = unique("Produkt");
    const known = await product(admin(), name, supplier);
    const id = await check(here, `Produkt;Version\n${name.toUpperCase()};1\nHelt ny ${name};2\n`);
    expect(await standings(here, id, "product")).toMatchObject([
      { standing: "create", reason: "unknown" },
      { standing: "found", found: known },
    ]);
  });

  test("several products with the name are never guessed among; the person's choice is followed and proposed next time", async () => {
    const here = await town(admin());
    const name = unique("Tvetydig");
    const [one] = [await product(admin(), name), await product(admin(), name)];
    const file = `Eget id;Produkt\n1;${name}\n`;
    const id = await check(here, file);
    expect(await notes(here, id)).toEqual(["2 B ambiguous_name"]);
    expect(await counts(here, id)).toMatchObject({ error: 1, create: 0 });
    const [row] = await standings(here, id, "product");
    await here.as((db) =>
      saveDecisions(db, id, [{ sort: "product", key: row!.key, choice: "use", chosen: one! }]),
    );
    await again(here, id);
    expect(await counts(here, id)).toMatchObject({ error: 0, create: 1 });
    await work(here, id, "applying");
    const next = await check(here, file);
    expect(await counts(here, next)).toMatchObject({ error: 0, unchanged: 1 });
  });

  test("the supplier tells products of one name apart; the same name from another supplier is asked about", async () => {
    const here = await town(admin());
    const name = unique("Gemensam");
    const [a, b] = [unique("Alfa"), unique("Beta")];
    const mine = await product(admin(), name, await approvedSupplier(admin(), a));
    await product(admin(), name, await approvedSupplier(admin(), b));
    const id = await check(here, `Produkt;Leverantör\n${name};${a} Aktiebolag\n${name};Okänd leverantör\n`);
    expect(await standings(here, id, "product")).toMatchObject([
      { standing: expect.any(String) },
      { standing: expect.any(String) },
    ]);
    const found = (await standings(here, id, "product")).map((row) => [row.standing, row.reason, row.found]);
    expect(found).toContainEqual(["found", null, mine]);
    expect(found).toContainEqual(["undecided", "other_supplier", null]);
    expect(await notes(here, id)).toEqual(["3 A other_supplier_name"]);
  });

  test("another organisation's concept is neither found nor told of", async () => {
    const [here, there] = [await town(admin()), await town(admin())];
    const name = unique("Hemlig");
    const first = await check(there, `Produkt\n${name}\n`);
    await work(there, first, "applying");
    const id = await check(here, `Produkt\n${name}\n`);
    expect(await counts(here, id)).toMatchObject({ create: 1, new_products: 1 });
    await work(here, id, "applying");
    expect(await look(here, id)).toMatchObject({ state: "applied" });
  });

  test("unknown people, units and functions are errors until decided; left out, the row goes in without them", async () => {
    const here = await town(admin());
    const id = await check(
      here,
      `Produkt;Systemägare;Ansvarig enhet;Verksamhetsfunktioner\n${unique("P")};${here.admin.name};Ingen enhet;Lön, Rekrytering\n`,
    );
    expect(await notes(here, id)).toEqual(["2 C unknown_name", "2 D unknown_name"]);
    const near = await here.as((db) =>
      db.selectFrom("import_cell_error").select("suggestions").orderBy("column_letters").execute(),
    );
    expect(near[1]?.suggestions?.[0]).toBe("Lön och personaladministration");
    for (const sort of ["unit", "function"] as const)
      for (const { key, standing } of await standings(here, id, sort))
        if (standing === "undecided")
          await here.as((db) => saveDecisions(db, id, [{ sort, key, choice: "leave_out", chosen: null }]));
    await again(here, id);
    await work(here, id, "applying");
    const [usage] = await here.as((db) =>
      db
        .selectFrom("system_usage as u")
        .leftJoin("role_assignment as r", "r.usage_id", "u.id")
        .leftJoin("person as p", "p.id", "r.person_id")
        .leftJoin("system_usage_function as f", "f.usage_id", "u.id")
        .leftJoin("function", "function.id", "f.function_id")
        .select(["r.role_type", "p.name as holder", "function.code"])
        .execute(),
    );
    expect(usage).toEqual({ role_type: "system_owner", holder: here.admin.name, code: "recruitment" });
  });

  test("a decision must name a record that is there", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt\n${unique("P")}\n`);
    const [row] = await standings(here, id, "product");
    const chosen = "00000000-0000-7000-8000-000000000000";
    const saving = here.as((db) =>
      saveDecisions(db, id, [{ sort: "product", key: row!.key, choice: "use", chosen }]),
    );
    await expect(saving).rejects.toMatchObject({ errors: expect.anything() });
  });
});

describe("which system a row is about", () => {
  test("by own id, else by product, else nobody is chosen", async () => {
    const here = await town(admin());
    const [p, q] = [unique("P"), unique("Q")];
    const [pid, qid] = [await product(admin(), p), await product(admin(), q)];
    await here.use(pid, "Med id", { operation: { own_id: "A-1" } });
    await here.use(qid, "Ett");
    const id = await check(here, `Eget id;Produkt;Version\nA-1;${p};9\n;${q};8\nA-2;${q};7\n`);
    expect(await counts(here, id)).toMatchObject({ update: 2, create: 1, error: 0 });

    await here.use(qid, "Två");
    const unsure = await check(here, `Produkt;Version\n${q};8\n`);
    expect(await notes(here, unsure)).toEqual(["2 A ambiguous_target"]);
    const usages = await here.as((db) => db.selectFrom("system_usage").select(["id", "own_name"]).execute());
    const two = usages.find((one) => one.own_name === "Två")!;
    await here.as(async (db) => savePick(db, await findRun(db, unsure), 2, two.id));
    await again(here, unsure);
    expect(await counts(here, unsure)).toMatchObject({ update: 1, error: 0 });
    await here.as(async (db) => savePick(db, await findRun(db, unsure), 2, "new"));
    await again(here, unsure);
    expect(await counts(here, unsure)).toMatchObject({ create: 1, error: 0 });
  });

  test("own names tell systems on one product apart, also the second time", async () => {
    const here = await town(admin());
    const p = unique("P");
    const file = `Produkt;Eget namn\n${p};Skolan\n${p};Vården\n`;
    const id = await check(here, file);
    expect(await counts(here, id)).toMatchObject({ create: 2, new_products: 1 });
    await work(here, id, "applying");
    expect(await counts(here, await check(here, file))).toMatchObject({ unchanged: 2 });
    expect(
      await counts(here, await check(here, `Produkt;Eget namn\n${p};Skolan\n${p};Kulturen\n`)),
    ).toMatchObject({
      unchanged: 1,
      create: 1,
    });
  });

  test("rows about the same system: the same twice is skipped, a contradiction is an error", async () => {
    const here = await town(admin());
    const p = unique("P");
    const id = await check(here, `Eget id;Produkt;Version\n1;${p};A\n1;${p};A\n1;${p};B\n`);
    expect(await counts(here, id)).toMatchObject({ create: 1, skip: 1, error: 1 });
    expect(await notes(here, id)).toEqual(["4 A same_as_row"]);
  });

  test("a row without product needs an id that is here", async () => {
    const here = await town(admin());
    await here.use(await product(admin()), "Känt", { operation: { own_id: "K" } });
    const id = await check(here, "Eget id;Produkt;Version\nK;;2\nO;;2\n");
    expect(await counts(here, id)).toMatchObject({ update: 1, error: 1 });
    expect(await notes(here, id)).toEqual(["3 B product_required"]);
  });

  test("another organisation's systems are never met", async () => {
    const [here, there] = [await town(admin()), await town(admin())];
    const p = unique("P");
    const pid = await product(admin(), p);
    await there.use(pid, "Deras", { operation: { own_id: "X" } });
    const id = await check(here, `Eget id;Produkt\nX;${p}\n`);
    expect(await counts(here, id)).toMatchObject({ create: 1 });
    await work(here, id, "applying");
    expect(
      (await there.as((db) => db.selectFrom("system_usage").select("own_name").execute()))[0]?.own_name,
    ).toBe("Deras");
    expect(await there.as((db) => db.selectFrom("import_run").selectAll().execute())).toEqual([]);
    expect(await there.as((db) => db.selectFrom("import_row").selectAll().execute())).toEqual([]);
  });
});

describe("the lifecycle's guards hold for files too", () => {
  test("what the state asks for must be there, unless it may follow later", async () => {
    const here = await town(admin());
    const [a, b, c, d, e] = ["A", "B", "C", "D", "E"].map((letter) => unique(letter));
    const file = `Produkt;Status;Taget i bruk;Avvecklat
${a};i drift;;
${b};i drift;2999-01-01;
${c};pilot;;
${d};avvecklad;;
${e};avvecklad;2020-01-01;2024-05-01
`;
    const strict = await check(here, file);
    expect(await notes(here, strict)).toEqual([
      "2 C taken_into_use_missing",
      "3 C year_out_of_range",
      "4 B owner_missing",
      "5 D retired_on_missing",
    ]);
    const lenient = await check(here, file, { settings: { isLenient: true } });
    expect(await notes(here, lenient)).toEqual([
      "(2 C taken_into_use_missing)",
      "3 C year_out_of_range",
      "(4 B owner_missing)",
      "5 D retired_on_missing",
    ]);
    await work(here, lenient, "applying");
    const records = await here.as((db) => db.selectFrom("retirement_record").selectAll().execute());
    expect(records).toMatchObject([{ own_name: e, retired_on: "2024-05-01", reason: "Import: fil.csv" }]);
  });

  test("steps of systems that are here: forward, never back, never out of retirement", async () => {
    const here = await town(admin());
    const pid = await product(admin());
    await here.use(pid, "Fram", { lifecycle: "planned", operation: { own_id: "1" } });
    await here.use(pid, "Bak", { operation: { own_id: "2" }, dates: { taken_into_use_on: "2020-01-01" } });
    await here.use(pid, "Slut", { lifecycle: "retired", operation: { own_id: "3" } });
    await here.use(pid, "Kvar", { operation: { own_id: "4" }, dates: { taken_into_use_on: "2020-01-01" } });
    const id = await check(
      here,
      "Eget id;Status;Taget i bruk\n1;i drift;2021-02-03\n2;planerad;\n3;i drift;2021-02-03\n4;;(töm)\n",
    );
    expect(await notes(here, id)).toEqual(["3 B step_back", "4 B is_retired", "5 C taken_into_use_missing"]);
    expect(await counts(here, id)).toMatchObject({ update: 1, error: 3 });
  });

  test("a host is required where the hosting form says so", async () => {
    const here = await town(admin());
    const host = await town(admin());
    const id = await check(
      here,
      `Produkt;Driftform;Värd för driften\n${unique("P")};värdkommun;\n${unique("Q")};värdkommun;${host.name}\n`,
    );
    expect(await notes(here, id)).toEqual(["2 C host_missing"]);
    await work(here, id, "applying");
    const rows = await here.as((db) =>
      db.selectFrom("system_usage_operation").select("host_organisation_id").execute(),
    );
    expect(rows).toEqual([{ host_organisation_id: host.id }]);
  });
});
