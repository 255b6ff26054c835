import { type Kysely, sql } from "kysely";

/** An own end is told to a participant before it says yes: another one is another condition, and asked about anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create or replace function app.ask_participant_anew() returns trigger language plpgsql as $$
      begin
        if (new.role, new.joined_on, new.own_ends_on, new.coordination_form, new.represented_by_id)
          is distinct from (old.role, old.joined_on, old.own_ends_on, old.coordination_form, old.represented_by_id) then
          new.participant_confirmed_at := null;
          new.participant_confirmed_by := null;
          new.participant_declined_at := null;
        end if;
        return new;
      end $$;
    drop trigger asked_anew on contract_participant;
    create trigger asked_anew before update of role, joined_on, own_ends_on, coordination_form, represented_by_id
      on contract_participant for each row execute function app.ask_participant_anew();
  `)
    .execute(db);
}
