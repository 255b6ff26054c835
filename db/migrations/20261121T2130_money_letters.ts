import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * Letters about an agreement's money: whom one occasion concerns, which years the daily work looks through, and which letters have gone.
 * An observer bears no cost, so that what the others pay is not its business.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table settlement_letter (
      -- who was written to
      tenant_id uuid not null references organisation (id),
      owner_id uuid not null,
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      kind text not null check (length(kind) between 1 and 40),
      -- tells letters of one kind apart
      step text not null check (length(step) between 1 and 100),
      sent_at timestamptz not null default now(),
      primary key (tenant_id, agreement_id, year, kind, step),
      foreign key (owner_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on settlement_letter (owner_id, agreement_id);
    ${ownedBy("settlement_letter", "select, insert")}

    set local role samverka_policy; -- its functions are replaced by itself only
    create or replace function app.agreement_years_of_mine() returns table (agreement_id uuid, year int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select p.agreement_id, y from agreement_party p,
          generate_series(extract(year from p.joined_on)::int,
            least(coalesce(extract(year from p.leaves_on)::int, 9999), extract(year from app.today())::int + 5)) y
        where p.organisation_id = app.tenant() and p.role <> 'observer'
          and p.agreement_id in (select app.agreements_of_mine()) $$;
    -- who pays in a year, and who keeps the agreement; whether they may read what the letter is about is asked as themselves
    create function app.money_parties(of_agreement uuid, of_year int) returns table (organisation_id uuid, is_host boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select a.tenant_id, true from agreement a where a.id = of_agreement
        union
        select p.organisation_id, false from agreement_party p join agreement a on a.tenant_id = p.tenant_id and a.id = p.agreement_id
        where p.agreement_id = of_agreement and p.role <> 'observer' and p.organisation_id <> a.tenant_id and a.status <> 'draft'
          and p.joined_on <= make_date(of_year, 12, 31) and (p.leaves_on is null or p.leaves_on >= make_date(of_year, 1, 1)) $$;
    -- years with a budget that is young enough for something to be near, and years that are out for remarks
    create function app.money_to_follow() returns table (owner_id uuid, agreement_id uuid, year int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select b.tenant_id, b.agreement_id, b.year from budget b
        where b.year between extract(year from app.today())::int and extract(year from app.today())::int + 2
        union
        select s.tenant_id, s.agreement_id, s.year from settlement s where s.state = 'sent' $$;
    revoke execute on function app.money_parties(uuid, int), app.money_to_follow() from public;
    grant execute on function app.money_parties(uuid, int), app.money_to_follow() to samverka_auth;
    set local role samverka_owner;
  `)
    .execute(db);
}
