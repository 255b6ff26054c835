import { type Kysely, sql } from "kysely";

/**
 * The language that a person has chosen is the account's, so that letters can be written in it; in a browser it is a cookie as before.
 * Whoever writes for an organisation may ask it about the organisation's own people, and learns nothing else of their accounts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table account add column locale text check (locale in ('sv', 'en'));

    create function app.language_of(of_person uuid) returns text
      language sql stable security definer set search_path = public, pg_temp as $$
        select a.locale from membership m join account a on a.id = m.account_id
        where m.tenant_id = app.tenant() and m.person_id = of_person and m.ended_at is null and app.preview_owner() is null
        limit 1 $$;
    revoke execute on function app.language_of(uuid) from public;
    grant execute on function app.language_of(uuid) to samverka_app;
    alter function app.language_of(uuid) owner to samverka_policy;
  `)
    .execute(db);
}
