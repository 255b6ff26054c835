import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const ofYear = `
      tenant_id uuid not null references organisation (id),
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id)`;

/**
 * Yearly settlements (avräkningar). What one was worked out from is kept as text, so that the same files come out of it years later.
 * Parties read a settlement from when it was sent to them; remarks and approvals are the party's own rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sent =
    "settlement_id in (select s.id from settlement s where s.state in ('sent', 'approved', 'invoiced', 'closed'))";
  await sql
    .raw(`
    create table settlement (
      id uuid not null unique default app.new_id(),
      ${ofYear},
      -- 1 is the year's settlement, what follows are correction runs
      run int not null check (run > 0),
      corrects_run int,
      reason text not null default '' check (length(reason) <= 2000),
      state text not null default 'open' check (state in ('open', 'preliminary', 'sent', 'approved', 'invoiced', 'closed')),
      cost_key_id uuid,
      snapshot text,
      snapshot_sha256 text check (snapshot_sha256 ~ '^[0-9a-f]{64}$'),
      total_minor bigint,
      dated_on date,
      sent_on date,
      remarks_until date,
      approved_on date,
      invoiced_on date,
      closed_on date,
      created_by_name text not null,
      created_at timestamptz not null default now(),
      version int not null default 1,
      primary key (tenant_id, id),
      unique (tenant_id, agreement_id, year, run),
      check ((state = 'open') = (snapshot is null)),
      check ((snapshot is null) = (snapshot_sha256 is null) and (snapshot is null) = (cost_key_id is null)),
      check (state in ('open', 'preliminary') or (sent_on is not null and remarks_until is not null)),
      check (corrects_run < run and (run = 1) = (corrects_run is null)),
      check (run = 1 or reason <> ''),
      foreign key (tenant_id, cost_key_id) references cost_key (tenant_id, id),
      foreign key (tenant_id, agreement_id, year, corrects_run) references settlement (tenant_id, agreement_id, year, run)
    );
    -- two who begin at once: one settlement of a year is under way at a time
    create unique index settlement_one_at_a_time on settlement (tenant_id, agreement_id, year) where state <> 'closed';
    create index on settlement (tenant_id, agreement_id);
    create index on settlement (tenant_id, cost_key_id);
    create index on settlement (tenant_id, agreement_id, year, corrects_run);

    create table settlement_row (
      settlement_id uuid not null,
      ${ofYear},
      organisation_id uuid not null references organisation (id),
      party_order int not null,
      days int not null,
      share_minor bigint not null,
      before_minor bigint not null,
      difference_minor bigint not null,
      invoice_ref text check (length(invoice_ref) between 1 and 100),
      primary key (tenant_id, settlement_id, organisation_id),
      check (difference_minor = share_minor - before_minor),
      foreign key (tenant_id, settlement_id) references settlement (tenant_id, id) on delete cascade
    );
    create index on settlement_row (tenant_id, agreement_id);
    create index on settlement_row (organisation_id);

    create table settlement_remark (
      id uuid not null default app.new_id(),
      ${ofYear.replace("foreign key (tenant_id, agreement_id)", "foreign key (owner_id, agreement_id)").replace("agreement_id uuid", "owner_id uuid not null,\n      agreement_id uuid")},
      settlement_id uuid not null,
      body text not null check (length(body) between 1 and 4000),
      by_name text not null,
      made_on date not null default app.today(),
      primary key (tenant_id, id),
      foreign key (owner_id, settlement_id) references settlement (tenant_id, id) on delete cascade
    );
    create index on settlement_remark (owner_id, agreement_id);
    create index on settlement_remark (owner_id, settlement_id);
    create index on settlement_remark (tenant_id, settlement_id);

    create table settlement_answer (
      settlement_id uuid not null,
      ${ofYear},
      party_id uuid not null,
      remark_id uuid not null,
      body text not null check (length(body) between 1 and 4000),
      by_name text not null,
      made_on date not null default app.today(),
      primary key (tenant_id, remark_id),
      foreign key (tenant_id, settlement_id) references settlement (tenant_id, id) on delete cascade,
      foreign key (party_id, remark_id) references settlement_remark (tenant_id, id) on delete cascade
    );
    create index on settlement_answer (tenant_id, agreement_id);
    create index on settlement_answer (tenant_id, settlement_id);
    create index on settlement_answer (party_id, remark_id);

    create table settlement_approval (
      ${ofYear.replace("foreign key (tenant_id, agreement_id)", "foreign key (owner_id, agreement_id)").replace("agreement_id uuid", "owner_id uuid not null,\n      agreement_id uuid")},
      settlement_id uuid not null,
      -- what was approved: another calculation has to be approved anew
      snapshot_sha256 text not null,
      authority text not null check (length(authority) between 1 and 300),
      by_name text not null,
      approved_on date not null default app.today(),
      primary key (tenant_id, settlement_id, snapshot_sha256),
      foreign key (owner_id, settlement_id) references settlement (tenant_id, id) on delete cascade
    );
    create index on settlement_approval (owner_id, agreement_id);
    create index on settlement_approval (owner_id, settlement_id);

    -- in which accounts an organisation books an agreement's settlements
    create table account_mapping (
      ${ofYear.replace("foreign key (tenant_id, agreement_id)", "foreign key (owner_id, agreement_id)").replace("agreement_id uuid", "owner_id uuid not null,\n      agreement_id uuid")},
      purpose text not null check (purpose in ('result', 'balance')),
      account text not null check (account ~ '^[0-9]{3,10}$'),
      name text not null check (length(name) between 1 and 100),
      primary key (tenant_id, agreement_id, year, purpose)
    );
    create index on account_mapping (owner_id, agreement_id);
    ${ownedBy("account_mapping")}
    ${ownedBy("settlement", undefined, "state in ('sent', 'approved', 'invoiced', 'closed') and (agreement_id, year) in (select m.agreement_id, m.year from app.agreement_years_of_mine() m)")}
    ${ownedBy("settlement_row", "select, insert, delete", sent)}
    grant update (invoice_ref) on settlement_row to samverka_app;
    ${["settlement_remark", "settlement_answer", "settlement_approval"].map((table) => ownedBy(table, "select, insert", "settlement_id in (select s.id from settlement s)")).join("\n")}
  `)
    .execute(db);
}
