import { type Kysely, sql } from "kysely";

/**
 * Interest checks: what a municipality asks its circle before it buys, whom, and what it decided. A check belongs to its
 * coordinator; who else reads it, and the answers, follow in the next steps.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table interest_check (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      need text not null check (length(need) between 1 and 5000),
      background text not null default '' check (length(background) <= 5000),
      scope text not null default '' check (length(scope) <= 5000),
      time_frame text not null default '' check (length(time_frame) <= 1000),
      case_number text check (length(case_number) between 1 and 100),
      -- the circle may be another's: whoever coordinates the cooperation owns it
      circle_tenant_id uuid not null,
      circle_id uuid not null,
      function_id uuid references function (id),
      product_id uuid references product (id),
      closes_on date not null,
      quorum_min int not null default 1 check (quorum_min between 1 and 500),
      quorum_quantity bigint check (quorum_quantity between 1 and 1000000000),
      quantity_unit text check (length(quantity_unit) between 1 and 60),
      reply_kind text not null default 'either' check (reply_kind in ('either', 'indication', 'binding')),
      counts_as text not null default 'binding_yes' check (counts_as in ('binding_yes', 'any_yes')),
      counts_option boolean not null default false,
      answers_hidden_until_close boolean not null default false,
      answers_shared boolean not null default true,
      state text not null default 'draft' check (state in ('draft', 'open', 'closed', 'decided', 'withdrawn')),
      opened_on date,
      closed_on date,
      -- kept when it is opened again: what comes after this is a change that was made knowing more
      first_closed_on date,
      withdrawn_on date,
      state_reason text check (length(state_reason) between 1 and 2000),
      created_by_name text not null,
      created_at timestamptz not null default now(),
      version int not null default 1,
      primary key (tenant_id, id),
      unique (id),
      check (state = 'draft' or opened_on is not null),
      foreign key (circle_tenant_id, circle_id) references circle (tenant_id, id)
    );
    create index on interest_check (tenant_id, state, closes_on, id);
    create index on interest_check (circle_id, circle_tenant_id);
    create index on interest_check (function_id);
    create index on interest_check (product_id);
    create index on interest_check (closes_on) where state = 'open';

    -- questions of its own; kinds as in licences.md 8, so that surveys about licences are asked by the same means
    create table interest_question (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      check_id uuid not null,
      seq int not null check (seq between 0 and 100000),
      kind text not null check (kind in ('yes_no', 'number', 'choice', 'date', 'text')),
      label text not null check (length(label) between 1 and 500),
      options text[] not null default '{}' check (cardinality(options) <= 30),
      unit text check (length(unit) between 1 and 60),
      is_mandatory boolean not null default false,
      primary key (tenant_id, id),
      unique (tenant_id, check_id, seq),
      check ((kind = 'choice') = (cardinality(options) >= 2)),
      foreign key (tenant_id, check_id) references interest_check (tenant_id, id) on delete cascade
    );
    create index on interest_question (tenant_id, check_id);

    -- who is asked; 'accepted' are those who put themselves forward and were let in. The condition is the coordinator's word
    create table interest_invitee (
      tenant_id uuid not null references organisation (id),
      check_id uuid not null,
      organisation_id uuid not null references organisation (id),
      kind text not null check (kind in ('invited', 'accepted')),
      added_on date not null default app.today(),
      condition_met_on date,
      condition_note text check (length(condition_note) between 1 and 1000),
      primary key (tenant_id, check_id, organisation_id),
      foreign key (tenant_id, check_id) references interest_check (tenant_id, id) on delete cascade
    );
    create index on interest_invitee (organisation_id, check_id);

    create table interest_decision (
      tenant_id uuid not null references organisation (id),
      check_id uuid not null,
      outcome text not null check (outcome in ('go', 'no_go')),
      reason text not null default '' check (length(reason) <= 5000 and (outcome = 'go' or length(reason) > 0)),
      authority_ref text check (length(authority_ref) between 1 and 300),
      decided_on date not null default app.today(),
      decided_by_name text not null,
      -- as it stood when it was decided
      counted int not null,
      quorum_min int not null,
      check (outcome = 'no_go' or counted >= quorum_min),
      primary key (tenant_id, check_id),
      foreign key (tenant_id, check_id) references interest_check (tenant_id, id) on delete cascade
    );
  `)
    .execute(db);
}
