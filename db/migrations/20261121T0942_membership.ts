import { type Kysely, sql } from "kysely";

/**
 * What the application may not do with memberships, whatever its pages say: a yes given to an earlier invitation does not
 * answer a new one, suppliers take no part, and a circle, a membership or a share cannot be turned into another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.answer_anew() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        delete from cooperation_join where cooperation_id = new.cooperation_id and tenant_id = new.organisation_id;
        return null;
      end $$;
    grant delete on cooperation_join to samverka_policy;
    alter function app.answer_anew() owner to samverka_policy;
    revoke execute on function app.answer_anew() from public;
    create trigger invited_anew after update on cooperation_member for each row
      when (old.ended_on <= app.today() and (new.ended_on is null or new.ended_on > app.today()))
      execute function app.answer_anew();

    create policy no_supplier on cooperation as restrictive for insert to samverka_app
      with check (exists (select 1 from organisation o where o.id = tenant_id and o.kind <> 'supplier'));
    create policy no_supplier on cooperation_member as restrictive for insert to samverka_app
      with check (exists (select 1 from organisation o where o.id = organisation_id and o.kind <> 'supplier'));

    revoke update on cooperation, cooperation_member, cooperation_join, circle, share from samverka_app;
    grant update (name, description, version) on cooperation to samverka_app;
    grant update (from_on, ended_on) on cooperation_member to samverka_app;
    grant update (joined_on, leaves_on, joined_by) on cooperation_join to samverka_app;
    grant update (name) on circle to samverka_app;
    grant update (to_on) on share to samverka_app;
  `)
    .execute(db);
}
