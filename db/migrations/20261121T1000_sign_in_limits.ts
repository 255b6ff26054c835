import { type Kysely, sql } from "kysely";

/** Counting of sign-in attempts over all processes, and ending the sessions of a member whose rights change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- keys are HMACs: no address of mail or network stands here. The columns are those of rate-limiter-flexible.
    create table rate_limit (
      key text primary key check (length(key) <= 255),
      points int not null default 0,
      expire bigint
    );
    create index on rate_limit (expire);
    alter table rate_limit enable row level security;
    alter table rate_limit force row level security;
    create policy sign_in on rate_limit for all to samverka_auth using (true) with check (true);
    grant select, insert, update, delete on rate_limit to samverka_auth;

    -- An administrator may end the sessions of the own organisation's members, present and past, and sees none of them.
    create function app.end_sessions_of_member(member uuid) returns void
      language sql volatile security definer set search_path = public, pg_temp as $$
        delete from session s where s.account_id = member and app.preview_owner() is null and exists (
          select 1 from membership m where m.account_id = member and m.tenant_id = app.tenant()) $$;
    grant select, delete on session to samverka_policy;
    alter function app.end_sessions_of_member(uuid) owner to samverka_policy;
    revoke execute on function app.end_sessions_of_member(uuid) from public;
    grant execute on function app.end_sessions_of_member(uuid) to samverka_app;
  `)
    .execute(db);
}
