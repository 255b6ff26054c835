import { type Kysely, sql } from "kysely";

/** All pools of an agreement with every item held, in one question, for what concerns a member as a whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    drop function app.lock_licence_items(uuid);
    create function app.lock_licence_pools(of_agreement uuid)
      returns table (item uuid, kind text, id uuid, party uuid, other uuid, quantity bigint, from_on date, to_on date, party_order int)
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        if app.own_tenant() is null or of_agreement not in (select app.licences_of_mine()) then
          return;
        end if;
        -- in one order, so that two who lock several never wait for each other in a ring
        perform 1 from licence_item i where i.agreement_id = of_agreement order by i.id for update;
        return query select i.id, r.* from licence_item i cross join lateral app.pool_rows_on(i.id, app.today()) r
          where i.agreement_id = of_agreement;
      end $$;
    revoke execute on function app.lock_licence_pools(uuid) from public;
    grant execute on function app.lock_licence_pools(uuid) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
