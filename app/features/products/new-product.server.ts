import { earlierSubmission, FORM_KEY, rememberSubmission } from "#app/server/form-key.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { LONGEST_NAME } from "../catalogue/fields.form.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { insertConceptProduct } from "./concepts.server.ts";
import { findProductMatches, type ProductMatch } from "./matching.server.ts";
import type { ProductFormState } from "./ProductForm.tsx";
import { readProductForm } from "./products.form.ts";
import { productPath } from "./products.paths.ts";
import { createMissing, resolveReferences } from "./references.server.ts";

/** What a posted new product came to: where to go on, or the form with what must be settled first. */
export type NewProductOutcome = { to: string } | { state: ProductFormState; near: ProductMatch[] };

/**
 * Adds the posted product as a concept. Records with a name like it are shown first; "skapa ändå" makes it all the same and is
 * kept in the history. A form sent twice makes one product.
 */
export async function addProduct({ db, form, tenant, record }: Door): Promise<NewProductOutcome> {
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const read = readProductForm(form);
  if (!read.ok) {
    // comparing a text of a whole page with every name would take the database seconds
    const name = String(read.typed.name ?? "")
      .trim()
      .slice(0, LONGEST_NAME);
    return {
      state: { typed: read.typed, errors: read.errors },
      near: normaliseName(name) ? await findProductMatches(db, name) : [],
    };
  }
  const { value, typed } = read;
  const near = await findProductMatches(db, value.name, value.supplier);
  const resolved = await resolveReferences(db, value, typed);
  if (Object.keys(resolved.errors).length > 0)
    return { state: { typed, errors: resolved.errors, candidates: resolved.candidates }, near };
  const isDecided = form.get("create_anyway") === "yes" && form.get("near_for") === value.name;
  if (near.length > 0 && !isDecided)
    return { state: { typed, nearFor: value.name, candidates: resolved.candidates }, near };

  const ids = await createMissing(db, resolved, { record });
  const { supplier: _s, rights_holder: _r, parent: _p, ...columns } = value;
  const id = await insertConceptProduct(
    db,
    {
      ...columns,
      supplier_id: ids.supplier,
      rights_holder_id: ids.rights_holder,
      parent_product_id: ids.parent,
    },
    { record, passedBy: near.map((match) => match.name) },
  );
  const to = `${productPath(tenant.slug, id)}?done=created`;
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}
