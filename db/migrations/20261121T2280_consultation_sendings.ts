import { type Kysely, sql } from "kysely";

/**
 * An answer is to the proposal as it was sent: a budget counts its sendings and an answer keeps the one it answers, so that what was
 * said of an earlier proposal of the same day does not count for the next. The database sets it, whatever the form says.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- what is there is of the first sending, except answers from before the day of the latest one
    alter table budget add column sending int not null default 1;
    alter table budget alter column sending set default 0;
    alter table budget_answer add column sending int not null default 1;
    alter table budget_answer alter column sending set default 0;
    alter table budget no force row level security;
    alter table budget_answer no force row level security;
    update budget_answer a set sending = 0 from budget b
      where b.tenant_id = a.owner_id and b.id = a.budget_id and a.made_on < b.sent_on;
    alter table budget force row level security;
    alter table budget_answer force row level security;

    set local role samverka_policy;
    create or replace function app.guard_budget_answer() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        b record;
      begin
        select agreement_id, year, status, sent_on, sending into b from budget
          where tenant_id = new.owner_id and id = new.budget_id for share;
        if b.status is distinct from 'proposal' or b.sent_on is null or (b.agreement_id, b.year) <> (new.agreement_id, new.year)
          or (new.agreement_id, new.year) not in (select m.agreement_id, m.year from app.agreement_years_of_mine() m) then
          raise exception 'the budget takes no answers from this organisation' using errcode = '23514';
        end if;
        new.sending := b.sending;
        return new;
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
