import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Row-level security of interest checks, and the functions given to those who may call them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const asked = (column: string) => `${column} in (select app.interest_checks_of_mine())`;
  await sql
    .raw(`
    -- what the daily work looks at: open checks with those who are asked, and whether they have answered at all
    create function app.interest_checks_to_follow()
      returns table (coordinator_id uuid, check_id uuid, organisation_id uuid, has_answered boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.tenant_id, c.id, i.organisation_id, exists (select 1 from interest_reply r
          where r.tenant_id = i.organisation_id and r.check_id = c.id and r.submitted_at is not null)
        from interest_check c join interest_invitee i on i.tenant_id = c.tenant_id and i.check_id = c.id
        where c.state = 'open' order by c.closes_on, c.id, i.organisation_id $$;
    -- to whom a letter about a check goes: its coordinator and those who are asked or have answered
    create function app.interest_check_parties(of_check uuid) returns table (organisation_id uuid, is_coordinator boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.tenant_id, true from interest_check c where c.id = of_check
        union select i.organisation_id, false from interest_invitee i join interest_check c on c.tenant_id = i.tenant_id
          and c.id = i.check_id where c.id = of_check and i.organisation_id <> c.tenant_id
        union select r.tenant_id, false from interest_reply r where r.check_id = of_check and r.submitted_at is not null
          and r.tenant_id <> r.coordinator_id $$;

    revoke execute on function app.interest_checks_of_mine(), app.interest_answers_for_me(), app.interest_answered(uuid),
      app.may_answer_interest(uuid), app.guard_interest_reply(), app.guard_interest_invitee(), app.guard_interest_check(),
      app.interest_checks_to_follow(), app.interest_check_parties(uuid) from public;
    grant execute on function app.interest_checks_of_mine(), app.interest_answers_for_me(), app.interest_answered(uuid),
      app.may_answer_interest(uuid) to samverka_app;
    grant execute on function app.interest_checks_to_follow(), app.interest_check_parties(uuid) to samverka_auth;
    alter function app.interest_checks_of_mine() owner to samverka_policy;
    alter function app.interest_answers_for_me() owner to samverka_policy;
    alter function app.interest_answered(uuid) owner to samverka_policy;
    alter function app.may_answer_interest(uuid) owner to samverka_policy;
    alter function app.guard_interest_reply() owner to samverka_policy;
    alter function app.guard_interest_invitee() owner to samverka_policy;
    alter function app.guard_interest_check() owner to samverka_policy;
    alter function app.interest_checks_to_follow() owner to samverka_policy;
    alter function app.interest_check_parties(uuid) owner to samverka_policy;

    ${ownedBy("interest_check", "select, insert, update, delete", asked("id"))}
    ${ownedBy("interest_question", "select, insert, update, delete", asked("check_id"))}
    ${ownedBy("interest_invitee", "select, insert, update, delete", asked("check_id"))}
    ${ownedBy("interest_decision", "select, insert", asked("check_id"))}
    ${ownedBy(
      "interest_reply",
      "select, insert, update",
      "submitted_at is not null and check_id in (select app.interest_answers_for_me())",
    )}
    -- an answer is read by whoever reads the reply it belongs to
    ${ownedBy(
      "interest_answer",
      "select, insert, delete",
      `exists (select 1 from interest_reply r
        where r.tenant_id = interest_answer.tenant_id and r.id = interest_answer.reply_id)`,
    )}
    ${ownedBy("interest_letter", "select, insert")}
  `)
    .execute(db);
}
