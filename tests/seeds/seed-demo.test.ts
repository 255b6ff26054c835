import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test, vi } from "vitest";
import { verifyPassword } from "#app/features/accounts/passwords.server.ts";
import { inTenantAs } from "#app/server/system.server.ts";
import { demoAccounts } from "../../seeds/content/accounts.ts";
import { seedDemo } from "../../seeds/demo.ts";
import { seedReference } from "../../seeds/reference.ts";
import { testDatabase } from "../support/database.ts";

const admin = testDatabase();
vi.setConfig({ testTimeout: 120_000 }); // a busy machine takes its time over a whole demo
const files = mkdtempSync(join(tmpdir(), "samverka-demo-files-"));
process.env.FILES_DIR = files;
afterAll(() => rmSync(files, { recursive: true, force: true }));

async function adminUrlOfThis(): Promise<string> {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${(await admin().query("select current_database() as name")).rows[0].name}`;
  return url.href;
}

/** Number of rows of every table. */
/** Rows per table; which records look alike follows from their names and changes with them. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows: tables } = await admin().query(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'duplicate_pair' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await admin().query(`select count(*)::int as n from "${name}"`);
    counts[name] = rows[0].n;
  }
  return counts;
}

test("the demo is seeded once, however often", async () => {
  const adminUrl = await adminUrlOfThis();
  await seedReference(adminUrl);
  await seedDemo({ adminUrl, password: "samverka-demo" });
  const once = await rowCounts();
  await seedReference(adminUrl);
  await seedDemo({ adminUrl, password: "samverka-demo" });
  expect(await rowCounts()).toEqual(once);
  expect(once.system_usage).toBeGreaterThan(1_000);
  expect(once.system_usage_price).toBe(once.system_usage);
  expect(once.system_usage_document).toBeGreaterThan(4);
  expect(once.sub_processor).toBeGreaterThan(2);
  expect(once.retirement_record).toBeGreaterThan(10);
  expect(once.access_event).toBeGreaterThan(10);
  expect(once.hosting_confirmation).toBeGreaterThan(10);
  expect(once.cooperation).toBe(4);
  expect(once.contract).toBeGreaterThan(300);
  expect(once.contract_term).toBe(once.contract);
  expect(once.stored_file).toBe(3);
  expect(once.confirmation_round).toBe(2);
});

test("a round is under way, with answers of both kinds and systems that wait; the log of sharing tells how things came to be", async () => {
  const { rows: answers } = await admin().query(
    `select r.answer, count(*)::int as n,
       count(*) filter (where r.answer is not null and (i.confirmed_by_name is null or i.needs_check_since is not null))::int as broken
     from confirmation_row r join organisation o on o.id = r.tenant_id
     left join system_usage_internal i on i.tenant_id = r.tenant_id and i.usage_id = r.usage_id
     where o.slug = 'borgholm' group by 1 order by 1`,
  );
  expect(answers.map((row) => row.answer)).toEqual(["confirmed", "corrected", null]);
  for (const { n, broken } of answers) expect([n > 2, broken]).toEqual([true, 0]);
  const { rows: log } = await admin().query(
    `select c.action, c.at >= lag(c.at) over (order by c.id) as in_order from change_event c
     join organisation o on o.id = c.tenant_id where o.slug = 'borgholm' and c.object_kind = 'share' order by c.id`,
  );
  expect(log.length).toBeGreaterThan(4);
  expect(log.slice(1).every((row) => row.in_order)).toBe(true);
  expect(log.at(-1).action).toBe("withdrawn");
});

/** What one organisation's transaction sees of another's usages: counts of rows by field group. */
async function sees(viewer: string, owner: string) {
  const id = async (slug: string) =>
    (await admin().query("select id from organisation where slug = $1", [slug])).rows[0].id as string;
  const [tenantId, ownerId] = [await id(viewer), await id(owner)];
  return inTenantAs({ tenantId, accountId: null, byName: "Test", via: "job" }, async (db) => {
    const count = async (
      table: "system_usage" | "system_usage_dates" | "system_usage_price" | "system_usage_classification",
    ) => {
      const rows = await db.selectFrom(table).select("tenant_id").where("tenant_id", "=", ownerId).execute();
      return rows.length;
    };
    return {
      core: await count("system_usage"),
      dates: await count("system_usage_dates"),
      price: await count("system_usage_price"),
      classification: await count("system_usage_classification"),
    };
  });
}

test("the neighbours see what the story says that they see", async () => {
  const { rows } = await admin().query(
    `select count(*)::int as all, count(*) filter (where is_hidden)::int as hidden
     from system_usage u join organisation o on o.id = u.tenant_id where o.slug = 'borgholm'`,
  );
  const open = rows[0].all - rows[0].hidden;
  expect(rows[0].hidden).toBeGreaterThan(3);
  expect(await sees("morbylanga", "borgholm")).toEqual({
    core: open,
    dates: open,
    price: 0,
    classification: 0,
  });
  expect(await sees("nybro", "borgholm")).toEqual({ core: open, dates: 0, price: 0, classification: 0 });
  const kalmar = await sees("borgholm", "kalmar");
  expect(kalmar.price).toBe(kalmar.core);
  const nothing = { core: 0, dates: 0, price: 0, classification: 0 };
  for (const [viewer, owner] of [
    ["sigtuna", "borgholm"], // in no cooperation
    ["vastervik", "kalmar"], // invited only
    ["kalmar", "vastervik"],
    ["torsas", "kalmar"], // has left
    ["lulea", "arjeplog"], // shares nothing
    ["lulea", "borgholm"],
    ["kustlinjen-system-ab", "karlsborg"], // supplier
  ] as const) {
    expect(await sees(viewer, owner), `${viewer} → ${owner}`).toEqual(nothing);
  }
});

test("the receipt tells of visits on days of their own, none of them to a hidden record", async () => {
  const { rows } = await admin().query(
    `select count(*)::int as n, count(distinct seen_on)::int as days,
       count(*) filter (where u.is_hidden)::int as hidden,
       count(*) filter (where (first_at at time zone 'Europe/Stockholm')::date <> seen_on or first_at > now())::int as odd
     from access_event a left join system_usage u on u.id = a.object_id`,
  );
  expect(rows[0]).toMatchObject({ n: 21, hidden: 0, odd: 0 });
  expect(rows[0].days).toBeGreaterThan(3);
});

test("demo accounts sign in with the demo's password and belong where the sign-in page says", async () => {
  const { rows } = await admin().query(
    `select a.email, a.password_hash, a.is_catalogue_editor, array_agg(o.slug order by m.created_at, o.slug) as slugs
     from account a join membership m on m.account_id = a.id join organisation o on o.id = m.tenant_id group by a.id`,
  );
  expect(rows).toHaveLength(demoAccounts.length);
  for (const { email, memberships, is_catalogue_editor } of demoAccounts) {
    const row = rows.find((one) => one.email === email);
    expect(new Set(row.slugs), email).toEqual(new Set(memberships.map(({ organisation }) => organisation)));
    expect(row.is_catalogue_editor).toBe(is_catalogue_editor);
  }
  expect(await verifyPassword("samverka-demo", rows[0].password_hash)).toBe(true);
  expect(await verifyPassword("samverka-dem0", rows[0].password_hash)).toBe(false);
});

test("what people change in the demo stays, and a broken run is mended", async () => {
  const adminUrl = await adminUrlOfThis();
  await admin().query(
    "update product set name = 'Treserva Nya', normalised_name = 'treserva nya' where name = 'Treserva'",
  );
  const before = await rowCounts();
  expect(await seedDemo({ adminUrl, password: "samverka-demo" })).toBe(false);
  expect(await rowCounts()).toEqual(before);

  // as if the process had died before the last organisation and one more were written
  await admin().query(
    "update product set name = 'Treserva', normalised_name = 'treserva' where name = 'Treserva Nya'",
  );
  await admin().query(`
    delete from membership where tenant_id in (select id from organisation where slug = 'kustlinjen-system-ab');
    delete from person where tenant_id in (select id from organisation where slug = 'kustlinjen-system-ab')`);
  expect(await seedDemo({ adminUrl, password: "samverka-demo" })).toBe(true);
  expect(await rowCounts()).toEqual(before);
});
