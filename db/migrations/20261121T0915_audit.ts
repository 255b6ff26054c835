import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** What was changed, and what others opened of ours. Both are only ever added to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table change_event (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      at timestamptz not null default now(),
      account_id uuid,
      by_name text not null,
      object_kind text not null,
      object_id uuid not null,
      object_name text,
      action text not null,
      field text,
      old jsonb,
      new jsonb,
      via text not null check (via in ('ui', 'import', 'api', 'job')),
      reason text,
      run_id uuid,
      primary key (tenant_id, id)
    );
    create index on change_event (tenant_id, object_kind, object_id, id desc);
    create index on change_event (tenant_id, at desc, id desc);
    create index on change_event (object_kind, object_id) where object_kind in ('product', 'supplier');
    create index on change_event (tenant_id, run_id) where run_id is not null;

    create table access_event (
      tenant_id uuid not null references organisation (id),
      viewer_organisation_id uuid not null references organisation (id),
      seen_on date not null,
      via text not null check (via in ('list', 'record', 'export', 'overlap', 'search')),
      object_kind text not null,
      object_id uuid,
      first_at timestamptz not null default now(),
      unique nulls not distinct (tenant_id, viewer_organisation_id, seen_on, via, object_kind, object_id)
    );
    create index on access_event (viewer_organisation_id);

    ${ownedBy("change_event", "select, insert")}
    ${ownedBy("access_event", "select")}
    create policy log on access_event for insert to samverka_policy with check (true);
    grant insert on access_event to samverka_policy;

    -- The reader cannot write in the owner's tenant; this function notes who read, once per day, way and record.
    create function app.log_access(seen_via text, kind text, owners uuid[], objects uuid[]) returns void
      language sql volatile security definer set search_path = public, pg_temp as $$
        insert into access_event (tenant_id, viewer_organisation_id, seen_on, via, object_kind, object_id)
        select distinct o.owner, app.tenant(), app.today(), seen_via, kind, o.object
        from unnest(owners, objects) as o (owner, object)
        where o.owner <> app.tenant() and app.preview_owner() is null and app.tenant() is not null
        on conflict do nothing $$;
    alter function app.log_access(text, text, uuid[], uuid[]) owner to samverka_policy;
    revoke execute on function app.log_access(text, text, uuid[], uuid[]) from public;
    grant execute on function app.log_access(text, text, uuid[], uuid[]) to samverka_app;
  `)
    .execute(db);
}
