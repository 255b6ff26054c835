/**
 * SQL for the usual row-level security of a table that has `tenant_id`: enabled and forced, the owner may do what `grants`
 * allows, and a "view as" transaction sees the previewed owner's rows only.
 *
 * @param table name of the table
 * @param grants what the application role may do at all, for example "select, insert, update, delete"
 */
export function ownedBy(table: string, grants = "select, insert, update, delete"): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy own on ${table} for all to samverka_app
      using (tenant_id = app.tenant()) with check (tenant_id = app.tenant());
    create policy preview on ${table} as restrictive for all to samverka_app
      using (app.preview_owner() is null or tenant_id = app.preview_owner());
    grant ${grants} on ${table} to samverka_app;
    grant select on ${table} to samverka_policy;
  `;
}

/**
 * SQL for sharing a field group of the system usages: those who are shared with may read the row when they may also read the
 * usage itself, so that a hidden usage hides everything that hangs on it.
 *
 * @param table a table with `tenant_id` and `usage_id`
 * @param group the field group (inventory.md 2)
 */
export function sharedAs(table: string, group: string): string {
  return `
    create policy shared on ${table} for select to samverka_app using (
      tenant_id = any (array(select app.shared_with_me('system_usage', '${group}')))
      and exists (select 1 from system_usage u where u.tenant_id = ${table}.tenant_id and u.id = ${table}.usage_id)
    );
  `;
}

/** SQL for reference data that everybody signed in may read and only migrations and the seed write. */
export function readByAll(table: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy read on ${table} for select using (true);
    create policy maintain on ${table} for all to samverka_owner using (true) with check (true);
    grant select on ${table} to samverka_app, samverka_auth, samverka_policy;
  `;
}
