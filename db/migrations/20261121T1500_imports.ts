import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Files brought in: the run, its file, its rows with what they lead to, what is wrong in which cell, what names mean. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table import_run (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      kind text not null check (kind in ('systems', 'products')),
      state text not null default 'uploaded' check (state in ('uploaded', 'mapped', 'checked', 'applied', 'undone', 'discarded')),
      file_name text not null check (length(file_name) between 1 and 300),
      file_bytes int not null,
      format text not null check (format in ('csv', 'xlsx')),
      encoding text,
      separator text,
      sheets text[] not null default '{}',
      sheet text,
      heading_row int not null,
      columns jsonb not null,
      samples jsonb not null,
      row_count int not null,
      mapping jsonb not null default '{}',
      settings jsonb not null default '{}',
      -- what a job is doing with the run, and how far it has come
      work text check (work in ('checking', 'applying', 'undoing')),
      work_seen_at timestamptz,
      work_done int not null default 0,
      work_problem jsonb,
      -- grows with every dry run; what is applied is the plan that was looked at
      plan_number int not null default 0,
      counts jsonb,
      is_correct_rows_only boolean,
      undo_counts jsonb,
      created_by uuid references account (id),
      created_by_name text not null,
      created_at timestamptz not null default now(),
      applied_by_name text,
      applied_at timestamptz,
      undone_by_name text,
      undone_at timestamptz,
      primary key (tenant_id, id)
    );
    create index on import_run (tenant_id, created_at desc, id);
    create index on import_run (created_by);

    -- in parts, so that nobody holds a whole file as one value; gone when the run is over
    create table import_file_part (
      tenant_id uuid not null,
      run_id uuid not null,
      position int not null,
      bytes bytea not null,
      primary key (tenant_id, run_id, position)
    );
    alter table import_file_part alter column bytes set storage external;

    create table import_row (
      tenant_id uuid not null,
      run_id uuid not null,
      sheet_row int not null,
      -- by field: a value, or null to clear; fields that were not given are missing
      given jsonb not null,
      -- normalised names by field, to look up in import_resolution
      names jsonb not null,
      has_cell_error boolean not null,
      -- the plan
      links jsonb not null default '{}',
      product uuid,
      action text check (action in ('create', 'update', 'unchanged', 'skip', 'error')),
      reason text,
      reason_row int,
      target uuid,
      fresh uuid not null default app.new_id(),
      -- the person's answer where several records might be meant; the row's own fresh id means a new one
      picked uuid,
      seen_version int,
      changes jsonb,
      is_changed_since boolean not null default false,
      -- what undo did
      outcome text check (outcome in ('reversed', 'kept', 'impossible')),
      outcome_reason text,
      primary key (tenant_id, run_id, sheet_row)
    ) with (fillfactor = 60);
    create index on import_row (tenant_id, run_id, action, sheet_row);

    create table import_cell_error (
      tenant_id uuid not null,
      run_id uuid not null,
      sheet_row int not null,
      id uuid not null default app.new_id(),
      -- 'file': seen in the cell itself, 'plan': seen when the row met what is already here
      seen_in text not null check (seen_in in ('file', 'plan')),
      is_warning boolean not null,
      column_letters text not null,
      heading text not null,
      field text,
      value text not null,
      code text not null,
      allowed text[],
      suggestions text[],
      details jsonb,
      primary key (tenant_id, run_id, sheet_row, id)
    );

    -- what each distinct name in the file means
    create table import_resolution (
      tenant_id uuid not null,
      run_id uuid not null,
      sort text not null check (sort in ('product', 'supplier', 'organisation', 'unit', 'person', 'function')),
      key text not null,
      written text not null,
      supplier_written text,
      organisation_number text,
      row_count int not null,
      standing text check (standing in ('found', 'create', 'undecided', 'left_out')),
      reason text check (reason in ('unknown', 'ambiguous', 'other_supplier')),
      found uuid,
      choice text check (choice in ('create', 'use', 'leave_out')),
      chosen uuid,
      fresh uuid not null default app.new_id(),
      primary key (tenant_id, run_id, sort, key)
    );

    create table import_mapping (
      tenant_id uuid not null references organisation (id),
      kind text not null check (kind in ('systems', 'products')),
      name text not null check (length(name) between 1 and 100),
      uses jsonb not null,
      settings jsonb not null default '{}',
      used_at timestamptz not null default now(),
      primary key (tenant_id, kind, name)
    );

    -- concepts that a run made, to take away again when it is undone
    create table import_concept (
      tenant_id uuid not null,
      run_id uuid not null,
      sort text not null check (sort in ('product', 'supplier')),
      concept uuid not null,
      name text not null,
      outcome text check (outcome in ('reversed', 'kept', 'impossible')),
      primary key (tenant_id, run_id, concept)
    );

    ${ownedBy("import_run", "select, insert, update")}
    ${ownedBy("import_mapping")}
    ${["import_file_part", "import_row", "import_cell_error", "import_resolution", "import_concept"]
      .map(
        (table) => `
      alter table ${table} add foreign key (tenant_id, run_id) references import_run (tenant_id, id);
      ${ownedBy(table)}`,
      )
      .join("\n")}

    create function app.texts(list jsonb) returns text[] language sql immutable parallel safe
      as $$ select case when jsonb_typeof(list) = 'array' then array(select jsonb_array_elements_text(list)) end $$;

    -- Undo takes away concepts that the run made and nobody has touched or uses. Whether another organisation uses one is
    -- answered here only by not taking it away.
    create function app.take_back_concepts(run uuid) returns table (concept uuid)
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare one record;
      begin
        for one in
          select c.concept as id, c.sort from import_concept c
          where c.tenant_id = app.tenant() and c.run_id = run and c.outcome is null and app.preview_owner() is null
          order by c.sort
        loop
          begin
            if one.sort = 'product' then
              delete from product_function where product_id = one.id
                and exists (select 1 from product p where p.id = one.id and p.state = 'concept'
                  and p.created_by_tenant_id = app.tenant() and p.version = 1);
              delete from product p where p.id = one.id and p.state = 'concept'
                and p.created_by_tenant_id = app.tenant() and p.version = 1;
            else
              delete from supplier s where s.id = one.id and s.state = 'concept'
                and s.created_by_tenant_id = app.tenant() and s.version = 1;
            end if;
            if found then
              concept := one.id;
              return next;
            end if;
          exception when foreign_key_violation then
            null; -- in use: it stays, with its functions
          end;
        end loop;
      end $$;
    -- whether something outside the record itself rests on an own system: a later record, a host's answer, documents
    create function app.is_leant_on(usage uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select 1 from hosting_confirmation h where h.usage_tenant_id = app.tenant() and h.usage_id = usage)
          or exists (select 1 from system_usage_internal i where i.tenant_id = app.tenant() and i.preceding_usage_id = usage)
          or exists (select 1 from system_usage_document d where d.tenant_id = app.tenant() and d.usage_id = usage)
          or exists (select 1 from sub_processor p where p.tenant_id = app.tenant() and p.usage_id = usage) $$;
    alter function app.is_leant_on(uuid) owner to samverka_policy;
    revoke execute on function app.is_leant_on(uuid) from public;
    grant execute on function app.is_leant_on(uuid) to samverka_app;

    -- files that nobody did anything with for thirty days are not kept
    create function app.discard_stale_imports() returns int
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare stale uuid[];
      begin
        update import_run set state = 'discarded', work = null
          where state in ('uploaded', 'mapped', 'checked') and created_at < now() - interval '30 days';
        select array_agg(id) into stale from import_run r where state = 'discarded'
          and exists (select 1 from import_file_part f where f.tenant_id = r.tenant_id and f.run_id = r.id);
        delete from import_cell_error where run_id = any (stale);
        delete from import_row where run_id = any (stale);
        delete from import_resolution where run_id = any (stale);
        delete from import_file_part where run_id = any (stale);
        return coalesce(cardinality(stale), 0);
      end $$;
    grant update on import_run to samverka_policy;
    grant delete on import_cell_error, import_row, import_resolution, import_file_part to samverka_policy;
    alter function app.discard_stale_imports() owner to samverka_policy;
    revoke execute on function app.discard_stale_imports() from public;
    grant execute on function app.discard_stale_imports() to samverka_auth;

    grant select, delete on product, supplier, product_function to samverka_policy;
    grant select on import_concept to samverka_policy;
    alter function app.take_back_concepts(uuid) owner to samverka_policy;
    revoke execute on function app.take_back_concepts(uuid) from public;
    grant execute on function app.take_back_concepts(uuid) to samverka_app;
  `)
    .execute(db);
}
