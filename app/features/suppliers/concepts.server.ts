import { sql } from "kysely";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import { normaliseName } from "../catalogue/names.rules.ts";

/** A supplier to add to the catalogue. */
export interface NewSupplier {
  name: string;
  /** Ten digits. */
  organisation_number?: string | null;
  website?: string | null;
  country?: string | null;
}

/** How the adding is noted. */
export interface Noting {
  record: Recorder;
  /** Names of the near matches that were shown and passed by ("skapa ändå"). */
  passedBy?: readonly string[];
  /** Ties together what one import did. */
  runId?: string;
}

/**
 * Adds a supplier as a concept of the tenant: usable at once, seen by the tenant's cooperations only, until a catalogue editor
 * has looked at it.
 * @returns its id
 */
export async function insertConceptSupplier(
  db: TenantDb,
  supplier: NewSupplier,
  { record, passedBy = [], runId }: Noting,
): Promise<string> {
  const row = await db
    .insertInto("supplier")
    .values({
      name: supplier.name,
      normalised_name: normaliseName(supplier.name),
      organisation_number: supplier.organisation_number ?? null,
      website: supplier.website ?? null,
      country: supplier.country ?? null,
      created_by_tenant_id: sql<string>`app.tenant()`,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await record({
    kind: "supplier",
    id: row.id,
    name: supplier.name,
    action: passedBy.length > 0 ? "created_anyway" : "created",
    reason: passedBy.length > 0 ? passedBy.join(", ") : undefined,
    runId,
  });
  return row.id;
}
