import { sql } from "kysely";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import { changedFields } from "../catalogue/changes.rules.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import type { SupplierForm } from "./suppliers.form.ts";
import type { SupplierRecord } from "./suppliers.server.ts";

/** The supplier's fields as history names them. */
export function readable(supplier: SupplierRecord) {
  return {
    name: supplier.name,
    organisation_number: supplier.organisation_number,
    website: supplier.website,
    country: supplier.country,
    aliases: supplier.aliases.map((a) => a.name),
  };
}

/** Saves a supplier as the form has it, if nobody was faster. @param version the one the form was opened with */
export async function updateSupplier(
  db: TenantDb,
  supplier: SupplierRecord,
  { aliases, ...columns }: SupplierForm,
  { version, record }: { version: number; record: Recorder },
): Promise<"saved" | "unchanged" | "changed_meanwhile"> {
  if (version !== supplier.version) return "changed_meanwhile";
  const changes = changedFields(readable(supplier), { ...columns, aliases });
  if (changes.length === 0) return "unchanged";
  const written = await db
    .updateTable("supplier")
    .set({
      ...columns,
      normalised_name: normaliseName(columns.name),
      version: version + 1,
      updated_at: sql<Date>`now()`,
    })
    .where("id", "=", supplier.id)
    .where("version", "=", version)
    .executeTakeFirst();
  if (written.numUpdatedRows === 0n) return "changed_meanwhile";
  if (changes.some((change) => change.field === "aliases"))
    await replaceSupplierAliases(db, supplier.id, aliases);
  await record({ kind: "supplier", id: supplier.id, name: columns.name, action: "updated", changes });
  return "saved";
}

/** Sets the alternative names; two spellings with one normalised form are kept once. */
export async function replaceSupplierAliases(db: TenantDb, supplierId: string, names: readonly string[]) {
  await db.deleteFrom("supplier_alias").where("supplier_id", "=", supplierId).execute();
  const byForm = new Map(names.map((name) => [normaliseName(name), name] as const));
  byForm.delete("");
  if (byForm.size > 0)
    await db
      .insertInto("supplier_alias")
      .values(
        [...byForm].map(([normalised_name, name]) => ({ supplier_id: supplierId, name, normalised_name })),
      )
      .execute();
}
