import { openDatabase } from "#db/open.ts";
import { roleUrl } from "#db/secret.ts";
import { closePools } from "../server/pools.server.ts";

/**
 * Runs work with the database the environment names, as the server would use it (through the roles without privileges), and
 * gives everything back afterwards.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const database = await openDatabase();
  const { adminUrl, secret } = database;
  process.env.SAMVERKA_SECRET = secret;
  process.env.DATABASE_APP_URL ||= roleUrl(adminUrl, "samverka_app", secret);
  process.env.DATABASE_AUTH_URL ||= roleUrl(adminUrl, "samverka_auth", secret);
  process.env.DATABASE_WORKER_URL ||= roleUrl(adminUrl, "samverka_worker", secret);
  try {
    return await work();
  } finally {
    await closePools();
    await database.close();
  }
}
