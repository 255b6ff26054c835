/**
 * SQL for the usual row-level security of a table that has `tenant_id`: enabled and forced, and the organisation itself may
 * do what `grants` allows. In a "view as" transaction `app.own_tenant()` is null, so nothing that is the viewer's own is seen.
 *
 * @param table name of the table
 * @param grants what the application role may do at all, for example "select, insert, update, delete"
 * @param sharedIf SQL condition under which others may read a row too; evaluated only for rows of others. CASE keeps the planner
 *   from turning the policy into index conditions, which made it misjudge how many rows an organisation has: a list of one
 *   municipality among 1,000,000 usages took 42 ms instead of 1 (bench/explain)
 */
export function ownedBy(table: string, grants = "select, insert, update, delete", sharedIf?: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy own_read on ${table} for select to samverka_app using (${mayRead(sharedIf)});
    create policy own_insert on ${table} for insert to samverka_app with check (${OWN});
    create policy own_update on ${table} for update to samverka_app using (${OWN}) with check (${OWN});
    create policy own_delete on ${table} for delete to samverka_app using (${OWN});
    grant ${grants} on ${table} to samverka_app;
    grant select on ${table} to samverka_policy;
  `;
}

/** The row is the organisation's own. As a sub-select the setting is read once per statement, not once per row. */
export const OWN = "tenant_id = (select app.own_tenant())";

/** Who may read a row, as a condition: see `ownedBy`. */
export function mayRead(sharedIf?: string): string {
  return sharedIf ? `case when ${OWN} then true else ${sharedIf} end` : OWN;
}

/** Owners who share the field group with the tenant, as a condition: hashed once per statement, not searched through per row. */
export function isSharedGroup(group: string): string {
  return `tenant_id in (select app.shared_with_me('system_usage', '${group}'))`;
}

/**
 * When others may read a row of a field group: its owner shares the group with them, and they may read the usage itself,
 * so that a hidden usage hides everything that hangs on it.
 *
 * @param table a table with `tenant_id` and `usage_id`
 * @param group the field group (inventory.md 2)
 */
export function sharedAs(table: string, group: string): string {
  return `${isSharedGroup(group)}
    and exists (select 1 from system_usage u where u.tenant_id = ${table}.tenant_id and u.id = ${table}.usage_id)`;
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
