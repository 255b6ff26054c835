import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const unit = (column: string) => `${column} text check (${column} in ('days', 'weeks', 'months', 'years'))`;
const length = (column: string) => `${column} int check (${column} between 0 and 12000)`;
const ofContract = (table: string) =>
  `exists (select 1 from contract c where c.tenant_id = ${table}.tenant_id and c.id = ${table}.contract_id)`;

/** Terms as facts (dates are computed from them), the options and agreed renewals, and which systems a contract covers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table contract_term (
      tenant_id uuid not null, contract_id uuid not null, primary key (tenant_id, contract_id),
      starts_on date,
      -- last day of the first period where it is stated as a day and not as a length
      ends_on date,
      ${length("initial_length")}, ${unit("initial_unit")},
      is_open_ended boolean not null default false,
      renewal_kind text not null default 'unknown' check (renewal_kind in ('none', 'tacit', 'express', 'unknown')),
      ${length("renewal_length")}, ${unit("renewal_unit")},
      renewal_max_times int check (renewal_max_times between 0 and 100),
      -- express: how long before the end both must have said yes
      ${length("renewal_decide_length")}, ${unit("renewal_decide_unit")},
      max_total_months int check (max_total_months between 1 and 1200),
      ${length("notice_length")}, ${unit("notice_unit")},
      notice_anchor text not null default 'unknown' check (notice_anchor in ('running', 'period_end', 'month_end', 'quarter_end',
        'half_year_end', 'year_end', 'term_of_office_end', 'unknown')),
      notice_anchor_side text not null default 'end' check (notice_anchor_side in ('end', 'start')),
      notice_form text,
      binding_until_on date,
      binding_applies_to text not null default 'end' check (binding_applies_to in ('end', 'notice')),
      admin_buffer_days int not null default 0 check (admin_buffer_days between 0 and 730),
      notice_given_on date,
      notice_given_by text check (notice_given_by in ('us', 'supplier')),
      check (ends_on >= starts_on),
      check ((initial_length is null) = (initial_unit is null)),
      check ((renewal_length is null) = (renewal_unit is null)),
      check ((renewal_decide_length is null) = (renewal_decide_unit is null)),
      check ((notice_length is null) = (notice_unit is null)),
      check ((notice_given_on is null) = (notice_given_by is null))
    );

    create table contract_option (
      tenant_id uuid not null, contract_id uuid not null, seq int not null check (seq between 1 and 50),
      length int not null check (length between 1 and 12000),
      unit text not null check (unit in ('days', 'weeks', 'months', 'years')),
      ${length("call_before_length")}, ${unit("call_before_unit")},
      called_on date,
      called_by text,
      decision_ref text,
      sent_how text,
      -- the recorded legal assessment that a call after the last day rests on
      late_assessment text,
      primary key (tenant_id, contract_id, seq),
      check ((call_before_length is null) = (call_before_unit is null))
    );

    create table contract_period (
      tenant_id uuid not null, contract_id uuid not null, seq int not null check (seq between 1 and 200),
      kind text not null check (kind in ('initial', 'option', 'tacit', 'express')),
      starts_on date not null,
      ends_on date not null,
      decided_on date,
      decision_ref text,
      primary key (tenant_id, contract_id, seq),
      check (ends_on >= starts_on)
    );

    -- What the engine answers, as steps in time: on any day the row whose days hold that day is right, whether or not a job has
    -- run (docs/decisions/089-computed-dates-as-steps.md). Written with every change of the terms, never typed.
    create table contract_fact (
      tenant_id uuid not null, contract_id uuid not null,
      valid_from date not null,
      valid_to date not null,
      status text not null,
      current_end_on date,
      last_end_on date,
      next_notice_on date,
      notice_end_on date,
      act_by_on date,
      next_option_call_on date,
      -- which version of the rules answered
      engine int not null,
      primary key (tenant_id, contract_id, valid_from),
      check (valid_to >= valid_from)
    );
    create index on contract_fact (tenant_id, next_notice_on);

    -- the usage's organisation: a participant links its own systems to a contract somebody else holds
    create table contract_usage (
      tenant_id uuid not null, usage_id uuid not null,
      contract_tenant_id uuid not null, contract_id uuid not null,
      primary key (tenant_id, contract_id, usage_id),
      foreign key (tenant_id, usage_id) references system_usage (tenant_id, id) on delete cascade,
      foreign key (contract_tenant_id, contract_id) references contract (tenant_id, id) on delete cascade
    );
    create index on contract_usage (tenant_id, usage_id);
    create index on contract_usage (contract_tenant_id, contract_id);

    ${["contract_term", "contract_option", "contract_period", "contract_fact"]
      .map(
        (table) => `
    alter table ${table} add foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade;
    ${ownedBy(table, undefined, ofContract(table))}`,
      )
      .join("\n")}
    ${ownedBy(
      "contract_usage",
      "select, insert, delete",
      `exists (select 1 from contract c where c.tenant_id = contract_usage.contract_tenant_id and c.id = contract_usage.contract_id)
        and exists (select 1 from system_usage u where u.tenant_id = contract_usage.tenant_id and u.id = contract_usage.usage_id)`,
    )}
    create policy to_known_contract on contract_usage as restrictive for insert to samverka_app
      with check (contract_tenant_id = tenant_id or contract_id in (select app.contracts_of_mine()));
  `)
    .execute(db);
}
