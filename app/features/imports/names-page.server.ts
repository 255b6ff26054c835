import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "#app/text/text.ts";
import type { ImportSort } from "#db/schema/imports.ts";
import { nearestNames } from "../catalogue/names.rules.ts";
import { nearProductNames } from "../products/matching.server.ts";
import { nearSuppliers } from "../suppliers/matching.server.ts";

export const STANDINGS = ["undecided", "create", "found", "left_out"] as const;
export type StandingFilter = (typeof STANDINGS)[number];
export const SORTS: readonly ImportSort[] = [
  "product",
  "supplier",
  "function",
  "person",
  "unit",
  "organisation",
  "system",
];
export const PAGE_OF_NAMES = 25;

export interface Candidate {
  id: string;
  name: string;
  /** A product's supplier. */
  supplier?: string | null;
}

/** A name of the file with what it means and what else it might mean. */
export interface NameView {
  sort: ImportSort;
  key: string;
  written: string;
  supplier: string | null;
  rows: number;
  reason: string | null;
  choice: string | null;
  chosen: string | null;
  /** Nearest first. */
  candidates: Candidate[];
}

/** How many names stand where, by sort. */
export async function countNames(
  db: TenantDb,
  runId: string,
): Promise<{ sort: ImportSort; standing: StandingFilter; count: number }[]> {
  const rows = await db
    .selectFrom("import_resolution")
    .select(["sort", "standing", (eb) => eb.fn.countAll<number>().as("count")])
    .where("run_id", "=", runId)
    .where("standing", "is not", null)
    .groupBy(["sort", "standing"])
    .execute();
  return rows.map(({ sort, standing, count }) => ({ sort, standing: standing!, count: Number(count) }));
}

/** A page of names with candidates for each; those that concern most rows first. */
export async function listNames(
  db: TenantDb,
  runId: string,
  {
    sort,
    standing,
    page,
    locale,
  }: { sort: ImportSort; standing: StandingFilter; page: number; locale: Locale },
): Promise<NameView[]> {
  const rows = await db
    .selectFrom("import_resolution")
    .selectAll()
    .where("run_id", "=", runId)
    .where("sort", "=", sort)
    .where("standing", "=", standing)
    .orderBy("row_count", "desc")
    .orderBy("key")
    .limit(PAGE_OF_NAMES)
    .offset((page - 1) * PAGE_OF_NAMES)
    .execute();
  const candidates = await candidatesFor(db, sort, rows, locale);
  return rows.map((row) => ({
    sort,
    key: row.key,
    written: row.written,
    supplier: row.supplier_written,
    rows: row.row_count,
    reason: row.reason,
    choice: row.choice,
    chosen: row.chosen ?? row.found,
    candidates: candidates(row.key, row.written),
  }));
}

/** Everything that may be chosen for sorts with few records; empty for products and suppliers. */
export async function listChoices(db: TenantDb, sort: ImportSort, locale: Locale): Promise<Candidate[]> {
  if (sort === "product" || sort === "supplier") return [];
  if (sort === "system") {
    const systems = await sql<Candidate>`
      select id, own_name as name from system_usage where tenant_id = app.tenant() order by own_name, id limit 1000`.execute(
      db,
    );
    return systems.rows;
  }
  const column = sql.id(sort === "function" ? `name_${locale}` : "name");
  const where = sort === "organisation" ? sql`where kind <> 'supplier'` : sql``;
  const { rows } = await sql<Candidate>`
    select id, ${column} as name from ${sql.table(sort)} ${where} order by ${column}, id limit 1000`.execute(
    db,
  );
  return rows;
}

const MOST_SUGGESTED = 100;

/** The nearest records for names that must be decided, by sort and key; for the hundred that concern most rows. */
export async function suggestForUndecided(db: TenantDb, runId: string): Promise<Record<string, string[]>> {
  const rows = await db
    .selectFrom("import_resolution")
    .select(["sort", "key", "written", "found"])
    .where("run_id", "=", runId)
    .where("standing", "=", "undecided")
    .orderBy("row_count", "desc")
    .orderBy("sort")
    .orderBy("key")
    .limit(MOST_SUGGESTED)
    .execute();
  const suggested: Record<string, string[]> = {};
  for (const sort of SORTS) {
    const ofSort = rows.filter((row) => row.sort === sort);
    if (ofSort.length === 0) continue;
    const candidates = await candidatesFor(db, sort, ofSort, "sv");
    for (const { key, written } of ofSort) {
      const near = candidates(key, written).slice(0, 3);
      suggested[`${sort} ${key}`] = near.map(({ name, supplier }) =>
        supplier ? `${name} (${supplier})` : name,
      );
    }
  }
  return suggested;
}

type Row = { key: string; written: string; found: string | null };

async function candidatesFor(
  db: TenantDb,
  sort: ImportSort,
  rows: readonly Row[],
  locale: Locale,
): Promise<(key: string, written: string) => Candidate[]> {
  const names = rows.map((row) => row.key.split("\u001f")[0]!);
  if (sort === "product") {
    const near = await nearProductNames(db, names);
    return (key) =>
      (near.get(key.split("\u001f")[0]!) ?? []).map(({ id, name, supplier_name }) => ({
        id,
        name,
        supplier: supplier_name,
      }));
  }
  if (sort === "supplier") {
    const near = await nearSuppliers(db, names);
    return (key) => (near.get(key) ?? []).map(({ id, name }) => ({ id, name }));
  }
  const all = await listChoices(db, sort, locale);
  return (_, written) => {
    const near = nearestNames(written, [...new Set(all.map((one) => one.name))], { atMost: 5 });
    return near.flatMap((name) => all.filter((one) => one.name === name)).slice(0, 8);
  };
}
