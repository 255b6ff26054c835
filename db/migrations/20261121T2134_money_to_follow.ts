import { type Kysely, sql } from "kysely";

/**
 * The daily work also looks at years for which a party has said by when it needs the figures, before anybody has begun a budget; and at
 * last year's, whose last quarter is known in the new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy; -- its functions are replaced by itself only
    create or replace function app.money_to_follow() returns table (owner_id uuid, agreement_id uuid, year int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select b.tenant_id, b.agreement_id, b.year from budget b
        where b.year between extract(year from app.today())::int - 1 and extract(year from app.today())::int + 2
        union
        select n.owner_id, n.agreement_id, n.year from budget_need n where n.needed_by_on >= app.today()
        union
        select s.tenant_id, s.agreement_id, s.year from settlement s where s.state = 'sent' $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
