import { type Kysely, sql } from "kysely";

/**
 * A departure can be taken back until its day: by whoever set it, or by the coordinator. Whoever leaves the contract has left the licences
 * on it, so the contract's departure is taken back first. Whether the pool has the rights is decided before, with every item locked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table licence_member add column leaving_set_by text check (leaving_set_by in ('coordinator', 'member'));
    -- of endings set before this was kept, nobody knows whose they are
    update licence_member set leaving_set_by = 'coordinator' where leaves_on is not null;

    create function app.note_licence_leaving() returns trigger language plpgsql as $$
      begin
        -- leaving earlier than the coordinator has set leaves the ending the coordinator's
        new.leaving_set_by := case when new.leaves_on is null then null
          when app.tenant() is not distinct from new.tenant_id or old.leaving_set_by = 'coordinator' then 'coordinator'
          else 'member' end;
        return new;
      end $$;
    create trigger leaving_noted before update of leaves_on on licence_member
      for each row when (new.leaves_on is distinct from old.leaves_on) execute function app.note_licence_leaving();

    set local role samverka_policy;
    create or replace function app.leave_licence(of_agreement uuid, seen_version int, last_day date, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        coordinator uuid;
      begin
        update licence_member m set leaves_on = last_day, version = m.version + 1
        where m.agreement_id = of_agreement and m.organisation_id = app.tenant() and app.preview_owner() is null
          and m.version = seen_version and m.member_confirmed_at is not null
          and (last_day is null or last_day >= greatest(app.today(), m.joined_on))
          and (m.leaves_on is null or (m.leaves_on >= app.today() and (m.leaving_set_by = 'member' or last_day <= m.leaves_on)))
        returning m.tenant_id into coordinator;
        if coordinator is null then
          return false;
        end if;
        perform app.tell_licence_parties(array[coordinator], of_agreement,
          case when last_day is null then 'participant_stays' else 'participant_leaves' end, 'leaves_on', last_day::text, by_name);
        return true;
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
