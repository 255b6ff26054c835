import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * Who leaves a licence agreement because of a renewal survey, and the last day that was written into its membership, so that exactly that
 * is taken back when the group changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table renewal_departure (
      tenant_id uuid not null,
      round_id uuid not null,
      organisation_id uuid not null references organisation (id),
      leaves_on date not null,
      written_at timestamptz not null default now(),
      by_name text not null,
      primary key (tenant_id, round_id, organisation_id),
      foreign key (tenant_id, round_id) references renewal_round (tenant_id, id)
    );
    create index on renewal_departure (organisation_id);
    ${ownedBy("renewal_departure", "select, insert, delete")}
  `)
    .execute(db);
}
