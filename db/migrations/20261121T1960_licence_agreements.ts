import { type Kysely, sql } from "kysely";

/**
 * Licence agreements: a contract with members, and the items that are bought under it. They belong to the coordinator (samordnare);
 * a member says yes by `app.answer_licence`. Who reads them, and the pool, follow in the next steps.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table licence_agreement (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      -- deadlines, documents and cost lines are the contract's
      contract_id uuid not null,
      name text not null collate "sv-x-icu" check (length(name) between 1 and 300),
      supplier_id uuid references supplier (id),
      framework_text text check (length(framework_text) between 1 and 300),
      starts_on date not null,
      ends_on date,
      supersedes_id uuid,
      is_multi_year boolean not null default false,
      -- a draft is seen by the coordinator only
      state text not null default 'draft' check (state in ('draft', 'active', 'ended')),
      lending_allowed boolean not null default false,
      lending_basis text check (length(lending_basis) between 1 and 500),
      recall_days int not null default 30 check (recall_days between 0 and 730),
      overuse_rule text not null default 'warn' check (overuse_rule in ('block', 'warn', 'true_up')),
      -- a count older than this many days is stale
      count_interval_days int not null default 365 check (count_interval_days between 1 and 3650),
      true_up_rule text not null default 'by_overuse' check (true_up_rule in ('by_overuse', 'by_key')),
      distributes_all boolean not null default false,
      -- the contract's ceiling (takvolym), öre; null: none is agreed
      ceiling_minor bigint check (ceiling_minor between 0 and 9000000000000),
      terms text not null default '' check (length(terms) <= 10000),
      version int not null default 1,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      unique (tenant_id, contract_id),
      foreign key (tenant_id, contract_id) references contract (tenant_id, id),
      foreign key (tenant_id, supersedes_id) references licence_agreement (tenant_id, id),
      check (ends_on >= starts_on),
      check (supersedes_id <> id)
    );
    create index on licence_agreement (tenant_id, name, id);
    create index on licence_agreement (tenant_id, supersedes_id);
    create index on licence_agreement (supplier_id, tenant_id);

    -- one row per organisation: nobody is a member twice
    create table licence_member (
      tenant_id uuid not null,
      agreement_id uuid not null,
      organisation_id uuid not null references organisation (id),
      role text not null default 'party' check (role in ('party', 'call_off_only')),
      -- decides who gets an öre that is left over, never the order on a screen
      party_order int not null check (party_order between 1 and 100000),
      joined_on date not null,
      leaves_on date,
      -- the member's own last day where it is another than the agreement's
      own_ends_on date,
      coordinator_confirmed_at timestamptz not null default now(),
      coordinator_confirmed_by uuid references account (id),
      member_confirmed_at timestamptz,
      member_confirmed_by uuid references account (id),
      member_declined_at timestamptz,
      version int not null default 1,
      primary key (tenant_id, agreement_id, organisation_id),
      unique (tenant_id, agreement_id, party_order),
      foreign key (tenant_id, agreement_id) references licence_agreement (tenant_id, id) on delete cascade,
      check (leaves_on >= joined_on),
      check (own_ends_on >= joined_on)
    );
    create index on licence_member (organisation_id, agreement_id);
    create index on licence_member (coordinator_confirmed_by);
    create index on licence_member (member_confirmed_by);

    create table inherited_field (
      tenant_id uuid not null,
      agreement_id uuid not null,
      field text not null check (field ~ '^[a-z_]{1,40}$'),
      primary key (tenant_id, agreement_id, field),
      foreign key (tenant_id, agreement_id) references licence_agreement (tenant_id, id) on delete cascade
    );

    create table licence_item (
      tenant_id uuid not null,
      id uuid not null unique default app.new_id(),
      agreement_id uuid not null,
      name text not null collate "sv-x-icu" check (length(name) between 1 and 300),
      metric text not null check (metric in ('named_user', 'concurrent_user', 'device', 'employee', 'inhabitant', 'pupil',
        'organisation', 'instance', 'case', 'unlimited')),
      is_unlimited boolean generated always as (metric = 'unlimited') stored,
      period_unit text not null default 'year' check (period_unit in ('month', 'year', 'once')),
      price_model text not null default 'all_units' check (price_model in ('all_units', 'graduated', 'flat', 'lump_sum')),
      currency text not null default 'SEK' check (currency ~ '^[A-Z]{3}$'),
      -- null: as the agreement says
      overuse_rule text check (overuse_rule in ('block', 'warn', 'true_up')),
      version int not null default 1,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      unique (tenant_id, agreement_id, id),
      foreign key (tenant_id, agreement_id) references licence_agreement (tenant_id, id) on delete cascade
    );

    -- several products are one item, such as a suite
    create table licence_item_product (
      tenant_id uuid not null,
      id uuid not null default app.new_id(),
      item_id uuid not null,
      product_id uuid not null references product (id),
      primary key (tenant_id, id),
      foreign key (tenant_id, item_id) references licence_item (tenant_id, id) on delete cascade
    );
    create index on licence_item_product (tenant_id, item_id);
    create index on licence_item_product (product_id);

    create table price_tier (
      tenant_id uuid not null,
      id uuid not null default app.new_id(),
      item_id uuid not null,
      from_quantity bigint not null check (from_quantity between 1 and 1000000000),
      -- öre for one and period; for a lump sum the whole sum
      unit_price_minor bigint not null check (unit_price_minor between 0 and 9000000000000),
      currency text not null default 'SEK' check (currency ~ '^[A-Z]{3}$'),
      valid_from date not null,
      valid_to date,
      primary key (tenant_id, id),
      unique (tenant_id, item_id, valid_from, from_quantity),
      foreign key (tenant_id, item_id) references licence_item (tenant_id, id) on delete cascade,
      check (valid_to >= valid_from)
    );
  `)
    .execute(db);
}
