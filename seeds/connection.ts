import { type Insertable, type Kysely, sql, type Transaction } from "kysely";
import { openPool, overPool } from "#db/client.server.ts";
import type { Database } from "#db/schema.ts";

/** A handle for reference data and the catalogue, which belong to no tenant. */
export type OwnerDb = Transaction<Database>;

/**
 * One transaction as the role that maintains reference data and catalogue (`samverka_owner`); it reads and writes no
 * tenant's records. Two processes that seed at once take turns.
 * @param adminUrl a database user that may take that role
 */
export async function asOwner<T>(adminUrl: string, work: (db: OwnerDb) => Promise<T>): Promise<T> {
  const db = overPool(openPool(adminUrl, 1));
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(7260002)`.execute(trx);
      await sql`set local role samverka_owner`.execute(trx);
      return await work(trx);
    });
  } finally {
    await db.destroy();
  }
}

/** Inserts any number of rows, some hundred per statement; what is there already (any unique key) stays as it is. */
export async function insertMissing<T extends keyof Database & string>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Insertable<Database[T]>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 400) {
    const query = db.insertInto(table).values(rows.slice(at, at + 400) as never);
    await query.onConflict((conflict) => conflict.doNothing()).execute();
  }
}
