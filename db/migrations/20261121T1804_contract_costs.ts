import { type Kysely, sql } from "kysely";
import { isSharedGroup, ownedBy } from "../policies.ts";

const ofContract = (table: string) =>
  `exists (select 1 from contract c where c.tenant_id = ${table}.tenant_id and c.id = ${table}.contract_id)`;

/**
 * What a contract costs, in a table of its own since price is shared on its own. What concerns one organisation is seen by it; by
 * others only where the contract's owner shares price, and that organisation too when it is a third.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const priced = (table: string) => `${ofContract(table)} and ${isSharedGroup("price")}`;
  const pricedFor = (table: string) => `${ofContract(table)} and (
      (${isSharedGroup("price")} and (organisation_id is null or organisation_id = tenant_id
        or organisation_id in (select app.shared_with_me('system_usage', 'price'))))
      or (organisation_id = (select app.tenant()) and contract_id in (select app.contracts_of_mine())))`;
  await sql
    .raw(`
    create table contract_cost_line (
      tenant_id uuid not null, id uuid not null default app.new_id(), contract_id uuid not null,
      organisation_id uuid references organisation (id),
      kind text not null check (kind in ('one_off', 'recurring', 'per_metric')),
      per text check (per in ('month', 'quarter', 'year')),
      amount_minor bigint not null check (amount_minor between -9000000000000 and 9000000000000),
      currency text not null default 'SEK' check (currency ~ '^[A-Z]{3}$'),
      -- kronor for one unit of the currency, as of rate_on
      rate numeric(18, 6) check (rate > 0),
      rate_on date,
      quantity numeric(16, 3) check (quantity >= 0),
      metric text check (length(metric) between 1 and 100),
      element text,
      status text not null default 'commitment' check (status in ('estimate', 'commitment', 'actual')),
      valid_from date,
      valid_to date,
      account_text text,
      note text,
      primary key (tenant_id, id),
      check (valid_to >= valid_from),
      check ((kind = 'one_off') = (per is null)),
      check ((currency = 'SEK') = (rate is null) and (rate is null) = (rate_on is null)),
      check (kind <> 'per_metric' or quantity is not null)
    );

    -- a participant's part of the whole
    create table contract_participant_share (
      tenant_id uuid not null, contract_id uuid not null, organisation_id uuid not null,
      cost_share numeric(9, 6) check (cost_share between 0 and 100),
      quantity numeric(16, 3) check (quantity >= 0),
      primary key (tenant_id, contract_id, organisation_id),
      foreign key (tenant_id, contract_id, organisation_id)
        references contract_participant (tenant_id, contract_id, organisation_id) on delete cascade
    );

    create table price_index (
      tenant_id uuid not null, id uuid not null default app.new_id(), contract_id uuid not null,
      series text not null check (length(series) between 1 and 200),
      base_period text not null check (length(base_period) between 1 and 20),
      -- per cent
      indexed_share numeric(7, 4) not null check (indexed_share between 0 and 100),
      cap numeric(7, 4),
      floor numeric(7, 4),
      adjust_on date,
      notify_days int check (notify_days between 0 and 730),
      primary key (tenant_id, id),
      check (floor <= cap)
    );
    -- the figures of an index as the organisation has looked them up
    create table index_value (
      tenant_id uuid not null references organisation (id),
      series text not null check (length(series) between 1 and 200),
      period text not null check (length(period) between 1 and 20),
      value numeric(14, 4) not null check (value > 0),
      source text,
      primary key (tenant_id, series, period)
    );
    -- each adjustment with what it was computed from, so that it can be checked years later
    create table price_adjustment (
      tenant_id uuid not null, id uuid not null default app.new_id(), contract_id uuid not null,
      price_index_id uuid not null, cost_line_id uuid,
      period text not null,
      base_value numeric(14, 4) not null, new_value numeric(14, 4) not null,
      indexed_share numeric(7, 4) not null, cap numeric(7, 4), floor numeric(7, 4),
      old_minor bigint not null, new_minor bigint not null, claimed_minor bigint,
      applies_from date not null,
      by_name text not null,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, price_index_id) references price_index (tenant_id, id) on delete cascade,
      foreign key (tenant_id, cost_line_id) references contract_cost_line (tenant_id, id) on delete set null (cost_line_id)
    );
    create index on price_adjustment (tenant_id, price_index_id);
    create index on price_adjustment (tenant_id, cost_line_id);

    -- a change of the contract during its term, with the ground it rests on (LOU 17 kap.)
    create table contract_change (
      tenant_id uuid not null, id uuid not null default app.new_id(), contract_id uuid not null,
      changed_on date not null,
      ground text not null check (ground in ('small_value', 'change_clause', 'supplementary', 'unforeseen', 'new_party', 'not_substantial')),
      value_minor bigint not null check (value_minor between -9000000000000 and 9000000000000),
      description text not null check (length(description) between 1 and 2000),
      decision_ref text,
      primary key (tenant_id, id)
    );

    ${["contract_cost_line", "price_index", "price_adjustment", "contract_change"]
      .map(
        (table) => `
    create index on ${table} (tenant_id, contract_id);
    alter table ${table} add foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade;`,
      )
      .join("\n")}
    create index on contract_cost_line (organisation_id);
    ${["contract_cost_line", "contract_participant_share"].map((t) => ownedBy(t, undefined, pricedFor(t))).join("\n")}
    ${["price_index", "price_adjustment", "contract_change"].map((t) => ownedBy(t, undefined, priced(t))).join("\n")}
    ${ownedBy("index_value")}
  `)
    .execute(db);
}
