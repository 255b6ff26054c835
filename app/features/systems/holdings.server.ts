import { NotFound } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { dayProblem, isUuid } from "../lists/lists.rules.ts";
import { listTypesInUse } from "../roles/types.server.ts";
import { type Editing, lockEditable, lockOwn, openEditable, openOwn } from "./access.server.ts";
import { listPersonChoices } from "./choices.server.ts";
import { listDocuments, listRoles, listSubProcessors } from "./parts.server.ts";
import { usagePartPath } from "./systems.paths.ts";
import type { Usage } from "./systems.server.ts";

/*
 * What hangs on a record in numbers: role holders, linked documents, sub-processors. Each page lists them and has one form to add
 * and one button each to end or remove.
 */

export type HoldingOutcome = { to: string } | { typed: Typed; errors: Record<string, string> };
type Part = "roles" | "documents" | "sub-processors";

const brief = (usage: Usage) => ({ id: usage.id, own_name: usage.own_name });

export async function loadRolesPage(door: Editing, id: string, type: string | null = null) {
  const usage = await openOwn(door, id);
  return {
    slug: door.tenant.slug,
    usage: brief(usage),
    rows: await listRoles(door.db, usage),
    roleTypes: await listTypesInUse(door.db),
    people: await listPersonChoices(door.db, door.tenant),
    typed: { from_on: door.today, role_type: type ?? "system_owner" } as Typed,
    today: door.today,
  };
}

export async function loadDocumentsPage(door: Editing, id: string) {
  const usage = await openEditable(door, id);
  return { slug: door.tenant.slug, usage: brief(usage), rows: await listDocuments(door.db, usage) };
}

export async function loadSubProcessorsPage(door: Editing, id: string) {
  const usage = await openEditable(door, id);
  return { slug: door.tenant.slug, usage: brief(usage), rows: await listSubProcessors(door.db, usage) };
}

/** Assigns a role, or ends the one named by `end`. */
export async function changeRoles(door: Door, id: string): Promise<HoldingOutcome> {
  return changing(door, { id, part: "roles", remove: endRole, add: addRole });
}

/** Links a document, or removes the one named by `remove`. */
export async function changeDocuments(door: Door, id: string): Promise<HoldingOutcome> {
  return changing(door, { id, part: "documents", remove: removeDocument, add: addDocument });
}

/** Adds a sub-processor, or removes the one named by `remove`. */
export async function changeSubProcessors(door: Door, id: string): Promise<HoldingOutcome> {
  return changing(door, { id, part: "sub-processors", remove: removeSubProcessor, add: addSubProcessor });
}

type Errors = Record<string, string>;
interface Changing {
  id: string;
  part: Part;
  remove(door: Door, usage: Usage, rowId: string): Promise<Errors | undefined>;
  add(door: Door, usage: Usage, typed: Typed): Promise<Errors>;
}

async function changing(door: Door, { id, part, remove, add }: Changing): Promise<HoldingOutcome> {
  const usage = await (part === "roles" ? lockOwn : lockEditable)(door, id);
  const { db, form, tenant } = door;
  const to = usagePartPath(tenant.slug, id, part, "?saved=1");
  const rowId = form.get("remove");
  if (typeof rowId === "string") {
    if (!isUuid(rowId)) throw new NotFound();
    const errors = await remove(door, usage, rowId);
    return errors ? { typed: {}, errors } : { to };
  }
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form);
  const errors = await add(door, usage, typed);
  if (Object.keys(errors).length > 0) return { typed, errors };
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

const word = (typed: Typed, key: string, most: number) =>
  String(typed[key] ?? "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, most);

async function note(
  door: Door,
  usage: Usage,
  change: { field: string; old: string | null; new: string | null },
) {
  await door.record({
    kind: "system_usage",
    id: usage.id,
    name: usage.own_name,
    action: "updated",
    changes: [change],
  });
}

async function addRole(door: Door, usage: Usage, typed: Typed): Promise<Errors> {
  const { db, tenant } = door;
  const errors: Errors = {};
  const type = (await listTypesInUse(db)).find((each) => each.code === typed.role_type);
  const person = (await listPersonChoices(db, tenant)).find((each) => each.id === typed.person);
  const [from_on, to_on] = [String(typed.from_on ?? ""), String(typed.to_on ?? "") || null];
  if (!type) errors.role_type = "unknown_choice";
  if (!person) errors.person = "no_person";
  const [wrongFrom, wrongTo] = [dayProblem(from_on), to_on === null ? undefined : dayProblem(to_on)];
  if (wrongFrom) errors.from_on = wrongFrom;
  if (wrongTo) errors.to_on = wrongTo;
  else if (to_on !== null && to_on < from_on) errors.to_on = "to_before_from";
  if (!type || !person || Object.keys(errors).length > 0) return errors;
  await db
    .insertInto("role_assignment")
    .values({
      tenant_id: tenant.id,
      usage_id: usage.id,
      role_type: type.code,
      person_id: person.id,
      from_on,
      to_on,
    })
    .execute();
  await note(door, usage, { field: `role:${type.code}`, old: null, new: person.name });
  return {};
}

/** Ends a role yesterday, or takes it away when it began today or later; a pilot keeps its owner. */
async function endRole(door: Door, usage: Usage, rowId: string): Promise<Errors | undefined> {
  const { db, today } = door;
  const row = (await listRoles(db, usage)).find((each) => each.id === rowId);
  if (!row) throw new NotFound();
  if (row.to_on !== null && row.to_on < today) return undefined; // ended before: the same button pressed twice
  const isLastOwner =
    usage.lifecycle === "pilot" && row.role_type === "system_owner" && (await countOwners(door, usage)) === 1;
  if (isLastOwner) return { "": "owner_missing" };
  if (row.from_on >= today)
    await db
      .deleteFrom("role_assignment")
      .where("tenant_id", "=", usage.tenant_id)
      .where("id", "=", rowId)
      .execute();
  else
    await db
      .updateTable("role_assignment")
      .set({ to_on: dayBefore(today) })
      .where("tenant_id", "=", usage.tenant_id)
      .where("id", "=", rowId)
      .execute();
  await note(door, usage, { field: `role:${row.role_type}`, old: row.person_name, new: null });
  return undefined;
}

async function countOwners({ db, today }: Door, usage: Usage): Promise<number> {
  const roles = await listRoles(db, usage);
  return roles.filter(
    (role) =>
      role.role_type === "system_owner" &&
      role.from_on <= today &&
      (role.to_on === null || role.to_on >= today),
  ).length;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

async function addDocument(door: Door, usage: Usage, typed: Typed): Promise<Errors> {
  const [title, url] = [word(typed, "title", 200), word(typed, "url", 2001)];
  const errors: Errors = {};
  if (title === "") errors.title = "required";
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) errors.url = "not_an_address";
  else if (url.length > 2000) errors.url = "too_long";
  if (Object.keys(errors).length > 0) return errors;
  await door.db
    .insertInto("system_usage_document")
    .values({
      tenant_id: usage.tenant_id,
      usage_id: usage.id,
      title,
      url,
      check_result: null,
      checked_at: null,
    })
    .execute();
  await note(door, usage, { field: "documents", old: null, new: title });
  return {};
}

async function removeDocument(door: Door, usage: Usage, rowId: string): Promise<undefined> {
  const gone = await door.db
    .deleteFrom("system_usage_document")
    .where("tenant_id", "=", usage.tenant_id)
    .where("usage_id", "=", usage.id)
    .where("id", "=", rowId)
    .returning("title")
    .executeTakeFirst();
  if (gone) await note(door, usage, { field: "documents", old: gone.title, new: null });
}

async function addSubProcessor(door: Door, usage: Usage, typed: Typed): Promise<Errors> {
  const [name, country, basis] = [
    word(typed, "name", 200),
    word(typed, "country", 2),
    word(typed, "basis", 300),
  ];
  const errors: Errors = {};
  if (name === "") errors.name = "required";
  if (country !== "" && !/^[a-z]{2}$/i.test(country)) errors.country = "not_a_country";
  if (Object.keys(errors).length > 0) return errors;
  await door.db
    .insertInto("sub_processor")
    .values({
      tenant_id: usage.tenant_id,
      usage_id: usage.id,
      name,
      country: country === "" ? null : country.toUpperCase(),
      basis: basis || null,
    })
    .execute();
  await note(door, usage, { field: "sub_processors", old: null, new: name });
  return {};
}

async function removeSubProcessor(door: Door, usage: Usage, rowId: string): Promise<undefined> {
  const gone = await door.db
    .deleteFrom("sub_processor")
    .where("tenant_id", "=", usage.tenant_id)
    .where("usage_id", "=", usage.id)
    .where("id", "=", rowId)
    .returning("name")
    .executeTakeFirst();
  if (gone) await note(door, usage, { field: "sub_processors", old: gone.name, new: null });
}
