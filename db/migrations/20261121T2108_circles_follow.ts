import { type Kysely, sql } from "kysely";

/** Still runs, or is to come. */
const RUNS = "(p.leaves_on is null or p.leaves_on >= app.today())";
const FIRST = `min(greatest(p.joined_on, p.admitted_on)) filter (where ${RUNS})`;
const LAST = "case when bool_or(p.leaves_on is null) then null else max(p.leaves_on) end";
const SAYS = "p.admitted_on is not null and p.role <> 'observer'";

/**
 * Who is a member is decided once (docs/decisions/152-circles-follow-the-agreement.md): a circle of the parties follows their agreement to
 * the day, and a membership lasts as long as any agreement of the cooperation says so.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table circle add column agreement_id uuid,
      add foreign key (tenant_id, agreement_id) references agreement (tenant_id, id),
      add check (agreement_id is null or not is_everyone);
    create unique index on circle (tenant_id, agreement_id);
    grant insert, update on circle_member to samverka_policy;

    create function app.follow_circle(of_circle uuid) returns void language sql
      security definer set search_path = public, pg_temp as $$
        insert into circle_member as m (tenant_id, circle_id, organisation_id, from_on, until_on)
        select k.tenant_id, k.id, p.organisation_id, coalesce(${FIRST}, min(p.joined_on)), ${LAST}
        from circle k join agreement_party p on p.tenant_id = k.tenant_id and p.agreement_id = k.agreement_id
        where k.id = of_circle and ${SAYS} group by k.tenant_id, k.id, p.organisation_id
        on conflict (circle_id, organisation_id) do update set from_on = excluded.from_on, until_on = excluded.until_on
        where (m.from_on, m.until_on) is distinct from (excluded.from_on, excluded.until_on) $$;
    create function app.fill_circle() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        perform app.follow_circle(new.id);
        return null;
      end $$;
    revoke execute on function app.follow_circle(uuid), app.fill_circle() from public;
    create trigger filled after insert or update of agreement_id on circle
      for each row when (new.agreement_id is not null) execute function app.fill_circle();
    alter function app.follow_circle(uuid) owner to samverka_policy;
    alter function app.fill_circle() owner to samverka_policy;

    -- back in the circle: what was open before is not open again by itself
    create function app.back_in_circle() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        update share s set to_on = app.today() where s.circle_id = new.circle_id and s.tenant_id = new.organisation_id
          and (s.to_on is null or s.to_on > app.today());
        return null;
      end $$;
    revoke execute on function app.back_in_circle() from public;
    create trigger back_in_circle after update on circle_member for each row
      when (old.until_on < app.today() and new.until_on is distinct from old.until_on) execute function app.back_in_circle();
    alter function app.back_in_circle() owner to samverka_policy;

    create function app.guard_followed_circle() returns trigger language plpgsql as $$
      declare
        word record;
      begin
        if tg_op = 'DELETE' then word := old; else word := new; end if;
        if current_user = 'samverka_app' and exists (select 1 from circle k where k.id = word.circle_id and k.agreement_id is not null) then
          raise exception 'the circle follows an agreement' using errcode = '23514';
        end if;
        return word;
      end $$;
    create trigger followed before insert or update or delete on circle_member
      for each row execute function app.guard_followed_circle();

    set local role samverka_policy;
    create or replace function app.follow_party() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        coop record;
        first_day date;
        gone_on date;
        is_new boolean;
      begin
        select c.id, c.name, o.name as owner_name into coop from agreement a
        join cooperation c on c.tenant_id = a.tenant_id and c.id = a.cooperation_id
        join organisation o on o.id = a.tenant_id
        where a.tenant_id = new.tenant_id and a.id = new.agreement_id;
        if coop.id is null or new.admitted_on is null or new.role = 'observer' then
          return null;
        end if;
        -- over every agreement of the cooperation; memberships end on the first day not covered, and who coordinates stays
        select coalesce(${FIRST}, greatest(new.joined_on, new.admitted_on)),
            case when new.organisation_id = new.tenant_id then null else (${LAST}) + 1 end into first_day, gone_on
        from agreement a join agreement_party p on p.tenant_id = a.tenant_id and p.agreement_id = a.id
        where a.cooperation_id = coop.id and p.organisation_id = new.organisation_id and ${SAYS};
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
        perform app.follow_circle(k.id) from circle k where k.tenant_id = new.tenant_id and k.agreement_id = new.agreement_id;
        if not is_new or new.organisation_id = new.tenant_id then
          return null;
        end if;
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
    set local role samverka_owner;
  `)
    .execute(db);
}
