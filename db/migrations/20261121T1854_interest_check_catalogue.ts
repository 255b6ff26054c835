import { type Kysely, sql } from "kysely";

/** A product that an interest check is about follows when products are merged: one more row in the list of references. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ source: string }>`
    select pg_get_functiondef('app.catalogue_references(text)'::regprocedure) as source`.execute(db);
  const row = "('product', 'interest_check', 'product_id', 'tenant_id', 'id', null)";
  const before = rows[0]!.source;
  const after = before.replace(/\)\s*\)\s*as v \(/, `), ${row}) as v (`);
  if (after === before) throw new Error("the list of references to catalogue records looks different now");
  await sql
    .raw(`
    ${after};
    grant select, update on interest_check to samverka_policy;
    create trigger follow_product_id before insert or update of product_id on interest_check
      for each row when (new.product_id is not null) execute function app.follow_merge('product', 'product_id');
  `)
    .execute(db);
}
