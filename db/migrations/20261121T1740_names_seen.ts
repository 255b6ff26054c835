import { type Kysely, sql } from "kysely";
import { OWN } from "../policies.ts";

/**
 * Functions that look through all names of the catalogue answer only with what the caller may read, instead of trusting the
 * caller's join; and the history of catalogue records is read through a function that leaves out who in another organisation
 * made a change, instead of as rows of other tenants.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("set local role samverka_policy").execute(db);
  await sql
    .raw(`
    -- the part of the reading policies that concepts, rejected concepts and their tombstones hang on
    create function app.sees_concepts_of(maker uuid) returns boolean language sql stable as $$
      select coalesce(maker is null or maker = app.preview_owner() or (app.preview_owner() is null
        and (maker = app.tenant() or app.is_catalogue_editor() or maker = any (array(select app.my_peers())))), false) $$;
    create function app.sees_supplier(of uuid) returns boolean language sql stable as $$
      select exists (select 1 from supplier s where s.id = of and (s.state in ('approved', 'withdrawn')
        or s.state = 'merged' and s.approved_at is not null or app.sees_concepts_of(s.created_by_tenant_id))) $$;
    -- a product is also seen with a usage that rests on it
    create function app.sees_product(of uuid) returns boolean language sql stable as $$
      select exists (select 1 from product p where p.id = of and (p.state in ('approved', 'withdrawn')
        or p.state = 'merged' and p.approved_at is not null or app.sees_concepts_of(p.created_by_tenant_id)
        or p.state in ('concept', 'rejected') and exists (
          select 1 from system_usage u where u.product_id = p.id and (u.tenant_id = app.own_tenant()
            or not u.is_hidden and u.tenant_id = any (array(select app.shared_with_me('system_usage', 'core'))))))) $$;

    ${["product", "supplier"].map(functions).join("\n")}

    create function app.catalogue_history(of_kind text, of_record uuid, at_most int)
      returns table (id uuid, at timestamptz, person text, organisation text, action text, field text, old jsonb, new jsonb, reason text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select e.id, e.at, case when e.tenant_id = app.tenant() then e.by_name end,
          case when e.tenant_id = app.tenant() or app.is_catalogue_editor() or e.tenant_id = any (array(select app.my_peers())) then o.name end,
          e.action, e.field, e.old, e.new,
          -- "created anyway" names near matches of its maker's, some of which may be concepts of strangers to the reader
          case when e.tenant_id = app.tenant() or e.action <> 'created_anyway' then e.reason end
        from change_event e join organisation o on o.id = e.tenant_id
        where e.object_kind = of_kind and e.object_id = of_record and app.preview_owner() is null and app.tenant() is not null
          and case of_kind when 'product' then app.sees_product(of_record) when 'supplier' then app.sees_supplier(of_record) else false end
        order by e.id desc limit least(at_most, 200) $$;
    revoke execute on function app.catalogue_history(text, uuid, int), app.sees_concepts_of(uuid), app.sees_supplier(uuid),
      app.sees_product(uuid) from public;
    grant execute on function app.catalogue_history(text, uuid, int) to samverka_app;
  `)
    .execute(db);
  await sql.raw("set local role samverka_owner").execute(db);
  await sql.raw(`alter policy own_read on change_event using (${OWN})`).execute(db);
}

function functions(table: string) {
  return `
    create or replace function app.near_${table}_names(sought text[])
      returns table (sought_name text, ${table}_id uuid, matched_name text, score real)
      language sql stable security definer set search_path = public, pg_temp as $$
        select w.name, n.id, n.name,
          greatest(similarity(n.normalised_name, w.name), 0.9 * word_similarity(w.name, n.normalised_name))::real
        from unnest(sought) as w (name)
        cross join lateral (
          select p.id, p.name, p.normalised_name from ${table} p
            where p.normalised_name % w.name or p.normalised_name %> w.name
          union all
          select a.${table}_id, a.name, a.normalised_name from ${table}_alias a
            where a.normalised_name % w.name or a.normalised_name %> w.name) n
        where app.sees_${table}(n.id) $$;

    create or replace function app.${table}s_named_like(words text) returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        with pattern as (select '%' || replace(replace(replace(words, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' as p),
        named as (
          select t.id from ${table} t, pattern where t.normalised_name like pattern.p
          union select a.${table}_id from ${table}_alias a, pattern where a.normalised_name like pattern.p)
        select id from named where app.sees_${table}(id) $$;
  `;
}
