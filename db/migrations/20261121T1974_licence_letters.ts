import { type Kysely, sql } from "kysely";

/** The two sides of a loan, for its letters; and questions from members, which the coordinator keeps and answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    create function app.loan_sides(of_loan uuid) returns table (organisation_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select n.lender_id from licence_loan n where n.id = of_loan
        union select n.borrower_id from licence_loan n where n.id = of_loan $$;
    revoke execute on function app.loan_sides(uuid) from public;
    grant execute on function app.loan_sides(uuid) to samverka_auth;

    -- a member's question, in the coordinator's history where its people see it; false for those outside the agreement
    create function app.ask_coordinator(of_agreement uuid, question text, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        if of_agreement not in (select app.licences_of_mine()) or app.own_tenant() is null then
          return false;
        end if;
        perform app.tell_licence_parties(array[a.tenant_id], a.id, 'question_asked', 'question', question, by_name)
          from licence_agreement a where a.id = of_agreement;
        return true;
      end $$;
    revoke execute on function app.ask_coordinator(uuid, text, text) from public;
    grant execute on function app.ask_coordinator(uuid, text, text) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
