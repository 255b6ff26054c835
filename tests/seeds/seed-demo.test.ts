import { expect, inject, test } from "vitest";
import { seedDemo } from "../../seeds/demo.ts";
import { seedReference } from "../../seeds/reference.ts";
import { testDatabase } from "../support/database.ts";

const admin = testDatabase();

async function adminUrlOfThis(): Promise<string> {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${(await admin().query("select current_database() as name")).rows[0].name}`;
  return url.href;
}

/** Number of rows of every table. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows: tables } = await admin().query(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await admin().query(`select count(*)::int as n from "${name}"`);
    counts[name] = rows[0].n;
  }
  return counts;
}

test("the demo is seeded once, however often, and fast", async () => {
  const adminUrl = await adminUrlOfThis();
  const start = performance.now();
  await seedReference(adminUrl);
  await seedDemo({ adminUrl, password: "samverka-demo" });
  expect(performance.now() - start).toBeLessThan(8_000);
  const once = await rowCounts();
  await seedReference(adminUrl);
  await seedDemo({ adminUrl, password: "samverka-demo" });
  expect(await rowCounts()).toEqual(once);
  expect(once.system_usage).toBeGreaterThan(1_000);
  expect(once.system_usage_price).toBe(once.system_usage);
  expect(once.access_event).toBeGreaterThan(10);
  expect(once.hosting_confirmation).toBeGreaterThan(10);
  expect(once.cooperation).toBe(4);
});
