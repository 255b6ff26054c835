import { type Kysely, sql } from "kysely";

/**
 * An amendment may change the terms that are kept as fields – how the agreement is ended and renewed, and when it ends – in the same
 * approval as its words. A renewal that the parties decide on is an amendment of that kind (docs/decisions/150-terms-by-amendment.md).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- last days of the renewals that have been decided on, in their order: what the date engine counts as agreed periods
    alter table agreement add column renewals jsonb not null default '[]' check (jsonb_typeof(renewals) = 'array');
    -- what changes: { field: { from, to } }
    alter table amendment add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object');
    -- the terms as they were with this text; null for texts from before they could change
    alter table agreement_version add column terms jsonb check (jsonb_typeof(terms) = 'object');
  `)
    .execute(db);
}
