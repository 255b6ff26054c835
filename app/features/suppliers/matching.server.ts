import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { CatalogueState } from "#db/schema/values.ts";
import { normaliseName } from "../catalogue/names.rules.ts";

/** A supplier that may be the one somebody means. */
export interface SupplierMatch {
  id: string;
  name: string;
  organisation_number: string | null;
  state: CatalogueState;
  /** The name that was matched, when it is not `name` itself. */
  matched_name: string;
  /** 1 for the same name or organisation number; otherwise how alike the names are, below 1. */
  score: number;
}

const LEAST = 0.4;
const MOST_NEAR = 8;

/**
 * Suppliers with this name (own or alternative) or organisation number, and those with a name like it; best first, at most 8.
 *
 * @param name as written; normalised here
 * @param organisationNumber ten digits
 */
export async function findSupplierMatches(
  db: TenantDb,
  name: string,
  organisationNumber?: string | null,
): Promise<SupplierMatch[]> {
  const near = (await nearSuppliers(db, [normaliseName(name)])).get(normaliseName(name)) ?? [];
  if (!organisationNumber) return near;
  const same = await db
    .selectFrom("supplier")
    .select(["id", "name", "organisation_number", "state"])
    .where("organisation_number", "=", organisationNumber)
    .where("state", "<>", "merged")
    .orderBy("name")
    .orderBy("id")
    .limit(MOST_NEAR)
    .execute();
  const first = same.map((row) => ({ ...row, matched_name: row.name, score: 1 }));
  const ids = new Set(first.map((row) => row.id));
  return [...first, ...near.filter((row) => !ids.has(row.id))].slice(0, MOST_NEAR);
}

/**
 * The suppliers that bear exactly each of the normalised names, as own or alternative name. For imports: one query for any
 * number of names.
 *
 * @param normalisedNames as `normaliseName` gives them
 * @returns per name those found, in order of name; several when the name is ambiguous; names not found are absent
 */
export async function matchSupplierNames(
  db: TenantDb,
  normalisedNames: readonly string[],
): Promise<Map<string, SupplierMatch[]>> {
  if (normalisedNames.length === 0) return new Map();
  const { rows } = await sql<SupplierMatch & { sought_name: string }>`
    select distinct on (w.name, s.name, s.id) w.name as sought_name, s.id, s.name, s.organisation_number, s.state,
      hit.name as matched_name, 1 as score
    from unnest(${[...new Set(normalisedNames)]}::text[]) as w (name)
    cross join lateral (
      select id, name from supplier where normalised_name = w.name
      union all select supplier_id, name from supplier_alias where normalised_name = w.name) hit
    join supplier s on s.id = hit.id and s.state <> 'merged'
    order by w.name, s.name, s.id`.execute(db);
  return grouped(rows);
}

/** Suppliers with a name like each of the normalised names; per name best first, at most 8. */
export async function nearSuppliers(
  db: TenantDb,
  normalisedNames: readonly string[],
): Promise<Map<string, SupplierMatch[]>> {
  if (normalisedNames.length === 0) return new Map();
  const { rows } = await sql<SupplierMatch & { sought_name: string }>`
    select * from (
      select distinct on (n.sought_name, s.id) n.sought_name, s.id, s.name, s.organisation_number, s.state,
        n.matched_name, n.score
      from app.near_supplier_names(${[...new Set(normalisedNames)]}::text[]) n
      join supplier s on s.id = n.supplier_id and s.state <> 'merged'
      where n.score >= ${LEAST}
      order by n.sought_name, s.id, n.score desc) best
    order by sought_name, score desc, name, id`.execute(db);
  return grouped(rows);
}

function grouped(rows: (SupplierMatch & { sought_name: string })[]) {
  const found = new Map<string, SupplierMatch[]>();
  for (const { sought_name, ...match } of rows) {
    const list = found.get(sought_name) ?? [];
    if (list.length < MOST_NEAR) list.push(match);
    found.set(sought_name, list);
  }
  return found;
}

/** Suppliers for a choice list: by any part of a name, or all; at most `atMost`, by name. */
export async function searchSuppliers(
  db: TenantDb,
  words: string,
  atMost = 50,
): Promise<{ id: string; name: string; state: CatalogueState }[]> {
  const normalised = normaliseName(words);
  if (normalised === "" && words.trim() !== "") return []; // no name has nothing but punctuation
  return db
    .selectFrom("supplier")
    .select(["id", "name", "state"])
    .where("state", "in", ["concept", "approved"])
    .$if(normalised !== "", (query) =>
      query.where(sql<boolean>`id = any (array(select app.suppliers_named_like(${normalised})))`),
    )
    .orderBy("name")
    .orderBy("id")
    .limit(atMost)
    .execute();
}
