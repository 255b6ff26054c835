import type { Lifecycle } from "#db/schema/values.ts";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { type Editing, lockEditable, openEditable } from "./access.server.ts";
import { fieldOf } from "./fields.rules.ts";
import { isLifecycle, lifecycleFacts, OBSTACLE_FIELDS, stepObstacles, stepsFrom } from "./lifecycle.rules.ts";
import {
  listDocuments,
  listOpenShares,
  listRoles,
  listSubProcessors,
  listUsageFunctions,
} from "./parts.server.ts";
import { readFields } from "./systems.form.ts";
import { usagePath } from "./systems.paths.ts";
import { hasInventory } from "./systems.policy.ts";
import { findUsage, type Usage } from "./systems.server.ts";
import { hasSystemOwner, updateUsage } from "./writes.server.ts";

/** Days that the states ask for, offered in the form of the step. */
export const STEP_FIELDS = ["taken_into_use_on", "phase_out_from_on", "retired_on"].map(fieldOf);

/** What the page of a lifecycle step shows; for retiring also what stands open. */
export async function loadStepPage(door: Editing, { id, to }: { id: string; to: string | null }) {
  const usage = await openEditable(door, id);
  const steps = stepsFrom(usage.lifecycle);
  const chosen = isLifecycle(to) && steps.includes(to) ? to : steps[0];
  return {
    slug: door.tenant.slug,
    usage: { id: usage.id, own_name: usage.own_name, lifecycle: usage.lifecycle, is_hidden: usage.is_hidden },
    steps,
    hasOwner: await hasSystemOwner(door.db, usage),
    open: await whatStandsOpen(door, usage),
    typed: {
      lifecycle: chosen ?? "",
      taken_into_use_on: String(
        usage.values.taken_into_use_on ?? (chosen === "in_operation" ? door.today : ""),
      ),
      phase_out_from_on: String(
        usage.values.phase_out_from_on ?? (chosen === "phasing_out" ? door.today : ""),
      ),
      retired_on: String(usage.values.retired_on ?? (chosen === "retired" ? door.today : "")),
    } as Typed,
  };
}

export type StepPageData = Awaited<ReturnType<typeof loadStepPage>>;

async function whatStandsOpen({ db, tenant }: Pick<Door, "db" | "tenant">, usage: Usage) {
  const roles = (await listRoles(db, usage)).filter((role) => role.to_on === null);
  return {
    shares: usage.is_hidden ? [] : await listOpenShares(db, tenant),
    roles: roles.map((role) => ({
      id: role.id,
      sv: role.role_sv,
      en: role.role_en,
      person: role.person_name,
    })),
    documents: (await listDocuments(db, usage)).map((each) => each.title),
  };
}

export type StepOutcome = { to: string } | { typed: Typed; errors: Record<string, string> };

/** Takes the step, or says what stands in its way. Retiring keeps a record of everything as it was. */
export async function takeStep(door: Door, id: string): Promise<StepOutcome> {
  const usage = await lockEditable(door, id);
  const { db, tenant, form, today, record, actor } = door;
  const typed = typedValues(form);
  const reason = String(typed.reason ?? "")
    .trim()
    .slice(0, 2000);
  const { values, errors } = readFields(typed, STEP_FIELDS);
  const to = typed.lifecycle;
  if (!isLifecycle(to)) return { typed, errors: { ...errors, lifecycle: "unknown_choice" } };
  if (usage.lifecycle === to) return { to: usagePath(tenant.slug, id) }; // the same form sent twice
  const facts = lifecycleFacts({ ...usage.values, ...values }, await hasSystemOwner(db, usage), today);
  for (const obstacle of stepObstacles(usage.lifecycle, to, facts, reason))
    errors[OBSTACLE_FIELDS[obstacle]] ??= obstacle;
  if (Object.keys(errors).length > 0) return { typed, errors };

  if (to === "retired")
    await keepRecord(db, usage, { retiredOn: facts.retired_on!, reason, byName: actor.name });
  await updateUsage(
    db,
    { tenantId: tenant.id, record, reason: reason || undefined },
    {
      usage,
      edit: { values, lifecycle: to as Lifecycle },
      action: to === "retired" ? "retired" : "lifecycle_changed",
    },
  );
  return { to: `${usagePath(tenant.slug, id)}?saved=1` };
}

/** The retirement record: everything as it was, with names instead of ids, readable whatever happens to the rest later. */
async function keepRecord(
  db: TenantDb,
  usage: Usage,
  { retiredOn, reason, byName }: { retiredOn: string; reason: string; byName: string },
): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(usage.values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, usage.names[key] ?? value]),
  );
  const functions = await listUsageFunctions(db, usage);
  const roles = await listRoles(db, usage);
  const snapshot = {
    product: usage.product.name,
    supplier: usage.product.supplier_name,
    lifecycle: usage.lifecycle,
    values: { ...values, retired_on: retiredOn },
    functions: functions.filter((each) => each.origin !== "opted_out").map((each) => each.name_sv),
    roles: roles.map((role) => ({
      role: role.role_sv,
      person: role.person_name,
      from_on: role.from_on,
      to_on: role.to_on,
    })),
    documents: (await listDocuments(db, usage)).map(({ title, url }) => ({ title, url })),
    sub_processors: (await listSubProcessors(db, usage)).map(({ name, country, basis }) => ({
      name,
      country,
      basis,
    })),
  };
  await db
    .insertInto("retirement_record")
    .values({
      tenant_id: usage.tenant_id,
      usage_id: usage.id,
      retired_on: retiredOn,
      own_name: usage.own_name,
      reason,
      by_name: byName,
      snapshot: JSON.stringify(snapshot),
    })
    .execute();
}

/** What a retirement record holds; older ones may lack parts. */
export interface Snapshot {
  product?: string;
  supplier?: string | null;
  lifecycle?: string;
  values?: Record<string, string | number | boolean>;
  functions?: string[];
  roles?: { role: string; person: string | null; from_on: string; to_on: string | null }[];
  documents?: { title: string; url: string }[];
  sub_processors?: { name: string; country: string | null; basis: string | null }[];
}

/** The latest retirement record of an own usage. @throws NotFound */
export async function loadRetirement({ db, tenant, actor, authorize }: Editing, id: string) {
  if (!hasInventory(tenant) || actor.isPreview) throw new NotFound();
  const usage = await findUsage(db, tenant, id);
  if (usage.tenant_id !== tenant.id) throw new NotFound();
  authorize(true);
  const row = await db
    .selectFrom("retirement_record")
    .select(["retired_on", "own_name", "reason", "by_name", "snapshot", "created_at"])
    .where("tenant_id", "=", tenant.id)
    .where("usage_id", "=", usage.id)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    slug: tenant.slug,
    usage: { id: usage.id, own_name: usage.own_name },
    record: row
      ? { ...row, created_at: row.created_at.toISOString(), snapshot: row.snapshot as Snapshot }
      : null,
  };
}
