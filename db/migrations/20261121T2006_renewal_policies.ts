import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** What is fixed once a renewal survey is open, its row-level security, and the functions given to those who may call them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const asked = (column: string) => `${column} in (select app.renewals_of_mine())`;
  await sql
    .raw(`
    create function app.guard_renewal_round() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if tg_op = 'INSERT' or old.state in ('draft', 'ready') then
          if new.circle_id is not null and new.tenant_id not in (select app.circle_organisations(new.circle_id)) then
            raise exception 'the coordinator is not in the circle' using errcode = '23514';
          end if;
        elsif row (new.name, new.kind, new.agreement_id, new.item_id, new.circle_id, new.period_from, new.period_to, new.is_binding,
            new.multi_year_to, new.no_answer_means, new.min_participants, new.min_quantity, new.answers_shared, new.price_model,
            new.price_change, new.currency)
          is distinct from row (old.name, old.kind, old.agreement_id, old.item_id, old.circle_id, old.period_from, old.period_to,
            old.is_binding, old.multi_year_to, old.no_answer_means, old.min_participants, old.min_quantity, old.answers_shared,
            old.price_model, old.price_change, old.currency) then
          raise exception 'fixed once it is open' using errcode = '23514';
        elsif old.state in ('completed', 'withdrawn') and new.state <> old.state then
          raise exception 'a survey that is over stays as it is' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert or update on renewal_round for each row execute function app.guard_renewal_round();

    -- questions and price steps; nothing to guard where the whole survey goes
    create function app.guard_renewal_part() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        known record := case when tg_op = 'DELETE' then old else new end;
      begin
        if exists (select 1 from renewal_round r where r.tenant_id = known.tenant_id and r.id = known.round_id
          and r.state not in ('draft', 'ready')) then
          raise exception 'questions and prices are fixed once the survey is open' using errcode = '23514';
        end if;
        return known;
      end $$;
    create trigger guard before insert or update or delete on renewal_question
      for each row execute function app.guard_renewal_part();
    create trigger guard before insert or update or delete on renewal_tier for each row execute function app.guard_renewal_part();

    create function app.renewals_to_follow()
      returns table (coordinator_id uuid, round_id uuid, organisation_id uuid, has_answered boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select r.tenant_id, r.id, i.organisation_id, exists (select 1 from renewal_answer a
          where a.tenant_id = i.organisation_id and a.round_id = r.id and a.submitted_at is not null)
        from renewal_round r join renewal_invitee i on i.tenant_id = r.tenant_id and i.round_id = r.id
        where r.state = 'open' order by r.closes_on, r.id, i.organisation_id $$;
    create function app.renewal_parties(of_round uuid) returns table (organisation_id uuid, is_coordinator boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        select r.tenant_id, true from renewal_round r where r.id = of_round
        union select i.organisation_id, false from renewal_invitee i join renewal_round r on r.tenant_id = i.tenant_id
          and r.id = i.round_id where r.id = of_round and i.organisation_id <> r.tenant_id
        union select a.tenant_id, false from renewal_answer a where a.round_id = of_round and a.submitted_at is not null
          and a.tenant_id <> a.coordinator_id $$;

    revoke execute on function app.renewals_of_mine(), app.renewal_answers_for_me(), app.renewal_sums(uuid),
      app.may_answer_renewal(uuid), app.guard_renewal_answer(), app.guard_renewal_invitee(), app.guard_renewal_round(),
      app.guard_renewal_part(), app.renewals_to_follow(), app.renewal_parties(uuid) from public;
    grant execute on function app.renewals_of_mine(), app.renewal_answers_for_me(), app.renewal_sums(uuid),
      app.may_answer_renewal(uuid) to samverka_app;
    grant execute on function app.renewals_to_follow(), app.renewal_parties(uuid) to samverka_auth;
    alter function app.renewals_of_mine() owner to samverka_policy;
    alter function app.renewal_answers_for_me() owner to samverka_policy;
    alter function app.renewal_sums(uuid) owner to samverka_policy;
    alter function app.may_answer_renewal(uuid) owner to samverka_policy;
    alter function app.guard_renewal_answer() owner to samverka_policy;
    alter function app.guard_renewal_invitee() owner to samverka_policy;
    alter function app.guard_renewal_round() owner to samverka_policy;
    alter function app.guard_renewal_part() owner to samverka_policy;
    alter function app.renewals_to_follow() owner to samverka_policy;
    alter function app.renewal_parties(uuid) owner to samverka_policy;

    ${ownedBy("renewal_round", "select, insert, update, delete", asked("id"))}
    ${ownedBy("renewal_tier", "select, insert, update, delete", asked("round_id"))}
    ${ownedBy("renewal_question", "select, insert, update, delete", asked("round_id"))}
    -- who else is asked is known to those who are
    ${ownedBy("renewal_invitee", "select, insert, update, delete", asked("round_id"))}
    ${ownedBy(
      "renewal_answer",
      "select, insert, update",
      "submitted_at is not null and round_id in (select app.renewal_answers_for_me())",
    )}
    ${ownedBy(
      "renewal_question_answer",
      "select, insert, delete",
      `exists (select 1 from renewal_answer a
        where a.tenant_id = renewal_question_answer.tenant_id and a.id = renewal_question_answer.reply_id)`,
    )}
    ${ownedBy("renewal_letter", "select, insert")}
    ${ownedBy("renewal_placement", "select, insert, update, delete")}
    ${ownedBy("participant_transfer", "select, insert, update, delete")}
  `)
    .execute(db);
}
