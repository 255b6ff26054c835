import { type Kysely, sql } from "kysely";

/** What members assign and count, and what they lend each other (utlåning). */
export async function up(db: Kysely<unknown>): Promise<void> {
  const quantity = "quantity bigint not null check (quantity between 0 and 1000000000)";
  await sql
    .raw(`
    -- inside a municipality: to a unit, or to people or devices in words
    create table allocation (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      coordinator_id uuid not null,
      item_id uuid not null,
      unit_id uuid,
      label text check (length(label) between 1 and 200),
      ${quantity},
      valid_from date not null,
      valid_to date,
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (coordinator_id, item_id) references licence_item (tenant_id, id) on delete cascade,
      foreign key (tenant_id, unit_id) references unit (tenant_id, id),
      check (valid_to >= valid_from),
      check (unit_id is not null or label is not null)
    );
    create index on allocation (tenant_id, item_id);
    create index on allocation (coordinator_id, item_id);
    create index on allocation (tenant_id, unit_id);

    -- tenant_id: whoever wrote it, the member itself or the coordinator; only the member's own word is confirmed
    create table usage_count (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      coordinator_id uuid not null,
      agreement_id uuid not null,
      item_id uuid not null,
      organisation_id uuid not null references organisation (id),
      ${quantity},
      counted_on date not null,
      source text not null check (source in ('manual', 'import', 'api')),
      confirmed_by text check (length(confirmed_by) between 1 and 200),
      written_at timestamptz not null default now(),
      version int not null default 1,
      primary key (tenant_id, id),
      unique (tenant_id, item_id, organisation_id, counted_on),
      foreign key (coordinator_id, agreement_id, item_id) references licence_item (tenant_id, agreement_id, id) on delete cascade,
      check (tenant_id in (organisation_id, coordinator_id)),
      check ((tenant_id = organisation_id) = (confirmed_by is not null))
    );
    create index on usage_count (coordinator_id, agreement_id, item_id);
    create index on usage_count (organisation_id, item_id, counted_on);
    create index on usage_count (item_id, organisation_id, counted_on desc) where confirmed_by is not null;

    create table licence_loan (
      tenant_id uuid not null,
      id uuid not null unique default app.new_id(),
      agreement_id uuid not null,
      item_id uuid not null,
      lender_id uuid not null,
      borrower_id uuid not null,
      quantity bigint not null check (quantity between 1 and 1000000000),
      from_on date not null,
      -- last day; a loan without an end is refused
      to_on date not null,
      price_basis text not null default 'at_cost' check (price_basis in ('none', 'at_cost')),
      recall_days int not null check (recall_days between 0 and 730),
      state text not null default 'proposed'
        check (state in ('proposed', 'accepted', 'declined', 'withdrawn', 'recalled', 'returned')),
      -- last day after a recall or return
      ended_on date,
      reason text check (length(reason) between 1 and 1000),
      proposed_by uuid not null references organisation (id),
      proposed_by_name text not null,
      accepted_by_name text,
      accepted_at timestamptz,
      version int not null default 1,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id, item_id) references licence_item (tenant_id, agreement_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id, lender_id) references licence_member (tenant_id, agreement_id, organisation_id),
      foreign key (tenant_id, agreement_id, borrower_id) references licence_member (tenant_id, agreement_id, organisation_id),
      check (lender_id <> borrower_id and proposed_by in (lender_id, borrower_id)),
      check (to_on >= from_on and ended_on <= to_on),
      check ((state in ('recalled', 'returned')) = (ended_on is not null))
    );
    create index on licence_loan (tenant_id, agreement_id, item_id);
    create index on licence_loan (tenant_id, agreement_id, lender_id);
    create index on licence_loan (tenant_id, agreement_id, borrower_id);
    create index on licence_loan (lender_id);
    create index on licence_loan (borrower_id);
    create index on licence_loan (proposed_by);
    create index on licence_loan (to_on) where state = 'accepted';

    -- which letters an organisation has been sent about a loan: once per reason and step
    create table licence_loan_letter (
      tenant_id uuid not null references organisation (id),
      coordinator_id uuid not null,
      loan_id uuid not null,
      kind text not null check (kind in ('proposed', 'accepted', 'declined', 'withdrawn', 'recalled', 'returned', 'reminder')),
      step text not null default '',
      sent_at timestamptz not null default now(),
      primary key (tenant_id, loan_id, kind, step),
      foreign key (coordinator_id, loan_id) references licence_loan (tenant_id, id) on delete cascade
    );
    create index on licence_loan_letter (coordinator_id, loan_id);
  `)
    .execute(db);
}
