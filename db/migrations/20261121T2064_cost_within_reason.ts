import { type Kysely, sql } from "kysely";

/**
 * No cost line comes to more than 90 billion kronor a year: a slip of the pen beyond that could not be added up, and would close the list
 * of contracts for everybody who is shared the price.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contract_cost_line add constraint cost_within_reason check (
      abs(amount_minor * (case per when 'month' then 12 when 'quarter' then 4 else 1 end)
        * (case kind when 'per_metric' then quantity else 1 end) * coalesce(rate, 1)) <= 9000000000000) not valid`.execute(
    db,
  );
}
