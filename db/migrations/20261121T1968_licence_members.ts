import { type Kysely, sql } from "kysely";

/**
 * A member's own word about a licence agreement, and locking: members write nothing in the coordinator's organisation themselves, so
 * functions do only this and tell the coordinator's history. Who leaves the contract leaves the licences on it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- what was agreed to is what was confirmed: another role or first day is asked about anew
    create function app.ask_licence_member_anew() returns trigger language plpgsql as $$
      begin
        if (new.role, new.joined_on) is distinct from (old.role, old.joined_on) then
          new.member_confirmed_at := null;
          new.member_confirmed_by := null;
          new.member_declined_at := null;
        end if;
        return new;
      end $$;
    create trigger asked_anew before update of role, joined_on on licence_member
      for each row when (new.organisation_id <> new.tenant_id) execute function app.ask_licence_member_anew();
    -- the coordinator's own membership is its own word
    create function app.own_licence_member() returns trigger language plpgsql as $$
      begin
        new.member_confirmed_at := now();
        return new;
      end $$;
    create trigger own_word before insert on licence_member
      for each row when (new.organisation_id = new.tenant_id) execute function app.own_licence_member();

    -- leaving the contract, on whatever page, ends the licences too: only ever earlier, since a return is for the pool to decide
    create function app.leave_licence_with_contract() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        update licence_member m set leaves_on = greatest(new.leaves_on, m.joined_on), version = m.version + 1
        from licence_agreement a
        where a.tenant_id = new.tenant_id and a.contract_id = new.contract_id and m.tenant_id = a.tenant_id
          and m.agreement_id = a.id and m.organisation_id = new.organisation_id
          and (m.leaves_on is null or m.leaves_on > new.leaves_on);
        return null;
      end $$;
    create trigger leaves_licence after update of leaves_on on contract_participant
      for each row when (new.leaves_on is not null and new.leaves_on is distinct from old.leaves_on)
      execute function app.leave_licence_with_contract();
    revoke execute on function app.leave_licence_with_contract() from public;
    alter function app.leave_licence_with_contract() owner to samverka_policy;

    set local role samverka_policy;
    -- what an invited organisation is told before it has answered
    create function app.licence_invitations() returns table (coordinator uuid, agreement uuid, name text, role text,
        joined_on date, own_ends_on date, starts_on date, ends_on date, version int, declined_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select a.tenant_id, a.id, a.name, m.role, m.joined_on, m.own_ends_on, a.starts_on, a.ends_on, m.version, m.member_declined_at
        from licence_member m join licence_agreement a on a.tenant_id = m.tenant_id and a.id = m.agreement_id
        where m.organisation_id = app.tenant() and app.preview_owner() is null and m.member_confirmed_at is null
          and a.state <> 'draft' and (m.leaves_on is null or m.leaves_on >= app.today()) $$;

    -- the tenant's yes or no to exactly what it has read (its version), for the contract too; false when it has changed meanwhile
    create function app.answer_licence(of_agreement uuid, seen_version int, is_yes boolean, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        coordinator uuid;
      begin
        update licence_member m set version = m.version + 1,
          member_confirmed_at = case when is_yes then now() end,
          member_confirmed_by = case when is_yes then app.account() end,
          member_declined_at = case when is_yes then null else now() end
        where m.agreement_id = of_agreement and m.organisation_id = app.tenant() and app.preview_owner() is null
          and m.version = seen_version and m.member_confirmed_at is null
        returning m.tenant_id into coordinator;
        if coordinator is null then
          return false;
        end if;
        if is_yes then
          update contract_participant p set version = p.version + 1, participant_confirmed_at = now(),
            participant_confirmed_by = app.account(), participant_declined_at = null
          from licence_agreement a
          where a.tenant_id = coordinator and a.id = of_agreement and p.tenant_id = coordinator and p.contract_id = a.contract_id
            and p.organisation_id = app.tenant() and p.participant_confirmed_at is null;
        end if;
        perform app.tell_licence_parties(array[coordinator], of_agreement,
          case when is_yes then 'participant_confirmed' else 'participant_declined' end, 'member', null, by_name);
        return true;
      end $$;

    -- the tenant leaves on a day; false when its row has changed meanwhile
    create function app.leave_licence(of_agreement uuid, seen_version int, last_day date, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        coordinator uuid;
      begin
        update licence_member m set leaves_on = last_day, version = m.version + 1
        where m.agreement_id = of_agreement and m.organisation_id = app.tenant() and app.preview_owner() is null
          and m.version = seen_version and m.member_confirmed_at is not null
          and last_day >= greatest(app.today(), m.joined_on)
        returning m.tenant_id into coordinator;
        if coordinator is null then
          return false;
        end if;
        perform app.tell_licence_parties(array[coordinator], of_agreement, 'participant_leaves', 'leaves_on', last_day::text, by_name);
        return true;
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
