import { type Kysely, sql } from "kysely";
import { ownedBy, sharedAs } from "../policies.ts";

/** How open a system is and how fast it holds its organisation: a field group of its own, shared only where the owner opens it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table system_usage_openness (
      tenant_id uuid not null, usage_id uuid not null, primary key (tenant_id, usage_id),
      code_kind text check (code_kind in ('open_source', 'proprietary', 'in_house', 'unknown')),
      export_formats text check (length(export_formats) <= 300),
      has_open_format text check (has_open_format in ('yes', 'no', 'unknown')),
      has_api text check (has_api in ('yes', 'no', 'unknown')),
      api_link text check (length(api_link) <= 2000),
      data_extraction text check (data_extraction in ('self', 'supplier', 'supplier_paid', 'no', 'unknown')),
      lock_in_note text check (length(lock_in_note) <= 2000),
      foreign key (tenant_id, usage_id) references system_usage (tenant_id, id) on delete cascade
    );
    ${ownedBy("system_usage_openness", undefined, sharedAs("system_usage_openness", "openness"))}

    alter table share drop constraint share_field_group_check;
    alter table share add constraint share_field_group_check check (field_group in
      ('core', 'dates', 'operation', 'term', 'price', 'volume', 'classification', 'openness', 'contacts', 'documents'));
  `)
    .execute(db);
}
