import { sql } from "kysely";
import type { AccessEventTable } from "#db/schema/events.ts";
import type { Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";

/** What somebody opened of others' records. */
export interface Access {
  via: AccessEventTable["via"];
  kind: string;
  /** Owner and record of each; without `object_id` the owner's records in a list. Own records are left out by the database. */
  seen: readonly { owner: string; object?: string }[];
}

/**
 * Notes in the owners' access history that the tenant read their records, once per day, way and record. Nothing is noted in
 * "view as": there the owner looks at its own.
 */
export async function logAccess(
  db: TenantDb,
  tenant: Pick<Tenant, "id" | "previewOf">,
  access: Access,
): Promise<void> {
  if (tenant.previewOf) return;
  const foreign = access.seen.filter((each) => each.owner !== tenant.id);
  if (foreign.length === 0) return;
  const owners = foreign.map((each) => each.owner);
  const objects = foreign.map((each) => each.object ?? null);
  await sql`select app.log_access(${access.via}, ${access.kind}, ${owners}::uuid[], ${objects}::uuid[])`.execute(
    db,
  );
}
