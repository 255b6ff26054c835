import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";

/** One line of a catalogue record's history, ready for the screen. */
export interface CatalogueEvent {
  id: string;
  at: string;
  /** Whose change it was; the person's name only when it was somebody of the reader's own organisation. */
  person: string | null;
  /** null for one that the reader has no cooperation with: who registers a product most likely uses it. */
  organisation: string | null;
  action: string;
  field: string | null;
  old: unknown;
  new: unknown;
  reason: string | null;
}

/** More lines than this are not shown on a page. */
export const MOST_EVENTS = 50;

/**
 * The latest changes of a product or supplier, newest first, at most `MOST_EVENTS`. Everybody who may read the record may read
 * them; names of people stay inside their own organisation.
 */
export async function listCatalogueHistory(
  db: TenantDb,
  { kind, id, tenantId }: { kind: "product" | "supplier"; id: string; tenantId: string },
): Promise<CatalogueEvent[]> {
  const rows = await db
    .selectFrom("change_event as e")
    .innerJoin("organisation as o", "o.id", "e.tenant_id")
    .select([
      "e.id",
      "e.at",
      "e.tenant_id",
      "e.by_name",
      sql<string | null>`case when e.tenant_id = ${tenantId} or app.is_catalogue_editor()
        or e.tenant_id = any (array(select app.my_peers())) then o.name end`.as("organisation"),
      "e.action",
      "e.field",
      "e.old",
      "e.new",
      "e.reason",
    ])
    .where("e.object_kind", "=", kind)
    .where("e.object_id", "=", id)
    .orderBy("e.id", "desc")
    .limit(MOST_EVENTS)
    .execute();
  return rows.map(({ tenant_id, by_name, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    person: tenant_id === tenantId ? by_name : null,
    // "created anyway" names near matches of its maker's, some of which may be concepts of strangers to the reader
    reason: tenant_id !== tenantId && row.action === "created_anyway" ? null : row.reason,
  }));
}
