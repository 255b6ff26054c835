import { type Kysely, sql } from "kysely";

/** Products of items and suppliers of licence agreements follow when they are merged: two more rows in the list of references. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ source: string }>`
    select pg_get_functiondef('app.catalogue_references(text)'::regprocedure) as source`.execute(db);
  const more = `('product', 'licence_item_product', 'product_id', 'tenant_id', 'id', null),
          ('supplier', 'licence_agreement', 'supplier_id', 'tenant_id', 'id', null)`;
  const before = rows[0]!.source;
  const after = before.replace(/\)\s*\)\s*as v \(/, `), ${more}) as v (`);
  if (after === before) throw new Error("the list of references to catalogue records looks different now");
  await sql
    .raw(`
    ${after};
    grant select, update on licence_item_product, licence_agreement to samverka_policy;
    create trigger follow_product_id before insert or update of product_id on licence_item_product
      for each row when (new.product_id is not null) execute function app.follow_merge('product', 'product_id');
    create trigger follow_supplier_id before insert or update of supplier_id on licence_agreement
      for each row when (new.supplier_id is not null) execute function app.follow_merge('supplier', 'supplier_id');
  `)
    .execute(db);
}
