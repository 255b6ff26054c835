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
 * them; what stays inside the changing organisation (names of people) does not leave the database.
 */
export async function listCatalogueHistory(
  db: TenantDb,
  { kind, id }: { kind: "product" | "supplier"; id: string },
): Promise<CatalogueEvent[]> {
  const { rows } = await sql<Omit<CatalogueEvent, "at"> & { at: Date }>`
    select * from app.catalogue_history(${kind}, ${id}::uuid, ${MOST_EVENTS})`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
