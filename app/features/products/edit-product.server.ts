import type { Door } from "#app/server/tenant.server.ts";
import { listFunctions } from "../functions/functions.server.ts";
import { readable, updateProduct } from "./edit.server.ts";
import type { ProductFormState } from "./ProductForm.tsx";
import { type ProductForm, readProductForm } from "./products.form.ts";
import type { ProductRecord } from "./products.server.ts";
import { createMissing, resolveReferences } from "./references.server.ts";

/** What a posted change came to. In a conflict `now` holds the fields that differ from what was typed, as they are now. */
export type EditOutcome =
  | { kind: "saved" | "unchanged" }
  | { kind: "invalid"; state: ProductFormState }
  | { kind: "conflict"; state: ProductFormState; now: Record<string, unknown> };

/** Saves the posted change of a product, unless somebody was faster. */
export async function saveProduct({ db, form, record }: Door, product: ProductRecord): Promise<EditOutcome> {
  const read = readProductForm(form);
  if (!read.ok) return { kind: "invalid", state: { typed: read.typed, errors: read.errors } };
  const { value, typed } = read;
  const resolved = await resolveReferences(db, value, typed, currentReferences(product));
  const { candidates } = resolved;
  if (Object.keys(resolved.errors).length > 0)
    return { kind: "invalid", state: { typed, errors: resolved.errors, candidates } };
  if (Number(form.get("version")) !== product.version)
    return { kind: "conflict", state: { typed, candidates }, now: differing(product, value) };

  const codes = new Map((await listFunctions(db)).map((f) => [f.id, f.code]));
  const ids = await createMissing(db, resolved, { record });
  const outcome = await updateProduct(db, product, value, { version: product.version, ids, codes, record });
  if (outcome === "cycle")
    return { kind: "invalid", state: { typed, candidates, errors: { parent: "cycle" } } };
  if (outcome === "changed_meanwhile")
    return { kind: "conflict", state: { typed, candidates }, now: differing(product, value) };
  return { kind: outcome };
}

function currentReferences(product: ProductRecord) {
  const one = (id: string | null, name: string | null) => (id && name ? { id, name } : undefined);
  return {
    supplier: one(product.supplier_id, product.supplier_name),
    rights_holder: one(product.rights_holder_id, product.rights_holder_name),
    parent: one(product.parent_product_id, product.parent_name),
  };
}

function differing(product: ProductRecord, value: ProductForm): Record<string, unknown> {
  const typed: Record<string, unknown> = { ...value };
  const { functions, ...now } = readable(product);
  const isSameSet = (a: string[], b: string[]) => a.length === b.length && a.every((one) => b.includes(one));
  return {
    ...Object.fromEntries(
      Object.entries(now).filter(([field, text]) => JSON.stringify(text) !== JSON.stringify(typed[field])),
    ),
    ...(isSameSet(
      product.functions.map((f) => f.id),
      value.function_ids,
    )
      ? {}
      : { functions }),
  };
}

/** The product as the form shows it. */
export function formValues(product: ProductRecord): ProductFormState["typed"] {
  const { functions, aliases, ...texts } = readable(product);
  return {
    ...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text ?? ""])),
    aliases: aliases.join("\n"),
    function_ids: product.functions.map((f) => f.id),
  };
}
