import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Lists as people have named and kept them, for themselves or for the organisation, and the organisation's own standard columns. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table saved_view (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      owner_kind text not null check (owner_kind in ('person', 'organisation')),
      account_id uuid not null references account (id),
      list text not null check (length(list) between 1 and 60),
      name text not null check (length(name) between 1 and 100),
      -- empty: whoever opens the view sees the columns they usually see
      columns text[] not null check (cardinality(columns) <= 120),
      -- "name" or "-name"; null: as the list is sorted anyway
      sort text check (length(sort) <= 61),
      -- search words and filters as they stand in the address
      filter text not null check (length(filter) <= 4000),
      is_shown_on_start boolean not null default false,
      version int not null default 1,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id)
    );
    create index on saved_view (account_id);
    create unique index saved_view_shared_name on saved_view (tenant_id, list, lower(name)) where owner_kind = 'organisation';
    create unique index saved_view_own_name on saved_view (tenant_id, account_id, list, lower(name)) where owner_kind = 'person';

    create table list_standard (
      tenant_id uuid not null references organisation (id),
      list text not null check (length(list) between 1 and 60),
      columns text[] not null check (cardinality(columns) between 1 and 120),
      primary key (tenant_id, list)
    );

    ${ownedBy("saved_view")}
    -- a private view is not for colleagues either, administrators included
    create policy own_person on saved_view as restrictive for all to samverka_app
      using (owner_kind = 'organisation' or account_id = app.account())
      with check (owner_kind = 'organisation' or account_id = app.account());
    ${ownedBy("list_standard")}
  `)
    .execute(db);
}
