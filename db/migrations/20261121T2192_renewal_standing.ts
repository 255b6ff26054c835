import { type Kysely, sql } from "kysely";

/**
 * How far a renewal survey has come, as its readers may know it: sums without names only where they stand for three others at least
 * (docs/decisions/165), so that nobody's answer is the sum less one's own. Which step is reached is told to everybody: it is their price.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    drop function app.renewal_sums(uuid);
    set local role samverka_owner;

    create function app.renewal_standing(of_round uuid)
      returns table (invited int, answered int, others_quantity bigint, reached_from bigint)
      language sql stable security definer set search_path = public, pg_temp as $$
        with newest as (
          select distinct on (a.tenant_id) a.tenant_id, a.answer, coalesce(a.quantity, 0) as quantity
          from renewal_answer a where a.round_id = of_round and a.submitted_at is not null
          order by a.tenant_id, a.version desc),
        others as (
          select count(*) as answered, count(*) filter (where answer <> 'no') as joining,
            coalesce(sum(quantity) filter (where answer <> 'no'), 0)::bigint as quantity
          from newest where tenant_id is distinct from app.own_tenant())
        select (select count(*)::int from renewal_invitee i where i.tenant_id = r.tenant_id and i.round_id = r.id),
          (select count(*)::int from newest),
          case when r.tenant_id = app.own_tenant() or o.joining >= 3 or o.answered = 0 then o.quantity end,
          -- the own part is what was handed in, or what is held today: trying out a draft moves nothing
          (select max(t.from_quantity) from renewal_tier t where t.tenant_id = r.tenant_id and t.round_id = r.id
            and t.from_quantity <= greatest(1, o.quantity + coalesce(
              (select case when n.answer = 'no' then 0 else n.quantity end from newest n where n.tenant_id = app.own_tenant()),
              (select sum(e.quantity) from entitlement e where e.item_id = r.item_id and e.organisation_id = app.own_tenant()
                and e.valid_from <= app.today() and (e.valid_to is null or e.valid_to >= app.today())), 0)))
        from renewal_round r cross join others o where r.id = of_round
          and (r.tenant_id = app.own_tenant() or r.id in (select app.renewals_of_mine())) $$;
    grant select on entitlement to samverka_policy;
    revoke execute on function app.renewal_standing(uuid) from public;
    grant execute on function app.renewal_standing(uuid) to samverka_app;
    alter function app.renewal_standing(uuid) owner to samverka_policy;
  `)
    .execute(db);
}
