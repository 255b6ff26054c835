import { type Kysely, sql } from "kysely";

/**
 * Merging of products and of suppliers. References lie in every municipality, where the editor sees nothing: functions of
 * `samverka_policy` move them, check themselves that an editor calls, write each municipality's own history, and answer with
 * totals only. What was moved is kept, unreadable for the application, so that a merge can be undone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table catalogue_merge (
      id uuid primary key default app.new_id(),
      kind text not null check (kind in ('product', 'supplier')),
      winner uuid not null,
      loser uuid not null,
      winner_name text not null,
      loser_name text not null,
      loser_state text not null,
      added_aliases text[] not null default '{}',
      added_functions uuid[] not null default '{}',
      by_name text not null,
      by_organisation_id uuid not null references organisation (id),
      merged_at timestamptz not null default now(),
      undone_at timestamptz,
      undone_by_name text
    );
    create index on catalogue_merge (merged_at desc, id desc);
    create index on catalogue_merge (by_organisation_id);
    create table catalogue_merge_reference (
      id uuid primary key default app.new_id(),
      merge_id uuid not null references catalogue_merge (id),
      table_name text not null,
      column_name text not null,
      owner uuid,
      record uuid not null,
      outcome text check (outcome in ('restored', 'changed', 'gone'))
    );
    create index on catalogue_merge_reference (merge_id);
    ${["catalogue_merge", "catalogue_merge_reference"]
      .map(
        (table) => `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy maintain on ${table} for all to samverka_owner using (true) with check (true);
    grant select, insert, update on ${table} to samverka_policy;`,
      )
      .join("")}
    create policy read on catalogue_merge for select to samverka_app using (app.is_catalogue_editor());
    grant select on catalogue_merge to samverka_app;
    grant select, update on product, supplier, system_usage, system_usage_operation, system_usage_term to samverka_policy;
    grant select, insert, delete on product_alias, supplier_alias, product_function to samverka_policy;
    grant update on import_resolution, import_row to samverka_policy;
    grant insert on change_event to samverka_policy;

    -- every column that points at a record, with what names the row: a new foreign key is added here (a test compares)
    create function app.catalogue_references(of_kind text)
      returns table (table_name text, column_name text, owner_column text, record_column text, history_field text)
      language sql immutable as $$
        select v.t, v.c, v.o, v.r, v.h from (values
          ('product', 'system_usage', 'product_id', 'tenant_id', 'id', 'product'),
          ('product', 'product', 'parent_product_id', null, 'id', null),
          ('product', 'product', 'merged_into_id', null, 'id', null),
          ('supplier', 'product', 'supplier_id', null, 'id', null),
          ('supplier', 'product', 'rights_holder_id', null, 'id', null),
          ('supplier', 'supplier', 'merged_into_id', null, 'id', null),
          ('supplier', 'system_usage_operation', 'operations_supplier_id', 'tenant_id', 'usage_id', 'operations_supplier'),
          ('supplier', 'system_usage_term', 'supplier_id', 'tenant_id', 'usage_id', 'term_supplier')
        ) as v (k, t, c, o, r, h) where v.k = of_kind $$;

    grant execute on function app.catalogue_references(text) to samverka_policy;
    grant select on import_run to samverka_policy;
    -- a line in the history of a usage breaks its seal there (a trigger that runs as whoever writes the line)
    grant select, insert, update on system_usage_internal to samverka_policy;
    set local role samverka_policy;

    create function app.refuse_but_catalogue_editor() returns void language plpgsql stable as $$
      begin
        if not app.is_catalogue_editor() or app.preview_owner() is not null or app.tenant() is null
          or exists (select 1 from organisation o where o.id = app.tenant() and o.kind = 'supplier') then
          raise exception 'catalogue editors only' using errcode = '42501';
        end if;
      end $$;

    -- how many references of each kind point at a record, over all organisations
    create function app.count_references(of_kind text, of_record uuid)
      returns table (table_name text, column_name text, n int)
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        r record;
      begin
        perform app.refuse_but_catalogue_editor();
        for r in select * from app.catalogue_references(of_kind) loop
          return query execute format('select %L, %L, count(*)::int from %I where %I = $1',
            r.table_name, r.column_name, r.table_name, r.column_name) using of_record;
        end loop;
      end $$;

    -- the affected organisations' own history of what a merge or its undoing did
    create function app.note_merge(of_merge uuid, moved_from text, moved_to text, only_outcome text) returns void
      language sql volatile as $$
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, old, new, via, reason, run_id)
        select f.owner, 'Katalogredaktör, ' || o.name, 'system_usage', f.record, u.own_name,
          case r.history_field when 'product' then 'moved' else 'updated' end, r.history_field,
          to_jsonb(moved_from), to_jsonb(moved_to), 'ui',
          case when only_outcome is null then 'Sammanslagning i katalogen' else 'Sammanslagning i katalogen ångrad' end, of_merge
        from catalogue_merge_reference f
        join catalogue_merge m on m.id = f.merge_id
        join app.catalogue_references(m.kind) r on r.table_name = f.table_name and r.column_name = f.column_name
        join system_usage u on u.tenant_id = f.owner and u.id = f.record
        join organisation o on o.id = app.tenant()
        where f.merge_id = of_merge and f.outcome is not distinct from only_outcome and r.history_field is not null $$;

    create function app.merge_records(of_kind text, losing uuid, winning uuid, editor text)
      returns table (outcome text, merge uuid)
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        l record;
        w record;
        r record;
        new_merge uuid := app.new_id();
        aliases text[];
        functions uuid[] := '{}';
      begin
        perform app.refuse_but_catalogue_editor();
        if of_kind not in ('product', 'supplier') or losing = winning then
          return query select 'missing'::text, null::uuid;
          return;
        end if;
        -- always in the same order, so that two editors wait for each other instead of dead-locking
        execute format('select 1 from %I where id = any ($1) order by id for update', of_kind) using array[losing, winning];
        execute format('select id, name, normalised_name, state from %I where id = $1', of_kind) into l using losing;
        execute format('select id, name, normalised_name, state from %I where id = $1', of_kind) into w using winning;
        if l.id is null or w.id is null then
          return query select 'missing'::text, null::uuid;
          return;
        elsif l.state = 'merged' then
          return query select 'loser_merged'::text, null::uuid;
          return;
        elsif w.state = 'merged' then
          return query select 'winner_merged'::text, null::uuid;
          return;
        elsif w.state <> 'approved' then
          return query select 'winner_not_approved'::text, null::uuid;
          return;
        end if;
        if of_kind = 'product' and exists (
          with recursive above (id) as (
            select p.parent_product_id from product p where p.id = winning
            union select p.parent_product_id from product p join above a on p.id = a.id)
          select 1 from above where above.id = losing) then
          return query select 'part_of'::text, null::uuid;
          return;
        end if;

        insert into catalogue_merge (id, kind, winner, loser, winner_name, loser_name, loser_state, by_name, by_organisation_id)
        values (new_merge, of_kind, winning, losing, w.name, l.name, l.state, editor, app.tenant());
        for r in select * from app.catalogue_references(of_kind) loop
          execute format('with moved as (update %1$I set %2$I = $1 where %2$I = $2 returning %3$s as owner, %4$I as record)
            insert into catalogue_merge_reference (merge_id, table_name, column_name, owner, record)
            select $3, %1$L, %2$L, owner, record from moved',
            r.table_name, r.column_name, coalesce(quote_ident(r.owner_column), 'null::uuid'), r.record_column)
          using winning, losing, new_merge;
        end loop;

        -- the tombstone keeps its own names and functions; the winner gets those it lacks
        execute format('with added as (
          insert into %1$I (%2$I, name, normalised_name)
          select $1, n.name, n.normalised_name from (
            select $3 as name, $4 as normalised_name
            union select name, normalised_name from %1$I where %2$I = $2) n
          where n.normalised_name <> $5 on conflict do nothing returning normalised_name)
          select coalesce(array_agg(normalised_name), ''{}'') from added', of_kind || '_alias', of_kind || '_id')
        into aliases using winning, losing, l.name, l.normalised_name, w.normalised_name;
        if of_kind = 'product' then
          with added as (
            insert into product_function (product_id, function_id)
            select winning, f.function_id from product_function f where f.product_id = losing
            on conflict do nothing returning function_id)
          select coalesce(array_agg(function_id), '{}') into functions from added;
        end if;
        update catalogue_merge set added_aliases = aliases, added_functions = functions where id = new_merge;

        -- imports that are not finished go on with the winner
        update import_resolution i set found = case when i.found = losing then winning else i.found end,
          chosen = case when i.chosen = losing then winning else i.chosen end
        where i.sort = of_kind and losing in (i.found, i.chosen);
        update import_row i set product = winning from import_run run
        where of_kind = 'product' and i.tenant_id = run.tenant_id and i.run_id = run.id
          and run.state in ('uploaded', 'mapped', 'checked') and i.product = losing;

        execute format('update %I set state = ''merged'', merged_into_id = $1, version = version + 1, updated_at = now()
          where id = $2', of_kind) using winning, losing;
        perform app.note_merge(new_merge, l.name, w.name, null);
        return query select 'merged'::text, new_merge;
      end $$;

    create function app.undo_merge(of_merge uuid, editor text) returns text
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        m record;
        l record;
        w record;
        r record;
      begin
        perform app.refuse_but_catalogue_editor();
        select * into m from catalogue_merge where id = of_merge for update;
        if m.id is null then
          return 'missing';
        elsif m.undone_at is not null then
          return 'already_undone';
        end if;
        execute format('select 1 from %I where id = any ($1) order by id for update', m.kind) using array[m.loser, m.winner];
        execute format('select state, merged_into_id from %I where id = $1', m.kind) into l using m.loser;
        execute format('select state, name from %I where id = $1', m.kind) into w using m.winner;
        if w.state = 'merged' then
          return 'winner_merged';
        elsif l.state is distinct from 'merged' or l.merged_into_id is distinct from m.winner then
          return 'changed';
        end if;
        execute format('update %I set state = $1, merged_into_id = null, version = version + 1, updated_at = now() where id = $2',
          m.kind) using m.loser_state, m.loser;
        for r in select * from app.catalogue_references(m.kind) loop
          execute format('with back as (
              update %1$I t set %2$I = $1 from catalogue_merge_reference f
              where f.merge_id = $3 and f.table_name = %1$L and f.column_name = %2$L and t.%4$I = f.record
                and %3$s and t.%2$I = $2
              returning f.id)
            update catalogue_merge_reference f set outcome = ''restored'' from back where back.id = f.id',
            r.table_name, r.column_name,
            case when r.owner_column is null then 'true' else format('t.%I = f.owner', r.owner_column) end, r.record_column)
          using m.loser, m.winner, of_merge;
          execute format('update catalogue_merge_reference f set outcome = case when exists (
              select 1 from %1$I t where t.%4$I = f.record and %3$s) then ''changed'' else ''gone'' end
            where f.merge_id = $1 and f.table_name = %1$L and f.column_name = %2$L and f.outcome is null',
            r.table_name, r.column_name,
            case when r.owner_column is null then 'true' else format('t.%I = f.owner', r.owner_column) end, r.record_column)
          using of_merge;
        end loop;
        execute format('delete from %I where %I = $1 and normalised_name = any ($2)', m.kind || '_alias', m.kind || '_id')
          using m.winner, m.added_aliases;
        if m.kind = 'product' then
          delete from product_function where product_id = m.winner and function_id = any (m.added_functions);
        end if;
        update catalogue_merge set undone_at = now(), undone_by_name = editor where id = of_merge;
        perform app.note_merge(of_merge, w.name, m.loser_name, 'restored');
        return 'undone';
      end $$;

    -- what a merge moved and what came of undoing it: totals; names only of catalogue records and of the editor's own systems
    create function app.merge_report(of_merge uuid)
      returns table (table_name text, column_name text, outcome text, n int, names text[])
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        perform app.refuse_but_catalogue_editor();
        return query
          select f.table_name, f.column_name, f.outcome, count(*)::int,
            (array_agg(coalesce(u.own_name, p.name, s.name)) filter (where coalesce(u.own_name, p.name, s.name) is not null))[1:20]
          from catalogue_merge_reference f
          left join system_usage u on u.tenant_id = f.owner and u.id = f.record and f.owner = app.tenant()
          left join product p on f.table_name = 'product' and p.id = f.record
          left join supplier s on f.table_name = 'supplier' and s.id = f.record
          where f.merge_id = of_merge group by 1, 2, 3 order by 1, 2, 3;
      end $$;

    revoke execute on function app.count_references(text, uuid), app.merge_records(text, uuid, uuid, text),
      app.undo_merge(uuid, text), app.merge_report(uuid), app.note_merge(uuid, text, text, text),
      app.refuse_but_catalogue_editor() from public;
    grant execute on function app.count_references(text, uuid), app.merge_records(text, uuid, uuid, text),
      app.undo_merge(uuid, text), app.merge_report(uuid) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
