import { type Kysely, sql } from "kysely";

/** A hidden system asks no host, and the owner is told what the host has answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy; -- its functions are replaced by itself only
    create or replace function app.hosting_requests()
      returns table (usage_tenant_id uuid, usage_id uuid, own_name text, hosting_form text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select o.tenant_id, o.usage_id, u.own_name, o.hosting_form
        from system_usage_operation o join system_usage u on u.tenant_id = o.tenant_id and u.id = o.usage_id
        where o.host_organisation_id = app.tenant() and app.preview_owner() is null and o.tenant_id <> app.tenant()
          and u.lifecycle <> 'retired' and not u.is_hidden $$;

    -- the present host's answer on a usage of the tenant's own
    create function app.hosting_answer(usage uuid) returns text
      language sql stable security definer set search_path = public, pg_temp as $$
        select h.answer from system_usage_operation o
        join hosting_confirmation h on h.tenant_id = o.host_organisation_id and h.usage_tenant_id = o.tenant_id
          and h.usage_id = o.usage_id
        where o.tenant_id = app.tenant() and o.usage_id = usage and app.preview_owner() is null $$;
    revoke execute on function app.hosting_answer(uuid) from public;
    grant execute on function app.hosting_answer(uuid) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
