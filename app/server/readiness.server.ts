import { pendingMigrations } from "#db/migrate.ts";
import { pools } from "./pools.server.ts";

const FRESH_MS = 5000;

/**
 * A check for `/readyz`: the application's role reaches the database, and no migration is waiting. A good answer holds
 * for some seconds, so that a busy load balancer costs nothing; a bad one is asked for anew.
 */
export function readinessCheck(adminUrl: string): () => Promise<void> {
  let goodUntil = 0;
  return async () => {
    if (Date.now() < goodUntil) return;
    await pools().app.query("select 1");
    const waiting = await pendingMigrations(adminUrl);
    if (waiting.length > 0) throw new Error(`${waiting.length} migrations are waiting`);
    goodUntil = Date.now() + FRESH_MS;
  };
}
