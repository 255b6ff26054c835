import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Sign-in (the one area outside tenants) and who belongs to which organisation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table account (
      id uuid primary key default app.new_id(),
      email text not null check (email = lower(email) and length(email) <= 254),
      name text not null check (length(name) between 1 and 200),
      password_hash text,
      is_catalogue_editor boolean not null default false,
      totp_secret text,
      totp_confirmed_at timestamptz,
      totp_last_step bigint,
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    );
    create unique index on account (email);

    create table session (
      id text primary key,
      account_id uuid not null references account (id) on delete cascade,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      expires_at timestamptz not null,
      absolute_expires_at timestamptz not null,
      second_factor_at timestamptz,
      device text
    );
    create index on session (account_id);
    create index on session (expires_at);

    create table recovery_code (
      account_id uuid not null references account (id) on delete cascade,
      code_hash text not null,
      used_at timestamptz,
      primary key (account_id, code_hash)
    );

    create table password_reset (
      token_hash text primary key,
      account_id uuid not null references account (id) on delete cascade,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index on password_reset (account_id);

    create table membership (
      tenant_id uuid not null references organisation (id),
      account_id uuid not null references account (id),
      person_id uuid not null,
      roles text[] not null check (roles <@ array['reader', 'editor', 'local_admin'] and cardinality(roles) > 0),
      created_at timestamptz not null default now(),
      ended_at timestamptz,
      primary key (tenant_id, account_id),
      foreign key (tenant_id, person_id) references person (tenant_id, id)
    );
    create index on membership (account_id);
    create index on membership (tenant_id, person_id);

    create table invitation (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      token_hash text not null unique,
      email text not null check (email = lower(email)),
      name text not null,
      roles text[] not null check (roles <@ array['reader', 'editor', 'local_admin'] and cardinality(roles) > 0),
      invited_by uuid not null references account (id),
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz,
      primary key (tenant_id, id)
    );
    create index on invitation (tenant_id, created_at desc, id);
    create index on invitation (invited_by);

    -- mail waits here until it is sent; written in the transaction that causes it
    create table outbox (
      id uuid primary key default app.new_id(),
      tenant_id uuid references organisation (id),
      to_address text not null,
      subject text not null,
      body text not null,
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      attempts int not null default 0,
      last_error text
    );
    create index on outbox (created_at) where sent_at is null;
    create index on outbox (tenant_id);

    alter table account enable row level security;
    alter table account force row level security;
    alter table session enable row level security;
    alter table session force row level security;
    alter table recovery_code enable row level security;
    alter table recovery_code force row level security;
    alter table password_reset enable row level security;
    alter table password_reset force row level security;
    alter table outbox enable row level security;
    alter table outbox force row level security;
    create policy sign_in on account for all to samverka_auth using (true) with check (true);
    create policy sign_in on session for all to samverka_auth using (true) with check (true);
    create policy sign_in on recovery_code for all to samverka_auth using (true) with check (true);
    create policy sign_in on password_reset for all to samverka_auth using (true) with check (true);
    create policy send on outbox for all to samverka_auth using (true) with check (true);
    create policy write on outbox for insert to samverka_app with check (tenant_id = app.tenant());
    grant select, insert, update, delete on account, session, recovery_code, password_reset, outbox to samverka_auth;
    grant insert on outbox to samverka_app;

    ${ownedBy("membership", "select, insert, update")}
    ${ownedBy("invitation", "select, insert, update")}
    grant select on membership to samverka_auth;
    create policy sign_in on membership for select to samverka_auth using (true);
    grant select, update on invitation to samverka_auth;
    create policy sign_in on invitation for all to samverka_auth using (true) with check (true);
    grant select on account to samverka_policy;
  `)
    .execute(db);
}
