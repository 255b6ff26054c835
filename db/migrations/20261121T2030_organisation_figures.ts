import { type Kysely, sql } from "kysely";
import { isSharedGroup, ownedBy } from "../policies.ts";

/**
 * What an organisation divides its IT cost by: how many employees and users it has, by year and source. Follows price, since it says
 * nothing without it. And who takes part in contracts whose price the reader may see: a share counts only while it is agreed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table organisation_figure (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      kind text not null check (kind in ('employees', 'users')),
      year int not null check (year between 1990 and 2100),
      value int not null check (value between 1 and 5000000),
      source text not null check (length(source) between 1 and 200),
      entered_by uuid references account (id),
      entered_by_name text not null check (length(entered_by_name) between 1 and 200),
      entered_at timestamptz not null default now(),
      version int not null default 1,
      primary key (tenant_id, id),
      unique (tenant_id, kind, year)
    );
    create index on organisation_figure (entered_by);
    create index on contract_participant_share (organisation_id);
    ${ownedBy("organisation_figure", undefined, isSharedGroup("price"))}

    set local role samverka_policy;
    -- agreed participants today, of the contracts whose shares of the cost the reader may see (contract_participant_share)
    create function app.cost_participants(contracts uuid[]) returns table (contract_id uuid, organisation_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select p.contract_id, p.organisation_id from contract_participant p
        where p.contract_id = any (contracts) and p.participant_confirmed_at is not null
          and p.joined_on <= app.today() and (p.leaves_on is null or p.leaves_on >= app.today())
          and (p.tenant_id = app.own_tenant()
            or p.organisation_id = app.tenant() and p.tenant_id = coalesce(app.preview_owner(), p.tenant_id)
            or p.tenant_id in (select app.shared_with_me('system_usage', 'price'))
              and p.organisation_id in (select app.shared_with_me('system_usage', 'price'))) $$;
    revoke execute on function app.cost_participants(uuid[]) from public;
    grant execute on function app.cost_participants(uuid[]) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
