import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door, Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { listFunctions } from "../functions/functions.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { type Editing, lockEditable, openEditable } from "./access.server.ts";
import { listHostChoices, listUnitChoices } from "./choices.server.ts";
import { FIELDS, type Field, type FieldValue, GROUP_TABLES, type Group } from "./fields.rules.ts";
import { brokenByEdit, lifecycleFacts, OBSTACLE_FIELDS } from "./lifecycle.rules.ts";
import { listUsageFunctions } from "./parts.server.ts";
import { type Candidates, createSuppliers, resolveSuppliers } from "./references.server.ts";
import { readFields, shownInForm } from "./systems.form.ts";
import { usagePath } from "./systems.paths.ts";
import { findHiddenGroups, type Usage } from "./systems.server.ts";
import { existsOwnId, hasSystemOwner, updateUsage } from "./writes.server.ts";

/** A value that somebody else changed while the form was open. */
export interface Conflict {
  field: string;
  /** As the record has it now. */
  theirs: string;
  /** As it was typed here; undefined when it was not touched here. */
  yours?: string;
}

/** A form as it is shown: typed texts, error codes, names to choose from, what changed meanwhile. */
export interface FormState {
  typed: Typed;
  errors?: Record<string, string>;
  candidates?: Candidates;
  conflicts?: Conflict[];
  version: number;
  /** What the record had when the form was made, by field, to tell one's own changes from others'. */
  was: Record<string, string>;
}

/** Groups that can be edited by form, in the order of the screen: the address's one, or all that are not hidden. */
export function editedGroups(group: string | null, hidden: readonly string[]): Group[] {
  const all = Object.keys(GROUP_TABLES) as Group[];
  const one = all.find((each) => each === group);
  return one ? [one] : all.filter((each) => !hidden.includes(each) || each === "core");
}

function fieldsOf(groups: readonly Group[]): Field[] {
  return FIELDS.filter((field) => groups.includes(field.group));
}

/** The record's fields as the form shows them. */
export function typedOf(usage: Usage, fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(
    fields.map((field) => [field.key, shownInForm(field, usage.values[field.key], usage.names[field.key])]),
  );
}

/** What the form's page needs. @throws NotFound for others' records, Forbidden for readers */
export async function loadEditPage(door: Editing, { id, group }: { id: string; group: string | null }) {
  const { db, tenant } = door;
  const usage = await openEditable(door, id);
  const groups = editedGroups(group, await findHiddenGroups(db, tenant));
  const was = typedOf(usage, fieldsOf(groups));
  const functions = groups.includes("core") ? await listUsageFunctions(db, usage) : [];
  const chosen = functions.filter((each) => each.origin !== "opted_out").map((each) => each.id);
  return {
    slug: tenant.slug,
    usage: { id: usage.id, own_name: usage.own_name },
    groups,
    ...(await formChoices(db, tenant, groups)),
    state: {
      typed: { ...was, ...(groups.includes("core") ? { functions: chosen } : {}) },
      version: usage.version,
      was,
    } as FormState,
  };
}

export type EditPageData = Awaited<ReturnType<typeof loadEditPage>>;

async function formChoices(db: TenantDb, tenant: Pick<Tenant, "id">, groups: readonly Group[]) {
  return {
    functions: groups.includes("core") ? await listFunctions(db) : [],
    units: groups.includes("internal") ? await listUnitChoices(db, tenant) : [],
    hosts: groups.includes("operation") ? await listHostChoices(db) : [],
  };
}

/** What a posted form came to: where to go on, or the form again with the status to answer with. */
export type EditOutcome = { to: string } | { state: FormState; status: 409 | 422 };

/**
 * Saves the posted fields. Somebody else's change since the form was made is shown beside one's own before anything is written.
 * @throws NotFound for others' records, Forbidden for readers
 */
export async function saveUsage(door: Door, id: string): Promise<EditOutcome> {
  const { db, tenant, form, today, record } = door;
  const usage = await lockEditable(door, id);
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };

  const groups = postedGroups(form);
  const fields = fieldsOf(groups);
  const typed = typedValues(form, ["functions"]);
  const current = typedOf(usage, fields);
  const was = readWas(form);
  const again = { typed, version: usage.version, was: current };
  if (Number(form.get("version")) !== usage.version) {
    const conflicts = conflictsBetween(current, was, typed);
    const kept = keepOwnChanges(current, was, typed);
    if (conflicts.length > 0) return { state: { ...again, typed: kept, conflicts }, status: 409 };
    Object.assign(typed, kept);
  }

  const { values, errors } = readFields(typed, fields);
  const suppliers = await resolveSuppliers(db, fields, { values, typed, usage });
  Object.assign(errors, suppliers.errors, await ownIdError(db, usage, values.own_id));
  Object.assign(errors, await lifecycleErrors(db, usage, { values, today }), errors);
  if (Object.keys(errors).length > 0)
    return { state: { ...again, was: readWas(form), errors, candidates: suppliers.candidates }, status: 422 };

  Object.assign(values, suppliers.ids, await createSuppliers(db, suppliers, { record }));
  const functions = groups.includes("core") ? await postedFunctions(db, form) : undefined;
  await updateUsage(db, { tenantId: tenant.id, record }, { usage, edit: { values, functions } });
  door.unrecorded("an edit that changes nothing leaves no history");
  const to = `${usagePath(tenant.slug, id)}?saved=1`;
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

function postedGroups(form: FormData): Group[] {
  const all = Object.keys(GROUP_TABLES) as Group[];
  const posted = form.getAll("groups");
  return all.filter((group) => posted.includes(group));
}

/** What the record had when the form was made. It only helps to tell changes apart, so a forged one harms nobody. */
export function readWas(form: FormData): Record<string, string> {
  try {
    const was: unknown = JSON.parse(String(form.get("was") ?? "{}"));
    if (typeof was !== "object" || was === null) return {};
    return Object.fromEntries(Object.entries(was).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}

type Texts = Readonly<Record<string, string>>;

/** Fields that others have changed since the form was made. */
export function conflictsBetween(current: Texts, was: Texts, typed: Typed): Conflict[] {
  return Object.entries(current)
    .filter(([field, value]) => field in was && value !== was[field] && value !== typed[field])
    .map(([field, theirs]) => {
      const yours = String(typed[field] ?? "");
      return { field, theirs, ...(yours !== was[field] ? { yours } : {}) };
    });
}

/** What was changed here stays as it was typed; what was not takes the record's present value. */
export function keepOwnChanges(current: Texts, was: Texts, typed: Typed): Typed {
  const kept: Typed = { ...typed };
  for (const [field, value] of Object.entries(current))
    if (field in was && String(typed[field] ?? "") === was[field]) kept[field] = value;
  return kept;
}

async function ownIdError(db: TenantDb, usage: Usage, ownId: FieldValue | undefined) {
  if (typeof ownId !== "string" || ownId === usage.values.own_id) return {};
  const isTaken = await existsOwnId(db, { tenantId: usage.tenant_id, ownId, exceptId: usage.id });
  return isTaken ? { own_id: "own_id_taken" } : {};
}

/** An edit may not take away what the record's lifecycle state stands on. */
export async function lifecycleErrors(
  db: TenantDb,
  usage: Usage,
  { values, today }: { values: Record<string, FieldValue>; today: string },
): Promise<Record<string, string>> {
  const owner = await hasSystemOwner(db, usage);
  const before = lifecycleFacts(usage.values, owner, today);
  const after = lifecycleFacts({ ...usage.values, ...values }, owner, today);
  const obstacles = brokenByEdit(usage.lifecycle, before, after);
  return Object.fromEntries(obstacles.map((obstacle) => [OBSTACLE_FIELDS[obstacle], obstacle]));
}

async function postedFunctions(db: TenantDb, form: FormData) {
  const all = await listFunctions(db);
  const names = new Map(all.map((each) => [each.id, each.name_sv]));
  const wanted = form.getAll("functions").filter((id): id is string => typeof id === "string" && isUuid(id));
  return { wanted: wanted.filter((id) => names.has(id)), names };
}
