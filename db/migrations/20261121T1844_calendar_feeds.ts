import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * Calendar feeds: secret addresses of which only the hash is kept, and one row per deadline that was ever in a feed, so that a calendar
 * program is told when a day has moved or is gone. What a feed says is read anew each time, as the one it belongs to may read it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table organisation drop constraint organisation_slug_check;
    alter table organisation add constraint organisation_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and slug not in (
      'login', 'logout', 'account', 'invitation', 'password-reset', 'locale', 'build', 'assets', 'demo', 'api',
      'healthz', 'readyz', 'mail', 'fonts', 'favicon', 'robots', 'about', 'help', 'static', 'admin', 'confirm', 'calendar'));

    create table calendar_feed (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      kind text not null check (kind in ('person', 'organisation')),
      -- whose it is, or which administrator made the organisation's
      account_id uuid not null references account (id),
      secret_hash text not null unique,
      created_at timestamptz not null default now(),
      revoked_at timestamptz,
      primary key (tenant_id, id)
    );
    create index on calendar_feed (account_id);
    create unique index calendar_feed_of_person on calendar_feed (tenant_id, account_id)
      where kind = 'person' and revoked_at is null;
    create unique index calendar_feed_of_organisation on calendar_feed (tenant_id)
      where kind = 'organisation' and revoked_at is null;

    create table calendar_entry (
      tenant_id uuid not null references organisation (id),
      -- the UID of the event
      id uuid not null default app.new_id(),
      contract_tenant_id uuid,
      contract_id uuid,
      deadline_kind text not null,
      deadline_on date not null,
      last_on date not null,
      then_on date,
      option_seq int,
      sequence int not null default 0,
      created_at timestamptz not null default now(),
      modified_at timestamptz not null default now(),
      cancelled_at timestamptz,
      primary key (tenant_id, id),
      foreign key (contract_tenant_id, contract_id) references contract (tenant_id, id) on delete set null
    );
    create index on calendar_entry (tenant_id, contract_id);
    create index on calendar_entry (contract_tenant_id, contract_id);

    ${ownedBy("calendar_feed", "select, insert, update")}
    -- a private feed is not for colleagues either, administrators included
    create policy own_person on calendar_feed as restrictive for all to samverka_app
      using (kind = 'organisation' or account_id = app.account())
      with check (kind = 'organisation' or account_id = app.account());
    ${ownedBy("calendar_entry")}

    set local role samverka_policy;
    -- The organisation and account behind a secret address. It stops when it is revoked, and with the account or membership it belongs to.
    create function app.calendar_feed_of(hash text) returns table (tenant_id uuid, id uuid, kind text, account_id uuid, person_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select f.tenant_id, f.id, f.kind, f.account_id, m.person_id
        from calendar_feed f
        join membership m on m.tenant_id = f.tenant_id and m.account_id = f.account_id and m.ended_at is null
        join account a on a.id = f.account_id and a.disabled_at is null
        where f.secret_hash = hash and f.revoked_at is null
          and (f.kind = 'person' or 'local_admin' = any (m.roles)) $$;
    revoke execute on function app.calendar_feed_of(text) from public;
    grant execute on function app.calendar_feed_of(text) to samverka_auth;
    set local role samverka_owner;
  `)
    .execute(db);
}
