import { type Kysely, sql } from "kysely";
import { mayRead } from "../policies.ts";

/**
 * An observer reads what the owner shares (contracts.md 1): the terms, and documents that are shared with the participants. Notes,
 * intentions and decisions are between the parties.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.contracts_as_party() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select p.contract_id from contract_participant p
        where p.organisation_id = app.tenant() and p.role <> 'observer'
          and p.contract_id in (select app.contracts_of_mine()) $$;
    revoke execute on function app.contracts_as_party() from public;
    grant execute on function app.contracts_as_party() to samverka_app;
    alter function app.contracts_as_party() owner to samverka_policy;
    alter policy own_read on contract_internal using (${mayRead("contract_id in (select app.contracts_as_party())")});
    alter policy own_read on contract_decision using (${mayRead("contract_id in (select app.contracts_as_party())")});
  `)
    .execute(db);
}
