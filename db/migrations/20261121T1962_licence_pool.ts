import { type Kysely, sql } from "kysely";

/**
 * The pool: what is bought, who has a right to how much, what is lent, assigned and used. Only dated rows; every figure is computed for a day.
 * What a member assigns inside itself and counts is its own; counts that the coordinator has brought in wait for the member's word.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const quantity = "quantity bigint not null check (quantity between 0 and 1000000000)";
  await sql
    .raw(`
    -- a yearly (or other) reconciliation of one item: count, balance, order, settle
    create table true_up (
      tenant_id uuid not null,
      id uuid not null unique default app.new_id(),
      agreement_id uuid not null,
      item_id uuid not null,
      as_of_on date not null,
      state text not null default 'open' check (state in ('open', 'counted', 'balanced', 'ordered', 'settled')),
      rule text not null check (rule in ('by_overuse', 'by_key')),
      quantity bigint check (quantity >= 0),
      unit_price_minor bigint check (unit_price_minor >= 0),
      total_minor bigint,
      currency text not null default 'SEK' check (currency ~ '^[A-Z]{3}$'),
      ordered_on date,
      order_ref text check (length(order_ref) between 1 and 200),
      authority_ref text check (length(authority_ref) between 1 and 300),
      settled_on date,
      -- a settled one is never edited: a correction run (rättelsekörning) follows it
      corrects_id uuid,
      reason text check (length(reason) between 1 and 2000),
      version int not null default 1,
      created_at timestamptz not null default now(),
      by_name text not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id, item_id) references licence_item (tenant_id, agreement_id, id) on delete cascade,
      foreign key (tenant_id, corrects_id) references true_up (tenant_id, id),
      check (state not in ('ordered', 'settled') or (quantity is not null and total_minor is not null and authority_ref is not null)),
      check ((state = 'settled') = (settled_on is not null))
    );
    create index on true_up (tenant_id, agreement_id, item_id);
    create unique index on true_up (tenant_id, corrects_id);
    create unique index on true_up (tenant_id, item_id) where state <> 'settled';

    create table true_up_row (
      tenant_id uuid not null,
      true_up_id uuid not null,
      organisation_id uuid not null references organisation (id),
      party_order int not null,
      -- null: no count was given; never read as zero
      used bigint check (used >= 0),
      counted_on date,
      is_marked_missing boolean not null default false,
      available bigint,
      overuse bigint,
      ordered bigint not null default 0 check (ordered >= 0),
      share_minor bigint not null default 0,
      primary key (tenant_id, true_up_id, organisation_id),
      foreign key (tenant_id, true_up_id) references true_up (tenant_id, id) on delete cascade
    );
    create index on true_up_row (organisation_id, true_up_id);

    create table licence_purchase (
      tenant_id uuid not null,
      id uuid not null default app.new_id(),
      item_id uuid not null,
      -- null: the item is unlimited, and no stand-in number is kept
      quantity bigint check (quantity between 0 and 1000000000),
      bought_on date not null,
      valid_from date not null,
      valid_to date,
      unit_price_minor bigint check (unit_price_minor between 0 and 9000000000000),
      order_ref text check (length(order_ref) between 1 and 200),
      true_up_id uuid,
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (tenant_id, item_id) references licence_item (tenant_id, id) on delete cascade,
      foreign key (tenant_id, true_up_id) references true_up (tenant_id, id),
      check (valid_to >= valid_from)
    );
    create index on licence_purchase (tenant_id, item_id);
    create index on licence_purchase (tenant_id, true_up_id);

    create table entitlement (
      tenant_id uuid not null,
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      item_id uuid not null,
      organisation_id uuid not null references organisation (id),
      ${quantity},
      valid_from date not null,
      valid_to date,
      basis text check (length(basis) between 1 and 300),
      true_up_id uuid,
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id, item_id) references licence_item (tenant_id, agreement_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id, organisation_id) references licence_member (tenant_id, agreement_id, organisation_id),
      foreign key (tenant_id, true_up_id) references true_up (tenant_id, id),
      check (valid_to >= valid_from)
    );
    create index on entitlement (tenant_id, agreement_id, item_id);
    create index on entitlement (tenant_id, agreement_id, organisation_id);
    create index on entitlement (tenant_id, true_up_id);
    create index on entitlement (organisation_id, item_id);
  `)
    .execute(db);
}
