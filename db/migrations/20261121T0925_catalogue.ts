import { type Kysely, sql } from "kysely";
import { readByAll } from "../policies.ts";

/** The shared catalogue: functions, suppliers and products. Nobody's tenant; a concept is seen by its creator's cooperations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table function (
      id uuid primary key default app.new_id(),
      code text not null unique,
      group_code text not null,
      group_name_sv text not null,
      group_name_en text not null,
      name_sv text not null collate "sv-x-icu",
      name_en text not null,
      position int not null
    );

    create table supplier (
      id uuid primary key default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 300),
      normalised_name text not null,
      organisation_number text check (organisation_number ~ '^[0-9]{10}$'),
      website text,
      country text,
      state text not null default 'concept' check (state in ('concept', 'approved', 'merged', 'withdrawn')),
      organisation_id uuid references organisation (id),
      created_by_tenant_id uuid references organisation (id),
      merged_into_id uuid references supplier (id),
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index on supplier (normalised_name);
    create index on supplier (name, id);
    create index on supplier (organisation_number);
    create index on supplier (organisation_id);
    create index on supplier (created_by_tenant_id);
    create index on supplier (merged_into_id);
    create index on supplier using gin (normalised_name gin_trgm_ops);
    create table supplier_alias (
      supplier_id uuid not null references supplier (id),
      name text not null,
      normalised_name text not null,
      primary key (supplier_id, normalised_name)
    );
    create index on supplier_alias (normalised_name);

    create table product (
      id uuid primary key default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 300),
      previous_name text,
      normalised_name text not null,
      kind text not null default 'application' check (kind in ('application', 'module', 'platform', 'service', 'infrastructure')),
      supplier_id uuid references supplier (id),
      rights_holder_id uuid references supplier (id),
      parent_product_id uuid references product (id),
      code_basis text check (code_basis in ('proprietary', 'open_source', 'freeware')),
      description text not null default '',
      website text,
      state text not null default 'concept' check (state in ('concept', 'approved', 'merged', 'withdrawn')),
      sale_ends_on date,
      support_ends_on date,
      life_ends_on date,
      dates_source text,
      created_by_tenant_id uuid references organisation (id),
      merged_into_id uuid references product (id),
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index on product (normalised_name);
    create index on product (name, id);
    create index on product (supplier_id);
    create index on product (rights_holder_id);
    create index on product (parent_product_id);
    create index on product (created_by_tenant_id);
    create index on product (merged_into_id);
    create index on product using gin (normalised_name gin_trgm_ops);
    create table product_alias (
      product_id uuid not null references product (id),
      name text not null,
      normalised_name text not null,
      primary key (product_id, normalised_name)
    );
    create index on product_alias (normalised_name);
    create index on product_alias using gin (normalised_name gin_trgm_ops);
    create table product_function (
      product_id uuid not null references product (id),
      function_id uuid not null references function (id),
      primary key (product_id, function_id)
    );
    create index on product_function (function_id, product_id);

    create function app.refuse_product_cycle() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if new.parent_product_id is not null and exists (
          with recursive above (id) as (
            select new.parent_product_id
            union select p.parent_product_id from product p join above a on p.id = a.id where p.parent_product_id is not null)
          select 1 from above where id = new.id) then
          raise exception 'product_cycle' using errcode = '23514', constraint = 'product_cycle';
        end if;
        return new;
      end $$;
    alter function app.refuse_product_cycle() owner to samverka_policy;
    grant select on product, supplier to samverka_policy;
    create trigger no_cycle before insert or update of parent_product_id on product
      for each row execute function app.refuse_product_cycle();

    ${readByAll("function")}
    ${(["supplier", "product"] as const).map(catalogueTable).join("\n")}
    ${catalogueDetail("supplier_alias", "supplier")}
    ${catalogueDetail("product_alias", "product")}
    ${catalogueDetail("product_function", "product")}
    -- two ids say nothing without the product, which every query joins; asking for it once more per row cost the matrix half its time
    drop policy read on product_function;
    create policy read on product_function for select to samverka_app using (true);

    drop policy own_read on change_event;
    create policy own_read on change_event for select to samverka_app using (
      case when tenant_id = app.own_tenant() then true
      else object_kind in ('product', 'supplier') and app.preview_owner() is null
        and (exists (select 1 from product p where p.id = object_id) or exists (select 1 from supplier s where s.id = object_id))
      end);
  `)
    .execute(db);
}

/** Approved records are everybody's; concepts are read by their maker and the maker's cooperations and edited by the maker. */
function catalogueTable(table: string) {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy read on ${table} for select to samverka_app using (
      state <> 'concept' or created_by_tenant_id is null
      or (app.preview_owner() is null and (created_by_tenant_id = app.tenant()
        or app.is_catalogue_editor() or created_by_tenant_id = any (array(select app.my_peers()))))
      or created_by_tenant_id = app.preview_owner());
    create policy propose on ${table} for insert to samverka_app with check (
      (state = 'concept' and created_by_tenant_id = app.tenant()) or app.is_catalogue_editor());
    create policy correct on ${table} for update to samverka_app
      using ((state = 'concept' and created_by_tenant_id = app.tenant()) or app.is_catalogue_editor())
      with check ((state = 'concept' and created_by_tenant_id = app.tenant()) or app.is_catalogue_editor());
    create policy maintain on ${table} for all to samverka_owner using (true) with check (true);
    grant select, insert, update on ${table} to samverka_app;
  `;
}

/** Rows that hang on a catalogue record: read with it, written by who may write it. */
function catalogueDetail(table: string, parent: string) {
  const mayWrite = `exists (select 1 from ${parent} p where p.id = ${parent}_id
    and ((p.state = 'concept' and p.created_by_tenant_id = app.tenant()) or app.is_catalogue_editor()))`;
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy read on ${table} for select to samverka_app
      using (exists (select 1 from ${parent} p where p.id = ${parent}_id));
    create policy write on ${table} for insert to samverka_app with check (${mayWrite});
    create policy change on ${table} for update to samverka_app using (${mayWrite}) with check (${mayWrite});
    create policy remove on ${table} for delete to samverka_app using (${mayWrite});
    create policy maintain on ${table} for all to samverka_owner using (true) with check (true);
    grant select, insert, update, delete on ${table} to samverka_app;
    grant select on ${table} to samverka_policy;
  `;
}
