import { type Kysely, sql } from "kysely";

/** What makes a record be compared anew: its names, its state, and what else pairs are found and weighed by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("set local role samverka_policy").execute(db);
  await sql
    .raw(`
    -- arguments: kind, column that names the record
    create function app.compare_changed() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
      begin
        perform app.compare_record(tg_argv[0], (row ->> tg_argv[1])::uuid);
        return null;
      end $$;
    revoke execute on function app.compare_changed() from public;
    grant execute on function app.compare_changed() to samverka_owner;
    set local role samverka_owner;
  `)
    .execute(db);
  const deferred = "deferrable initially deferred for each row execute function app.compare_changed";
  await sql
    .raw(`
    create constraint trigger compare after insert or delete or update of normalised_name, state, supplier_id, parent_product_id
      on product ${deferred}('product', 'id');
    create constraint trigger compare after insert or delete or update of normalised_name, state, organisation_number, website
      on supplier ${deferred}('supplier', 'id');
    create constraint trigger compare after insert or delete on product_alias ${deferred}('product', 'product_id');
    create constraint trigger compare after insert or delete on supplier_alias ${deferred}('supplier', 'supplier_id');
    select app.compare_record('product', id) from product;
    select app.compare_record('supplier', id) from supplier;
  `)
    .execute(db);
}
