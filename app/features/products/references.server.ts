import type { TenantDb } from "#app/server/transaction.server.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { insertConceptSupplier, type Noting } from "../suppliers/concepts.server.ts";
import { matchSupplierNames, nearSuppliers } from "../suppliers/matching.server.ts";
import { matchProductNames, nearProductNames } from "./matching.server.ts";
import { type ProductForm, type ReferenceField, referenceFields } from "./products.form.ts";

/** A record that a typed name may stand for. */
export interface Candidate {
  id: string;
  name: string;
}

/** What the typed names came to: ids, or what must be asked. */
export interface Resolved {
  ids: Record<ReferenceField, string | null>;
  /** Names to add as concept suppliers, by field. */
  toCreate: Partial<Record<ReferenceField, string>>;
  errors: Record<string, string>;
  /** Possible records for the fields whose text does not settle it alone, also when a choice was made. */
  candidates: Partial<Record<ReferenceField, Candidate[]>>;
}

/** Said instead of an id: add what was typed. */
export const CREATE = "new";

/**
 * Turns the names typed for supplier, rights holder and whole into ids. One exact match is taken; several, or only similar
 * ones, are asked about; the answer comes back as `<field>_choice` and holds while the text is the one asked about.
 *
 * @param typed the posted fields, for the choices
 * @param current names that stay what they were when the text is unchanged
 */
export async function resolveReferences(
  db: TenantDb,
  value: Pick<ProductForm, ReferenceField>,
  typed: Readonly<Record<string, string | string[]>>,
  current: Partial<Record<ReferenceField, Candidate>> = {},
): Promise<Resolved> {
  const resolved: Resolved = {
    ids: { supplier: null, rights_holder: null, parent: null },
    toCreate: {},
    errors: {},
    candidates: {},
  };
  for (const field of referenceFields) {
    const text = value[field];
    if (!text) continue;
    if (current[field]?.name === text) {
      resolved.ids[field] = current[field].id;
      continue;
    }
    const candidates = await candidatesFor(db, field, text);
    const choice = typed[`${field}_choice_for`] === text ? typed[`${field}_choice`] : undefined;
    const exact = onlyExact(candidates);
    const chosen = exact ?? candidates.find((one) => one.id === choice);
    if (!exact) resolved.candidates[field] = candidates.map(({ id, name }) => ({ id, name }));
    if (chosen) resolved.ids[field] = chosen.id;
    else if (choice === CREATE && field !== "parent") resolved.toCreate[field] = text;
    else
      resolved.errors[field] = candidates.length === 0 && field === "parent" ? "unknown_product" : "choose";
  }
  return resolved;
}

function onlyExact(candidates: (Candidate & { isExact: boolean })[]) {
  const exact = candidates.filter((one) => one.isExact);
  return exact.length === 1 ? exact[0] : undefined;
}

async function candidatesFor(db: TenantDb, field: ReferenceField, text: string) {
  const sought = normaliseName(text);
  const [match, near] =
    field === "parent" ? [matchProductNames, nearProductNames] : [matchSupplierNames, nearSuppliers];
  const exact = (await match(db, [sought])).get(sought) ?? [];
  if (exact.length > 0) return exact.map(({ id, name }) => ({ id, name, isExact: true }));
  const similar = (await near(db, [sought])).get(sought) ?? [];
  return similar.map(({ id, name }) => ({ id, name, isExact: false }));
}

/** Adds the suppliers that were asked for and puts their ids in place; the same name twice is one supplier. */
export async function createMissing(
  db: TenantDb,
  resolved: Resolved,
  noting: Noting,
): Promise<Resolved["ids"]> {
  const made = new Map<string, string>();
  for (const [field, name] of Object.entries(resolved.toCreate) as [ReferenceField, string][]) {
    const key = normaliseName(name);
    const passedBy = ((await nearSuppliers(db, [key])).get(key) ?? []).map((one) => one.name);
    const id = made.get(key) ?? (await insertConceptSupplier(db, { name }, { ...noting, passedBy }));
    made.set(key, id);
    resolved.ids[field] = id;
  }
  return resolved.ids;
}
