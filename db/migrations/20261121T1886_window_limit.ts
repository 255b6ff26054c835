import { type Kysely, sql } from "kysely";

/** Whether a contract goes on until somebody gives notice stands with its ends, so that the radar asks one table and not two. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table contract_window add column is_unlimited boolean not null default false;
    -- written anew by refreshFacts, which looks at the engine's version
    update contract_window set engine = 0;
  `)
    .execute(db);
}
