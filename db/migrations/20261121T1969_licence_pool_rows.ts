import { type Kysely, sql } from "kysely";

/**
 * The whole pool of an item as rows, since the arithmetic needs everybody's: once with the item locked, for the one function that
 * decides (decision 121), and once for reading, where members that do not share volume have a number instead of an id and a name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    create function app.pool_rows(of_item uuid)
      returns table (kind text, id uuid, party uuid, other uuid, quantity bigint, from_on date, to_on date, party_order int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select 'member', null::uuid, m.organisation_id, null::uuid, null::bigint, m.joined_on,
          least(m.leaves_on, m.own_ends_on), m.party_order
        from licence_item i join licence_member m on m.tenant_id = i.tenant_id and m.agreement_id = i.agreement_id
        where i.id = of_item and m.member_confirmed_at is not null
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
        from usage_count u where u.item_id = of_item and u.confirmed_by is not null and u.counted_on <= app.today()
        order by u.organisation_id, u.counted_on desc) $$;

    -- holds the item until the transaction ends; no rows: not there, or not for this organisation
    create function app.lock_licence_pool(of_item uuid)
      returns table (kind text, id uuid, party uuid, other uuid, quantity bigint, from_on date, to_on date, party_order int)
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        perform 1 from licence_item i
          where i.id = of_item and app.own_tenant() is not null and i.agreement_id in (select app.licences_of_mine()) for update;
        if not found then
          return;
        end if;
        -- the coordinator's rows about the item as they are now that it is locked
        return query select * from app.pool_rows(of_item);
      end $$;

    -- all items of an agreement, in one order, so that two who lock several never wait for each other in a ring
    create function app.lock_licence_items(of_agreement uuid) returns setof uuid
      language sql volatile security definer set search_path = public, pg_temp as $$
        select i.id from licence_item i where i.agreement_id = of_agreement
          and app.own_tenant() is not null and of_agreement in (select app.licences_of_mine()) order by i.id for update $$;

    create function app.read_licence_pool(of_item uuid)
      returns table (kind text, id uuid, party text, party_name text, other text, other_name text, quantity bigint, from_on date,
        to_on date, party_order int)
      language sql stable security definer set search_path = public, pg_temp as $$
        with item as (
          select i.id, i.tenant_id, i.agreement_id from licence_item i
          where i.id = of_item and i.agreement_id in (select app.licences_of_mine())),
        named as (
          select m.organisation_id, o.name, m.party_order,
            item.tenant_id = app.own_tenant() or m.organisation_id = app.tenant()
              or m.organisation_id in (select app.shared_with_me('system_usage', 'volume')) as is_seen
          from item join licence_member m on m.tenant_id = item.tenant_id and m.agreement_id = item.agreement_id
          join organisation o on o.id = m.organisation_id)
        select r.kind, case when coalesce(p.is_seen, true) and coalesce(q.is_seen, true) then r.id end,
          case when p.is_seen then r.party::text else 'hidden-' || p.party_order end, case when p.is_seen then p.name end,
          case when q.is_seen then r.other::text else 'hidden-' || q.party_order end, case when q.is_seen then q.name end,
          r.quantity, r.from_on, r.to_on, r.party_order
        from item cross join lateral app.pool_rows(item.id) r
        left join named p on p.organisation_id = r.party left join named q on q.organisation_id = r.other $$;

    revoke execute on function app.pool_rows(uuid), app.lock_licence_pool(uuid), app.lock_licence_items(uuid),
      app.read_licence_pool(uuid), app.licence_invitations(), app.answer_licence(uuid, int, boolean, text),
      app.leave_licence(uuid, int, date, text) from public;
    grant execute on function app.lock_licence_pool(uuid), app.lock_licence_items(uuid), app.read_licence_pool(uuid),
      app.licence_invitations(), app.answer_licence(uuid, int, boolean, text), app.leave_licence(uuid, int, date, text) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
