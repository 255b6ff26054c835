import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { listRuns } from "#app/features/imports/runs.server.ts";
import { loader as exportCsv } from "#app/routes/$tenant.systems[.]csv.ts";
import { loader as exportXlsx } from "#app/routes/$tenant.systems[.]xlsx.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { product, type Town, town, unique } from "../../support/towns.ts";
import { check, look, notes, work } from "./support/importing.ts";
import { referenceData } from "./support/reference.ts";

const admin = testDatabase();
beforeAll(() => referenceData(admin()));
const counts = async (here: Town, id: string) => (await look(here, id)).counts;
const usages = (here: Town) =>
  here.as((db) => db.selectFrom("system_usage").selectAll().orderBy("own_name").execute());
const operation = (here: Town, usageId: string) =>
  here.as((db) =>
    db.selectFrom("system_usage_operation").selectAll().where("usage_id", "=", usageId).executeTakeFirst(),
  );

describe("writing", () => {
  test("not given leaves the old value, (töm) clears it, the rest is replaced; history says from what to what", async () => {
    const here = await town(admin());
    const usage = await here.use(await product(admin()), "Ett", {
      operation: { own_id: "1", version_text: "gammal", hosting_country: "NO", hosting_form: "saas" },
    });
    const id = await check(
      here,
      "Eget id;Version;Land för driften;Driftform;Antal användare\n1;ny;(töm);-;5\n",
    );
    await work(here, id, "applying");
    expect(await operation(here, usage)).toMatchObject({
      version_text: "ny",
      hosting_country: null,
      hosting_form: "saas",
    });
    const events = await here.as((db) =>
      db.selectFrom("change_event").selectAll().where("object_id", "=", usage).orderBy("field").execute(),
    );
    expect(
      events.map(({ field, old, new: now, via, run_id, by_name }) => ({
        field,
        old,
        now,
        via,
        run_id,
        by_name,
      })),
    ).toEqual(
      [
        { field: "hosting_country", old: "NO", now: null },
        { field: "user_count", old: null, now: 5 },
        { field: "version_text", old: "gammal", now: "ny" },
      ].map((change) => ({ ...change, via: "import", run_id: id, by_name: here.admin.name })),
    );
    const [row] = await usages(here);
    expect(row?.version).toBe(2);
  });

  test("all or nothing: with errors nothing is written unless correct rows were asked for", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt;Antal användare\n${unique("A")};1\n${unique("B")};två\n`);
    await work(here, id, "applying", { isCorrectRowsOnly: false });
    expect(await look(here, id)).toMatchObject({ state: "checked", work_problem: { code: "has_errors" } });
    expect(await usages(here)).toEqual([]);
    await work(here, id, "applying", { isCorrectRowsOnly: true });
    expect(await usages(here)).toHaveLength(1);
  });

  test("a formula stays text", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt;Anteckning;Version\n${unique("A")};"=HYPERLINK(""x"")";@SUM(1)\n`);
    await work(here, id, "applying");
    const notesKept = await here.as((db) => db.selectFrom("system_usage_internal").select("note").execute());
    expect(notesKept).toEqual([{ note: '=HYPERLINK("x")' }]);
    const response = await callLoader(exportCsv, {
      cookie: here.admin.cookie,
      params: { tenant: here.slug },
      url: `/${here.slug}/systems.csv?column=all`,
    });
    expect(await response.text()).toContain("'@SUM(1)");
  });

  test("what changed since the dry run is shown first and written only after that", async () => {
    const here = await town(admin());
    const usage = await here.use(await product(admin()), "Ett", {
      operation: { own_id: "1", version_text: "a" },
    });
    const id = await check(here, "Eget id;Version\n1;c\n");
    await here.as(async (db) => {
      await db.updateTable("system_usage").set({ version: 2 }).where("id", "=", usage).execute();
      await db
        .updateTable("system_usage_operation")
        .set({ version_text: "b" })
        .where("usage_id", "=", usage)
        .execute();
    });
    const before = (await look(here, id)).plan_number;
    await work(here, id, "applying");
    const refused = await look(here, id);
    expect(refused).toMatchObject({
      state: "checked",
      work_problem: { code: "plan_changed" },
      counts: { changed_since: 1 },
    });
    expect(refused.plan_number).toBe(before + 1);
    expect((await operation(here, usage))?.version_text).toBe("b");
    await work(here, id, "applying");
    expect(await look(here, id)).toMatchObject({ state: "applied" });
    expect((await operation(here, usage))?.version_text).toBe("c");
  });

  test("a record that came in the meantime is noticed too", async () => {
    const here = await town(admin());
    const id = await check(here, `Eget id;Produkt\n1;${unique("A")}\n`);
    await here.use(await product(admin()), "Någon annans", { operation: { own_id: "1" } });
    await work(here, id, "applying");
    expect(await look(here, id)).toMatchObject({ state: "checked", work_problem: { code: "plan_changed" } });
  });

  test("nobody works on a run twice at once, and an applied run is not applied again", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt\n${unique("A")}\n`);
    const attempts = await Promise.allSettled([work(here, id, "applying"), work(here, id, "applying")]);
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(work(here, id, "applying")).rejects.toMatchObject({ code: "import_not_open" });
    expect(await usages(here)).toHaveLength(1);
  });

  test("the file is let go when the run is over", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt\n${unique("A")}\n`);
    const parts = () => here.as((db) => db.selectFrom("import_file_part").select("run_id").execute());
    expect(await parts()).toHaveLength(1);
    await work(here, id, "applying");
    expect(await parts()).toEqual([]);
  });

  test("imports of others are not listed", async () => {
    const [here, there] = [await town(admin()), await town(admin())];
    await check(here, `Produkt\n${unique("A")}\n`);
    expect(await here.as((db) => listRuns(db, { limit: 10, offset: 0 }))).toHaveLength(1);
    expect(await there.as((db) => listRuns(db, { limit: 10, offset: 0 }))).toEqual([]);
  });
});

describe("undo", () => {
  test("new ones go, changed ones get their old values, edited ones stay; concepts nobody uses go too", async () => {
    const here = await town(admin());
    const pid = await product(admin());
    const kept = await here.use(pid, "Ändras sen", { operation: { own_id: "1", version_text: "a" } });
    const back = await here.use(pid, "Återställs", { operation: { own_id: "2", version_text: "a" } });
    const gone = await here.use(pid, "Tas bort sen", { operation: { own_id: "3", version_text: "a" } });
    const [used, unused] = [unique("Används"), unique("Onyttig")];
    const id = await check(
      here,
      `Eget id;Produkt;Version;Leverantör\n1;;b;\n2;;b;\n3;;b;\n4;${used};b;${unique("Lev")} AB\n5;${unused};b;\n`,
    );
    expect(await notes(here, id)).toEqual([]);
    await work(here, id, "applying");
    expect(await look(here, id)).toMatchObject({ state: "applied" });
    const concept = await here.as((db) =>
      db.selectFrom("product").select("id").where("name", "=", used).executeTakeFirstOrThrow(),
    );
    await here.use(concept.id, "Byggd på konceptet");
    await here.as(async (db) => {
      await db.updateTable("system_usage").set({ version: 3 }).where("id", "=", kept).execute();
      await db.deleteFrom("system_usage").where("id", "=", gone).execute();
    });
    await work(here, id, "undoing");
    expect(await look(here, id)).toMatchObject({
      state: "undone",
      undo_counts: { reversed: 3, kept: 1, impossible: 1 },
      work_problem: null,
    });
    const outcomes = await here.as((db) =>
      db
        .selectFrom("import_row")
        .select(["sheet_row", "outcome", "outcome_reason"])
        .where("run_id", "=", id)
        .orderBy("sheet_row")
        .execute(),
    );
    expect(outcomes.map((row) => [row.outcome, row.outcome_reason])).toEqual([
      ["kept", "edited_since"],
      ["reversed", null],
      ["impossible", "gone"],
      ["reversed", null],
      ["reversed", null],
    ]);
    expect((await operation(here, kept))?.version_text).toBe("b");
    expect((await operation(here, back))?.version_text).toBe("a");
    expect((await usages(here)).map((row) => row.own_name)).toEqual([
      "Byggd på konceptet",
      "Återställs",
      "Ändras sen",
    ]);
    const names = await here.as((db) =>
      db.selectFrom("product").select("name").where("created_by_tenant_id", "=", here.id).execute(),
    );
    expect(names).toEqual([{ name: used }]);
    const deleted = await here.as((db) =>
      db
        .selectFrom("change_event")
        .select(["action", "object_kind"])
        .where("run_id", "=", id)
        .where("action", "in", ["deleted", "restored"])
        .orderBy("object_kind")
        .orderBy("action")
        .execute(),
    );
    expect(deleted.map((one) => `${one.object_kind} ${one.action}`)).toEqual([
      "product deleted",
      "system_usage deleted",
      "system_usage deleted",
      "system_usage restored",
    ]);
  });

  test("a new system that something else rests on is kept, and said", async () => {
    const here = await town(admin());
    const id = await check(here, `Produkt\n${unique("A")}\n`);
    await work(here, id, "applying");
    const [usage] = await usages(here);
    await here.as((db) =>
      db
        .insertInto("system_usage_document")
        .values({ tenant_id: here.id, usage_id: usage!.id, title: "Avtal", url: "https://example.invalid" })
        .execute(),
    );
    await work(here, id, "undoing");
    expect(await look(here, id)).toMatchObject({ undo_counts: { reversed: 0, impossible: 1 } });
    expect(await usages(here)).toHaveLength(1);
  });

  test("where another record holds on to one of the new systems, the others go all the same", async () => {
    const here = await town(admin());
    const host = await town(admin());
    const id = await check(
      here,
      `Produkt;Driftform;Värd för driften\n${unique("A")};värdkommun;${host.name}\n${unique("B")};saas;\n`,
    );
    await work(here, id, "applying");
    const hosted = (await usages(here)).find((one) => one.own_name.startsWith("A"))!;
    await admin().query(
      "insert into system_usage_internal (tenant_id, usage_id, preceding_usage_id) values ($1, $2, $3)",
      [here.id, await here.use(await product(admin()), "Efterföljare"), hosted.id],
    );
    await work(here, id, "undoing");
    expect(await look(here, id)).toMatchObject({ undo_counts: { reversed: 1, kept: 0, impossible: 1 } });
  });

  test("roles go back to who held them, others keep theirs", async () => {
    const here = await town(admin());
    const other = await here.person(["reader"]);
    const usage = await here.use(await product(admin()), "Ett", { operation: { own_id: "1" } });
    const holders = () =>
      here.as((db) =>
        db
          .selectFrom("role_assignment as a")
          .innerJoin("person as p", "p.id", "a.person_id")
          .select(["p.name"])
          .where("a.usage_id", "=", usage)
          .where("a.to_on", "is", null)
          .execute(),
      );
    await work(here, await check(here, `Eget id;Systemägare\n1;${here.admin.name}\n`), "applying");
    expect(await holders()).toEqual([{ name: here.admin.name }]);
    const id = await check(here, `Eget id;Systemägare\n1;${other.email}\n`);
    await work(here, id, "applying");
    expect(await holders()).toEqual([{ name: other.name }]);
    await work(here, id, "undoing");
    expect(await holders()).toEqual([{ name: here.admin.name }]);
  });
});

describe("again", () => {
  test("an exported list, brought in again, changes nothing: CSV and Excel", async () => {
    const here = await town(admin());
    const first = `Eget id;Produkt;Leverantör;Eget namn;Status;Taget i bruk;Driftform;Land för driften;Antal användare;Årskostnad;K;R;T;Personuppgifter;Innehåller AI;Kritikalitet;Anteckning;Synlighet;Verksamhetsfunktioner
1;${unique("P")};${unique("L")} AB;Ett, med "citat";i drift;2020-01-31;saas;Sverige;1 200;1 250,50;1;2;3;känsliga;okänt;hög;"två
rader";dold;Rekrytering, Gata, park och felanmälan
2;${unique("Q")};;=A1;planerad;;;;;;;;;;;;;;
`;
    const id = await check(here, first);
    expect(await notes(here, id)).toEqual([]);
    await work(here, id, "applying");
    expect(await look(here, id)).toMatchObject({ state: "applied" });
    expect(await counts(here, await check(here, first))).toMatchObject({ unchanged: 2 });
    for (const [exportFile, name] of [
      [exportCsv, "csv"],
      [exportXlsx, "xlsx"],
    ] as const) {
      const response = await callLoader(exportFile, {
        cookie: here.admin.cookie,
        params: { tenant: here.slug },
        url: `/${here.slug}/systems.${name}?column=all`,
      });
      const again = await check(here, Buffer.from(await response.arrayBuffer()));
      expect([name, await notes(here, again), await counts(here, again)]).toMatchObject([
        name,
        [],
        { unchanged: 2, create: 0, update: 0, error: 0 },
      ]);
    }
  });
});

describe("products and suppliers", () => {
  test("concepts of our own, changed by us; shared records only by a catalogue editor", async () => {
    const here = await town(admin());
    const [mine, shared, supplier, alone] = [
      unique("Vår"),
      unique("Delad"),
      unique("Bolag"),
      unique("Ensam"),
    ];
    await product(admin(), shared);
    const file = (site: string) =>
      `Produkt;Leverantör;Organisationsnummer;Kodbas;Webbplats;Support upphör
${mine};${supplier} AB;212000-0513;öppen källkod;${site};2027-01-31
${shared};;;;${site};
;${alone} AB;;;;
`;
    const first = await check(here, file("a.se"), { kind: "products" });
    expect(await notes(here, first)).toEqual(["(2 C check_digit)", "3 A not_yours"]);
    expect(await counts(here, first)).toMatchObject({
      create: 2,
      error: 1,
      new_products: 1,
      new_suppliers: 2,
    });
    await work(here, first, "applying");
    expect(await look(here, first)).toMatchObject({ state: "applied", work_problem: null });
    const kept = await here.as((db) =>
      db
        .selectFrom("product as p")
        .innerJoin("supplier as s", "s.id", "p.supplier_id")
        .select(["p.code_basis", "p.website", "p.support_ends_on", "s.organisation_number", "p.state"])
        .where("p.name", "=", mine)
        .executeTakeFirstOrThrow(),
    );
    expect(kept).toEqual({
      code_basis: "open_source",
      website: "https://a.se",
      support_ends_on: "2027-01-31",
      organisation_number: "2120000513",
      state: "concept",
    });
    const second = await check(here, file("b.se"), { kind: "products" });
    expect(await counts(here, second)).toMatchObject({ update: 1, unchanged: 1, error: 1 });
    const byEditor = await check(here, file("b.se"), { kind: "products", isCatalogueEditor: true });
    expect(await counts(here, byEditor)).toMatchObject({ update: 2, unchanged: 1, error: 0 });
    await work(here, second, "applying");
    await work(here, second, "undoing");
    expect(await look(here, second)).toMatchObject({ undo_counts: { reversed: 1, kept: 0, impossible: 0 } });
    await work(here, first, "undoing");
    // the product was changed and changed back: it is no longer as the import made it
    expect(await look(here, first)).toMatchObject({ undo_counts: { reversed: 1, kept: 1 } });
  });

  test("the same product twice is made once", async () => {
    const here = await town(admin());
    const name = unique("Dubbel");
    const id = await check(here, `Produkt;Leverantör\n${name};${name} AB\n${name} ;${name}\n`, {
      kind: "products",
    });
    expect(await counts(here, id)).toMatchObject({ create: 1, error: 1 });
    const same = await check(here, `Produkt;Leverantör\n${name};${name} AB\n${name};${name} AB\n`, {
      kind: "products",
    });
    expect(await counts(here, same)).toMatchObject({ create: 1, skip: 1, new_products: 1, new_suppliers: 1 });
  });
});

test("the worker that reads files may read nothing but the program", () => {
  const source = readFileSync(
    new URL("../../../app/features/imports/file.server.ts", import.meta.url),
    "utf8",
  );
  expect(source).toContain("--permission");
  expect(source).toContain("--max-old-space-size");
});
