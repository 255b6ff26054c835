import { type Kysely, sql } from "kysely";

/**
 * Today's computed dates of every contract that the tenant may see, for lists over a hundred thousand of them: the policy of
 * contract_fact asks for the contract row by row, this function applies the rule of `own_read` of contract at once, word for word, as
 * `app.radar_contracts` does. tests/features/contracts/sharing.test.ts compares the two.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.contract_facts_seen() returns table (tenant_id uuid, contract_id uuid, status text, current_end_on date,
      last_end_on date, next_notice_on date, act_by_on date, next_option_call_on date)
      language plpgsql stable security definer set search_path = public, pg_temp set jit = off as $$
      declare
        org uuid := app.own_tenant();
        day date := app.today();
        term_owners uuid[] := array(select app.shared_with_me('system_usage', 'term'));
        joint uuid[] := array(select app.contracts_of_mine());
      begin
        return query
          select f.tenant_id, f.contract_id, f.status, f.current_end_on, f.last_end_on, f.next_notice_on, f.act_by_on,
            f.next_option_call_on
          from contract c join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
            and f.valid_from <= day and f.valid_to >= day
          where coalesce(c.tenant_id = org, false)
            or (not c.is_hidden and not c.rests_on_hidden and c.tenant_id = any (term_owners)) or c.id = any (joint);
      end $$;
    revoke execute on function app.contract_facts_seen() from public;
    grant execute on function app.contract_facts_seen() to samverka_app;
    alter function app.contract_facts_seen() owner to samverka_policy;
  `)
    .execute(db);
}
