import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const ofContract =
  "exists (select 1 from contract c where c.tenant_id = contract_window.tenant_id and c.id = contract_window.contract_id)";

/**
 * The ends a contract can be made to have are kept once per contract and not once per step in time: an end stays reachable until
 * the day its act is due, so the reader drops what is past and nothing needs writing when a day passes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table contract_fact drop column reachable_ends, drop column free_end_days;
    create table contract_window (
      tenant_id uuid not null,
      contract_id uuid not null,
      -- days since 1970-01-01, earliest first, and the last day of the act that leads to each
      ends int[] not null,
      due int[] not null,
      -- notice that is tied to no period: this many days after today, and any later day
      free_end_days int check (free_end_days >= 0),
      computed_on date not null,
      -- which version of the rules answered
      engine int not null,
      primary key (tenant_id, contract_id),
      foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete cascade,
      check (cardinality(ends) = cardinality(due))
    );
    ${ownedBy("contract_window", undefined, ofContract)}

    create function app.radar_next_end(of_window contract_window, day date) returns date
      language sql immutable parallel safe set search_path = public, pg_temp as $$
        select case when of_window.free_end_days is not null then day + of_window.free_end_days
          else date '1970-01-01' + (select min(e.e) from unnest(of_window.ends, of_window.due) e (e, d)
            where e.d >= day - date '1970-01-01' and e.e >= day - date '1970-01-01') end $$;

    set local role samverka_policy;
    create or replace function app.radar_counted(of_circle uuid, grouped_by text)
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
            select c.tenant_id, c.id, c.supplier_id, c.product_id, c.cpv_code, app.radar_next_end(w, day) as ends_on
            from counted t
            join contract c on c.tenant_id = t.tenant_id and c.closed_on is null and c.direction = 'bought'
              and not c.is_hidden and not c.rests_on_hidden
              and c.id not in (select app.contracts_of_mine())
            join contract_window w on w.tenant_id = c.tenant_id and w.contract_id = c.id),
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
    set local role samverka_owner;
    revoke execute on function app.radar_next_end(contract_window, date) from public;
    grant execute on function app.radar_next_end(contract_window, date) to samverka_policy;
  `)
    .execute(db);
}
