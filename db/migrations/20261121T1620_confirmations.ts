import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Confirmation rounds: who is asked about which systems, by which link, and what they answered; and when a record needs a look. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table organisation drop constraint organisation_slug_check;
    alter table organisation add constraint organisation_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and slug not in (
      'login', 'logout', 'account', 'invitation', 'password-reset', 'locale', 'build', 'assets', 'demo', 'api',
      'healthz', 'readyz', 'mail', 'fonts', 'favicon', 'robots', 'about', 'help', 'static', 'admin', 'confirm'));

    alter table system_usage_internal add confirmed_by_name text, add needs_check_since timestamptz;

    -- no unit: all systems. Closed by its last day or by somebody before
    create table confirmation_round (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      opens_on date not null,
      closes_on date not null check (closes_on >= opens_on),
      unit_id uuid,
      escalate_after_days int not null check (escalate_after_days between 1 and 365),
      escalate_to_person_id uuid not null,
      created_by_name text not null,
      created_at timestamptz not null default now(),
      opened_at timestamptz,
      closed_at timestamptz,
      primary key (tenant_id, id),
      foreign key (tenant_id, unit_id) references unit (tenant_id, id),
      foreign key (tenant_id, escalate_to_person_id) references person (tenant_id, id)
    );
    create index on confirmation_round (tenant_id, opens_on desc, id);
    create index on confirmation_round (tenant_id, unit_id);
    create index on confirmation_round (tenant_id, escalate_to_person_id);
    create index on confirmation_round (closes_on) where opened_at is not null and closed_at is null;

    -- one letter per round, person and reason
    create table confirmation_request (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      round_id uuid not null,
      person_id uuid not null,
      kind text not null check (kind in ('owner', 'escalation')),
      mailed_at timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, round_id, person_id, kind),
      foreign key (tenant_id, round_id) references confirmation_round (tenant_id, id) on delete cascade,
      foreign key (tenant_id, person_id) references person (tenant_id, id)
    );
    create index on confirmation_request (tenant_id, person_id);

    -- one system in one letter; escalated is derived from the round's days
    create table confirmation_row (
      tenant_id uuid not null references organisation (id),
      round_id uuid not null,
      request_id uuid not null,
      usage_id uuid not null,
      for_person_id uuid,
      answer text check (answer in ('confirmed', 'corrected')),
      answered_at timestamptz,
      answered_by_name text,
      primary key (tenant_id, request_id, usage_id),
      check ((answer is null) = (answered_at is null)),
      foreign key (tenant_id, round_id) references confirmation_round (tenant_id, id) on delete cascade,
      foreign key (tenant_id, request_id) references confirmation_request (tenant_id, id) on delete cascade,
      foreign key (tenant_id, usage_id) references system_usage (tenant_id, id) on delete cascade,
      foreign key (tenant_id, for_person_id) references person (tenant_id, id)
    );
    create index on confirmation_row (tenant_id, round_id, usage_id);
    create index on confirmation_row (tenant_id, usage_id);
    create index on confirmation_row (tenant_id, request_id);
    create index on confirmation_row (tenant_id, for_person_id);

    -- a link works in the browser that opened it; another browser gets a link of its own
    create table confirmation_link (
      tenant_id uuid not null references organisation (id),
      token_hash text not null unique,
      request_id uuid not null,
      browser_hash text,
      created_at timestamptz not null default now(),
      primary key (tenant_id, token_hash),
      foreign key (tenant_id, request_id) references confirmation_request (tenant_id, id) on delete cascade
    );
    create index on confirmation_link (tenant_id, request_id);

    create table completeness_weight (
      tenant_id uuid not null references organisation (id),
      field text not null,
      weight int not null check (weight between 0 and 10),
      counts_unknown boolean not null,
      primary key (tenant_id, field)
    );

    ${ownedBy("confirmation_round")}
    ${ownedBy("confirmation_request", "select, insert, update")}
    ${ownedBy("confirmation_row", "select, insert, update")}
    ${ownedBy("confirmation_link", "select, insert, update")}
    ${ownedBy("completeness_weight", "select, insert, update")}

    -- whether the person is system owner today, or stands in for one
    create function app.is_system_owner(tenant uuid, usage uuid, person uuid) returns boolean
      language sql stable parallel safe as $$
        select exists (select 1 from role_assignment ra
          where ra.tenant_id = tenant and ra.usage_id = usage and ra.role_type = 'system_owner'
            and ra.from_on <= app.today() and (ra.to_on is null or ra.to_on >= app.today())
            and (ra.person_id = person or exists (select 1 from deputy d
              where d.tenant_id = tenant and d.person_id = ra.person_id and d.deputy_person_id = person
                and (d.role_type is null or d.role_type = 'system_owner') and app.today() between d.from_on and d.to_on))) $$;

    -- The seal: whatever writes history of a system without being its owner's account breaks it, from any screen, import or job.
    -- An event older than the confirmation (history written afterwards) breaks nothing.
    create function app.break_seal() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        insert into system_usage_internal as i (tenant_id, usage_id, needs_check_since)
        select a.tenant_id, a.object_id, min(a.at) from added a
          join system_usage u on u.tenant_id = a.tenant_id and u.id = a.object_id
          left join system_usage_internal known on known.tenant_id = u.tenant_id and known.usage_id = u.id
        where a.object_kind = 'system_usage' and a.action not in ('created', 'confirmed')
          and known.needs_check_since is null
          and (known.confirmed_on is null or (a.at at time zone 'Europe/Stockholm')::date >= known.confirmed_on)
          and (a.account_id is null or not exists (select 1 from membership m
            where m.tenant_id = a.tenant_id and m.account_id = a.account_id
              and app.is_system_owner(a.tenant_id, a.object_id, m.person_id)))
        group by a.tenant_id, a.object_id
        on conflict (tenant_id, usage_id) do update set needs_check_since = excluded.needs_check_since
          where i.needs_check_since is null;
        return null;
      end $$;
    create trigger break_seal after insert on change_event referencing new table as added
      for each statement execute function app.break_seal();

    -- what a link leads to; the reader of the link has no account
    create function app.confirmation_of(hash text) returns table (tenant_id uuid, request_id uuid, person_name text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select l.tenant_id, l.request_id, p.name from confirmation_link l
        join confirmation_request q on q.tenant_id = l.tenant_id and q.id = l.request_id
        join person p on p.tenant_id = q.tenant_id and p.id = q.person_id
        where l.token_hash = hash $$;
    -- where the daily work has something to look at
    create function app.tenants_with_open_rounds() returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        select distinct tenant_id from confirmation_round
        where opened_at is not null and closed_at is null and closes_on >= app.today() $$;
    -- How fresh the records are that the tenant may see at all, per organisation of a cooperation; nothing about single records.
    create function app.shared_freshness(cooperation uuid)
      returns table (organisation_id uuid, systems int, confirmed int)
      language sql stable security definer set search_path = public, pg_temp as $$
        with seen as (
          select app.own_tenant() as id where app.own_tenant() is not null
          union select app.shared_with_me('system_usage', 'core'))
        select u.tenant_id, count(*)::int,
          (count(*) filter (where i.confirmed_on > app.today() - interval '12 months'))::int
        from circle c
        join seen on seen.id in (select app.circle_organisations(c.id))
        join system_usage u on u.tenant_id = seen.id and not u.is_hidden and u.lifecycle <> 'retired'
        left join system_usage_internal i on i.tenant_id = u.tenant_id and i.usage_id = u.id
        where c.cooperation_id = cooperation and c.is_everyone
        group by u.tenant_id $$;
    revoke execute on function app.confirmation_of(text), app.tenants_with_open_rounds(), app.shared_freshness(uuid) from public;
    grant execute on function app.confirmation_of(text), app.tenants_with_open_rounds() to samverka_auth;
    grant execute on function app.shared_freshness(uuid) to samverka_app;
    alter function app.confirmation_of(text) owner to samverka_policy;
    alter function app.tenants_with_open_rounds() owner to samverka_policy;
    alter function app.shared_freshness(uuid) owner to samverka_policy;
  `)
    .execute(db);
}
