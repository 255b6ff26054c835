import { type Kysely, sql } from "kysely";
import { ownedBy, readByAll } from "../policies.ts";

/** Who there is: organisations and their population (facts for all), units and people (each tenant's own). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table organisation (
      id uuid primary key default app.new_id(),
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and slug not in (
        'login', 'logout', 'account', 'invitation', 'password-reset', 'locale', 'build', 'assets', 'demo', 'api',
        'healthz', 'readyz', 'mail', 'fonts', 'favicon', 'robots', 'about', 'help', 'static', 'admin')),
      name text not null collate "sv-x-icu",
      full_name text not null,
      kind text not null check (kind in ('municipality', 'region', 'joint_board', 'municipal_federation',
        'municipal_company', 'central_purchasing_body', 'supplier')),
      municipality_code text unique check (municipality_code ~ '^[0-9]{4}$'),
      county_code text,
      county text,
      organisation_number text check (organisation_number ~ '^[0-9]{10}$'),
      parent_organisation_id uuid references organisation (id),
      created_at timestamptz not null default now()
    );
    create index on organisation (kind, name, id);
    create index on organisation (parent_organisation_id);

    create table population (
      organisation_id uuid not null references organisation (id),
      counted_on date not null,
      inhabitants int not null check (inhabitants >= 0),
      source text not null,
      primary key (organisation_id, counted_on)
    );

    create table organisation_setting (
      tenant_id uuid primary key references organisation (id),
      theme text not null default 'samverka',
      requires_second_factor boolean,
      hidden_field_groups text[] not null default '{}'
    );

    create table unit (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      parent_unit_id uuid,
      primary key (tenant_id, id),
      foreign key (tenant_id, parent_unit_id) references unit (tenant_id, id),
      unique (tenant_id, name)
    );
    create index on unit (tenant_id, parent_unit_id);

    create table person (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      email text,
      title text,
      unit_id uuid,
      primary key (tenant_id, id),
      foreign key (tenant_id, unit_id) references unit (tenant_id, id)
    );
    create index on person (tenant_id, name, id);
    create index on person (tenant_id, unit_id);
    create unique index on person (tenant_id, lower(email));

    ${readByAll("organisation")}
    ${readByAll("population")}
    ${ownedBy("organisation_setting", "select, insert, update")}
    ${ownedBy("unit")}
    ${ownedBy("person")}
    grant select on organisation_setting to samverka_auth;
    create policy sign_in on organisation_setting for select to samverka_auth using (true);
  `)
    .execute(db);
}
