import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** What only the owner and the participants see: notes and intentions, decisions, links; and each organisation's own roles and lists. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const between = "contract_id in (select app.contracts_of_mine())";
  await sql
    .raw(`
    create table contract_internal (
      tenant_id uuid not null, contract_id uuid not null, primary key (tenant_id, contract_id),
      note text,
      our_signer_role text,
      supplier_signer text,
      next_procurement_strategy text,
      next_procurement_on date,
      renewal_intent text check (renewal_intent in ('renew', 'review', 'cancel')),
      confirmed_on date,
      foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade
    );

    -- the decision is apart from what came of it: who, when, with what authority
    create table contract_decision (
      tenant_id uuid not null, id uuid not null default app.new_id(), contract_id uuid not null,
      kind text not null check (kind in ('renew', 'notice', 'call_option', 'agreed_renewal', 'close', 'other')),
      option_seq int,
      decided_on date not null,
      decided_by text not null check (length(decided_by) between 1 and 200),
      authority text,
      reference text,
      note text,
      created_at timestamptz not null default now(),
      by_name text not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade,
      foreign key (tenant_id, contract_id, option_seq) references contract_option (tenant_id, contract_id, seq)
        on delete set null (option_seq)
    );
    create index on contract_decision (tenant_id, contract_id, option_seq);

    create table contract_document (
      tenant_id uuid not null, id uuid not null default app.new_id(), contract_id uuid not null,
      title text not null check (length(title) between 1 and 200),
      url text check (url ~* '^https?://' and length(url) <= 2000),
      checked_at timestamptz,
      check_result text check (check_result in ('ok', 'broken', 'not_reachable')),
      created_at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade
    );
    create index on contract_document (tenant_id, contract_id);

    -- who answers for a contract in the organisation of the row: a participant has its own people
    create table contract_role (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      contract_tenant_id uuid not null, contract_id uuid not null,
      role_type text not null references role_type (code),
      person_id uuid not null,
      from_on date not null default app.today(),
      to_on date,
      primary key (tenant_id, id),
      foreign key (tenant_id, person_id) references person (tenant_id, id),
      foreign key (contract_tenant_id, contract_id) references contract (tenant_id, id) on delete cascade
    );
    create index on contract_role (tenant_id, contract_id);
    create index on contract_role (tenant_id, person_id);
    create index on contract_role (contract_tenant_id, contract_id);
    create index on contract_role (role_type);

    -- which entries of the shared starting lists the organisation uses; without a row an entry is on
    create table contract_choice_setting (
      tenant_id uuid not null references organisation (id),
      list text not null check (list in ('type', 'purchase_form', 'element', 'payment_model')),
      code text not null check (length(code) between 1 and 40),
      is_on boolean not null default true,
      description text check (length(description) <= 500),
      primary key (tenant_id, list, code)
    );

    ${ownedBy("contract_internal", undefined, between)}
    ${ownedBy("contract_decision", "select, insert, delete", between)}
    ${ownedBy("contract_document", undefined, between)}
    ${ownedBy("contract_role")}
    create policy to_known_contract on contract_role as restrictive for insert to samverka_app
      with check (contract_tenant_id = tenant_id or contract_id in (select app.contracts_of_mine()));
    ${ownedBy("contract_choice_setting")}
  `)
    .execute(db);
}
