import { type Kysely, sql } from "kysely";

/**
 * The pool as of a day: counts are the latest on or before that day, and items by inhabitants take them from the dated population table.
 * Whoever is asked and has not answered has its rights kept for it. All items of an agreement are read in one question.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    create function app.pool_rows_on(of_item uuid, on_day date)
      returns table (kind text, id uuid, party uuid, other uuid, quantity bigint, from_on date, to_on date, party_order int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select case when m.member_confirmed_at is null then 'invited' else 'member' end, null::uuid, m.organisation_id, null::uuid,
          null::bigint, m.joined_on, least(m.leaves_on, m.own_ends_on), m.party_order
        from licence_item i join licence_member m on m.tenant_id = i.tenant_id and m.agreement_id = i.agreement_id
        where i.id = of_item and (m.member_confirmed_at is not null or m.member_declined_at is null)
        union all select 'purchase', p.id, null, null, p.quantity, p.valid_from, p.valid_to, null
        from licence_item i join licence_purchase p on p.tenant_id = i.tenant_id and p.item_id = i.id
        where i.id = of_item and p.quantity is not null
        union all select 'entitlement', e.id, e.organisation_id, null, e.quantity, e.valid_from, e.valid_to, null
        from entitlement e where e.item_id = of_item
        union all select 'allocation', l.id, l.tenant_id, null, l.quantity, l.valid_from, l.valid_to, null
        from allocation l where l.item_id = of_item
        union all select 'loan', n.id, n.lender_id, n.borrower_id, n.quantity, n.from_on, least(n.to_on, n.ended_on), null
        from licence_loan n where n.item_id = of_item and n.state in ('accepted', 'recalled', 'returned')
        union all (select distinct on (u.organisation_id) 'count', u.id, u.organisation_id, null::uuid, u.quantity, u.counted_on, null::date, null::int
        from usage_count u where u.item_id = of_item and u.confirmed_by is not null and u.counted_on <= on_day
          and exists (select 1 from licence_item i where i.id = of_item and i.metric <> 'inhabitant')
        order by u.organisation_id, u.counted_on desc)
        union all (select distinct on (p.organisation_id) 'count', null, p.organisation_id, null::uuid, p.inhabitants, p.counted_on, null::date, null::int
        from licence_item i join licence_member m on m.tenant_id = i.tenant_id and m.agreement_id = i.agreement_id
        join population p on p.organisation_id = m.organisation_id and p.counted_on <= on_day
        where i.id = of_item and i.metric = 'inhabitant'
        order by p.organisation_id, p.counted_on desc) $$;

    create or replace function app.lock_licence_pool(of_item uuid)
      returns table (kind text, id uuid, party uuid, other uuid, quantity bigint, from_on date, to_on date, party_order int)
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        perform 1 from licence_item i
          where i.id = of_item and app.own_tenant() is not null and i.agreement_id in (select app.licences_of_mine()) for update;
        if not found then
          return;
        end if;
        -- the coordinator's rows about the item as they are now that it is locked
        return query select * from app.pool_rows_on(of_item, app.today());
      end $$;

    -- members that do not share volume have a number in place of id and name
    create function app.read_licence_pools(of_agreement uuid, of_item uuid, on_day date)
      returns table (item uuid, kind text, id uuid, party text, party_name text, other text, other_name text, quantity bigint,
        from_on date, to_on date, party_order int)
      language sql stable security definer set search_path = public, pg_temp as $$
        with item as (
          select i.id, i.tenant_id, i.agreement_id from licence_item i
          where (i.id = of_item or of_item is null and i.agreement_id = of_agreement)
            and i.agreement_id in (select app.licences_of_mine())),
        named as (
          select distinct m.agreement_id, m.organisation_id, o.name, m.party_order,
            m.tenant_id = app.own_tenant() or m.organisation_id = app.tenant()
              or m.organisation_id in (select app.shared_with_me('system_usage', 'volume')) as is_seen
          from (select distinct tenant_id, agreement_id from item) a
          join licence_member m on m.tenant_id = a.tenant_id and m.agreement_id = a.agreement_id
          join organisation o on o.id = m.organisation_id)
        select item.id, r.kind, case when coalesce(p.is_seen, true) and coalesce(q.is_seen, true) then r.id end,
          case when p.is_seen then r.party::text else 'hidden-' || p.party_order end, case when p.is_seen then p.name end,
          case when q.is_seen then r.other::text else 'hidden-' || q.party_order end, case when q.is_seen then q.name end,
          r.quantity, r.from_on, r.to_on, r.party_order
        from item cross join lateral app.pool_rows_on(item.id, on_day) r
        left join named p on p.organisation_id = r.party left join named q on q.organisation_id = r.other $$;

    drop function app.read_licence_pool(uuid);
    drop function app.pool_rows(uuid);
    revoke execute on function app.pool_rows_on(uuid, date), app.read_licence_pools(uuid, uuid, date) from public;
    grant execute on function app.read_licence_pools(uuid, uuid, date) to samverka_app;
    set local role samverka_owner;
    grant select on population to samverka_policy;
  `)
    .execute(db);
}
