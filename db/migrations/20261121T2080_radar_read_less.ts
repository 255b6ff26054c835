import { type Kysely, sql } from "kysely";

/**
 * The radar reads less: ends are kept as the distance to the one before, acts as the distance to their end, the contracts' text is
 * carried through one join instead of four, and the planner knows the circle it plans for. The rules are the same, word for word;
 * tests/features/radar compares them with the policies.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- the owner writes every municipality's rows here
    alter table contract_window no force row level security;
    update contract_window w set packed = concat_ws('|', case when w.is_unlimited then '1' else '0' end,
      coalesce(w.free_end_days::text, ''),
      coalesce((select string_agg((e.day - coalesce(e.before, 0))::text, ',' order by e.n) from (
        select u.day, u.n, lag(u.day) over (order by u.n) as before
        from unnest(w.ends) with ordinality u (day, n)) e), ''),
      coalesce((select string_agg(case when d.due = 2147483647 then '' else (d.day - d.due)::text end, ',' order by d.n)
        from unnest(w.ends, w.due) with ordinality d (day, due, n)), ''))
    where w.packed <> '';
    alter table contract_window force row level security;

    set local role samverka_policy;
    create or replace function app.radar_contracts(members uuid[], grouped_by text) returns table (key text, packed text)
      language plpgsql stable security definer set search_path = public, pg_temp set jit = off
      set plan_cache_mode = force_custom_plan set work_mem = '64MB' as $$
      declare
        org uuid := app.own_tenant();
        term_owners uuid[] := array(select app.shared_with_me('system_usage', 'term'));
        core_owners uuid[] := array(select app.shared_with_me('system_usage', 'core'));
        joint uuid[] := array(select app.contracts_of_mine());
      begin
        return query
          with member as materialized (
            select m.id, m.position, coalesce(m.id = org, false) as is_own, m.id = any (term_owners) as shares_term
            from unnest(members) with ordinality as m (id, position)),
          seen as materialized (
            select c.id, c.supplier_id, c.product_id, c.cpv_code, c.id || '|' || m.position || '|' || w.packed as packed
            from contract c
            join member m on m.id = c.tenant_id
            join contract_window w on w.tenant_id = c.tenant_id and w.contract_id = c.id
            where c.tenant_id = any (members) and c.closed_on is null and c.direction = 'bought' and w.packed <> ''
              and (m.is_own or (m.shares_term and not c.is_hidden and not c.rests_on_hidden) or c.id = any (joint))),
          products as (
            select s.id, s.product_id from seen s
            where s.product_id is not null and grouped_by in ('product', 'function')
            union
            select l.contract_id, u.product_id from contract_usage l
            join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
            where grouped_by in ('product', 'function') and l.contract_tenant_id = any (members) and u.lifecycle <> 'retired'
              and (coalesce(u.tenant_id = org, false) or (not u.is_hidden and u.tenant_id = any (core_owners)))),
          keyed as (
            select p.id, p.product_id::text as key from products p where grouped_by = 'product'
            union all
            select distinct p.id, x.function_id::text from products p
            join product_function x on x.product_id = p.product_id where grouped_by = 'function'
            union all
            select s.id, s.supplier_id::text from seen s where grouped_by = 'supplier' and s.supplier_id is not null
            union all
            select s.id, s.cpv_code from seen s where grouped_by = 'cpv' and s.cpv_code is not null)
          select k.key, string_agg(s.packed, ';') from keyed k join seen s on s.id = k.id where k.key is not null group by k.key;
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
