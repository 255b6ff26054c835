import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { CatalogueState } from "#db/schema/values.ts";
import { normaliseName } from "../catalogue/names.rules.ts";

/** A product that may be the one somebody means. */
export interface ProductMatch {
  id: string;
  name: string;
  supplier_id: string | null;
  supplier_name: string | null;
  state: CatalogueState;
  /** The name that was matched: the product's own or an alternative one. */
  matched_name: string;
  /** 1 for the same name; otherwise how alike the names are, below 1. */
  score: number;
}

type Found = ProductMatch & { sought_name: string };

const LEAST = 0.4;
const MOST_NEAR = 8;

/**
 * Products with this name (own or alternative) and those with a name like it; best first, those of the same supplier before
 * others that are as near; at most 8.
 *
 * @param name as written; normalised here
 * @param supplier name of the supplier, when known
 */
export async function findProductMatches(
  db: TenantDb,
  name: string,
  supplier?: string | null,
): Promise<ProductMatch[]> {
  const sought = normaliseName(name);
  const near = (await nearProductNames(db, [sought])).get(sought) ?? [];
  if (!supplier) return near;
  const from = normaliseName(supplier);
  const isSame = (match: ProductMatch) => Number(normaliseName(match.supplier_name ?? "") === from);
  return [...near].sort((a, b) => Math.floor(b.score) - Math.floor(a.score) || isSame(b) - isSame(a));
}

/**
 * The products that bear exactly each of the normalised names, as own or alternative name. For imports: one query for any
 * number of names.
 *
 * @param normalisedNames as `normaliseName` gives them
 * @returns per name those found, in order of name; several when the name is ambiguous; names not found are absent
 */
export async function matchProductNames(
  db: TenantDb,
  normalisedNames: readonly string[],
): Promise<Map<string, ProductMatch[]>> {
  if (normalisedNames.length === 0) return new Map();
  const { rows } = await sql<Found>`
    select distinct on (w.name, p.name, p.id) w.name as sought_name, p.id, p.name, p.supplier_id,
      s.name as supplier_name, p.state, hit.name as matched_name, 1 as score
    from unnest(${[...new Set(normalisedNames)]}::text[]) as w (name)
    cross join lateral (
      select id, name from product where normalised_name = w.name
      union all select product_id, name from product_alias where normalised_name = w.name) hit
    join product p on p.id = hit.id and p.state <> 'merged'
    left join supplier s on s.id = p.supplier_id
    order by w.name, p.name, p.id`.execute(db);
  return grouped(rows);
}

/** Products with a name like each of the normalised names; per name best first, at most 8. */
export async function nearProductNames(
  db: TenantDb,
  normalisedNames: readonly string[],
): Promise<Map<string, ProductMatch[]>> {
  if (normalisedNames.length === 0) return new Map();
  const { rows } = await sql<Found>`
    select * from (
      select distinct on (n.sought_name, p.id) n.sought_name, p.id, p.name, p.supplier_id, s.name as supplier_name,
        p.state, n.matched_name, n.score
      from app.near_product_names(${[...new Set(normalisedNames)]}::text[]) n
      join product p on p.id = n.product_id and p.state <> 'merged'
      left join supplier s on s.id = p.supplier_id
      where n.score >= ${LEAST}
      order by n.sought_name, p.id, n.score desc) best
    order by sought_name, score desc, name, id`.execute(db);
  return grouped(rows);
}

function grouped(rows: Found[]) {
  const found = new Map<string, ProductMatch[]>();
  for (const { sought_name, ...match } of rows) {
    const list = found.get(sought_name) ?? [];
    if (list.length < MOST_NEAR) list.push(match);
    found.set(sought_name, list);
  }
  return found;
}

/** A product in a choice list. */
export interface ProductChoice {
  id: string;
  name: string;
  state: CatalogueState;
  supplier_name: string | null;
}

/** Products to choose from: by any part of the product's or supplier's name, or all; at most `atMost`, by name. */
export async function searchProducts(db: TenantDb, words: string, atMost = 20): Promise<ProductChoice[]> {
  const normalised = normaliseName(words);
  if (normalised === "" && words.trim() !== "") return []; // no name has nothing but punctuation
  return db
    .selectFrom("product as p")
    .leftJoin("supplier as s", "s.id", "p.supplier_id")
    .select(["p.id", "p.name", "p.state", "s.name as supplier_name"])
    .where("p.state", "in", ["concept", "approved"])
    .$if(normalised !== "", (query) => query.where(productNamedLike(normalised)))
    .orderBy("p.name")
    .orderBy("p.id")
    .limit(atMost)
    .execute();
}

/** A condition on `product as p`: a name of the product or of its supplier contains the normalised words. */
export function productNamedLike(normalised: string) {
  return sql<boolean>`(p.id = any (array(select app.products_named_like(${normalised})))
    or p.supplier_id = any (array(select app.suppliers_named_like(${normalised}))))`;
}
