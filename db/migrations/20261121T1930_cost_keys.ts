import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const OF_YEAR =
  "(agreement_id, year) in (select m.agreement_id, m.year from app.agreement_years_of_mine() m)";

/**
 * Cost keys (fördelningsnycklar) of an agreement's year. A key that is decided stays as it is, and one that a year was settled by is
 * locked; what should be otherwise is a further version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- years of agreements in which the tenant is a party, or was: its own money, also when it has left
    create function app.agreement_years_of_mine() returns table (agreement_id uuid, year int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select p.agreement_id, y from agreement_party p,
          generate_series(extract(year from p.joined_on)::int,
            least(coalesce(extract(year from p.leaves_on)::int, 9999), extract(year from app.today())::int + 5)) y
        where p.organisation_id = app.tenant() and p.agreement_id in (select app.agreements_of_mine()) $$;
    revoke execute on function app.agreement_years_of_mine() from public;
    grant execute on function app.agreement_years_of_mine() to samverka_app;
    alter function app.agreement_years_of_mine() owner to samverka_policy;

    create table cost_key (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      key_version int not null check (key_version > 0),
      name text not null check (length(name) between 1 and 200),
      kind text not null check (kind in ('equal', 'inhabitants', 'users', 'units', 'consumption', 'fixed_percent', 'fixed_plus',
        'mixed', 'own')),
      driver text check (driver in ('inhabitants', 'users', 'units', 'consumption', 'own')),
      equal_percent numeric(7, 4) check (equal_percent between 0 and 100),
      equal_minor bigint check (equal_minor between 0 and 9000000000000),
      rounding text not null default 'once' check (rounding in ('once', 'per_line')),
      -- where the counted figures come from, and the day they are about
      source text not null default '' check (length(source) <= 300),
      as_of_on date,
      decided_on date,
      decided_by text not null default '' check (length(decided_by) <= 200),
      decision_ref text not null default '' check (length(decision_ref) <= 200),
      locked_on date,
      created_by_name text not null,
      created_at timestamptz not null default now(),
      version int not null default 1,
      primary key (tenant_id, id),
      unique (tenant_id, agreement_id, year, key_version),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade,
      check ((kind in ('fixed_plus', 'mixed')) = (driver is not null)),
      check ((kind = 'mixed') = (equal_percent is not null)),
      check ((kind = 'fixed_plus') = (equal_minor is not null)),
      check (decided_on is null or (decided_by <> '' and decision_ref <> '')),
      check (locked_on is null or decided_on is not null)
    );
    create index on cost_key (tenant_id, agreement_id);

    create table cost_key_weight (
      tenant_id uuid not null references organisation (id),
      cost_key_id uuid not null,
      agreement_id uuid not null,
      year int not null,
      organisation_id uuid not null references organisation (id),
      -- what the key counts; per cent for fixed ones
      weight numeric(20, 6) not null check (weight >= 0),
      floor_minor bigint check (floor_minor between 0 and 9000000000000),
      cap_minor bigint check (cap_minor between 0 and 9000000000000),
      primary key (tenant_id, cost_key_id, organisation_id),
      check (floor_minor <= cap_minor),
      foreign key (tenant_id, cost_key_id) references cost_key (tenant_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on cost_key_weight (tenant_id, agreement_id);
    create index on cost_key_weight (organisation_id);

    create function app.guard_cost_key() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if old.decided_on is not null and (tg_op = 'DELETE' or old.locked_on is not null
          or to_jsonb(new) - 'locked_on' - 'version' <> to_jsonb(old) - 'locked_on' - 'version') then
          raise exception 'a decided key stays as it is' using errcode = '23514';
        end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end $$;
    create trigger guard before update or delete on cost_key for each row execute function app.guard_cost_key();

    create function app.guard_cost_key_weight() returns trigger language plpgsql set search_path = public, pg_temp as $$
      declare
        one record;
      begin
        if tg_op = 'DELETE' then one := old; else one := new; end if;
        if exists (select 1 from cost_key k where k.tenant_id = one.tenant_id and k.id = one.cost_key_id
          and k.decided_on is not null) then
          raise exception 'a decided key stays as it is' using errcode = '23514';
        end if;
        return one;
      end $$;
    create trigger guard before insert or update or delete on cost_key_weight
      for each row execute function app.guard_cost_key_weight();

    ${ownedBy("cost_key", undefined, OF_YEAR)}
    ${ownedBy("cost_key_weight", undefined, OF_YEAR)}
  `)
    .execute(db);
}
