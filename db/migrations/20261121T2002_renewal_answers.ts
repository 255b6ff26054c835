import { type Kysely, sql } from "kysely";

/**
 * Answers are rows of the organisation that gives them, in versions that are never changed once they are handed in; where the
 * coordinator has moved somebody by hand, and who has been carried over to the agreement that follows, are the coordinator's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table renewal_answer (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      coordinator_id uuid not null,
      round_id uuid not null,
      version int not null check (version > 0),
      edit int not null default 1,
      answer text check (answer in ('yes', 'multi_year', 'no')),
      quantity bigint check (quantity between 0 and 1000000000),
      comment text not null default '' check (length(comment) <= 3000),
      kind text not null default 'indication' check (kind in ('indication', 'binding')),
      responder text not null default '' check (length(responder) <= 200),
      authority_ref text check (length(authority_ref) between 1 and 300),
      -- the receipt goes to both
      signer_email text check (length(signer_email) between 3 and 254),
      registry_email text check (length(registry_email) between 3 and 254),
      invoice_address text check (length(invoice_address) between 1 and 500),
      submitted_at timestamptz,
      submitted_on date,
      receipt_number text,
      is_after_close boolean not null default false,
      saved_by_name text not null,
      primary key (tenant_id, id),
      unique (tenant_id, round_id, version),
      unique (tenant_id, receipt_number),
      check (submitted_at is null or (answer is not null and responder <> '' and receipt_number is not null and submitted_on is not null)),
      constraint binding_needs_authority check (submitted_at is null or kind = 'indication' or authority_ref is not null),
      foreign key (coordinator_id, round_id) references renewal_round (tenant_id, id)
    );
    create unique index on renewal_answer (tenant_id, round_id) where submitted_at is null;
    create index on renewal_answer (coordinator_id, round_id);
    create index on renewal_answer (round_id, tenant_id, version desc) where submitted_at is not null;

    create table renewal_question_answer (
      tenant_id uuid not null references organisation (id),
      reply_id uuid not null,
      coordinator_id uuid not null,
      question_id uuid not null,
      value text not null check (length(value) between 1 and 3000),
      primary key (tenant_id, reply_id, question_id),
      foreign key (tenant_id, reply_id) references renewal_answer (tenant_id, id) on delete cascade,
      foreign key (coordinator_id, question_id) references renewal_question (tenant_id, id)
    );
    create index on renewal_question_answer (coordinator_id, question_id);

    create table renewal_letter (
      tenant_id uuid not null references organisation (id),
      coordinator_id uuid not null,
      round_id uuid not null,
      kind text not null check (kind in ('asked', 'reminder', 'reopened', 'withdrawn', 'completed', 'closed')),
      step text not null default '',
      sent_at timestamptz not null default now(),
      primary key (tenant_id, round_id, kind, step),
      foreign key (coordinator_id, round_id) references renewal_round (tenant_id, id) on delete cascade
    );
    create index on renewal_letter (coordinator_id, round_id);

    -- moved to another group by hand, with the reason; no row: the group follows from the answer
    create table renewal_placement (
      tenant_id uuid not null,
      round_id uuid not null,
      organisation_id uuid not null references organisation (id),
      bucket text not null check (bucket in ('renews', 'multi_year', 'joins', 'late', 'in_successor', 'cancels',
        'not_interested')),
      reason text not null check (length(reason) between 1 and 2000),
      placed_on date not null default app.today(),
      by_name text not null,
      primary key (tenant_id, round_id, organisation_id),
      foreign key (tenant_id, round_id) references renewal_round (tenant_id, id) on delete cascade
    );
    create index on renewal_placement (organisation_id);

    -- once per organisation and survey, whoever presses first; an undone transfer is gone from here and stands in the history
    create table participant_transfer (
      tenant_id uuid not null,
      round_id uuid not null,
      organisation_id uuid not null references organisation (id),
      from_agreement_id uuid not null,
      to_agreement_id uuid not null,
      bucket text not null check (bucket in ('renews', 'multi_year', 'joins', 'late')),
      quantity bigint,
      cost_minor bigint not null default 0,
      gaps text[] not null default '{}',
      -- what was made, so that exactly that is undone
      made_member boolean not null default false,
      made_participant boolean not null default false,
      item_id uuid,
      entitlement_id uuid,
      purchase_id uuid,
      cost_line_id uuid,
      transferred_at timestamptz not null default now(),
      by_name text not null,
      primary key (tenant_id, round_id, organisation_id),
      foreign key (tenant_id, round_id) references renewal_round (tenant_id, id),
      foreign key (tenant_id, from_agreement_id) references licence_agreement (tenant_id, id),
      foreign key (tenant_id, to_agreement_id) references licence_agreement (tenant_id, id),
      foreign key (tenant_id, item_id) references licence_item (tenant_id, id) on delete set null (item_id),
      foreign key (tenant_id, entitlement_id) references entitlement (tenant_id, id) on delete set null (entitlement_id),
      foreign key (tenant_id, purchase_id) references licence_purchase (tenant_id, id) on delete set null (purchase_id),
      foreign key (tenant_id, cost_line_id) references contract_cost_line (tenant_id, id) on delete set null (cost_line_id)
    );
    create index on participant_transfer (tenant_id, from_agreement_id);
    create index on participant_transfer (tenant_id, to_agreement_id);
    create index on participant_transfer (tenant_id, item_id);
    create index on participant_transfer (tenant_id, entitlement_id);
    create index on participant_transfer (tenant_id, purchase_id);
    create index on participant_transfer (tenant_id, cost_line_id);
    create index on participant_transfer (organisation_id);
  `)
    .execute(db);
}
