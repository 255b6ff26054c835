import { type Kysely, sql } from "kysely";

/**
 * Concepts are approved or rejected. A rejected one is read by those who could read the concept, and usages keep it until they
 * are moved. `approved_at` tells a tombstone that everybody has seen from one that was only ever a concept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(["supplier", "product"].map(withApproval).join("\n")).execute(db);
  await sql
    .raw(`
    alter policy in_use on product using (
      state in ('concept', 'rejected') and exists (select 1 from system_usage u where u.product_id = product.id));
  `)
    .execute(db);
}

function withApproval(table: string) {
  return `
    alter table ${table} add column approved_at timestamptz;
    alter table ${table} add column decision_message text check (length(decision_message) <= 2000);
    update ${table} set approved_at = updated_at where state <> 'concept';
    alter table ${table} drop constraint ${table}_state_check;
    alter table ${table} add constraint ${table}_state_check
      check (state in ('concept', 'approved', 'merged', 'rejected', 'withdrawn'));
    create index on ${table} (created_at, id) where state = 'concept';
    alter policy read on ${table} using (
      case
        when state in ('approved', 'withdrawn') or created_by_tenant_id is null then true
        when state = 'merged' and approved_at is not null then true
        else (app.preview_owner() is null and (created_by_tenant_id = app.tenant()
          or app.is_catalogue_editor() or created_by_tenant_id = any (array(select app.my_peers()))))
          or coalesce(created_by_tenant_id = app.preview_owner(), false)
      end);
  `;
}
