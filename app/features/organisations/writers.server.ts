import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";

/** Those who may write for the transaction's organisation, editors and local administrators, as far as they have an address; at most 100. */
export async function listWriters(db: TenantDb): Promise<{ name: string; email: string }[]> {
  const { rows } = await sql<{ name: string; email: string }>`
    select p.name, p.email from membership m
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.email is not null
    where m.tenant_id = app.tenant() and m.ended_at is null and m.roles && array['editor', 'local_admin']
    order by p.name, p.id limit 100`.execute(db);
  return rows;
}
