import { type Kysely, sql } from "kysely";

/** Where an organisation's registry and its invoices are reached: kept once, and used by receipts and by agreements that follow. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table organisation_setting
      add column registry_email text check (length(registry_email) between 3 and 254),
      add column invoice_address text check (length(invoice_address) between 1 and 500);
  `)
    .execute(db);
}
