import { type Kysely, sql } from "kysely";

/**
 * Last days follow from the notices that stand and from the day that the agreement runs out: worked out anew each time, so that taking one
 * notice back leaves another of the same day alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- everybody's last day when the agreement runs out and is not renewed
    alter table agreement add column closes_on date;
    create function app.settle_leaving(owner uuid, of_agreement uuid) returns void language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        closes date;
        left_over int;
        last_day date;
      begin
        -- for all on the day that it runs out, or that its keeper leaves
        select least(a.closes_on, (select min(n.ends_on) from agreement_notice n where n.owner_id = a.tenant_id
            and n.agreement_id = a.id and n.tenant_id = a.tenant_id and n.withdrawn_on is null))
          into closes from agreement a where a.tenant_id = owner and a.id = of_agreement;
        update agreement_party p set leaves_on = t.day, version = version + 1
        from (select q.id, greatest(q.joined_on, least(closes, n.ends_on)) as day, closes is null and n.id is null as stays
          from agreement_party q
          left join agreement_notice n on n.owner_id = q.tenant_id and n.party_id = q.id and n.withdrawn_on is null
          where q.tenant_id = owner and q.agreement_id = of_agreement and q.admitted_on is not null
            and (q.leaves_on is null or q.leaves_on >= app.today())) t
        where p.tenant_id = owner and p.id = t.id and not t.stays and p.leaves_on is distinct from t.day;
        -- what was given back: nothing says any more that the party leaves
        update agreement_party p set leaves_on = null, version = version + 1
        where closes is null and p.tenant_id = owner and p.agreement_id = of_agreement and p.admitted_on is not null
          and p.leaves_on >= app.today() and not exists (select 1 from agreement_notice n where n.owner_id = owner
            and n.party_id = p.id and n.withdrawn_on is null);
        if closes is null then
          -- whoever would be alone is bound to nobody
          select count(*) filter (where leaves_on is null), max(leaves_on) filter (where leaves_on >= app.today())
            into left_over, last_day from agreement_party
          where tenant_id = owner and agreement_id = of_agreement and admitted_on is not null and role <> 'observer';
          if left_over < 2 and last_day is not null then
            closes := last_day;
            update agreement_party set leaves_on = greatest(joined_on, closes), version = version + 1
            where tenant_id = owner and agreement_id = of_agreement and admitted_on is not null and leaves_on is null;
          end if;
        end if;
        update agreement set status = case when closes is null then 'in_force' else 'winding_down' end, version = version + 1
        where tenant_id = owner and id = of_agreement and status in ('in_force', 'winding_down')
          and (status = 'winding_down') is distinct from (closes is not null);
      end $$;

    create function app.start_winding_down(party uuid) returns void language sql
      security definer set search_path = public, pg_temp as $$
        insert into wind_down_item (tenant_id, agreement_id, organisation_id, party_id, code)
        select p.tenant_id, p.agreement_id, p.organisation_id, p.id, code from agreement_party p,
          unnest(array['call_offs', 'frozen_lists', 'assets', 'staff', 'licences', 'personal_data', 'archive',
            'settlements', 'access', 'parties']) code
        where p.id = party on conflict do nothing $$;
    create function app.close_agreement() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        perform app.settle_leaving(new.tenant_id, new.id);
        if new.closes_on is null then
          delete from wind_down_item i where i.tenant_id = new.tenant_id and i.agreement_id = new.id and i.done_on is null
            and not exists (select 1 from agreement_notice n where n.owner_id = i.tenant_id and n.party_id = i.party_id
              and n.withdrawn_on is null);
        else
          perform app.start_winding_down(p.id) from agreement_party p where p.tenant_id = new.tenant_id
            and p.agreement_id = new.id and p.admitted_on is not null and p.role <> 'observer' and p.leaves_on >= new.closes_on;
        end if;
        return null;
      end $$;
    revoke execute on function app.settle_leaving(uuid, uuid), app.start_winding_down(uuid), app.close_agreement() from public;
    alter function app.settle_leaving(uuid, uuid) owner to samverka_policy;
    alter function app.start_winding_down(uuid) owner to samverka_policy;
    create trigger closes after update of closes_on on agreement
      for each row when (old.closes_on is distinct from new.closes_on) execute function app.close_agreement();
    alter function app.close_agreement() owner to samverka_policy;

    set local role samverka_policy;
    create or replace function app.apply_agreement_notice() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        perform app.settle_leaving(new.owner_id, new.agreement_id);
        if tg_op = 'INSERT' then
          perform app.start_winding_down(new.party_id);
        else
          delete from wind_down_item where tenant_id = new.owner_id and party_id = new.party_id and done_on is null;
        end if;
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, old, new, via)
        select new.owner_id, new.by_name || ', ' || o.name, 'agreement', a.id, a.title,
          case when tg_op = 'UPDATE' then 'notice_withdrawn' else 'notice_given' end, 'leaves_on', 'null', to_jsonb(new.ends_on), 'ui'
        from agreement a, organisation o where a.tenant_id = new.owner_id and a.id = new.agreement_id
          and o.id = new.tenant_id and new.owner_id <> new.tenant_id;
        return null;
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
