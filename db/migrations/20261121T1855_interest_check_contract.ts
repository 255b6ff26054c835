import { type Kysely, sql } from "kysely";

/** A check can have been started from a contract of the coordinator's; and its questions are fixed once it is sent, by the database too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table interest_check add contract_id uuid,
      add foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete set null (contract_id);
    create index on interest_check (tenant_id, contract_id);

    create function app.guard_interest_question() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        known record := case when tg_op = 'DELETE' then old else new end;
      begin
        -- nothing to guard where the whole check goes
        if exists (select 1 from interest_check c where c.tenant_id = known.tenant_id and c.id = known.check_id
          and c.state <> 'draft') then
          raise exception 'questions are fixed once the check is sent' using errcode = '23514';
        end if;
        return known;
      end $$;
    create trigger guard before insert or update or delete on interest_question
      for each row execute function app.guard_interest_question();
    revoke execute on function app.guard_interest_question() from public;
    alter function app.guard_interest_question() owner to samverka_policy;
  `)
    .execute(db);
}
