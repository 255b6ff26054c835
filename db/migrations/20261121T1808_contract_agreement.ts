import { type Kysely, sql } from "kysely";

/**
 * A participant's own word, hidden systems that hide the contract over them, and contracts in merges of the catalogue. The
 * participant writes nothing in the owner's organisation itself: functions that do only this, and tell the owner's history.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.mark_hidden_systems() returns trigger language plpgsql as $$
      begin
        if tg_table_name = 'contract_usage' then
          update contract c set rests_on_hidden = exists (
            select 1 from contract_usage l join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
            where l.tenant_id = c.tenant_id and l.contract_tenant_id = c.tenant_id and l.contract_id = c.id and u.is_hidden)
          where c.tenant_id = coalesce(new.tenant_id, old.tenant_id) and c.id = coalesce(new.contract_id, old.contract_id);
        else
          update contract c set rests_on_hidden = exists (
            select 1 from contract_usage l join system_usage u on u.tenant_id = l.tenant_id and u.id = l.usage_id
            where l.tenant_id = c.tenant_id and l.contract_tenant_id = c.tenant_id and l.contract_id = c.id and u.is_hidden)
          from contract_usage mine where mine.tenant_id = new.tenant_id and mine.usage_id = new.id
            and c.tenant_id = mine.contract_tenant_id and c.id = mine.contract_id and c.tenant_id = new.tenant_id;
        end if;
        return null;
      end $$;
    create trigger hidden_systems after insert or delete on contract_usage
      for each row execute function app.mark_hidden_systems();
    create trigger hidden_systems after update of is_hidden on system_usage
      for each row when (old.is_hidden is distinct from new.is_hidden) execute function app.mark_hidden_systems();

    -- what was agreed to is what was confirmed: other conditions are asked about anew
    create function app.ask_participant_anew() returns trigger language plpgsql as $$
      begin
        if (new.role, new.joined_on, new.coordination_form) is distinct from (old.role, old.joined_on, old.coordination_form) then
          new.participant_confirmed_at := null;
          new.participant_confirmed_by := null;
          new.participant_declined_at := null;
        end if;
        return new;
      end $$;
    create trigger asked_anew before update of role, joined_on, coordination_form on contract_participant
      for each row execute function app.ask_participant_anew();

    grant insert on change_event to samverka_policy;
    grant update (participant_confirmed_at, participant_confirmed_by, participant_declined_at, leaves_on, version)
      on contract_participant to samverka_policy;
    set local role samverka_policy;

    -- what an invited organisation is told before it has answered
    create function app.contract_invitations() returns table (owner uuid, contract uuid, number text, name text, role text,
        coordination_form text, joined_on date, leaves_on date, own_ends_on date, version int, declined_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.tenant_id, c.id, c.number, c.name, p.role, p.coordination_form, p.joined_on, p.leaves_on, p.own_ends_on,
          p.version, p.participant_declined_at
        from contract_participant p join contract c on c.tenant_id = p.tenant_id and c.id = p.contract_id
        where p.organisation_id = app.tenant() and app.preview_owner() is null and p.participant_confirmed_at is null
          and c.closed_on is null and (p.leaves_on is null or p.leaves_on >= app.today()) $$;

    -- the tenant's yes or no to exactly the conditions it has read (their version); false when they have changed meanwhile
    create function app.answer_contract(of_contract uuid, seen_version int, is_yes boolean, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        owner uuid;
      begin
        update contract_participant p set version = p.version + 1,
          participant_confirmed_at = case when is_yes then now() end,
          participant_confirmed_by = case when is_yes then app.account() end,
          participant_declined_at = case when is_yes then null else now() end
        where p.contract_id = of_contract and p.organisation_id = app.tenant() and app.preview_owner() is null
          and p.version = seen_version and p.participant_confirmed_at is null
        returning p.tenant_id into owner;
        if owner is null then
          return false;
        end if;
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, new, via)
        select owner, by_name || ', ' || o.name, 'contract', c.id, c.name,
          case when is_yes then 'participant_confirmed' else 'participant_declined' end, 'participant', to_jsonb(o.name), 'ui'
        from contract c, organisation o where c.tenant_id = owner and c.id = of_contract and o.id = app.tenant();
        return true;
      end $$;

    -- the tenant leaves on a day (or takes that back: null); false when its row has changed meanwhile
    create function app.leave_contract(of_contract uuid, seen_version int, last_day date, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        owner uuid;
      begin
        update contract_participant p set leaves_on = last_day, version = p.version + 1
        where p.contract_id = of_contract and p.organisation_id = app.tenant() and app.preview_owner() is null
          and p.version = seen_version and p.participant_confirmed_at is not null
          and (last_day is null or last_day >= greatest(app.today(), p.joined_on))
        returning p.tenant_id into owner;
        if owner is null then
          return false;
        end if;
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, new, via)
        select owner, by_name || ', ' || o.name, 'contract', c.id, c.name, 'participant_leaves', 'leaves_on', to_jsonb(last_day), 'ui'
        from contract c, organisation o where c.tenant_id = owner and c.id = of_contract and o.id = app.tenant();
        return true;
      end $$;
    revoke execute on function app.contract_invitations(), app.answer_contract(uuid, int, boolean, text),
      app.leave_contract(uuid, int, date, text) from public;
    grant execute on function app.contract_invitations(), app.answer_contract(uuid, int, boolean, text),
      app.leave_contract(uuid, int, date, text) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
