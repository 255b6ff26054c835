import { type Kysely, sql } from "kysely";

/**
 * Days a contract can be made to end on, beside the other computed facts, so that a circle's hundred thousand contracts can be
 * compared without working each out anew; and the one function that counts what its caller may not see.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- days since 1970-01-01, earliest first
    alter table contract_fact add column reachable_ends int[] not null default '{}';
    -- notice that is tied to no period: this many days after today, and any later day
    alter table contract_fact add column free_end_days int check (free_end_days >= 0);
    create index on contract_usage (contract_id);

    alter table access_event drop constraint access_event_via_check;
    alter table access_event add constraint access_event_via_check
      check (via in ('list', 'record', 'export', 'overlap', 'search', 'radar'));

    -- Organisations that let themselves be counted anonymously and whose contracts the tenant cannot see, by what the radar
    -- groups by and the quarter of the next possible end. Computed over the whole circle, never over a selection, and silent
    -- below the circle's floor, which is never under three.
    create function app.radar_counted(of_circle uuid, grouped_by text)
      returns table (key text, year int, quarter int, organisations int)
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        org uuid := app.tenant();
        day date := app.today();
        floor_of_circle int := greatest(3, coalesce(
          (select f.organisations from radar_floor f where f.circle_id = of_circle), 3));
      begin
        if app.preview_owner() is not null or org not in (select app.circle_organisations(of_circle)) then
          return;
        end if;
        return query
          with counted as (
            select r.tenant_id from radar_counting r
            where r.circle_id = of_circle and r.from_on <= day and r.tenant_id <> org
              and r.tenant_id in (select app.circle_organisations(of_circle))
              and r.tenant_id not in (select app.shared_with_me('system_usage', 'term'))),
          contracts as (
            select c.tenant_id, c.id, c.supplier_id, c.product_id, c.cpv_code,
              case when f.free_end_days is null then date '1970-01-01' + f.reachable_ends[1]
                else day + f.free_end_days end as ends_on
            from counted t
            join contract c on c.tenant_id = t.tenant_id and c.closed_on is null and c.direction = 'bought'
              and not c.is_hidden and not c.rests_on_hidden
              and c.id not in (select app.contracts_of_mine())
            join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
              and f.valid_from <= day and f.valid_to >= day),
          products as (
            select c.tenant_id, c.id, c.product_id, c.ends_on from contracts c where c.product_id is not null
            union
            select c.tenant_id, c.id, u.product_id, c.ends_on from contracts c
            join contract_usage l on l.contract_id = c.id
            join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
            where not u.is_hidden and u.lifecycle <> 'retired'),
          keyed as (
            select p.tenant_id, p.product_id::text as key, p.ends_on from products p where grouped_by = 'product'
            union
            select p.tenant_id, x.function_id::text, p.ends_on from products p
            join product_function x on x.product_id = p.product_id where grouped_by = 'function'
            union
            select c.tenant_id, c.supplier_id::text, c.ends_on from contracts c
            where grouped_by = 'supplier' and c.supplier_id is not null
            union
            select c.tenant_id, c.cpv_code, c.ends_on from contracts c where grouped_by = 'cpv' and c.cpv_code is not null)
          select k.key, extract(year from k.ends_on)::int, extract(quarter from k.ends_on)::int,
            count(distinct k.tenant_id)::int
          from keyed k where k.ends_on is not null
          group by 1, 2, 3 having count(distinct k.tenant_id) >= floor_of_circle
          order by 1, 2, 3;
      end $$;
    revoke execute on function app.radar_counted(uuid, text) from public;
    grant execute on function app.radar_counted(uuid, text) to samverka_app;
    grant select on radar_counting, radar_floor to samverka_policy;
    alter function app.radar_counted(uuid, text) owner to samverka_policy;
  `)
    .execute(db);
}
