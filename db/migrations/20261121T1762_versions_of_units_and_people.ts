import { type Kysely, sql } from "kysely";

/** Two people who edit the same unit or person at once: the second is told instead of writing over the first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table unit add version int not null default 1;
    alter table person add version int not null default 1;
  `)
    .execute(db);
}
