import { type Kysely, sql } from "kysely";

/** Whoever has left a licence agreement and its circle keeps its own answers to a renewal survey, and reads nobody else's (as in interest checks). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    create or replace function app.renewal_answers_for_me() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select r.id from renewal_round r
        where r.tenant_id = app.own_tenant()
          or (r.answers_shared and r.state = 'completed' and exists (select 1 from renewal_invitee i
            where i.tenant_id = r.tenant_id and i.round_id = r.id and i.organisation_id = app.own_tenant())
            and (r.agreement_id in (select app.licences_of_mine()) or r.circle_id in (select app.circles_of(app.own_tenant())))) $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
