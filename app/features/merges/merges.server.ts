import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import type { CatalogueState } from "#db/schema/values.ts";
import { findProductMatches, searchProducts } from "../products/matching.server.ts";
import { findSupplierMatches, searchSuppliers } from "../suppliers/matching.server.ts";
import type { RecordKind } from "./merges.paths.ts";
import type { MergeRefusal } from "./merges.text.ts";

/** One side of a merge as the preview shows it. */
export interface MergeSide {
  id: string;
  name: string;
  state: CatalogueState;
  detail: string | null;
}

/** A record that may take part in a merge. @throws NotFound */
export async function findSide(db: TenantDb, kind: RecordKind, id: string): Promise<MergeSide> {
  const { rows } =
    kind === "product"
      ? await sql<MergeSide>`select p.id, p.name, p.state, s.name as detail from product p
          left join supplier s on s.id = p.supplier_id where p.id = ${id}::uuid`.execute(db)
      : await sql<MergeSide>`select id, name, state, organisation_number as detail from supplier
          where id = ${id}::uuid`.execute(db);
  if (!rows[0]) throw new NotFound();
  return rows[0];
}

/** How many references of one sort point at a record, over all organisations together. */
export interface ReferenceCount {
  table_name: string;
  column_name: string;
  n: number;
}

/** What a merge would move, as totals that tell nothing about who. Tombstones that already lead to the record are left out. */
export async function countReferences(db: TenantDb, kind: RecordKind, id: string): Promise<ReferenceCount[]> {
  const { rows } = await sql<ReferenceCount>`
    select table_name, column_name, n from app.count_references(${kind}, ${id}::uuid)
    where column_name <> 'merged_into_id'
    union all
    select ${`${kind}_alias`}, ${`${kind}_id`}, count(*)::int from ${sql.table(`${kind}_alias`)}
      where ${sql.ref(`${kind}_id`)} = ${id}::uuid`.execute(db);
  return rows;
}

/** Records that another may be merged into: those with the words in the name, or those like it; approved ones only. */
export async function listWinners(
  db: TenantDb,
  { kind, loser, words }: { kind: RecordKind; loser: MergeSide; words: string },
): Promise<{ id: string; name: string }[]> {
  const found =
    kind === "product"
      ? words
        ? await searchProducts(db, words)
        : await findProductMatches(db, loser.name, loser.detail)
      : words
        ? await searchSuppliers(db, words, 20)
        : await findSupplierMatches(db, loser.name, loser.detail);
  return found
    .filter((one) => one.id !== loser.id && one.state === "approved")
    .map(({ id, name }) => ({ id, name }));
}

/**
 * Merges `loser` into `winner` in the caller's transaction: every reference is moved, the loser becomes a tombstone and its names
 * lead to the winner.
 * @returns the merge's id, or why it was not done
 */
export async function mergeRecords(
  db: TenantDb,
  { kind, loser, winner, byName }: { kind: RecordKind; loser: MergeSide; winner: MergeSide; byName: string },
  record: Recorder,
): Promise<{ merge: string } | { refusal: MergeRefusal }> {
  const { rows } = await sql<{ outcome: "merged" | MergeRefusal; merge: string }>`
    select outcome, merge from app.merge_records(${kind}, ${loser.id}::uuid, ${winner.id}::uuid, ${byName})`.execute(
    db,
  );
  const { outcome, merge } = rows[0]!;
  if (outcome !== "merged") return { refusal: outcome };
  const reason = `${loser.name} → ${winner.name}`;
  for (const side of [loser, winner])
    await record({ kind, id: side.id, name: side.name, action: "merged", reason, runId: merge });
  return { merge };
}

/** Merges, newest first, at most `atMost`. */
export async function listMerges(db: TenantDb, atMost = 100) {
  const rows = await db
    .selectFrom("catalogue_merge")
    .select(["id", "kind", "loser_name", "winner_name", "by_name", "merged_at", "undone_at"])
    .orderBy("merged_at", "desc")
    .orderBy("id", "desc")
    .limit(atMost)
    .execute();
  return rows.map(({ merged_at, undone_at, ...row }) => ({
    ...row,
    merged_at: merged_at.toISOString(),
    is_undone: undone_at !== null,
  }));
}

/** A merge with what it moved and, once undone, what came back. @throws NotFound */
export async function findMerge(db: TenantDb, id: string) {
  const row = await db.selectFrom("catalogue_merge").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new NotFound();
  const { rows: lines } = await sql<
    ReferenceCount & { outcome: "restored" | "changed" | "gone" | null; names: string[] | null }
  >`select * from app.merge_report(${id}::uuid)`.execute(db);
  return {
    id: row.id,
    kind: row.kind,
    winner: row.winner,
    loser: row.loser,
    winner_name: row.winner_name,
    loser_name: row.loser_name,
    by_name: row.by_name,
    merged_at: row.merged_at.toISOString(),
    undone_at: row.undone_at?.toISOString() ?? null,
    undone_by_name: row.undone_by_name,
    lines,
  };
}

export type MergeRecord = Awaited<ReturnType<typeof findMerge>>;

/** Takes a merge back; references changed since stay. @returns why not, or nothing when it is done */
export async function undoMerge(
  db: TenantDb,
  merge: MergeRecord,
  byName: string,
  record: Recorder,
): Promise<MergeRefusal | undefined> {
  const { rows } = await sql<{ outcome: "undone" | MergeRefusal }>`
    select app.undo_merge(${merge.id}::uuid, ${byName}) as outcome`.execute(db);
  const { outcome } = rows[0]!;
  if (outcome !== "undone") return outcome;
  const reason = `${merge.loser_name} → ${merge.winner_name}`;
  const { kind } = merge;
  for (const [id, name] of [
    [merge.loser, merge.loser_name],
    [merge.winner, merge.winner_name],
  ] as const)
    await record({ kind, id, name, action: "merge_undone", reason, runId: merge.id });
  return undefined;
}
