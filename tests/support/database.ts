import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePools } from "#app/server/pools.server.ts";
import { roleUrl } from "#db/secret.ts";

/**
 * Gives the test file a database of its own, copied from the migrated template, and points the application's pools at it.
 * Call it once at the top of a file that touches the database.
 * @returns a function for superuser queries: to prepare or to look behind row-level security, never to stand in for the door
 */
export function testDatabase(): () => pg.Pool {
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  let admin: pg.Pool | undefined;
  beforeAll(async () => {
    const adminUrl = inject("adminUrl");
    await copyTemplate(adminUrl, inject("templateDb"), name);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    process.env.SAMVERKA_SECRET = inject("secret");
    process.env.DATABASE_APP_URL = roleUrl(url.href, "samverka_app", inject("secret"));
    process.env.DATABASE_AUTH_URL = roleUrl(url.href, "samverka_auth", inject("secret"));
    process.env.DATABASE_WORKER_URL = roleUrl(url.href, "samverka_worker", inject("secret"));
    admin = new pg.Pool({ connectionString: url.href, max: 2 });
  });
  afterAll(async () => {
    await admin?.end();
    await closePools();
  });
  return () => {
    if (!admin) throw new Error("the database is there once the tests have begun");
    return admin;
  };
}

async function copyTemplate(adminUrl: string, template: string, name: string) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(4711)"); // one copy at a time: the template may have no other visitor
    await client.query(`create database ${name} template ${template}`);
  } finally {
    await client.end();
  }
}
