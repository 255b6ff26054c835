import { type Kysely, sql } from "kysely";

/**
 * The radar's reading of a whole circle. Policies asked row by row over a hundred thousand contracts, their windows and systems took a
 * second, so this function applies the same rules at once, word for word: `own_read` of contract (which its window follows) and of
 * system_usage. tests/features/radar compares the two. Windows are kept as the text that is sent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table contract_window add column packed text not null default '';
    -- written anew by refreshFacts, which looks at the engine's version
    update contract_window set engine = 0;

    create function app.radar_contracts(members uuid[], grouped_by text) returns table (key text, packed text)
      language plpgsql stable security definer set search_path = public, pg_temp set jit = off as $$
      declare
        org uuid := app.own_tenant();
        term_owners uuid[] := array(select app.shared_with_me('system_usage', 'term'));
        core_owners uuid[] := array(select app.shared_with_me('system_usage', 'core'));
        joint uuid[] := array(select app.contracts_of_mine());
      begin
        return query
          with member as materialized (
            select m.id, m.position, coalesce(m.id = org, false) as is_own, m.id = any (term_owners) as shares_term,
              m.id = any (core_owners) as shares_core
            from unnest(members) with ordinality as m (id, position)),
          seen as materialized (
            select m.is_own, m.shares_core, c.tenant_id, c.id, c.supplier_id, c.product_id, c.cpv_code,
              c.id || '|' || m.position || '|' || w.packed as packed
            from member m
            join contract c on c.tenant_id = m.id
            join contract_window w on w.tenant_id = c.tenant_id and w.contract_id = c.id
            where c.closed_on is null and c.direction = 'bought' and w.packed <> ''
              and (m.is_own or (m.shares_term and not c.is_hidden and not c.rests_on_hidden) or c.id = any (joint))),
          products as materialized (
            select s.id, s.packed, s.product_id from seen s
            where s.product_id is not null and grouped_by in ('product', 'function')
            union
            select s.id, s.packed, u.product_id from seen s
            join contract_usage l on l.contract_tenant_id = s.tenant_id and l.contract_id = s.id
            join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
            where grouped_by in ('product', 'function') and u.lifecycle <> 'retired'
              and (coalesce(u.tenant_id = org, false) or (not u.is_hidden and u.tenant_id = any (core_owners)))),
          keyed as (
            select p.product_id::text as key, p.packed from products p where grouped_by = 'product'
            union all
            select distinct x.function_id::text, p.packed from products p
            join product_function x on x.product_id = p.product_id where grouped_by = 'function'
            union all
            select s.supplier_id::text, s.packed from seen s where grouped_by = 'supplier' and s.supplier_id is not null
            union all
            select s.cpv_code, s.packed from seen s where grouped_by = 'cpv' and s.cpv_code is not null)
          select k.key, string_agg(k.packed, ';') from keyed k group by k.key;
      end $$;
    revoke execute on function app.radar_contracts(uuid[], text) from public;
    grant execute on function app.radar_contracts(uuid[], text) to samverka_app;
    alter function app.radar_contracts(uuid[], text) owner to samverka_policy;
  `)
    .execute(db);
}
