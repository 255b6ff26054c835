import { type Kysely, sql } from "kysely";

/**
 * Comparing one record with 20,000 took 60 ms: the planner met every name for the sake of its numbers. Now the names go in as
 * values and the trigram index comes first. New names enter the index at once, because the list in which PostgreSQL otherwise
 * gathers them is read through at each look-up, which a file of 2,000 new products did 2,000 times.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("set local role samverka_policy").execute(db);
  await sql
    .raw(`
    create or replace function app.find_duplicates(of_kind text, of_record uuid)
      returns table (other uuid, score real, reasons text[])
      language plpgsql stable rows 10 security definer set search_path = public, pg_temp set enable_seqscan = off as $$
      declare
        me jsonb;
      begin
        execute format('select to_jsonb(r) from %I r where r.id = $1 and r.state in (''concept'', ''approved'')', of_kind)
          into me using of_record;
        if me is null then
          return;
        end if;
        return query execute format($query$
          with hit (id, points, reason) as (
            select o.id, 1.0, 'same_name' from %1$I o where o.normalised_name = $2
            union all
            -- names that differ in a number are another version or another thing
            select o.id, similarity(o.normalised_name, $2) * 0.95, 'similar_name'
              from (select x.id, x.normalised_name from %1$I x where x.normalised_name %% $2 offset 0) o
              where o.normalised_name <> $2 and app.digits_of(o.normalised_name) = app.digits_of($2)
            union all
            select a.%1$s_id, 0.97, 'alias' from %1$s_alias a where a.normalised_name = $2
            union all
            select o.id, 0.97, 'alias' from %1$s_alias mine
              join %1$I o on o.normalised_name = mine.normalised_name where mine.%1$s_id = $1
            union all
            select a.%1$s_id, 0.95, 'alias' from %1$s_alias mine
              join %1$s_alias a on a.normalised_name = mine.normalised_name where mine.%1$s_id = $1
            %2$s)
          select o.id, max(points)::real, array_agg(distinct reason order by reason)
          from hit join %1$I o on o.id = hit.id and o.state in ('concept', 'approved')
          where o.id <> $1 group by o.id $query$, of_kind,
          case of_kind when 'supplier' then '
            union all
            select o.id, 1.0, ''organisation_number'' from supplier o where o.organisation_number = $3
            union all
            select o.id, 0.9, ''website'' from supplier o where o.website is not null and app.web_host(o.website) = $4'
          else '' end)
        using of_record, me ->> 'normalised_name', me ->> 'organisation_number', app.web_host(me ->> 'website');
      end $$;
    alter function app.compare_record(text, uuid) set enable_seqscan = off;
    set local role samverka_owner;

    do $$
    declare
      each regclass;
    begin
      for each in
        select i.indexrelid from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
        where m.amname = 'gin' and i.indrelid in ('product'::regclass, 'product_alias'::regclass, 'supplier'::regclass,
          'supplier_alias'::regclass)
      loop
        execute format('alter index %s set (fastupdate = off)', each);
      end loop;
    end $$;
  `)
    .execute(db);
}
