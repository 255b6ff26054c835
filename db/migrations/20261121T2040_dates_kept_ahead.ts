import { type Kysely, sql } from "kysely";

/**
 * Whose contracts the nightly work computes again. Steps in time reach eight years ahead and ends nine; a contract that nobody opens or
 * changes would run out of them in everybody else's lists.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.owners_of_dates_running_out(facts_until date, window_since date, facts_engine int, window_engine int)
      returns setof uuid
      language sql stable security definer set search_path = public, pg_temp set jit = off as $$
        select distinct c.tenant_id from contract c
        where not exists (select 1 from contract_fact f where f.tenant_id = c.tenant_id and f.contract_id = c.id
            and f.valid_from <= facts_until and f.valid_to >= facts_until and f.engine = facts_engine)
          or not exists (select 1 from contract_window w where w.tenant_id = c.tenant_id and w.contract_id = c.id
            and w.computed_on >= window_since and w.engine = window_engine) $$;
    revoke execute on function app.owners_of_dates_running_out(date, date, int, int) from public;
    grant execute on function app.owners_of_dates_running_out(date, date, int, int) to samverka_auth;
    alter function app.owners_of_dates_running_out(date, date, int, int) owner to samverka_policy;
  `)
    .execute(db);
}
