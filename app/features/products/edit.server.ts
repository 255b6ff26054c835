import { sql } from "kysely";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import { changedFields } from "../catalogue/changes.rules.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { replaceAliases, replaceFunctions } from "./concepts.server.ts";
import type { ProductForm, ReferenceField } from "./products.form.ts";
import type { ProductRecord } from "./products.server.ts";

export type Outcome = "saved" | "unchanged" | "changed_meanwhile" | "cycle";

/** The product's fields as history names them, with what people read instead of ids. */
export function readable(product: ProductRecord) {
  return {
    name: product.name,
    previous_name: product.previous_name,
    kind: product.kind,
    supplier: product.supplier_name,
    rights_holder: product.rights_holder_name,
    parent: product.parent_name,
    code_basis: product.code_basis,
    description: product.description,
    website: product.website,
    sale_ends_on: product.sale_ends_on,
    support_ends_on: product.support_ends_on,
    life_ends_on: product.life_ends_on,
    dates_source: product.dates_source,
    functions: product.functions.map((f) => f.code),
    aliases: product.aliases.map((a) => a.name),
  };
}

/**
 * Saves a product as the form has it, if nobody was faster and the database accepts the whole it is part of.
 *
 * @param product as read now; `version` is the one the form was opened with
 * @param ids of supplier, rights holder and whole
 * @param codes of functions by id, for the history
 */
export async function updateProduct(
  db: TenantDb,
  product: ProductRecord,
  form: ProductForm,
  {
    version,
    ids,
    codes,
    record,
  }: {
    version: number;
    ids: Record<ReferenceField, string | null>;
    codes: Map<string, string>;
    record: Recorder;
  },
): Promise<Outcome> {
  if (version !== product.version) return "changed_meanwhile";
  const { function_ids, aliases, supplier, rights_holder, parent, ...columns } = form;
  const functions = function_ids.flatMap((id) => codes.get(id) ?? []);
  const after = { ...columns, supplier, rights_holder, parent, functions, aliases };
  const changes = changedFields(readable(product), after);
  if (changes.length === 0) return "unchanged";

  const written = await refusingCycles(db, () =>
    db
      .updateTable("product")
      .set({
        ...columns,
        normalised_name: normaliseName(columns.name),
        supplier_id: ids.supplier,
        rights_holder_id: ids.rights_holder,
        parent_product_id: ids.parent,
        version: version + 1,
        updated_at: sql<Date>`now()`,
      })
      .where("id", "=", product.id)
      .where("version", "=", version)
      .executeTakeFirst(),
  );
  if (written === "cycle") return "cycle";
  if (written.numUpdatedRows === 0n) return "changed_meanwhile";
  const touched = new Set(changes.map((change) => change.field));
  if (touched.has("functions")) await replaceFunctions(db, product.id, function_ids);
  if (touched.has("aliases")) await replaceAliases(db, product.id, aliases);
  await record({ kind: "product", id: product.id, name: columns.name, action: "updated", changes });
  return "saved";
}

/** The database is the judge of cycles, because the reader may not see all that the product is part of. */
async function refusingCycles<T>(db: TenantDb, write: () => Promise<T>): Promise<T | "cycle"> {
  await sql`savepoint before_write`.execute(db);
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error && "constraint" in error && error.constraint === "product_cycle"))
      throw error;
    await sql`rollback to savepoint before_write`.execute(db);
    return "cycle";
  }
}
