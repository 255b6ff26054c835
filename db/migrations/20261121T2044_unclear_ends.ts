import { type Kysely, sql } from "kysely";

/** A period whose end is known and whose terms do not say what happens then is reminded of as well: most lists hold no more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table reminder drop constraint reminder_deadline_kind_check;
    alter table reminder add constraint reminder_deadline_kind_check
      check (deadline_kind in ('notice', 'option', 'agreement', 'end', 'unclear', 'missed'));
  `)
    .execute(db);
}
