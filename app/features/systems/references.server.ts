import type { TenantDb } from "../../server/transaction.server.ts";
import type { Typed } from "../catalogue/fields.form.ts";
import { normaliseName } from "../catalogue/names.rules.ts";
import { insertConceptSupplier } from "../suppliers/concepts.server.ts";
import { matchSupplierNames, nearSuppliers } from "../suppliers/matching.server.ts";
import type { Usage } from "./systems.server.ts";
import type { Doing } from "./writes.server.ts";

export type Candidates = Partial<Record<string, { id: string; name: string }[]>>;

export interface ResolvedSuppliers {
  /** Supplier ids by field key; null where nothing was typed. */
  ids: Record<string, string | null>;
  /** Names to add as concept suppliers, by field key. */
  toCreate: Record<string, string>;
  errors: Record<string, string>;
  candidates: Candidates;
}

/** Said instead of an id: add what was typed. */
const CREATE = "new";

/**
 * Turns typed supplier names into ids. The name the record already has stays what it was; one exact match is taken; anything else
 * is asked about, and the answer comes back as `<field>_choice`, which holds while the text is the one asked about.
 */
export async function resolveSuppliers(
  db: TenantDb,
  fields: readonly { key: string; kind: string }[],
  {
    values,
    typed,
    usage,
  }: { values: Record<string, unknown>; typed: Typed; usage?: Pick<Usage, "values" | "names"> },
): Promise<ResolvedSuppliers> {
  const resolved: ResolvedSuppliers = { ids: {}, toCreate: {}, errors: {}, candidates: {} };
  for (const { key } of fields.filter((field) => field.kind === "supplier" && field.key in values)) {
    const text = values[key];
    if (typeof text !== "string") resolved.ids[key] = null;
    else if (usage && usage.names[key] === text) resolved.ids[key] = usage.values[key] as string;
    else await resolveOne(db, resolved, { key, text, typed });
  }
  return resolved;
}

async function resolveOne(
  db: TenantDb,
  resolved: ResolvedSuppliers,
  { key, text, typed }: { key: string; text: string; typed: Typed },
): Promise<void> {
  const sought = normaliseName(text);
  const exact = (await matchSupplierNames(db, [sought])).get(sought) ?? [];
  const candidates = exact.length > 0 ? exact : ((await nearSuppliers(db, [sought])).get(sought) ?? []);
  const choice = typed[`${key}_choice_for`] === text ? typed[`${key}_choice`] : undefined;
  const chosen = candidates.find((one) => one.id === choice) ?? (exact.length === 1 ? exact[0] : undefined);
  if (chosen) resolved.ids[key] = chosen.id;
  else if (choice === CREATE) resolved.toCreate[key] = text;
  else {
    resolved.errors[key] = "choose";
    resolved.candidates[key] = candidates.map(({ id, name }) => ({ id, name }));
  }
}

/** Adds the suppliers that were asked for; the same name twice is one supplier. */
export async function createSuppliers(
  db: TenantDb,
  { toCreate }: ResolvedSuppliers,
  doing: Pick<Doing, "record" | "runId">,
): Promise<Record<string, string>> {
  const made = new Map<string, string>();
  const ids: Record<string, string> = {};
  for (const [key, name] of Object.entries(toCreate)) {
    const sought = normaliseName(name);
    const passedBy = ((await nearSuppliers(db, [sought])).get(sought) ?? []).map((one) => one.name);
    const id = made.get(sought) ?? (await insertConceptSupplier(db, { name }, { ...doing, passedBy }));
    made.set(sought, id);
    ids[key] = id;
  }
  return ids;
}
