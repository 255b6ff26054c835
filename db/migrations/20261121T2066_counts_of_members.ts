import { type Kysely, sql } from "kysely";

/**
 * Only who is in a licence agreement today assigns and counts in its pool: such a row stands in everybody's sums, and the screens alone kept
 * strangers and former members from writing one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create policy of_members on usage_count as restrictive for insert to samverka_app
      with check (agreement_id in (select app.licences_of_mine()));
    create policy of_members on allocation as restrictive for insert to samverka_app
      with check (exists (select 1 from licence_item i where i.tenant_id = coordinator_id and i.id = item_id
        and i.agreement_id in (select app.licences_of_mine())));
  `)
    .execute(db);
}
