import { type Kysely, sql } from "kysely";

/**
 * What follows from a party's row (docs/decisions/110-membership-follows-the-agreement.md): whoever is admitted is a member of the
 * agreement's cooperation, to the day it leaves, without asking anybody once more. What a party's notice leads to stands in the next step.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- a circle's members have no dates, so that nobody could follow the agreement to the day
    alter table agreement drop column circle_id;

    grant select on cooperation, cooperation_member, cooperation_join, circle, share, organisation to samverka_policy;
    grant insert, update on cooperation_member, cooperation_join to samverka_policy;
    grant insert on share, change_event to samverka_policy;

    create function app.follow_party() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        coop record;
        first_day date := greatest(new.joined_on, new.admitted_on);
        -- memberships end on the first day that is not covered any more; who coordinates stays
        gone_on date := case when new.organisation_id = new.tenant_id then null else new.leaves_on + 1 end;
        is_new boolean;
      begin
        select c.id, c.name, o.name as owner_name into coop from agreement a
        join cooperation c on c.tenant_id = a.tenant_id and c.id = a.cooperation_id
        join organisation o on o.id = a.tenant_id
        where a.tenant_id = new.tenant_id and a.id = new.agreement_id;
        if coop.id is null or new.admitted_on is null or new.role = 'observer' then
          return null;
        end if;
        insert into cooperation_member as m (tenant_id, cooperation_id, organisation_id, from_on, ended_on)
        values (new.tenant_id, coop.id, new.organisation_id, first_day, gone_on)
        on conflict (cooperation_id, organisation_id) do update set ended_on = excluded.ended_on,
          from_on = case when m.ended_on <= app.today() then excluded.from_on else least(m.from_on, excluded.from_on) end;
        is_new := not exists (select 1 from cooperation_join j where j.cooperation_id = coop.id
          and j.tenant_id = new.organisation_id and (j.leaves_on is null or j.leaves_on > app.today()));
        insert into cooperation_join as j (tenant_id, cooperation_id, joined_on, leaves_on)
        values (new.organisation_id, coop.id, first_day, gone_on)
        on conflict (tenant_id, cooperation_id) do update set leaves_on = excluded.leaves_on,
          joined_on = case when j.leaves_on <= app.today() then excluded.joined_on else least(j.joined_on, excluded.joined_on) end;
        if not is_new or new.organisation_id = new.tenant_id then
          return null;
        end if;
        -- as when somebody joins by hand: what an earlier membership left open is closed, the core group is open to all members,
        -- and the member's history says so
        update share s set to_on = app.today() from circle k where k.cooperation_id = coop.id and s.circle_id = k.id
          and s.tenant_id = new.organisation_id and (s.to_on is null or s.to_on > app.today());
        insert into share (tenant_id, circle_id, object_kind, field_group, from_on)
        select new.organisation_id, k.id, 'system_usage', 'core', app.today()
        from circle k where k.cooperation_id = coop.id and k.is_everyone on conflict do nothing;
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, old, new, via)
        values (new.organisation_id, coop.owner_name, 'cooperation', coop.id, coop.name, 'joined', 'joined_on', 'null',
          to_jsonb(first_day), 'ui');
        return null;
      end $$;
    create trigger membership_follows after insert or update of admitted_on, joined_on, leaves_on, role on agreement_party
      for each row execute function app.follow_party();
    revoke execute on function app.follow_party() from public;
    alter function app.follow_party() owner to samverka_policy;

    -- nobody is made or unmade a member by hand where the agreement says it; the functions above run as another role
    create function app.guard_followed_membership() returns trigger language plpgsql as $$
      declare
        member uuid := case when tg_table_name = 'cooperation_join' then new.tenant_id
          else (to_jsonb(new) ->> 'organisation_id')::uuid end;
      begin
        if current_user = 'samverka_app' and exists (select 1 from agreement a
          join agreement_party p on p.tenant_id = a.tenant_id and p.agreement_id = a.id
          where a.cooperation_id = new.cooperation_id and a.status in ('in_force', 'winding_down')
            and p.organisation_id = member and p.admitted_on is not null and p.role <> 'observer'
            and (p.leaves_on is null or p.leaves_on >= app.today())) then
          raise exception 'the membership follows the agreement' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger followed before update on cooperation_member
      for each row when (old.ended_on is distinct from new.ended_on) execute function app.guard_followed_membership();
    create trigger followed before update on cooperation_join
      for each row when (old.leaves_on is distinct from new.leaves_on) execute function app.guard_followed_membership();
  `)
    .execute(db);
}
