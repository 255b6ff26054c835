import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** What the screens remember: chosen columns per person, and forms already taken care of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table list_setting (
      tenant_id uuid not null references organisation (id),
      account_id uuid not null references account (id),
      list text not null,
      columns text[] not null,
      primary key (tenant_id, account_id, list)
    );
    create index on list_setting (account_id);

    -- a form sent twice leads to what the first one made
    create table form_submission (
      tenant_id uuid not null references organisation (id),
      key uuid not null,
      location text not null,
      at timestamptz not null default now(),
      primary key (tenant_id, key)
    );

    ${ownedBy("list_setting")}
    -- a person's own choice: not for colleagues either
    create policy own_person on list_setting as restrictive for all to samverka_app
      using (account_id = app.account()) with check (account_id = app.account());
    ${ownedBy("form_submission", "select, insert")}
  `)
    .execute(db);
}
