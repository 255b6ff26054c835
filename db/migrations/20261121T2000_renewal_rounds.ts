import { type Kysely, sql } from "kysely";

/**
 * Renewal surveys (förlängningsenkät): what the coordinator of a licence agreement asks its members, and others who may join, before
 * the next period. The second face of the survey engine: columns that every survey has bear the names they have in interest_check.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table renewal_round (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      kind text not null check (kind in ('interest', 'subscription', 'renewal', 'selection')),
      agreement_id uuid not null,
      item_id uuid not null,
      -- kept as asked: who is not a member reads neither the agreement nor its item
      item_name text not null check (length(item_name) between 1 and 300),
      is_unlimited boolean not null default false,
      quantity_unit text check (length(quantity_unit) between 1 and 60),
      -- the agreement that follows; "none yet" is said, not left out
      successor_id uuid,
      is_without_successor boolean not null default false,
      -- a circle whose members see the survey and may put themselves forward; null: only who is invited or a member
      circle_tenant_id uuid,
      circle_id uuid,
      period_from date not null,
      period_to date,
      offers_multi_year boolean not null default false,
      multi_year_to date,
      guidance_existing text not null default '' check (length(guidance_existing) <= 5000),
      guidance_new text not null default '' check (length(guidance_new) <= 5000),
      is_binding boolean not null default true,
      no_answer_means text not null default 'undecided' check (no_answer_means in ('undecided', 'leaves', 'continues')),
      -- the clause that lets silence mean yes
      continues_basis text check (length(continues_basis) between 1 and 500),
      min_participants int check (min_participants between 1 and 500),
      min_quantity bigint check (min_quantity between 1 and 1000000000),
      answers_shared boolean not null default false,
      price_model text not null check (price_model in ('all_units', 'graduated', 'flat', 'lump_sum')),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      -- hundredths of a per cent over all members: 450 is 4.5 %
      price_change int not null default 0 check (price_change between -10000 and 100000),
      is_configured boolean not null default false,
      has_participants boolean not null default false,
      has_costs boolean not null default false,
      closes_on date not null,
      state text not null default 'draft'
        check (state in ('draft', 'ready', 'open', 'closed', 'in_evaluation', 'completed', 'withdrawn')),
      opened_on date,
      closed_on date,
      first_closed_on date,
      completed_on date,
      withdrawn_on date,
      no_transfer_reason text check (length(no_transfer_reason) between 1 and 2000),
      state_reason text check (length(state_reason) between 1 and 2000),
      created_by_name text not null,
      created_at timestamptz not null default now(),
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id, item_id) references licence_item (tenant_id, agreement_id, id),
      foreign key (tenant_id, agreement_id) references licence_agreement (tenant_id, id),
      foreign key (tenant_id, successor_id) references licence_agreement (tenant_id, id),
      foreign key (circle_tenant_id, circle_id) references circle (tenant_id, id),
      check (period_to >= period_from),
      check (successor_id <> agreement_id),
      check (no_answer_means <> 'continues' or continues_basis is not null),
      check (offers_multi_year = (multi_year_to is not null)),
      check (state = 'draft' or ((successor_id is not null or is_without_successor)
        and is_configured and has_participants and has_costs)),
      check (state in ('draft', 'ready') or opened_on is not null),
      check (state <> 'withdrawn' or state_reason is not null)
    );
    create index on renewal_round (tenant_id, state, closes_on, id);
    create index on renewal_round (tenant_id, agreement_id, item_id);
    create index on renewal_round (tenant_id, successor_id);
    create index on renewal_round (circle_id, circle_tenant_id);

    create table renewal_tier (
      tenant_id uuid not null,
      round_id uuid not null,
      from_quantity bigint not null check (from_quantity between 1 and 1000000000),
      -- öre for one and period; for a lump sum the whole sum
      unit_price_minor bigint not null check (unit_price_minor between 0 and 9000000000000),
      primary key (tenant_id, round_id, from_quantity),
      foreign key (tenant_id, round_id) references renewal_round (tenant_id, id) on delete cascade
    );

    create table renewal_question (
      tenant_id uuid not null,
      id uuid not null default app.new_id(),
      round_id uuid not null,
      seq int not null check (seq between 0 and 100000),
      kind text not null check (kind in ('yes_no', 'number', 'choice', 'date', 'text')),
      label text not null check (length(label) between 1 and 500),
      options text[] not null default '{}' check (cardinality(options) <= 30),
      unit text check (length(unit) between 1 and 60),
      is_mandatory boolean not null default false,
      primary key (tenant_id, id),
      unique (tenant_id, round_id, seq),
      check ((kind = 'choice') = (cardinality(options) >= 2)),
      foreign key (tenant_id, round_id) references renewal_round (tenant_id, id) on delete cascade
    );

    -- who is asked; 'accepted' are those who put themselves forward and were let in
    create table renewal_invitee (
      tenant_id uuid not null,
      round_id uuid not null,
      organisation_id uuid not null references organisation (id),
      kind text not null default 'invited' check (kind in ('invited', 'accepted')),
      added_on date not null default app.today(),
      primary key (tenant_id, round_id, organisation_id),
      foreign key (tenant_id, round_id) references renewal_round (tenant_id, id) on delete cascade
    );
    create index on renewal_invitee (organisation_id, round_id);
  `)
    .execute(db);
}
