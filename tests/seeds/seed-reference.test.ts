import { expect, inject, test } from "vitest";
import { functions } from "#db/reference/functions.ts";
import { seedReference } from "../../seeds/reference.ts";
import { testDatabase } from "../support/database.ts";

const admin = testDatabase();

async function urlOfThisDatabase(): Promise<string> {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${(await admin().query("select current_database() as name")).rows[0].name}`;
  return url.href;
}

async function counts() {
  const { rows } = await admin().query(`select
    (select count(*)::int from organisation where kind = 'municipality') as municipalities,
    (select count(*)::int from organisation where kind = 'region') as regions,
    (select count(*)::int from organisation where kind = 'municipality' and organisation_number is null) as unnumbered,
    (select count(*)::int from population) as populations,
    (select count(*)::int from function) as functions,
    (select count(*)::int from role_type) as role_types`);
  return rows[0];
}

test("reference data is there once, however often it is seeded, and keeps what was found meanwhile", async () => {
  const url = await urlOfThisDatabase();
  await seedReference(url);
  const expected = {
    municipalities: 290,
    regions: 20,
    unnumbered: 19,
    populations: 290,
    functions: functions.length,
    role_types: 14,
  };
  expect(await counts()).toEqual(expected);
  const found = await admin().query(
    `update organisation set organisation_number = '2120000019' where slug =
       (select slug from organisation where kind = 'municipality' and organisation_number is null order by slug limit 1)
     returning id`,
  );
  await admin().query("update organisation set name = 'Fel namn' where slug = 'lulea'");
  await seedReference(url);
  expect(await counts()).toEqual({ ...expected, unnumbered: 18 });
  const { rows } = await admin().query(
    `select (select name from organisation where slug = 'lulea') as lulea,
            (select organisation_number from organisation where id = $1) as number,
            (select inhabitants from population p join organisation o on o.id = p.organisation_id where o.slug = 'lulea') as people`,
    [found.rows[0].id],
  );
  expect(rows[0]).toEqual({ lulea: "Luleå", number: "2120000019", people: 79_352 });
});
