import { type Kysely, sql } from "kysely";

/** What one organisation does in the pool stands in the history of those it concerns, who did not do it themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    create function app.tell_licence_parties(organisations uuid[], of_agreement uuid, what text, of_field text, value text, by_name text)
      returns void language sql volatile security definer set search_path = public, pg_temp as $$
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, new, via)
        select distinct party, by_name || ', ' || o.name, 'licence_agreement', a.id, a.name, what, of_field,
          to_jsonb(coalesce(value, o.name)), 'ui'
        from unnest(organisations) party, licence_agreement a, organisation o
        where a.id = of_agreement and o.id = app.tenant() and party <> app.tenant() $$;
    revoke execute on function app.tell_licence_parties(uuid[], uuid, text, text, text, text) from public;
    set local role samverka_owner;
  `)
    .execute(db);
}
