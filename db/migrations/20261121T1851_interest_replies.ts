import { type Kysely, sql } from "kysely";

/**
 * Replies to interest checks are rows of the replying municipality: one draft at a time, and every version that was handed in.
 * What has been handed in is never changed; a change is a further version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table interest_reply (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      coordinator_id uuid not null,
      check_id uuid not null,
      version int not null check (version > 0),
      -- counts the times a draft was saved, so that two people do not write over each other
      edit int not null default 1,
      answer text check (answer in ('yes', 'option', 'conditional', 'later', 'no')),
      conditions text not null default '' check (length(conditions) <= 3000),
      quantity_low bigint check (quantity_low between 0 and 1000000000),
      quantity_likely bigint check (quantity_likely between 0 and 1000000000),
      quantity_high bigint check (quantity_high between 0 and 1000000000),
      earliest_on date,
      kind text not null default 'indication' check (kind in ('indication', 'binding')),
      responder text not null default '' check (length(responder) <= 200),
      authority_ref text check (length(authority_ref) between 1 and 300),
      submitted_at timestamptz,
      submitted_on date,
      receipt_number text,
      is_after_close boolean not null default false,
      saved_by_name text not null,
      primary key (tenant_id, id),
      unique (tenant_id, check_id, version),
      unique (tenant_id, receipt_number),
      check (submitted_at is null or (answer is not null and responder <> '' and receipt_number is not null and submitted_on is not null)),
      check (submitted_at is null or kind = 'indication' or authority_ref is not null),
      check (submitted_at is null or answer <> 'conditional' or conditions <> ''),
      check (quantity_low <= quantity_likely and quantity_likely <= quantity_high),
      foreign key (coordinator_id, check_id) references interest_check (tenant_id, id)
    );
    create unique index on interest_reply (tenant_id, check_id) where submitted_at is null;
    create index on interest_reply (coordinator_id, check_id);
    create index on interest_reply (check_id, tenant_id, version desc) where submitted_at is not null;

    create table interest_answer (
      tenant_id uuid not null references organisation (id),
      reply_id uuid not null,
      coordinator_id uuid not null,
      question_id uuid not null,
      value text not null check (length(value) between 1 and 3000),
      primary key (tenant_id, reply_id, question_id),
      foreign key (tenant_id, reply_id) references interest_reply (tenant_id, id) on delete cascade,
      foreign key (coordinator_id, question_id) references interest_question (tenant_id, id)
    );
    create index on interest_answer (coordinator_id, question_id);
    create index on interest_answer (tenant_id, reply_id);

    -- which letters the organisation has been sent about a check: once per reason and step
    create table interest_letter (
      tenant_id uuid not null references organisation (id),
      coordinator_id uuid not null,
      check_id uuid not null,
      kind text not null check (kind in ('asked', 'reminder', 'reopened', 'withdrawn', 'decided', 'closed')),
      step text not null default '',
      sent_at timestamptz not null default now(),
      primary key (tenant_id, check_id, kind, step),
      foreign key (coordinator_id, check_id) references interest_check (tenant_id, id) on delete cascade
    );
    create index on interest_letter (coordinator_id, check_id);
  `)
    .execute(db);
}
