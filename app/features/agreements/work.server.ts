import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";

/** Agreements that wait for the organisation's own decision: how many, and one of them. */
export interface AgreementWork {
  count: number;
  id: string;
}

/**
 * For the start page: agreements sent to their parties, on which the organisation, asked to be one, has recorded no decision of its own.
 * null when none waits.
 */
export async function findAgreementWork(db: TenantDb): Promise<AgreementWork | null> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from agreement a
    join agreement_party p on p.tenant_id = a.tenant_id and p.agreement_id = a.id
      and p.organisation_id = app.own_tenant() and p.role <> 'observer' and p.admitted_on is null
    where a.status not in ('draft', 'ended') and not exists (select 1 from party_decision d
      where d.tenant_id = app.own_tenant() and d.agreement_id = a.id and d.kind = 'agreement')
    order by a.id limit 200`.execute(db);
  return rows[0] ? { count: rows.length, id: rows[0].id } : null;
}
