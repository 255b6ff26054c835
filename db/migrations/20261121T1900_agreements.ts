import { type Kysely, sql } from "kysely";

const unit = (column: string) => `${column} text check (${column} in ('days', 'weeks', 'months', 'years'))`;
const length = (column: string) => `${column} int check (${column} between 0 and 12000)`;

/**
 * Cooperation agreements (samverkansavtal): kept by the organisation that coordinates them, read by their parties. Terms have the
 * names of `contract_term`, so that the date engine is handed the row as it is. Last days (`leaves_on`, `ends_on`) are inclusive.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table agreement (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      number text check (length(number) between 1 and 100),
      title text not null collate "sv-x-icu" check (length(title) between 1 and 300),
      form text not null check (form in ('contract', 'joint_board', 'federation', 'civil', 'company')),
      legal_ground text check (length(legal_ground) between 1 and 500),
      purpose text not null default '' check (length(purpose) <= 5000),
      -- whose members follow the agreement: the cooperation, or one circle of it
      cooperation_id uuid,
      circle_id uuid,
      status text not null default 'draft' check (status in ('draft', 'negotiation', 'in_force', 'winding_down', 'ended')),
      starts_on date,
      ends_on date,
      is_open_ended boolean not null default false,
      renewal_kind text not null default 'unknown' check (renewal_kind in ('none', 'tacit', 'express', 'unknown')),
      ${length("renewal_length")}, ${unit("renewal_unit")},
      renewal_max_times int check (renewal_max_times between 0 and 100),
      ${length("renewal_decide_length")}, ${unit("renewal_decide_unit")},
      ${length("notice_length")}, ${unit("notice_unit")},
      notice_anchor text not null default 'unknown' check (notice_anchor in ('running', 'period_end', 'month_end', 'quarter_end',
        'half_year_end', 'year_end', 'term_of_office_end', 'unknown')),
      notice_form text not null default 'written' check (notice_form in ('written', 'any')),
      binding_until_on date,
      admin_buffer_days int not null default 0 check (admin_buffer_days between 0 and 730),
      -- how assets and debts are shared when somebody leaves
      exit_basis text not null default 'equal' check (exit_basis in ('equal', 'inhabitants', 'percent')),
      exit_rule text not null default '' check (length(exit_rule) <= 5000),
      -- counts up with every text that goes into force; 0 until the first does
      text_version int not null default 0,
      sent_on date,
      in_force_on date,
      ended_on date,
      version int not null default 1,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, cooperation_id) references cooperation (tenant_id, id),
      foreign key (tenant_id, circle_id) references circle (tenant_id, id),
      check (ends_on >= starts_on),
      check ((renewal_length is null) = (renewal_unit is null)),
      check ((renewal_decide_length is null) = (renewal_decide_unit is null)),
      check ((notice_length is null) = (notice_unit is null)),
      check (status in ('draft', 'negotiation') or (starts_on is not null and in_force_on is not null))
    );
    create index on agreement (tenant_id, title, id);
    create index on agreement (tenant_id, cooperation_id);
    create index on agreement (tenant_id, circle_id);

    -- the order is the one of the agreement: it decides who bears the last öre
    create table agreement_party (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      organisation_id uuid not null references organisation (id),
      party_order int not null check (party_order between 1 and 1000),
      role text not null default 'participant' check (role in ('host', 'participant', 'observer')),
      joined_on date not null,
      leaves_on date,
      -- when the party came to be one: with the agreement, or by joining it later
      admitted_on date,
      exit_percent numeric(7, 4) check (exit_percent between 0 and 100),
      version int not null default 1,
      primary key (tenant_id, id),
      unique (agreement_id, organisation_id, joined_on),
      unique (tenant_id, agreement_id, party_order),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade,
      check (leaves_on >= joined_on)
    );
    create index on agreement_party (tenant_id, agreement_id);
    create index on agreement_party (organisation_id, agreement_id);

    create table agreement_area (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      seq int not null check (seq between 1 and 1000),
      name text not null check (length(name) between 1 and 200),
      tasks text not null default '' check (length(tasks) <= 5000),
      host_organisation_id uuid references organisation (id),
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on agreement_area (tenant_id, agreement_id, seq);
    create index on agreement_area (host_organisation_id);

    -- a party's own word that it takes part; the one who keeps the record says it by keeping it
    create table agreement_confirmation (
      tenant_id uuid not null references organisation (id),
      owner_id uuid not null,
      agreement_id uuid not null,
      confirmed_on date not null default app.today(),
      by_name text not null check (length(by_name) between 1 and 200),
      primary key (tenant_id, agreement_id),
      foreign key (owner_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on agreement_confirmation (owner_id, agreement_id);
    grant select on agreement, agreement_party, agreement_confirmation to samverka_policy;
  `)
    .execute(db);
}
