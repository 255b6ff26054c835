import { type Kysely, sql } from "kysely";

/**
 * What somebody said of a pair: different records, or the same and to be merged. A catalogue editor's word settles the pair for
 * all, a municipality's its own list only, about pairs with a concept of its own. It holds while both names are what they were.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table duplicate_verdict (
      id uuid primary key default app.new_id(),
      kind text not null check (kind in ('product', 'supplier')),
      first uuid not null,
      second uuid not null check (first < second),
      first_name text not null,
      second_name text not null,
      verdict text not null check (verdict in ('different', 'same')),
      is_editors boolean not null,
      by_name text not null,
      by_organisation_id uuid not null references organisation (id),
      said_at timestamptz not null default now(),
      withdrawn_at timestamptz,
      withdrawn_by_name text
    );
    create unique index on duplicate_verdict (kind, first, second, by_organisation_id, is_editors) where withdrawn_at is null;
    create index on duplicate_verdict (by_organisation_id);
    create index on duplicate_verdict (said_at desc, id) where withdrawn_at is null;
    alter table duplicate_verdict enable row level security;
    alter table duplicate_verdict force row level security;
    create policy read on duplicate_verdict for select to samverka_app using (
      app.preview_owner() is null and (by_organisation_id = app.tenant() or app.is_catalogue_editor()));
    create policy say on duplicate_verdict for insert to samverka_app with check (
      app.preview_owner() is null and by_organisation_id = app.tenant() and is_editors = app.is_catalogue_editor()
      and (is_editors or case kind
        when 'product' then exists (select 1 from product p where p.id in (first, second) and p.state = 'concept'
          and p.created_by_tenant_id = app.tenant())
        else exists (select 1 from supplier s where s.id in (first, second) and s.state = 'concept'
          and s.created_by_tenant_id = app.tenant()) end));
    create policy withdraw on duplicate_verdict for update to samverka_app
      using (case when is_editors then app.is_catalogue_editor() else by_organisation_id = app.tenant() end)
      with check (case when is_editors then app.is_catalogue_editor() else by_organisation_id = app.tenant() end);
    create policy maintain on duplicate_verdict for all to samverka_owner using (true) with check (true);
    grant select, insert, update (withdrawn_at, withdrawn_by_name) on duplicate_verdict to samverka_app;
    grant select on duplicate_verdict to samverka_policy;
    set local role samverka_policy;
    -- whether somebody whose word counts here has said that the two, by these names, are different records
    create function app.are_told_apart(of_kind text, one uuid, other uuid, one_name text, other_name text) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select 1 from duplicate_verdict v
          where v.kind = of_kind and v.first = one and v.second = other and v.withdrawn_at is null and v.verdict = 'different'
            and v.first_name = one_name and v.second_name = other_name
            and (v.is_editors or not app.is_catalogue_editor() and v.by_organisation_id = app.tenant())) $$;
    revoke execute on function app.are_told_apart(text, uuid, uuid, text, text) from public;
    grant execute on function app.are_told_apart(text, uuid, uuid, text, text) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
