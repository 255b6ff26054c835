import { type Kysely, sql } from "kysely";

/**
 * What else a participant's part is: who acts for it and by which power of attorney, and when its call-off notification was given
 * (contracts.md 1). Another representative is another condition, and asked about anew like role, day and form.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table contract_participant
      add column represented_by_id uuid references organisation (id),
      add column authority_ref text check (length(authority_ref) between 1 and 300),
      add column call_off_notified_on date,
      add check (represented_by_id <> organisation_id),
      add check (role = 'represented' or (represented_by_id is null and authority_ref is null));
    create index on contract_participant (represented_by_id);
    grant insert (represented_by_id, authority_ref, call_off_notified_on),
      update (represented_by_id, authority_ref, call_off_notified_on) on contract_participant to samverka_app;

    create or replace function app.ask_participant_anew() returns trigger language plpgsql as $$
      begin
        if (new.role, new.joined_on, new.coordination_form, new.represented_by_id)
          is distinct from (old.role, old.joined_on, old.coordination_form, old.represented_by_id) then
          new.participant_confirmed_at := null;
          new.participant_confirmed_by := null;
          new.participant_declined_at := null;
        end if;
        return new;
      end $$;
    drop trigger asked_anew on contract_participant;
    create trigger asked_anew before update of role, joined_on, coordination_form, represented_by_id on contract_participant
      for each row execute function app.ask_participant_anew();

    set local role samverka_policy;
    drop function app.contract_invitations();
    -- what an invited organisation is told before it has answered
    create function app.contract_invitations() returns table (owner uuid, contract uuid, number text, name text, role text,
        coordination_form text, joined_on date, leaves_on date, own_ends_on date, represented_by uuid, authority_ref text, version int,
        declined_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.tenant_id, c.id, c.number, c.name, p.role, p.coordination_form, p.joined_on, p.leaves_on, p.own_ends_on,
          p.represented_by_id, p.authority_ref, p.version, p.participant_declined_at
        from contract_participant p join contract c on c.tenant_id = p.tenant_id and c.id = p.contract_id
        where p.organisation_id = app.tenant() and app.preview_owner() is null and p.participant_confirmed_at is null
          and c.closed_on is null and (p.leaves_on is null or p.leaves_on >= app.today()) $$;
    revoke execute on function app.contract_invitations() from public;
    grant execute on function app.contract_invitations() to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
