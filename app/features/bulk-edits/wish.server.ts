import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Typed } from "../catalogue/fields.form.ts";
import { listHostChoices, listUnitChoices } from "../systems/choices.server.ts";
import { type FieldValue, fieldOf } from "../systems/fields.rules.ts";
import { type Candidates, resolveSuppliers } from "../systems/references.server.ts";
import { shownInForm } from "../systems/systems.form.ts";
import { findHiddenGroups } from "../systems/systems.server.ts";
import { type ReadWish, readWish } from "./bulk-edits.form.ts";
import { bulkEditPath } from "./bulk-edits.paths.ts";
import { knownFields, LIFECYCLE, offeredGroups } from "./bulk-edits.rules.ts";
import { planRun } from "./planning.server.ts";
import { countRows, lockDraft, type Run } from "./runs.server.ts";
import { type Editable, openBulkEdit } from "./selection.server.ts";

/** The page that asks which fields to change, and for those chosen to what, and why. */
export async function loadWishPage(door: Door, id: string, search: URLSearchParams) {
  const { db, tenant } = door;
  await openBulkEdit(door);
  const run = await lockDraft(db, id);
  const isAsked = search.has("asked");
  const asked = search.getAll("field");
  const keys = knownFields(isAsked || asked.length > 0 ? asked : Object.keys(run.wish ?? {}));
  return {
    slug: tenant.slug,
    id,
    records: (await countRows(db, id)).all,
    groups: offeredGroups(await findHiddenGroups(db, tenant)),
    keys,
    isChoosing: search.has("choose") || keys.length === 0,
    /** Asked to go on without any field ticked. */
    isNothingChosen: isAsked && keys.length === 0,
    ...(await choicesFor(db, tenant, keys)),
    typed: typedOf(run),
  };
}

export type WishPageData = Awaited<ReturnType<typeof loadWishPage>>;

async function choicesFor(db: TenantDb, tenant: { id: string }, keys: readonly string[]) {
  const kinds = new Set(keys.filter((key) => key !== LIFECYCLE).map((key) => fieldOf(key).kind));
  return {
    units: kinds.has("unit") ? await listUnitChoices(db, tenant) : [],
    hosts: kinds.has("organisation") ? await listHostChoices(db) : [],
  };
}

/** What was chosen before, as the form shows it. */
function typedOf(run: Run): Typed {
  const typed: Typed = { reason: run.reason ?? "", clear: [] };
  for (const [key, value] of Object.entries(run.wish ?? {})) {
    if (value === null) typed.clear = [...typed.clear!, key];
    else
      typed[key] = key === LIFECYCLE ? String(value) : shownInForm(fieldOf(key), value, run.wish_names[key]);
  }
  return typed;
}

export type WishOutcome =
  | { to: string }
  | { keys: string[]; typed: Typed; errors: Record<string, string>; candidates: Candidates };

/**
 * Keeps what is to be changed and works out the preview.
 * @throws NotFound for what is no longer a draft of one's own, Forbidden
 */
export async function saveWish(door: Door, id: string): Promise<WishOutcome> {
  const { db, tenant, form } = door;
  const editable = await openBulkEdit(door);
  const run = await lockDraft(db, id);
  const wish = readWish(form);
  const { names, candidates } = await resolveReferences(db, tenant, wish);
  door.unrecorded("a preview changes nothing yet");
  if (Object.keys(wish.errors).length > 0)
    return { keys: wish.keys, typed: wish.typed, errors: wish.errors, candidates };
  await keepPlan(door, run, { values: wish.values, names, reason: wish.reason, editable });
  return { to: bulkEditPath(tenant.slug, id) };
}

async function keepPlan(
  door: Door,
  run: Run,
  {
    editable,
    ...wish
  }: Pick<ReadWish, "values" | "reason"> & { names: Record<string, string>; editable: Editable },
) {
  await planRun(door, run.id, { wish, editable });
  await door.db
    .updateTable("bulk_edit")
    .set({
      wish: JSON.stringify(wish.values),
      wish_names: JSON.stringify(wish.names),
      reason: wish.reason,
      plan_number: run.plan_number + 1,
      is_planned: true,
    })
    .where("id", "=", run.id)
    .execute();
}

/** Turns typed suppliers into ids and finds the names of all ids; what refers to nothing of ours becomes an error. */
async function resolveReferences(db: TenantDb, tenant: { id: string }, wish: ReadWish) {
  const { values, typed, errors } = wish;
  const fields = Object.keys(values)
    .filter((key) => key !== LIFECYCLE)
    .map(fieldOf);
  const typedSuppliers = Object.fromEntries(fields.map(({ key }) => [key, values[key]]));
  const suppliers = await resolveSuppliers(db, fields, { values: typedSuppliers, typed });
  const names: Record<string, string> = {};
  const { units, hosts } = await choicesFor(db, tenant, Object.keys(values));
  for (const { key, kind } of fields) {
    const value: FieldValue = values[key] ?? null;
    if (value === null) continue;
    if (kind === "supplier") {
      const id = suppliers.ids[key];
      names[key] = String(value);
      if (id) values[key] = id;
      else errors[key] = "choose";
    }
    if (kind === "unit" || kind === "organisation") {
      const found = (kind === "unit" ? units : hosts).find((each) => each.id === value);
      if (found) names[key] = found.name;
      else errors[key] = "unknown_choice";
    }
  }
  return { names, candidates: suppliers.candidates };
}
