import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listNotes } from "#app/features/imports/rows.server.ts";
import { testDatabase } from "../../support/database.ts";
import { approvedSupplier, product, type Town, town, unique } from "../../support/towns.ts";
import { check, look, notes, work } from "./support/importing.ts";
import { referenceData } from "./support/reference.ts";

const admin = testDatabase();
beforeAll(() => referenceData(admin()));
const REAL = path.resolve(
  import.meta.dirname,
  "../../../../shared/data/real-files/it-contracts-2021-cp1252.csv",
);

const contracts = { kind: "contracts" as const };
const listed = (here: Town) =>
  here.as((db) =>
    db
      .selectFrom("contract as c")
      .innerJoin("contract_term as t", (join) =>
        join.onRef("t.tenant_id", "=", "c.tenant_id").onRef("t.contract_id", "=", "c.id"),
      )
      .selectAll("t")
      .select(["c.id", "c.number", "c.name", "c.version", "c.cpv_code", "c.supplier_id", "c.is_hidden"])
      .orderBy("c.number")
      .orderBy("c.name")
      .execute(),
  );
const options = (here: Town, id: string) =>
  here.as(async (db) => {
    const rows = await db
      .selectFrom("contract_option")
      .selectAll()
      .where("contract_id", "=", id)
      .orderBy("seq")
      .execute();
    return rows.map((row) => [row.length, row.unit, row.call_before_length, row.call_before_unit]);
  });
const rowsIn = (
  here: Town,
  table: "contract_cost_line" | "contract_usage" | "contract_role" | "contract_fact",
) => here.as((db) => db.selectFrom(table).selectAll().where("tenant_id", "=", here.id).execute());

const HEAD =
  "Avtalsnummer;Avtal;Leverantör;System;Startdatum;Avtalstid;Optioner;Förlängning;Uppsägningstid;Årskostnad;Anteckning";

describe("contracts from a file", () => {
  test("terms, options, cost and systems come in as they are said, and what is unclear stays unknown", async () => {
    const here = await town(admin());
    const usage = await here.use(await product(admin()), "Lönesystemet");
    const supplier = await approvedSupplier(admin());
    const { rows } = await admin().query("select name from supplier where id = $1", [supplier]);
    const id = await check(
      here,
      `${HEAD}
KS 1;Lön;${rows[0].name};Lönesystemet;2025-03-01;2+1+1;;nej;3 månader före avtalets slut;120 000 kr;Hej
KS 2;Karta;;;2024-01-01;36 mån;;automatiskt 12 månader;6 månader;;
KS 3;Arkiv;;;2019-05-01;tills vidare;;;enligt avtal;;
`,
      contracts,
    );
    expect(await notes(here, id)).toEqual(["(3 I notice_anchor_unknown)", "(4 I notice_unknown)"]);
    expect((await look(here, id)).counts).toMatchObject({ create: 3, error: 0, warnings: 2 });
    expect(await listed(here)).toEqual([]);
    await work(here, id, "applying");
    const [pay, map, archive] = await listed(here);
    expect(pay).toMatchObject({
      number: "KS 1",
      starts_on: "2025-03-01",
      initial_length: 2,
      initial_unit: "years",
      renewal_kind: "none",
      notice_length: 3,
      notice_unit: "months",
      notice_anchor: "period_end",
      supplier_id: supplier,
    });
    expect(await options(here, pay!.id)).toEqual([
      [1, "years", null, null],
      [1, "years", null, null],
    ]);
    expect(map).toMatchObject({
      initial_length: 36,
      renewal_kind: "tacit",
      renewal_length: 12,
      notice_length: 6,
      notice_anchor: "unknown",
    });
    expect(archive).toMatchObject({
      is_open_ended: true,
      initial_length: null,
      renewal_kind: "unknown",
      notice_length: null,
      notice_anchor: "unknown",
      notice_form: "enligt avtal",
    });
    expect(await rowsIn(here, "contract_usage")).toMatchObject([{ usage_id: usage, contract_id: pay!.id }]);
    expect(await rowsIn(here, "contract_cost_line")).toMatchObject([
      { kind: "recurring", per: "year", amount_minor: 12_000_000 },
    ]);
    // a notice rule that is not known gives no date
    const facts = await rowsIn(here, "contract_fact");
    expect(
      facts
        .filter((fact) => fact.contract_id === map!.id)
        .every((fact) => !("next_notice_on" in fact) || fact.next_notice_on === null),
    ).toBe(true);
    expect(new Set(facts.map((fact) => fact.contract_id)).size).toBe(3);
  });

  test("the same file again changes nothing; a changed one changes what it says, and undo gives it back", async () => {
    const here = await town(admin());
    const first = await check(
      here,
      `${HEAD}\nKS 1;Lön;;;2025-03-01;24+12+12;;nej;3 månader före avtalets slut;100;A\n`,
      contracts,
    );
    await work(here, first, "applying");
    const again = await check(
      here,
      `${HEAD}\nks 1;Lön;;;2025-03-01;24+12+12;;nej;3 månader före avtalets slut;100;A\n`,
      contracts,
    );
    expect((await look(here, again)).counts).toMatchObject({ create: 0, update: 1, unchanged: 0 }); // the number's capitals
    const [before] = await listed(here);
    await here.as((db) =>
      db
        .updateTable("contract_option")
        .set({ call_before_length: 3, call_before_unit: "months" })
        .where("contract_id", "=", before!.id)
        .execute(),
    );
    const next = await check(
      here,
      "Avtalsnummer;Avtalstid;Uppsägningstid;Årskostnad;Förlängning\nKS 1;36+12 mån;6 månader, löpande;200;-\n",
      contracts,
    );
    expect((await look(here, next)).counts).toMatchObject({ update: 1, error: 0 });
    await work(here, next, "applying");
    const [after] = await listed(here);
    expect(after).toMatchObject({
      version: 2,
      initial_length: 36,
      notice_length: 6,
      notice_anchor: "running",
      renewal_kind: "none",
    });
    expect(await options(here, after!.id)).toEqual([[12, "months", null, null]]);
    await work(here, next, "undoing");
    const [undone] = await listed(here);
    expect(undone).toMatchObject({
      initial_length: 24,
      notice_length: 3,
      notice_anchor: "period_end",
      starts_on: "2025-03-01",
    });
    expect(await options(here, undone!.id)).toEqual([
      [12, "months", 3, "months"],
      [12, "months", 3, "months"],
    ]);
    expect(await rowsIn(here, "contract_cost_line")).toMatchObject([{ amount_minor: 10_000 }]);
    const same = await check(here, "Avtalsnummer;Avtalstid\nKS 1;24+12+12\n", contracts);
    expect((await look(here, same)).counts).toMatchObject({ unchanged: 1 });
  });

  test("every error is said by row and column, and nothing is written half", async () => {
    const here = await town(admin());
    const id = await check(
      here,
      `${HEAD}
KS 1;Ett;;Okänt system;2025-13-01;36;;;;;
KS 2;;;;2025-01-01;3 år;1+1;;;tolv;
KS 3;Tre;;;2025-01-01;2+1;1+1 år;;;;
KS 4;Fyra;;;2025-01-01;2 år;;;;;
KS 4;Fem;;;2025-01-01;2 år;;;;;
`,
      contracts,
    );
    expect(await notes(here, id)).toEqual([
      "2 D unknown_name",
      "2 E no_such_date",
      "2 F ambiguous_length",
      "3 J not_a_number",
      "4 G contradicting_terms",
      "6 A same_as_row",
    ]);
    await work(here, id, "applying", { isCorrectRowsOnly: false });
    expect(await listed(here)).toEqual([]);
    await work(here, id, "applying");
    expect((await listed(here)).map((each) => each.number)).toEqual(["KS 4"]);
  });

  test("undo takes new contracts away, but not one that others have begun to use", async () => {
    const here = await town(admin());
    const other = await town(admin());
    const id = await check(here, "Avtalsnummer;Avtal;Optioner\n1;Ett;1+1 år\n2;Två;\n", contracts);
    await work(here, id, "applying");
    const [one] = await listed(here);
    await admin().query(
      "insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on) values ($1, $2, $3, 'party', '2026-01-01')",
      [here.id, one!.id, other.id],
    );
    await work(here, id, "undoing");
    expect((await listed(here)).map((each) => each.number)).toEqual(["1"]);
    expect((await look(here, id)).undo_counts).toEqual({ reversed: 1, kept: 0, impossible: 1 });
  });

  test("two contracts with one number are never guessed between, and called options are not overwritten", async () => {
    const here = await town(admin());
    const id = await check(here, "Avtalsnummer;Avtal;Optioner\n1;Ett;1+1 år\n2;Två;\n", contracts);
    await work(here, id, "applying");
    const [one, two] = await listed(here);
    await admin().query(
      "update contract_option set called_on = '2026-01-01' where contract_id = $1 and seq = 1",
      [one!.id],
    );
    await admin().query("insert into contract (tenant_id, number, name) values ($1, '2', 'Två igen')", [
      here.id,
    ]);
    const next = await check(here, "Avtalsnummer;Optioner;Dold\n1;2 år;\n2;;ja\n", contracts);
    expect(await notes(here, next)).toEqual(["2 B options_called", "3 A ambiguous_contract"]);
    expect(two!.is_hidden).toBe(false);
  });

  test("another organisation's contract with the same number is another contract", async () => {
    const [here, there] = [await town(admin()), await town(admin())];
    for (const each of [here, there]) {
      const id = await check(each, `Avtalsnummer;Avtal\n1;${unique("Avtal")}\n`, contracts);
      expect((await look(each, id)).counts).toMatchObject({ create: 1 });
      await work(each, id, "applying");
    }
    expect(await listed(here)).toHaveLength(1);
  });
});

describe.skipIf(!existsSync(REAL))("the real file of 360 IT contracts", () => {
  test("its own headings are recognised, its rows are checked, and it comes in once", async () => {
    const here = await town(admin());
    const id = await check(here, readFileSync(REAL), contracts);
    const run = await look(here, id);
    expect(run.mapping).toMatchObject({
      "anbudsområdes-id": "number",
      "upphandlingens titel": "name",
      "namn för leverantör": "supplier",
      "huvudsaklig cpv-kod": "cpv_code",
    });
    expect(Object.values(run.mapping).filter((use) => use !== "leave_out")).toHaveLength(4);
    const { create, skip, error } = run.counts!;
    expect(create + skip + error).toBe(360);
    expect(create).toBeGreaterThan(300);
    const shown = await here.as((db) => listNotes(db, run, { isWarning: false, locale: "sv", limit: 1 }));
    expect(shown[0]).toMatchObject({ heading: "Anbudsområdes-ID" });
    await work(here, id, "applying");
    expect(await listed(here)).toHaveLength(create);
    const again = await check(here, readFileSync(REAL), contracts);
    expect((await look(here, again)).counts).toMatchObject({ create: 0, update: 0 });
    await work(here, id, "undoing");
    expect(await listed(here)).toEqual([]);
  });
});
