import { type Kysely, sql } from "kysely";

/** Contracts come in by file too, and name the organisation's own systems. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table import_run drop constraint import_run_kind_check,
      add constraint import_run_kind_check check (kind in ('systems', 'products', 'contracts'));
    alter table import_mapping drop constraint import_mapping_kind_check,
      add constraint import_mapping_kind_check check (kind in ('systems', 'products', 'contracts'));
    alter table import_resolution drop constraint import_resolution_sort_check,
      add constraint import_resolution_sort_check
        check (sort in ('product', 'supplier', 'organisation', 'unit', 'person', 'function', 'system'));
  `)
    .execute(db);
}
