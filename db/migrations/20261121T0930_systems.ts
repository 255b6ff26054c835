import { type Kysely, sql } from "kysely";
import { isSharedGroup, ownedBy, readByAll, sharedAs } from "../policies.ts";

const groups = {
  system_usage_dates: "dates",
  system_usage_operation: "operation",
  system_usage_term: "term",
  system_usage_price: "price",
  system_usage_volume: "volume",
  system_usage_classification: "classification",
  system_usage_function: "core",
  sub_processor: "classification",
  role_assignment: "contacts",
  system_usage_document: "documents",
};

/**
 * System usages. Row security hides rows, not columns, so each field group that is shared on its own is a table of its own;
 * `system_usage` itself holds the core group and nothing that may not be shared with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table system_usage (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      product_id uuid not null references product (id),
      own_name text not null collate "sv-x-icu" check (length(own_name) between 1 and 300),
      lifecycle text not null check (lifecycle in ('planned', 'pilot', 'phasing_in', 'in_operation', 'phasing_out', 'retired')),
      is_hidden boolean not null default false,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (tenant_id, id)
    );
    create index on system_usage (tenant_id, own_name, id);
    create index on system_usage (tenant_id, updated_at desc, id);
    create index on system_usage (product_id, tenant_id);
    create index on system_usage using gin (lower(own_name) gin_trgm_ops);

    -- never shared: how the organisation itself keeps the record
    create table system_usage_internal (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      unit_id uuid,
      note text,
      counts_as_valid boolean not null default false,
      counts_as_valid_reason text,
      confirmed_on date,
      confirmed_by uuid references account (id),
      preceding_usage_id uuid,
      foreign key (tenant_id, unit_id) references unit (tenant_id, id),
      foreign key (tenant_id, preceding_usage_id) references system_usage (tenant_id, id)
    );
    create index on system_usage_internal (tenant_id, unit_id);
    create index on system_usage_internal (tenant_id, preceding_usage_id);
    create index on system_usage_internal (confirmed_by);

    create table system_usage_unit (
      tenant_id uuid not null, usage_id uuid not null, unit_id uuid not null,
      primary key (tenant_id, usage_id, unit_id),
      foreign key (tenant_id, unit_id) references unit (tenant_id, id)
    );
    create index on system_usage_unit (tenant_id, unit_id);

    create table system_usage_function (
      tenant_id uuid not null, usage_id uuid not null, function_id uuid not null references function (id),
      is_opted_out boolean not null default false,
      primary key (tenant_id, usage_id, function_id)
    );
    create index on system_usage_function (function_id, tenant_id);

    create table system_usage_dates (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      taken_into_use_on date,
      phase_out_from_on date,
      retired_on date,
      planned_replacement text
    );

    create table system_usage_operation (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      own_id text,
      version_text text,
      hosting_form text check (hosting_form in ('on_premise', 'host_municipality', 'joint_body', 'external_hosting',
        'saas', 'paas', 'iaas', 'hybrid')),
      host_organisation_id uuid references organisation (id),
      operations_supplier_id uuid references supplier (id),
      hosting_country text check (hosting_country ~ '^[A-Z]{2}$'),
      check (hosting_form is null or hosting_form not in ('host_municipality', 'joint_body') or host_organisation_id is not null)
    );
    create unique index on system_usage_operation (tenant_id, own_id);
    create index on system_usage_operation (host_organisation_id);
    create index on system_usage_operation (operations_supplier_id);

    -- the host's own word on being the host; without it nobody is told of the relation
    create table hosting_confirmation (
      tenant_id uuid not null references organisation (id),
      usage_tenant_id uuid not null,
      usage_id uuid not null,
      answer text not null check (answer in ('confirmed', 'declined')),
      answered_at timestamptz not null default now(),
      answered_by uuid references account (id),
      primary key (tenant_id, usage_tenant_id, usage_id),
      foreign key (usage_tenant_id, usage_id) references system_usage (tenant_id, id)
    );
    create index on hosting_confirmation (usage_tenant_id, usage_id);
    create index on hosting_confirmation (answered_by);

    -- as the municipality states them; contracts take over when they exist
    create table system_usage_term (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      supplier_id uuid references supplier (id),
      ends_on date,
      notice_on date
    );
    create index on system_usage_term (supplier_id);
    create index on system_usage_term (tenant_id, ends_on);
    create table system_usage_price (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      yearly_minor bigint check (yearly_minor between 0 and 9000000000000),
      currency text not null default 'SEK' check (currency ~ '^[A-Z]{3}$'),
      cost_year int check (cost_year between 1990 and 2100)
    );

    create table system_usage_volume (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      user_count int check (user_count between 0 and 20000000),
      user_count_on date
    );

    create table system_usage_classification (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      confidentiality int check (confidentiality between 0 and 4),
      integrity int check (integrity between 0 and 4),
      availability int check (availability between 0 and 4),
      classified_on date,
      personal_data text check (personal_data in ('none', 'ordinary', 'sensitive', 'unknown')),
      dpa_needed text check (dpa_needed in ('yes', 'no', 'unknown')),
      dpa_signed_on date,
      dpa_link text,
      joint_controllership text check (joint_controllership in ('yes', 'no', 'unknown')),
      third_country text check (third_country in ('yes', 'no', 'unknown')),
      oversight_interval_months int check (oversight_interval_months between 1 and 120),
      oversight_last_on date,
      risk_assessed_on date,
      risk_next_on date,
      dpia_needed text check (dpia_needed in ('yes', 'no', 'unknown')),
      dpia_done_on date,
      accessibility_statement_link text,
      accessibility_checked_on date,
      contains_ai text check (contains_ai in ('yes', 'no', 'unknown')),
      is_society_critical text check (is_society_critical in ('yes', 'no', 'unknown')),
      criticality text check (criticality in ('low', 'medium', 'high', 'critical'))
    );
    create table sub_processor (
      tenant_id uuid not null, usage_id uuid not null, id uuid not null default app.new_id(),
      name text not null check (length(name) between 1 and 200),
      country text check (country ~ '^[A-Z]{2}$'),
      basis text,
      primary key (tenant_id, id)
    );
    create index on sub_processor (tenant_id, usage_id);

    create table role_type (
      code text primary key,
      name_sv text not null,
      name_en text not null,
      answers_for_sv text not null,
      answers_for_en text not null,
      position int not null
    );
    create table role_assignment (
      tenant_id uuid not null, id uuid not null default app.new_id(),
      usage_id uuid not null,
      role_type text not null references role_type (code),
      person_id uuid not null,
      from_on date not null default app.today(),
      to_on date,
      primary key (tenant_id, id),
      foreign key (tenant_id, person_id) references person (tenant_id, id)
    );
    create index on role_assignment (tenant_id, usage_id);
    create index on role_assignment (tenant_id, person_id);
    create index on role_assignment (role_type);

    create table system_usage_document (
      tenant_id uuid not null, usage_id uuid not null, id uuid not null default app.new_id(),
      title text not null check (length(title) between 1 and 200),
      url text not null check (url ~* '^https?://' and length(url) <= 2000),
      checked_at timestamptz,
      check_result text check (check_result in ('ok', 'broken', 'not_reachable')),
      primary key (tenant_id, id)
    );
    create index on system_usage_document (tenant_id, usage_id);

    create table retirement_record (
      tenant_id uuid not null, id uuid not null default app.new_id(), usage_id uuid not null,
      retired_on date not null,
      own_name text not null,
      reason text not null,
      by_name text not null,
      snapshot jsonb not null,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id)
    );
    create index on retirement_record (tenant_id, usage_id);

    ${ownedBy("system_usage", undefined, `not is_hidden and ${isSharedGroup("core")}`)}

    -- a concept that a visible usage rests on is visible with it
    create policy in_use on product for select to samverka_app using (
      state = 'concept' and exists (select 1 from system_usage u where u.product_id = product.id));

    ${[...Object.keys(groups), "system_usage_internal", "system_usage_unit", "retirement_record"]
      .map(
        (table) =>
          `alter table ${table} add foreign key (tenant_id, usage_id) references system_usage (tenant_id, id) on delete cascade;`,
      )
      .join("\n")}
    ${Object.entries(groups)
      .map(([table, group]) => ownedBy(table, undefined, sharedAs(table, group)))
      .join("\n")}
    ${ownedBy("system_usage_internal")}
    ${ownedBy("system_usage_unit")}
    ${ownedBy("retirement_record", "select, insert")}

    ${readByAll("role_type")}
    ${ownedBy("hosting_confirmation", "select, insert, update")}

    -- what a host is asked to confirm: only the name of the system and who says so
    create function app.hosting_requests() returns table (usage_tenant_id uuid, usage_id uuid, own_name text, hosting_form text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select o.tenant_id, o.usage_id, u.own_name, o.hosting_form
        from system_usage_operation o join system_usage u on u.tenant_id = o.tenant_id and u.id = o.usage_id
        where o.host_organisation_id = app.tenant() and app.preview_owner() is null and o.tenant_id <> app.tenant()
          and u.lifecycle <> 'retired' $$;
    -- usages of the tenant (or shared with it) whose host has confirmed
    create function app.is_hosting_confirmed(owner uuid, usage uuid, host uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select 1 from hosting_confirmation h where h.tenant_id = host and h.usage_tenant_id = owner
          and h.usage_id = usage and h.answer = 'confirmed') $$;
    alter function app.hosting_requests() owner to samverka_policy;
    alter function app.is_hosting_confirmed(uuid, uuid, uuid) owner to samverka_policy;
    revoke execute on function app.hosting_requests(), app.is_hosting_confirmed(uuid, uuid, uuid) from public;
    grant execute on function app.hosting_requests(), app.is_hosting_confirmed(uuid, uuid, uuid) to samverka_app;

    -- Text search over everything the tenant may see. The operators of row security's index search are not leakproof, so the
    -- sharing rule is applied here, word for word as in the policies above.
    create function app.search_usages(words text, most int) returns table (tenant_id uuid, id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        with pattern as (select '%' || replace(replace(replace(lower(words), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' as p),
        owners as (
          select array_agg(o) as ids from (
            select app.tenant() as o where app.preview_owner() is null
            union select s from app.shared_with_me('system_usage', 'core') s
              where app.preview_owner() is null or s = app.preview_owner()) x),
        hit_products as (
          select p.id from product p, pattern where p.normalised_name like pattern.p
          union select a.product_id from product_alias a, pattern where a.normalised_name like pattern.p
          union select p.id from supplier s join product p on p.supplier_id = s.id, pattern where s.normalised_name like pattern.p
          limit 5000)
        (select u.tenant_id, u.id from owners, hit_products h
           join system_usage u on u.product_id = h.id
           where u.tenant_id = any (owners.ids) and (u.tenant_id = app.tenant() or not u.is_hidden) limit most)
        union
        (select u.tenant_id, u.id from owners, pattern, system_usage u
           where lower(u.own_name) like pattern.p and u.tenant_id = any (owners.ids)
             and (u.tenant_id = app.tenant() or not u.is_hidden) limit most)
        limit most $$;
    alter function app.search_usages(text, int) owner to samverka_policy;
    revoke execute on function app.search_usages(text, int) from public;
    grant execute on function app.search_usages(text, int) to samverka_app;
    grant execute on all functions in schema app to samverka_policy;
  `)
    .execute(db);
}
