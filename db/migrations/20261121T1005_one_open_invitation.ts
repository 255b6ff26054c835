import { type Kysely, sql } from "kysely";

/** One open invitation per address and organisation, so that a form sent twice invites once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create unique index invitation_open on invitation (tenant_id, email)
      where accepted_at is null and revoked_at is null;
  `)
    .execute(db);
}
