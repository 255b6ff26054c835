import type pg from "pg";

/**
 * Resolves when a connection of this database waits for another one's lock: what PostgreSQL says about its own backends, asked again as
 * soon as it has answered. A test that nobody waits in ends by its own time limit.
 */
export async function someoneWaits(admin: pg.Pool): Promise<"waits"> {
  const waiting =
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1";
  while ((await admin.query(waiting)).rows.length === 0);
  return "waits";
}
