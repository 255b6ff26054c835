import { type Kysely, sql } from "kysely";

/** The history of a whole organisation is read newest first; without this every reading sorts all of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index on change_event (tenant_id, at desc, id desc)`.execute(db);
}
