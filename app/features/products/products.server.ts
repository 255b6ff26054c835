import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { NotFound } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";

/**
 * A product with what belongs to it: supplier, rights holder, whole and parts, functions, other spellings.
 * @throws NotFound also for a concept of strangers
 */
export async function findProduct(db: TenantDb, id: string) {
  const row = await db
    .selectFrom("product as p")
    .leftJoin("supplier as s", "s.id", "p.supplier_id")
    .leftJoin("supplier as r", "r.id", "p.rights_holder_id")
    .leftJoin("product as whole", "whole.id", "p.parent_product_id")
    .leftJoin("organisation as maker", "maker.id", "p.created_by_tenant_id")
    .select([
      "p.id",
      "p.name",
      "p.previous_name",
      "p.kind",
      "p.supplier_id",
      "s.name as supplier_name",
      "p.rights_holder_id",
      "r.name as rights_holder_name",
      "p.parent_product_id",
      "whole.name as parent_name",
      "p.code_basis",
      "p.description",
      "p.website",
      "p.state",
      "p.sale_ends_on",
      "p.support_ends_on",
      "p.life_ends_on",
      "p.dates_source",
      sql<string | null>`case when p.state = 'concept' then p.created_by_tenant_id end`.as(
        "created_by_tenant_id",
      ),
      // an approved record is everybody's, and whoever registered it most likely uses it
      sql<string | null>`case when p.state = 'concept' then maker.name end`.as("maker_name"),
      "p.merged_into_id",
      "p.decision_message",
      "p.version",
      sql<string>`to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`.as("updated_at"),
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("product_function as pf")
          .innerJoin("function as f", "f.id", "pf.function_id")
          .select(["f.id", "f.code", "f.name_sv", "f.name_en"])
          .whereRef("pf.product_id", "=", "p.id")
          .orderBy("f.position"),
      ).as("functions"),
      jsonArrayFrom(
        eb
          .selectFrom("product_alias as a")
          .select("a.name")
          .whereRef("a.product_id", "=", "p.id")
          .orderBy("a.name"),
      ).as("aliases"),
      jsonArrayFrom(
        eb
          .selectFrom("product as part")
          .select(["part.id", "part.name", "part.state"])
          .whereRef("part.parent_product_id", "=", "p.id")
          .where("part.state", "<>", "merged")
          .orderBy("part.name")
          .orderBy("part.id")
          .limit(200),
      ).as("parts"),
    ])
    .where("p.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type ProductRecord = Awaited<ReturnType<typeof findProduct>>;

/** A product of a supplier or function, for short lists. */
export interface ProductLine {
  id: string;
  name: string;
  state: ProductRecord["state"];
  kind: ProductRecord["kind"];
  supplier_id: string | null;
  supplier_name: string | null;
  support_ends_on: string | null;
}

/** More products than this are not listed on a supplier's or function's page; the product list has them all. */
export const MOST_LINES = 200;

/** Products of a supplier (as supplier or rights holder) or of a function, by name, at most `MOST_LINES`. */
export async function listProductsOf(
  db: TenantDb,
  of: { supplierId: string } | { functionId: string },
): Promise<ProductLine[]> {
  return db
    .selectFrom("product as p")
    .leftJoin("supplier as s", "s.id", "p.supplier_id")
    .select([
      "p.id",
      "p.name",
      "p.state",
      "p.kind",
      "p.supplier_id",
      "s.name as supplier_name",
      "p.support_ends_on",
    ])
    .where("p.state", "in", ["concept", "approved"])
    .where((eb) =>
      "supplierId" in of
        ? eb.or([eb("p.supplier_id", "=", of.supplierId), eb("p.rights_holder_id", "=", of.supplierId)])
        : eb(
            "p.id",
            "in",
            eb.selectFrom("product_function").select("product_id").where("function_id", "=", of.functionId),
          ),
    )
    .orderBy("p.name")
    .orderBy("p.id")
    .limit(MOST_LINES)
    .execute();
}
