import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * Reminders of an organisation about its own contracts and those it takes part in. One row per contract, kind of deadline, day and step:
 * that is why a step is never sent twice for the same day. When to remind is set per contract type and per contract.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table reminder (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      contract_tenant_id uuid not null,
      contract_id uuid not null,
      deadline_kind text not null check (deadline_kind in ('notice', 'option', 'agreement', 'end', 'missed')),
      -- the day to act by; the last day in law stands beside it
      deadline_on date not null,
      last_on date not null,
      -- the end that follows when nothing is done
      then_on date,
      option_seq int,
      step_days int not null check (step_days between 0 and 3650),
      due_on date not null,
      state text not null default 'planned' check (state in ('planned', 'sent', 'handled', 'skipped', 'no_recipient')),
      sent_at timestamptz,
      handled_at timestamptz,
      handled_by text check (length(handled_by) <= 200),
      note text check (length(note) <= 2000),
      -- what to go back to when it turns out not to be handled
      state_before text check (state_before in ('planned', 'sent', 'skipped', 'no_recipient')),
      primary key (tenant_id, id),
      unique (tenant_id, contract_id, deadline_kind, deadline_on, step_days),
      foreign key (contract_tenant_id, contract_id) references contract (tenant_id, id) on delete cascade,
      check ((state = 'handled') = (handled_at is not null))
    );
    create index on reminder (tenant_id, state, due_on);
    create index on reminder (tenant_id, deadline_on, id);
    create index on reminder (contract_tenant_id, contract_id);

    -- how many days before; contract_type 'any' for all types without a row of their own
    create table reminder_setting (
      tenant_id uuid not null references organisation (id),
      contract_type text not null check (length(contract_type) between 1 and 40),
      steps int[] not null check (cardinality(steps) <= 12 and 0 <= all (steps) and 3650 >= all (steps)),
      primary key (tenant_id, contract_type)
    );
    create table contract_ladder (
      tenant_id uuid not null references organisation (id),
      contract_tenant_id uuid not null,
      contract_id uuid not null,
      steps int[] not null check (cardinality(steps) <= 12 and 0 <= all (steps) and 3650 >= all (steps)),
      primary key (tenant_id, contract_id),
      foreign key (contract_tenant_id, contract_id) references contract (tenant_id, id) on delete cascade
    );
    create index on contract_ladder (contract_tenant_id, contract_id);

    ${ownedBy("reminder")}
    ${ownedBy("reminder_setting")}
    ${ownedBy("contract_ladder")}
  `)
    .execute(db);
}
