import { earlierSubmission, FORM_KEY, rememberSubmission } from "#app/server/form-key.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { LONGEST_NAME } from "../catalogue/fields.form.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { insertConceptSupplier } from "./concepts.server.ts";
import { readable, replaceSupplierAliases, updateSupplier } from "./edit.server.ts";
import { findSupplierMatches, type SupplierMatch } from "./matching.server.ts";
import type { SupplierFormState } from "./SupplierForm.tsx";
import { readSupplierForm } from "./suppliers.form.ts";
import { supplierPath } from "./suppliers.paths.ts";
import type { SupplierRecord } from "./suppliers.server.ts";

export type NewSupplierOutcome = { to: string } | { state: SupplierFormState; near: SupplierMatch[] };

/**
 * Adds the posted supplier as a concept. Records like it, or with the same organisation number, are shown first; "skapa ändå"
 * makes it all the same and is kept in the history. A form sent twice makes one supplier.
 */
export async function addSupplier({ db, form, tenant, record }: Door): Promise<NewSupplierOutcome> {
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const read = readSupplierForm(form);
  if (!read.ok) {
    // comparing a text of a whole page with every name would take the database seconds
    const name = String(read.typed.name ?? "")
      .trim()
      .slice(0, LONGEST_NAME);
    return {
      state: { typed: read.typed, errors: read.errors },
      near: normaliseName(name) ? await findSupplierMatches(db, name) : [],
    };
  }
  const { typed, value } = read;
  const near = await findSupplierMatches(db, value.name, value.organisation_number);
  const isDecided = form.get("create_anyway") === "yes" && form.get("near_for") === value.name;
  if (near.length > 0 && !isDecided) return { state: { typed, nearFor: value.name }, near };
  const { aliases, ...columns } = value;
  const id = await insertConceptSupplier(db, columns, { record, passedBy: near.map((match) => match.name) });
  await replaceSupplierAliases(db, id, aliases);
  const to = `${supplierPath(tenant.slug, id)}?done=created`;
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

export type EditSupplierOutcome =
  | { kind: "saved" | "unchanged" }
  | { kind: "invalid"; state: SupplierFormState }
  | { kind: "conflict"; state: SupplierFormState; now: Record<string, unknown> };

/** Saves the posted change of a supplier, unless somebody was faster. */
export async function saveSupplier(
  { db, form, record }: Door,
  supplier: SupplierRecord,
): Promise<EditSupplierOutcome> {
  const read = readSupplierForm(form);
  if (!read.ok) return { kind: "invalid", state: { typed: read.typed, errors: read.errors } };
  const outcome = await updateSupplier(db, supplier, read.value, {
    version: Number(form.get("version")),
    record,
  });
  if (outcome !== "changed_meanwhile") return { kind: outcome };
  const typed: Record<string, unknown> = { ...read.value };
  const now = Object.entries(readable(supplier)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(typed[field]),
  );
  return { kind: "conflict", state: { typed: read.typed }, now: Object.fromEntries(now) };
}

/** The supplier as the form shows it. */
export function supplierFormValues(supplier: SupplierRecord): SupplierFormState["typed"] {
  const { aliases, ...texts } = readable(supplier);
  return {
    ...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text ?? ""])),
    aliases: aliases.join("\n"),
  };
}
