import { type Kysely, sql } from "kysely";
import { isSharedGroup, ownedBy } from "../policies.ts";

/**
 * Contracts and who takes part in them. `contract` holds what a neighbour who is shared the term sees; what only the owner and the
 * participants see lies in `contract_internal`. Both sides confirm a participant: the owner by the row, the participant by
 * `app.answer_contract`, since sharing never grants writing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table contract (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      number text check (length(number) between 1 and 100),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 300),
      supplier_id uuid references supplier (id),
      counterparty_text text check (length(counterparty_text) between 1 and 300),
      product_id uuid references product (id),
      direction text not null default 'bought' check (direction in ('bought', 'delivered')),
      type text check (type in ('main', 'supplementary', 'service', 'integration', 'licence', 'data_processing', 'operation')),
      purchase_form text check (purchase_form in ('call_off', 'national_notice', 'eu_notice', 'direct_award', 'internal')),
      elements text[] not null default '{}' check (elements <@ array['licence', 'development', 'operation', 'maintenance',
        'support', 'server', 'database', 'backup', 'monitoring']),
      payment_model text check (payment_model in ('fixed', 'per_use', 'per_inhabitant', 'per_case')),
      cpv_code text check (cpv_code ~ '^[0-9]{8}(-[0-9])?$'),
      lead_time_form text,
      parent_contract_id uuid,
      requires_valid_parent boolean not null default false,
      supersedes_id uuid,
      signed_on date,
      is_counted_valid boolean not null default false,
      is_hidden boolean not null default false,
      -- a system it covers is hidden: kept by the triggers below
      rests_on_hidden boolean not null default false,
      reason_closed text check (reason_closed in ('cancelled', 'lapsed', 'superseded', 'withdrawn')),
      closed_on date,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      import_run_id uuid,
      primary key (tenant_id, id),
      foreign key (tenant_id, parent_contract_id) references contract (tenant_id, id),
      foreign key (tenant_id, supersedes_id) references contract (tenant_id, id),
      foreign key (tenant_id, import_run_id) references import_run (tenant_id, id) on delete set null (import_run_id),
      check (parent_contract_id <> id and supersedes_id <> id),
      check ((reason_closed is null) = (closed_on is null))
    );
    create index on contract (tenant_id, name, id);
    create index on contract (tenant_id, lower(number));
    create index on contract (supplier_id, tenant_id);
    create index on contract (product_id, tenant_id);
    create index on contract (tenant_id, parent_contract_id);
    create index on contract (tenant_id, supersedes_id);
    create index on contract (tenant_id, import_run_id);

    create table contract_participant (
      tenant_id uuid not null,
      contract_id uuid not null,
      organisation_id uuid not null references organisation (id),
      role text not null check (role in ('party', 'call_off_only', 'represented', 'observer')),
      coordination_form text check (coordination_form in ('agent', 'buy_and_transfer', 'joint_award', 'separate_contracts')),
      joined_on date not null default app.today(),
      leaves_on date,
      own_ends_on date,
      owner_confirmed_at timestamptz not null default now(),
      owner_confirmed_by uuid references account (id),
      participant_confirmed_at timestamptz,
      participant_confirmed_by uuid references account (id),
      participant_declined_at timestamptz,
      version int not null default 1,
      primary key (tenant_id, contract_id, organisation_id),
      foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade,
      check (organisation_id <> tenant_id),
      check (leaves_on >= joined_on)
    );
    create index on contract_participant (organisation_id, contract_id);
    create index on contract_participant (owner_confirmed_by);
    create index on contract_participant (participant_confirmed_by);

    -- THE second rule of sharing: contracts of others that the tenant has agreed to take part in, today
    create function app.contracts_of_mine() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select p.contract_id from contract_participant p
        where p.organisation_id = app.tenant() and p.participant_confirmed_at is not null
          and p.joined_on <= app.today() and (p.leaves_on is null or p.leaves_on >= app.today())
          and (app.preview_owner() is null or p.tenant_id = app.preview_owner())
          and not exists (select 1 from organisation o where o.id = app.tenant() and o.kind = 'supplier') $$;
    revoke execute on function app.contracts_of_mine() from public;
    grant execute on function app.contracts_of_mine() to samverka_app;
    alter function app.contracts_of_mine() owner to samverka_policy;

    ${ownedBy(
      "contract",
      undefined,
      `(not is_hidden and not rests_on_hidden and ${isSharedGroup("term")}) or id in (select app.contracts_of_mine())`,
    )}
    ${ownedBy(
      "contract_participant",
      "select, delete",
      "organisation_id = (select app.own_tenant()) or contract_id in (select app.contracts_of_mine())",
    )}
    grant insert (tenant_id, contract_id, organisation_id, role, coordination_form, joined_on, leaves_on, own_ends_on,
      owner_confirmed_by) on contract_participant to samverka_app;
    -- whom a row is about and what the participant has said cannot be exchanged
    grant update (role, coordination_form, joined_on, leaves_on, own_ends_on, owner_confirmed_at, owner_confirmed_by, version)
      on contract_participant to samverka_app;
    create policy no_supplier on contract_participant as restrictive for insert to samverka_app
      with check (exists (select 1 from organisation o where o.id = organisation_id and o.kind <> 'supplier'));
  `)
    .execute(db);
}
