import { type Kysely, sql } from "kysely";

/**
 * Taking part again is agreed by both, as taking part is: a participant takes back its own leaving before the day, never an ending that
 * the owner set; and whoever has left is asked anew when the owner takes the ending back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table contract_participant add column leaving_set_by text check (leaving_set_by in ('owner', 'participant'));
    -- of endings set before this was kept, nobody knows whose they are
    update contract_participant set leaving_set_by = 'owner' where leaves_on is not null;

    create function app.note_leaving() returns trigger language plpgsql as $$
      declare
        is_owner boolean := app.tenant() is not distinct from new.tenant_id;
      begin
        if new.leaves_on is not distinct from old.leaves_on then
          return new;
        end if;
        if old.leaves_on < app.today() and (new.leaves_on is null or new.leaves_on > old.leaves_on) then
          new.participant_confirmed_at := null;
          new.participant_confirmed_by := null;
          new.participant_declined_at := null;
        end if;
        -- leaving earlier than the owner has set leaves the ending the owner's
        new.leaving_set_by := case when new.leaves_on is null then null
          when is_owner or old.leaving_set_by = 'owner' then 'owner' else 'participant' end;
        return new;
      end $$;
    create trigger leaving_noted before update of leaves_on on contract_participant
      for each row execute function app.note_leaving();

    set local role samverka_policy;
    create or replace function app.leave_contract(of_contract uuid, seen_version int, last_day date, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        owner uuid;
      begin
        update contract_participant p set leaves_on = last_day, version = p.version + 1
        where p.contract_id = of_contract and p.organisation_id = app.tenant() and app.preview_owner() is null
          and p.version = seen_version and p.participant_confirmed_at is not null
          and (last_day is null or last_day >= greatest(app.today(), p.joined_on))
          and (p.leaves_on is null or (p.leaves_on >= app.today() and (p.leaving_set_by = 'participant' or last_day <= p.leaves_on)))
        returning p.tenant_id into owner;
        if owner is null then
          return false;
        end if;
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, new, via)
        select owner, by_name || ', ' || o.name, 'contract', c.id, c.name, 'participant_leaves', 'leaves_on', to_jsonb(last_day), 'ui'
        from contract c, organisation o where c.tenant_id = owner and c.id = of_contract and o.id = app.tenant();
        return true;
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
