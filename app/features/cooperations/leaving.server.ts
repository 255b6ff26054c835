import { sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";

/**
 * Organisations that have given notice of a cooperation agreement which the tenant may read, with the last day of each, so that every list
 * they stand in can say so (agreement-and-money.md 3). The first day when somebody leaves several agreements.
 */
export async function listLeaving(db: TenantDb): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; on: string }>`
    select p.organisation_id as id, min(p.leaves_on) as on from agreement_party p
    where p.admitted_on is not null and p.leaves_on >= app.today() and not exists (select 1 from agreement_party q
      where q.tenant_id = p.tenant_id and q.agreement_id = p.agreement_id and q.organisation_id = p.organisation_id
        and q.joined_on > p.joined_on)
    group by p.organisation_id order by p.organisation_id limit 1000`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.id, row.on]));
}
