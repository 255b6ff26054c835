import { type Kysely, sql } from "kysely";

/** A contract saved while its supplier or product is merged points at the winner, as systems do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create trigger follow_supplier_id before insert or update of supplier_id on contract
      for each row when (new.supplier_id is not null) execute function app.follow_merge('supplier', 'supplier_id');
    create trigger follow_product_id before insert or update of product_id on contract
      for each row when (new.product_id is not null) execute function app.follow_merge('product', 'product_id');
  `)
    .execute(db);
}
