import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const OF_MINE = "agreement_id in (select app.agreements_of_mine())";

/** What a party keeps of its own about an agreement: decisions delegated to the other's employees, and its words for the yearly report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table delegation_out (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      owner_id uuid not null,
      agreement_id uuid not null,
      task text not null check (length(task) between 1 and 500),
      -- what kind of matter it is: those of KL 6:38 are never delegated
      matter text not null check (matter in ('ordinary', 'principles', 'statement_to_council', 'individual_principal',
        'citizens_proposal', 'special_rule')),
      is_procurement boolean not null default false,
      is_automated boolean not null default false,
      receiver_id uuid not null references organisation (id),
      receiver_role text not null check (length(receiver_role) between 1 and 200),
      limits text not null default '' check (length(limits) <= 2000),
      reporting text not null default '' check (length(reporting) <= 1000),
      state text not null default 'draft' check (state in ('draft', 'active', 'ended')),
      from_on date,
      to_on date,
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (owner_id, agreement_id) references agreement (tenant_id, id),
      check (state <> 'active' or (matter = 'ordinary' and reporting <> '' and from_on is not null
        and not (is_procurement and is_automated))),
      check (to_on >= from_on)
    );
    create index on delegation_out (tenant_id, agreement_id);
    create index on delegation_out (owner_id, agreement_id);
    create index on delegation_out (receiver_id);

    create table agreement_year (
      tenant_id uuid not null references organisation (id),
      owner_id uuid not null,
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      follow_up text not null default '' check (length(follow_up) <= 5000),
      cost_minor bigint check (cost_minor between 0 and 1000000000000000),
      -- left out of the report, and why
      left_out_reason text check (length(left_out_reason) between 1 and 1000),
      version int not null default 1,
      primary key (tenant_id, agreement_id, year),
      foreign key (owner_id, agreement_id) references agreement (tenant_id, id)
    );
    create index on agreement_year (owner_id, agreement_id);
    create trigger guard before insert on delegation_out for each row execute function app.guard_party_word();

    ${ownedBy("delegation_out", undefined, OF_MINE)}
    ${ownedBy("agreement_year", "select, insert, update, delete")}
  `)
    .execute(db);
}
