import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";

/** How much of what an organisation shares somebody has vouched for during the last twelve months. */
export interface Freshness {
  id: string;
  name: string;
  systems: number;
  confirmed: number;
}

/**
 * Per organisation of a cooperation whose systems the tenant may see: two counts, over systems that are shared and not hidden.
 * Which system or owner is late is nowhere in it. In "view as" only the organisation that is looked at.
 */
export async function listFreshness(db: TenantDb, cooperationId: string): Promise<Freshness[]> {
  const { rows } = await sql<Freshness>`
    select o.id, o.name, f.systems, f.confirmed from app.shared_freshness(${cooperationId}::uuid) f
    join organisation o on o.id = f.organisation_id order by o.name, o.id limit 500`.execute(db);
  return rows;
}
