import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/** Who reads an agreement: its parties, once it is sent to them; what the others have decided only those who have confirmed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- Agreements that the tenant is a party of, or asked to be. until_on: its last day, when that has passed or is known
    create function app.my_agreements() returns table (agreement_id uuid, is_confirmed boolean, until_on date)
      language sql stable security definer set search_path = public, pg_temp as $$
        select a.id, true, null::date from agreement a where a.tenant_id = app.own_tenant()
        union all
        select a.id,
          exists (select 1 from agreement_confirmation c where c.tenant_id = app.tenant() and c.agreement_id = a.id),
          case when bool_or(p.leaves_on is null) then null else max(p.leaves_on) end
        from agreement_party p join agreement a on a.tenant_id = p.tenant_id and a.id = p.agreement_id
        where p.organisation_id = app.tenant() and a.tenant_id <> app.tenant() and a.status <> 'draft'
          and (app.preview_owner() is null or a.tenant_id = app.preview_owner())
          and not exists (select 1 from organisation o where o.id = app.tenant() and o.kind = 'supplier')
        group by a.id $$;

    -- THE third rule of sharing: agreements that the tenant keeps or has confirmed to be a party of, for its history also when
    -- it has left. What else hangs on an agreement (budgets, settlements) is read by the same rule.
    create function app.agreements_of_mine() returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        select agreement_id from app.my_agreements() where is_confirmed $$;
    -- also those it is asked to be a party of
    create function app.agreements_before_me() returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        select agreement_id from app.my_agreements() $$;
    -- those it is a party of today, or asked to be
    create function app.agreements_running_for_me() returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        select agreement_id from app.my_agreements() where until_on is null or until_on >= app.today() $$;
    revoke execute on function app.my_agreements(), app.agreements_of_mine(), app.agreements_before_me(),
      app.agreements_running_for_me() from public;
    grant execute on function app.my_agreements(), app.agreements_of_mine(), app.agreements_before_me(),
      app.agreements_running_for_me() to samverka_app;
    alter function app.my_agreements() owner to samverka_policy;
    alter function app.agreements_of_mine() owner to samverka_policy;
    alter function app.agreements_before_me() owner to samverka_policy;
    alter function app.agreements_running_for_me() owner to samverka_policy;

    ${ownedBy("agreement", undefined, "id in (select app.agreements_before_me())")}
    ${ownedBy("agreement_party", undefined, "agreement_id in (select app.agreements_before_me())")}
    ${ownedBy("agreement_area", undefined, "agreement_id in (select app.agreements_before_me())")}
    ${ownedBy("agreement_confirmation", "select, insert", "agreement_id in (select app.agreements_of_mine())")}
    create policy no_supplier on agreement_party as restrictive for insert to samverka_app
      with check (exists (select 1 from organisation o where o.id = organisation_id and o.kind <> 'supplier'));
  `)
    .execute(db);
}
