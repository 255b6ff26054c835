import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { ensureRoles } from "#db/roles.ts";

// A server of its own: roles belong to the whole server, and the other tests work on theirs at the same time.
let embedded: Embedded;
const dataDir = mkdtempSync(join(tmpdir(), "samverka-roles-"));
const secret = "0123456789abcdef0123456789abcdef";
const passwords = { samverka_app: "a", samverka_auth: "b", samverka_worker: "c" };

beforeAll(async () => {
  embedded = await startEmbedded({ dataDir, durable: false });
});
afterAll(async () => {
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: embedded.adminUrl });
  await client.connect();
  return client;
}

test("an owner without superuser rights can migrate a database of its own", async () => {
  const admin = await connect();
  await admin.query("create role town login createrole bypassrls password 'x'");
  await admin.query("create database town owner town");
  await admin.end();
  const url = new URL(embedded.adminUrl);
  [url.username, url.password, url.pathname] = ["town", "x", "/town"];
  expect((await migrate({ adminUrl: url.href, secret })).length).toBeGreaterThan(5);
  expect(await migrate({ adminUrl: url.href, secret })).toEqual([]);
});

test("several databases of one server may be migrated at the same time", async () => {
  const admin = await connect();
  const urls: string[] = [];
  for (const name of ["one", "two", "three"]) {
    await admin.query(`create database ${name}`);
    const url = new URL(embedded.adminUrl);
    url.pathname = `/${name}`;
    urls.push(url.href);
  }
  await admin.end();
  const ran = await Promise.all(urls.map((adminUrl) => migrate({ adminUrl, secret })));
  for (const names of ran) expect(names.length).toBeGreaterThan(5);
});

test("a role that somebody gave too much is cut back at the next start", async () => {
  const admin = await connect();
  await ensureRoles(admin, passwords);
  await admin.query("alter role samverka_app superuser bypassrls inherit");
  await ensureRoles(admin, passwords);
  const { rows } = await admin.query(
    "select rolsuper, rolbypassrls, rolinherit, rolcanlogin from pg_roles where rolname = 'samverka_app'",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolinherit: false, rolcanlogin: true }]);
  await admin.end();
});
