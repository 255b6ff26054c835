import { type Kysely, sql } from "kysely";

/** What a party's notice leads to: its last day, the list of what has to be wound down, and the end of an agreement that fewer than two are left in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    grant update (leaves_on, version) on agreement_party to samverka_policy;
    grant update (status, version) on agreement to samverka_policy;
    grant insert, delete on wind_down_item to samverka_policy;

    create function app.apply_agreement_notice() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        left_over int;
        is_over boolean;
      begin
        if tg_op = 'UPDATE' then
          -- taken back: as before it was given
          update agreement_party set leaves_on = null, version = version + 1
          where tenant_id = new.owner_id and agreement_id = new.agreement_id and leaves_on = new.ends_on;
          update agreement set status = 'in_force', version = version + 1
          where tenant_id = new.owner_id and id = new.agreement_id and status = 'winding_down';
          delete from wind_down_item where tenant_id = new.owner_id and agreement_id = new.agreement_id
            and organisation_id = new.tenant_id and done_on is null;
        else
          update agreement_party set leaves_on = new.ends_on, version = version + 1
          where tenant_id = new.owner_id and agreement_id = new.agreement_id and organisation_id = new.tenant_id
            and admitted_on is not null and (leaves_on is null or leaves_on > new.ends_on);
          select count(*) into left_over from agreement_party where tenant_id = new.owner_id
            and agreement_id = new.agreement_id and admitted_on is not null and role <> 'observer' and leaves_on is null;
          is_over := left_over < 2 or new.tenant_id = new.owner_id;
          if is_over then
            update agreement_party set leaves_on = new.ends_on, version = version + 1
            where tenant_id = new.owner_id and agreement_id = new.agreement_id and admitted_on is not null and leaves_on is null;
            update agreement set status = 'winding_down', version = version + 1
            where tenant_id = new.owner_id and id = new.agreement_id;
          end if;
          insert into wind_down_item (tenant_id, agreement_id, organisation_id, code)
          select new.owner_id, new.agreement_id, new.tenant_id, code
          from unnest(array['call_offs', 'frozen_lists', 'assets', 'staff', 'licences', 'personal_data', 'archive',
            'settlements', 'access', 'parties']) code on conflict do nothing;
        end if;
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, old, new, via)
        select new.owner_id, new.by_name || ', ' || o.name, 'agreement', a.id, a.title,
          case when tg_op = 'UPDATE' then 'notice_withdrawn' else 'notice_given' end, 'leaves_on', 'null', to_jsonb(new.ends_on), 'ui'
        from agreement a, organisation o where a.tenant_id = new.owner_id and a.id = new.agreement_id
          and o.id = new.tenant_id and new.owner_id <> new.tenant_id;
        return null;
      end $$;
    create trigger applied after insert on agreement_notice for each row execute function app.apply_agreement_notice();
    create trigger taken_back after update of withdrawn_on on agreement_notice
      for each row when (old.withdrawn_on is null and new.withdrawn_on is not null) execute function app.apply_agreement_notice();
    revoke execute on function app.apply_agreement_notice() from public;
    alter function app.apply_agreement_notice() owner to samverka_policy;
    revoke update on agreement_notice from samverka_app;
    grant update (withdrawn_on) on agreement_notice to samverka_app;
  `)
    .execute(db);
}
