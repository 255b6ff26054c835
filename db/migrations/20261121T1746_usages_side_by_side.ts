import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * A municipality's word that several of its systems rightly rest on one product (two instances). It holds for those systems only:
 * a further one is asked about again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table usages_side_by_side (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      usages uuid[] not null check (cardinality(usages) between 2 and 1000),
      reason text check (length(reason) <= 500),
      by_name text not null,
      said_at timestamptz not null default now(),
      withdrawn_at timestamptz,
      primary key (tenant_id, id)
    );
    create index on usages_side_by_side (tenant_id, said_at desc, id) where withdrawn_at is null;
    create index on usages_side_by_side using gin (usages) where withdrawn_at is null;
    ${ownedBy("usages_side_by_side", "select, insert")}
    grant update (withdrawn_at) on usages_side_by_side to samverka_app;
  `)
    .execute(db);
}
