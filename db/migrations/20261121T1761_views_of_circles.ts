import { type Kysely, sql } from "kysely";
import { mayRead } from "../policies.ts";

/**
 * Saved views for a circle: made in one organisation, read by the others of the circle for as long as both are in it. A view
 * holds no records; whoever opens it sees the list under their own identity.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table saved_view add circle_id uuid references circle (id) on delete set null;
    alter table saved_view drop constraint saved_view_owner_kind_check;
    alter table saved_view add constraint saved_view_owner_kind_check check (owner_kind in ('person', 'organisation', 'circle'));
    -- a circle that is gone leaves the view with its makers
    alter table saved_view add constraint saved_view_circle_check check (owner_kind = 'circle' or circle_id is null);
    create index on saved_view (circle_id);
    create unique index saved_view_circle_name on saved_view (tenant_id, circle_id, list, lower(name)) where owner_kind = 'circle';

    -- circles that the tenant is in today
    create function app.my_circles() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select c from app.circles_of(app.tenant()) c
        where app.preview_owner() is null
          and not exists (select 1 from organisation o where o.id = app.tenant() and o.kind = 'supplier') $$;

    -- views of others: the tenant and the view's makers are both in the circle today
    create function app.views_shared_with_me() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select v.id from saved_view v
        where v.owner_kind = 'circle' and v.tenant_id <> app.tenant()
          and v.circle_id = any (array(select app.my_circles()))
          and v.circle_id in (select app.circles_of(v.tenant_id)) $$;

    revoke execute on function app.my_circles(), app.views_shared_with_me() from public;
    alter function app.my_circles() owner to samverka_policy;
    alter function app.views_shared_with_me() owner to samverka_policy;
    set local role samverka_policy;
    grant execute on function app.my_circles(), app.views_shared_with_me() to samverka_app;
    set local role samverka_owner;

    alter policy own_read on saved_view using (${mayRead("id in (select app.views_shared_with_me())")});
    alter policy own_person on saved_view
      using (owner_kind <> 'person' or account_id = app.account())
      with check (owner_kind <> 'person' or account_id = app.account());
    create policy in_circle on saved_view as restrictive for insert to samverka_app
      with check (owner_kind <> 'circle' or circle_id in (select app.my_circles()));
  `)
    .execute(db);
}
