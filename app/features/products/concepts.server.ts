import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { CodeBasis, ProductKind } from "#db/schema/values.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import type { Noting } from "../suppliers/concepts.server.ts";

/** A product to add to the catalogue. */
export interface NewProduct {
  name: string;
  previous_name?: string | null;
  kind?: ProductKind;
  supplier_id?: string | null;
  rights_holder_id?: string | null;
  parent_product_id?: string | null;
  code_basis?: CodeBasis | null;
  description?: string;
  website?: string | null;
  sale_ends_on?: string | null;
  support_ends_on?: string | null;
  life_ends_on?: string | null;
  dates_source?: string | null;
  function_ids?: readonly string[];
  /** Other spellings it is known by. */
  aliases?: readonly string[];
}

/**
 * Adds a product as a concept of the tenant: usable at once, seen by the tenant's cooperations only, until a catalogue editor
 * has looked at it.
 * @returns its id
 */
export async function insertConceptProduct(
  db: TenantDb,
  { function_ids = [], aliases = [], ...columns }: NewProduct,
  { record, passedBy = [], runId }: Noting,
): Promise<string> {
  const { id } = await db
    .insertInto("product")
    .values({
      ...columns,
      normalised_name: normaliseName(columns.name),
      created_by_tenant_id: sql<string>`app.tenant()`,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await replaceFunctions(db, id, function_ids);
  await replaceAliases(db, id, aliases);
  await record({
    kind: "product",
    id,
    name: columns.name,
    action: passedBy.length > 0 ? "created_anyway" : "created",
    reason: passedBy.length > 0 ? passedBy.join(", ") : undefined,
    runId,
  });
  return id;
}

/** Sets which functions the product supports. */
export async function replaceFunctions(db: TenantDb, productId: string, functionIds: readonly string[]) {
  await db.deleteFrom("product_function").where("product_id", "=", productId).execute();
  if (functionIds.length > 0)
    await db
      .insertInto("product_function")
      .values([...new Set(functionIds)].map((function_id) => ({ product_id: productId, function_id })))
      .execute();
}

/** Sets the alternative names; two spellings with one normalised form are kept once. */
export async function replaceAliases(db: TenantDb, productId: string, names: readonly string[]) {
  await db.deleteFrom("product_alias").where("product_id", "=", productId).execute();
  const byForm = new Map(names.map((name) => [normaliseName(name), name] as const));
  byForm.delete("");
  if (byForm.size > 0)
    await db
      .insertInto("product_alias")
      .values(
        [...byForm].map(([normalised_name, name]) => ({ product_id: productId, name, normalised_name })),
      )
      .execute();
}
