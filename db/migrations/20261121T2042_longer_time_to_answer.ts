import { type Kysely, sql } from "kysely";

/** A letter to those who have not answered when the coordinator gives them more days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table interest_letter drop constraint interest_letter_kind_check;
    alter table interest_letter add constraint interest_letter_kind_check
      check (kind in ('asked', 'reminder', 'reopened', 'extended', 'withdrawn', 'decided', 'closed'));
  `)
    .execute(db);
}
