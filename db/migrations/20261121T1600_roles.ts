import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Roles as each organisation uses them, who stands in for whom, and roles handed over in one step. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- a missing row means: in use, not mandatory, gives no right to edit
    create table role_type_setting (
      tenant_id uuid not null references organisation (id),
      role_type text not null references role_type (code),
      is_on boolean not null default true,
      description text check (length(description) between 1 and 1000),
      is_mandatory boolean not null default false,
      grants_edit boolean not null default false,
      primary key (tenant_id, role_type)
    );
    create index on role_type_setting (role_type);

    create table deputy (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      person_id uuid not null,
      deputy_person_id uuid not null check (deputy_person_id <> person_id),
      role_type text references role_type (code),
      from_on date not null,
      to_on date not null check (to_on >= from_on),
      primary key (tenant_id, id),
      foreign key (tenant_id, person_id) references person (tenant_id, id),
      foreign key (tenant_id, deputy_person_id) references person (tenant_id, id)
    );
    create index on deputy (tenant_id, person_id);
    create index on deputy (tenant_id, deputy_person_id);
    create index on deputy (role_type);

    create table role_transfer (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      person_id uuid not null,
      to_person_id uuid not null check (to_person_id <> person_id),
      mode text not null check (mode in ('move', 'copy')),
      from_on date not null,
      by_name text not null,
      done_at timestamptz not null default now(),
      undone_at timestamptz,
      undone_by_name text,
      primary key (tenant_id, id),
      foreign key (tenant_id, person_id) references person (tenant_id, id),
      foreign key (tenant_id, to_person_id) references person (tenant_id, id)
    );
    create index on role_transfer (tenant_id, person_id, done_at desc);
    create index on role_transfer (tenant_id, to_person_id);

    -- what the step did with each role, so that it can be taken back
    create table role_transfer_row (
      tenant_id uuid not null, id uuid not null default app.new_id(),
      transfer_id uuid not null,
      usage_id uuid not null,
      role_type text not null references role_type (code),
      outcome text not null check (outcome in ('given', 'handed_over', 'already_held')),
      assignment_id uuid,
      given_id uuid,
      given_from_on date,
      old_to_on date,
      primary key (tenant_id, id),
      foreign key (tenant_id, transfer_id) references role_transfer (tenant_id, id),
      foreign key (tenant_id, usage_id) references system_usage (tenant_id, id) on delete cascade,
      foreign key (tenant_id, assignment_id) references role_assignment (tenant_id, id) on delete set null (assignment_id),
      foreign key (tenant_id, given_id) references role_assignment (tenant_id, id) on delete set null (given_id)
    );
    create index on role_transfer_row (tenant_id, transfer_id);
    create index on role_transfer_row (tenant_id, usage_id);
    create index on role_transfer_row (tenant_id, assignment_id);
    create index on role_transfer_row (tenant_id, given_id);
    create index on role_transfer_row (role_type);

    ${ownedBy("role_type_setting", "select, insert, update")}
    ${ownedBy("deputy")}
    ${ownedBy("role_transfer", "select, insert, update")}
    ${ownedBy("role_transfer_row", "select, insert")}
  `)
    .execute(db);
}
