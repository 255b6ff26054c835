import { type Kysely, sql } from "kysely";

/**
 * Pairs of catalogue records that look alike. Comparing every name with every other takes seconds, so each change compares its
 * own record only, at the end of its transaction and one transaction at a time: no pair is missed between two of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table duplicate_pair (
      kind text not null check (kind in ('product', 'supplier')),
      first uuid not null,
      second uuid not null check (first < second),
      score real not null,
      reasons text[] not null,
      primary key (kind, first, second)
    );
    create index on duplicate_pair (kind, score desc, first, second);
    create index on duplicate_pair (kind, second);
    alter table duplicate_pair enable row level security;
    alter table duplicate_pair force row level security;
    create policy read on duplicate_pair for select to samverka_app using (case kind
      when 'product' then exists (select 1 from product p where p.id = first) and exists (select 1 from product p where p.id = second)
      else exists (select 1 from supplier s where s.id = first) and exists (select 1 from supplier s where s.id = second) end);
    create policy maintain on duplicate_pair for all to samverka_owner using (true) with check (true);
    grant select on duplicate_pair to samverka_app;
    grant select, insert, update, delete on duplicate_pair to samverka_policy;
    create function app.web_host(address text) returns text language sql immutable parallel safe as $$
      select lower(substring(address from '^[a-zA-Z]+://(?:[wW]{3}\\.)?([^/:?#]+)')) $$;
    create function app.digits_of(name text) returns text language sql immutable parallel safe as $$
      select btrim(regexp_replace(name, '[^0-9]+', ' ', 'g')) $$;
    create index on supplier (app.web_host(website)) where website is not null;
  `)
    .execute(db);
  await sql.raw("set local role samverka_policy").execute(db);
  await sql
    .raw(`
    create function app.find_duplicates(of_kind text, of_record uuid)
      returns table (other uuid, score real, reasons text[])
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        return query execute format($query$
          with me as (select * from %1$I where id = $1 and state in ('concept', 'approved')),
          hit (id, points, reason) as (
            select o.id, 1.0, 'same_name' from me join %1$I o on o.normalised_name = me.normalised_name
            union all
            -- names that differ in a number are another version or another thing
            select o.id, similarity(o.normalised_name, me.normalised_name) * 0.95, 'similar_name' from me
              join %1$I o on o.normalised_name %% me.normalised_name
              where o.normalised_name <> me.normalised_name and app.digits_of(o.normalised_name) = app.digits_of(me.normalised_name)
            union all
            select a.%1$s_id, 0.97, 'alias' from me join %1$s_alias a on a.normalised_name = me.normalised_name
            union all
            select o.id, 0.97, 'alias' from me join %1$s_alias mine on mine.%1$s_id = me.id
              join %1$I o on o.normalised_name = mine.normalised_name
            union all
            select a.%1$s_id, 0.95, 'alias' from me join %1$s_alias mine on mine.%1$s_id = me.id
              join %1$s_alias a on a.normalised_name = mine.normalised_name
            %2$s)
          select o.id, max(points)::real, array_agg(distinct reason order by reason)
          from hit join %1$I o on o.id = hit.id and o.state in ('concept', 'approved')
          where o.id <> $1 group by o.id $query$, of_kind,
          case of_kind when 'supplier' then '
            union all
            select o.id, 1.0, ''organisation_number'' from me join supplier o on o.organisation_number = me.organisation_number
            union all
            select o.id, 0.9, ''website'' from me join supplier o on app.web_host(o.website) = app.web_host(me.website)
              and o.website is not null' else '' end) using of_record;
      end $$;

    create function app.compare_record(of_kind text, of_record uuid) returns void
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        limit_before text := current_setting('pg_trgm.similarity_threshold', true);
      begin
        perform pg_advisory_xact_lock(hashtext('duplicate_pair'));
        delete from duplicate_pair where kind = of_kind and first = of_record;
        delete from duplicate_pair where kind = of_kind and second = of_record;
        perform set_config('pg_trgm.similarity_threshold', '0.55', true);
        insert into duplicate_pair (kind, first, second, score, reasons)
        select of_kind, least(of_record, d.other), greatest(of_record, d.other), x.score, d.reasons
        from app.find_duplicates(of_kind, of_record) d
        left join product mine on of_kind = 'product' and mine.id = of_record
        left join product o on of_kind = 'product' and o.id = d.other
        -- products: another supplier speaks against, the same for; a whole and its part, and parts of one whole, are named alike
        cross join lateral (select (d.score + case
          when mine.supplier_id = o.supplier_id and d.score < 0.9 then 0.05
          when mine.supplier_id <> o.supplier_id then -0.15 else 0 end
          - case when mine.parent_product_id = o.parent_product_id and d.score < 0.9 then 0.2 else 0 end)::real as score) x
        where x.score >= 0.5 and mine.parent_product_id is distinct from d.other and o.parent_product_id is distinct from of_record
        order by x.score desc, d.other limit 10;
        perform set_config('pg_trgm.similarity_threshold', coalesce(limit_before, '0.3'), true);
      end $$;
    revoke execute on function app.find_duplicates(text, uuid), app.compare_record(text, uuid) from public;
    grant execute on function app.compare_record(text, uuid) to samverka_owner;
    set local role samverka_owner;
  `)
    .execute(db);
}
