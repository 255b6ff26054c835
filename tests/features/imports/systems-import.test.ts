import { describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { approvedSupplier, product, town, unique } from "../../support/towns.ts";
import { check, look, notes, work } from "./support/importing.ts";

const admin = testDatabase();

describe("systems from a file", () => {
  test("new ones with everything that hangs on them, then nothing changes", async () => {
    const here = await town(admin());
    const supplier = await approvedSupplier(admin(), unique("Visma"));
    const name = unique("Lön");
    const known = await product(admin(), name, supplier);
    const csv = `Eget id;Produkt;Livscykelstatus;Tagen i bruk;Driftform;Driftleverantör;Årskostnad;Antal användare;K;Anteckning;Dold post
A-1;${name.toUpperCase()} AB;i drift;2020-01-31;saas;Drift i Norr AB;1 250,50;12;3;Hej;ja
A-2;Nytt system;;;;;;;;;`;
    const id = await check(here, csv);
    expect(await notes(here, id)).toEqual([]);
    expect((await look(here, id)).counts).toMatchObject({
      create: 2,
      error: 0,
      new_products: 1,
      new_suppliers: 1,
    });
    expect(await here.as((db) => db.selectFrom("system_usage").selectAll().execute())).toEqual([]);

    await work(here, id, "applying");
    expect(await look(here, id)).toMatchObject({ state: "applied", work_problem: null });
    const [first, second] = await here.as((db) =>
      db
        .selectFrom("system_usage as u")
        .leftJoin("system_usage_operation as o", "o.usage_id", "u.id")
        .leftJoin("system_usage_price as p", "p.usage_id", "u.id")
        .leftJoin("system_usage_dates as d", "d.usage_id", "u.id")
        .leftJoin("system_usage_internal as i", "i.usage_id", "u.id")
        .leftJoin("system_usage_classification as c", "c.usage_id", "u.id")
        .selectAll(["u", "o", "p", "d", "i", "c"])
        .select("u.own_name")
        .orderBy("o.own_id")
        .execute(),
    );
    expect(first).toMatchObject({
      product_id: known,
      own_id: "A-1",
      lifecycle: "in_operation",
      is_hidden: true,
      taken_into_use_on: "2020-01-31",
      hosting_form: "saas",
      yearly_minor: 125050,
      confidentiality: 3,
      note: "Hej",
    });
    expect(second).toMatchObject({ own_name: "Nytt system", lifecycle: "planned", own_id: "A-2" });

    const again = await check(here, csv);
    expect((await look(here, again)).counts).toMatchObject({ create: 0, update: 0, unchanged: 2, error: 0 });
  });
});
