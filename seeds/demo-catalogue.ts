import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import { insertMissing, type OwnerDb } from "./connection.ts";
import { otherOrganisations } from "./content/organisations.ts";
import { products } from "./content/products.ts";
import { suppliers } from "./content/suppliers.ts";
import type { ProductContent } from "./content/types.ts";

/** Ids of what has been seeded, by the keys that the content uses. */
export interface Ids {
  organisation: ReadonlyMap<string, string>;
  supplier: ReadonlyMap<string, string>;
  product: ReadonlyMap<string, string>;
  function: ReadonlyMap<string, string>;
}

/** Organisations of the demo that are no reference data, and the shared catalogue. What is there already stays. */
export async function seedCatalogue(db: OwnerDb): Promise<Ids> {
  const organisation = await seedOrganisations(db);
  const functionRows = await db.selectFrom("function").select(["id", "code"]).execute();
  const functionIds = new Map(functionRows.map((row) => [row.code, row.id]));
  const supplier = await seedSuppliers(db, organisation);
  const product = await seedProducts(db, { organisation, supplier, function: functionIds });
  return { organisation, supplier, product, function: functionIds };
}

async function seedOrganisations(db: OwnerDb) {
  const ids = await organisationIds(db);
  const missing = otherOrganisations.filter(({ key }) => !ids.has(key));
  if (missing.length === 0) return ids;
  await insertMissing(
    db,
    "organisation",
    missing.map(({ key, name, kind, county_code, parent }) => ({
      slug: key,
      name,
      full_name: name,
      kind,
      municipality_code: null,
      county_code,
      county: null,
      organisation_number: null,
      parent_organisation_id: parent ? ids.get(parent)! : null,
    })),
  );
  return organisationIds(db);
}

async function organisationIds(db: OwnerDb) {
  const rows = await db.selectFrom("organisation").select(["id", "slug"]).execute();
  return new Map(rows.map((row) => [row.slug, row.id]));
}

async function seedSuppliers(db: OwnerDb, organisations: ReadonlyMap<string, string>) {
  const known = async () => {
    const rows = await db.selectFrom("supplier").select(["id", "normalised_name"]).execute();
    return new Map(rows.map((row) => [row.normalised_name, row.id]));
  };
  const before = await known();
  const missing = suppliers.filter(({ name }) => !before.has(normaliseName(name)));
  await insertMissing(
    db,
    "supplier",
    missing.map(({ name, website, state, created_by, organisation }) => ({
      name,
      normalised_name: normaliseName(name),
      website,
      country: null,
      organisation_number: null,
      state,
      organisation_id: organisation ? organisations.get(organisation)! : null,
      created_by_tenant_id: created_by ? organisations.get(created_by)! : null,
      merged_into_id: null,
    })),
  );
  const after = await known();
  const ids = new Map(suppliers.map(({ key, name }) => [key, after.get(normaliseName(name))!]));
  const aliases = missing.flatMap(({ key, aliases }) =>
    aliasRows(aliases).map((row) => ({ supplier_id: ids.get(key)!, ...row })),
  );
  await insertMissing(db, "supplier_alias", aliases);
  return ids;
}

async function seedProducts(db: OwnerDb, ids: Omit<Ids, "product">) {
  const known = async () => {
    const rows = await db.selectFrom("product").select(["id", "normalised_name"]).execute();
    return new Map(rows.map((row) => [row.normalised_name, row.id]));
  };
  const before = await known();
  const missing = products.filter(({ name }) => !before.has(normaliseName(name)));
  await insertMissing(
    db,
    "product",
    missing.map((content) => productRow(content, ids)),
  );
  const after = await known();
  const productIds = new Map(products.map(({ key, name }) => [key, after.get(normaliseName(name))!]));
  for (const { key, parent } of missing) {
    if (!parent) continue;
    const update = db.updateTable("product").set({ parent_product_id: productIds.get(parent)! });
    await update.where("id", "=", productIds.get(key)!).execute();
  }
  const of = <T>(rows: (content: ProductContent) => T[]) =>
    missing.flatMap((content) =>
      rows(content).map((row) => ({ product_id: productIds.get(content.key)!, ...row })),
    );
  await insertMissing(
    db,
    "product_alias",
    of(({ aliases }) => aliasRows(aliases)),
  );
  await insertMissing(
    db,
    "product_function",
    of(({ functions }) => functions.map((code) => ({ function_id: ids.function.get(code)! }))),
  );
  return productIds;
}

function productRow(content: ProductContent, ids: Omit<Ids, "product">) {
  return {
    name: content.name,
    previous_name: content.previous_name,
    normalised_name: normaliseName(content.name),
    kind: content.kind,
    supplier_id: content.supplier ? ids.supplier.get(content.supplier)! : null,
    rights_holder_id: content.rights_holder ? ids.supplier.get(content.rights_holder)! : null,
    parent_product_id: null,
    code_basis: content.code_basis,
    website: null,
    state: content.state,
    sale_ends_on: content.sale_ends_on,
    support_ends_on: content.support_ends_on,
    life_ends_on: content.life_ends_on,
    dates_source: content.dates_source,
    created_by_tenant_id: content.created_by ? ids.organisation.get(content.created_by)! : null,
    merged_into_id: null,
  };
}

/** One row per spelling that is told apart in matching. */
function aliasRows(aliases: readonly string[]) {
  const rows = new Map(aliases.map((name) => [normaliseName(name), name]));
  return [...rows].map(([normalised_name, name]) => ({ name, normalised_name }));
}
