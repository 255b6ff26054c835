import { sql } from "kysely";
import type { Lifecycle } from "#db/schema/values.ts";
import { Refused } from "../../server/errors.server.ts";
import type { Recorder, TenantDb } from "../../server/transaction.server.ts";
import { type FieldValue, fieldOf, GROUP_TABLES, type ValueGroup } from "./fields.rules.ts";
import type { Usage } from "./systems.server.ts";

/** Who does something, in which organisation, with which history. */
export interface Doing {
  tenantId: string;
  record: Recorder;
  /** Ties together what one import or bulk edit did. */
  runId?: string;
  reason?: string;
}

export type Change = { field: string; old: unknown; new: unknown };
type Values = Record<string, FieldValue>;

/** A system to take into use. */
export interface NewUsage {
  product_id: string;
  lifecycle: Lifecycle;
  is_hidden?: boolean;
  /** By field key; `own_name` is required, the rest may be left out. */
  values: Values & { own_name: string };
  /** The retired usage that this one takes up again. */
  preceding_usage_id?: string | null;
  /** Holders of roles from today, by role type. */
  roles?: Record<string, string>;
}

/** Adds a system and its history. @returns its id */
export async function createUsage(db: TenantDb, doing: Doing, usage: NewUsage): Promise<string> {
  const { tenantId } = doing;
  const { own_name, ...rest } = usage.values;
  const { id } = await db
    .insertInto("system_usage")
    .values({
      tenant_id: tenantId,
      product_id: usage.product_id,
      own_name,
      lifecycle: usage.lifecycle,
      is_hidden: usage.is_hidden ?? false,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const key = { tenant_id: tenantId, id };
  await writeGroups(db, key, given);
  if (usage.preceding_usage_id) await setInternal(db, key, { preceding_usage_id: usage.preceding_usage_id });
  for (const [role_type, person_id] of Object.entries(usage.roles ?? {}))
    await db
      .insertInto("role_assignment")
      .values({ tenant_id: tenantId, usage_id: id, role_type, person_id })
      .execute();
  const names = await namesOf(db, given);
  await doing.record({
    kind: "system_usage",
    id,
    name: own_name,
    action: "created",
    runId: doing.runId,
    reason: doing.reason,
    changes: [
      { field: "own_name", old: null, new: own_name },
      { field: "lifecycle", old: null, new: usage.lifecycle },
      ...Object.entries(given).map(([field, value]) => ({ field, old: null, new: names[field] ?? value })),
    ],
  });
  return id;
}

/** An edit of a record that was read (and locked) before. Only the named fields are touched. */
export interface UsageEdit {
  values?: Values;
  lifecycle?: Lifecycle;
  is_hidden?: boolean;
  product_id?: string;
  /** Names for the history, of the new product. */
  productName?: string;
  /** All functions of the usage from now on, by id; with their names for the history. */
  functions?: { wanted: readonly string[]; names: ReadonlyMap<string, string> };
}

/**
 * Writes what differs, with one history row per field. Nothing differs: nothing is written.
 * @param action what the history calls it
 * @returns the changes
 * @throws Refused changed_meanwhile when somebody else was faster than the version that was read
 */
export async function updateUsage(
  db: TenantDb,
  doing: Doing,
  { usage, edit, action = "updated" }: { usage: Usage; edit: UsageEdit; action?: string },
): Promise<Change[]> {
  const changed = Object.fromEntries(
    Object.entries(edit.values ?? {}).filter(([key, value]) => value !== usage.values[key]),
  );
  const names = await namesOf(db, changed);
  const changes: Change[] = Object.entries(changed).map(([field, value]) => ({
    field,
    old: usage.names[field] ?? usage.values[field] ?? null,
    new: names[field] ?? value,
  }));
  const core: Partial<{ lifecycle: Lifecycle; is_hidden: boolean; product_id: string; own_name: string }> =
    {};
  if (typeof changed.own_name === "string") core.own_name = changed.own_name;
  if (edit.lifecycle && edit.lifecycle !== usage.lifecycle) {
    core.lifecycle = edit.lifecycle;
    changes.push({ field: "lifecycle", old: usage.lifecycle, new: edit.lifecycle });
  }
  if (edit.is_hidden !== undefined && edit.is_hidden !== usage.is_hidden) {
    core.is_hidden = edit.is_hidden;
    changes.push({ field: "is_hidden", old: yesNo(usage.is_hidden), new: yesNo(edit.is_hidden) });
  }
  if (edit.product_id && edit.product_id !== usage.product.id) {
    core.product_id = edit.product_id;
    changes.push({ field: "product", old: usage.product.name, new: edit.productName ?? edit.product_id });
  }
  const functions = edit.functions && (await writeFunctions(db, usage, edit.functions));
  if (functions) changes.push(functions);
  if (changes.length === 0) return [];

  const { numUpdatedRows } = await db
    .updateTable("system_usage")
    .set({ ...core, version: usage.version + 1, updated_at: sql<Date>`now()` })
    .where("tenant_id", "=", doing.tenantId)
    .where("id", "=", usage.id)
    .where("version", "=", usage.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
  const { own_name: _, ...grouped } = changed;
  await writeGroups(db, usage, grouped);
  await doing.record({
    kind: "system_usage",
    id: usage.id,
    name: core.own_name ?? usage.own_name,
    action,
    changes,
    runId: doing.runId,
    reason: doing.reason,
  });
  return changes;
}

type Key = { tenant_id: string; id: string };

/** Writes fields into the tables of their groups, making the rows that are not there yet. */
async function writeGroups(db: TenantDb, key: Key, values: Values): Promise<void> {
  const byGroup = new Map<ValueGroup, Values>();
  for (const [field, value] of Object.entries(values)) {
    const { group, column } = fieldOf(field);
    byGroup.set(group as ValueGroup, { ...byGroup.get(group as ValueGroup), [column]: value });
  }
  for (const [group, columns] of byGroup) await upsert(db, GROUP_TABLES[group], key, columns);
}

/** The columns come from the registry, which the compiler cannot follow into each table. */
async function upsert(db: TenantDb, table: string, key: Key, columns: Values): Promise<void> {
  const names = Object.keys(columns);
  const set = sql.join(names.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
  await sql`insert into ${sql.table(table)} (tenant_id, usage_id, ${sql.join(names.map((name) => sql.ref(name)))})
    values (${key.tenant_id}, ${key.id}, ${sql.join(Object.values(columns))})
    on conflict (tenant_id, usage_id) do update set ${set}`.execute(db);
}

/** Sets what only the owner keeps: validity by decision, the record that this one takes up again. */
export async function setInternal(
  db: TenantDb,
  key: Key,
  columns: Partial<{
    counts_as_valid: boolean;
    counts_as_valid_reason: string | null;
    preceding_usage_id: string;
  }>,
): Promise<void> {
  await upsert(db, GROUP_TABLES.internal, key, columns as Values);
}

/** Keeps how the usage's functions differ from the product's: those added here and those opted out. */
async function writeFunctions(
  db: TenantDb,
  usage: Usage,
  { wanted, names }: NonNullable<UsageEdit["functions"]>,
): Promise<Change | undefined> {
  const own = await db
    .selectFrom("system_usage_function")
    .select(["function_id", "is_opted_out"])
    .where("tenant_id", "=", usage.tenant_id)
    .where("usage_id", "=", usage.id)
    .execute();
  const rows = await db
    .selectFrom("product_function")
    .select("function_id")
    .where("product_id", "=", usage.product.id)
    .execute();
  const fromProduct = new Set(rows.map((row) => row.function_id));
  const optedOut = new Set(own.filter((row) => row.is_opted_out).map((row) => row.function_id));
  const before = new Set([
    ...[...fromProduct].filter((id) => !optedOut.has(id)),
    ...own.filter((row) => !row.is_opted_out).map((row) => row.function_id),
  ]);
  const after = new Set(wanted);
  if (before.size === after.size && [...after].every((id) => before.has(id))) return undefined;
  await db
    .deleteFrom("system_usage_function")
    .where("tenant_id", "=", usage.tenant_id)
    .where("usage_id", "=", usage.id)
    .execute();
  const differing = [
    ...[...after]
      .filter((id) => !fromProduct.has(id))
      .map((id) => ({ function_id: id, is_opted_out: false })),
    ...[...fromProduct].filter((id) => !after.has(id)).map((id) => ({ function_id: id, is_opted_out: true })),
  ];
  if (differing.length > 0)
    await db
      .insertInto("system_usage_function")
      .values(differing.map((row) => ({ tenant_id: usage.tenant_id, usage_id: usage.id, ...row })))
      .execute();
  const words = (ids: ReadonlySet<string>) =>
    [...ids]
      .map((id) => names.get(id) ?? id)
      .sort()
      .join(", ");
  return { field: "functions", old: words(before), new: words(after) };
}

const NAMED = { supplier: "supplier", organisation: "organisation", unit: "unit" } as const;

/** Names of the records that the values refer to, for a history that people can read. */
async function namesOf(db: TenantDb, values: Values): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const [key, id] of Object.entries(values)) {
    const kind = key === "own_name" ? undefined : NAMED[fieldOf(key).kind as keyof typeof NAMED];
    if (!kind || typeof id !== "string") continue;
    const row = await db.selectFrom(kind).select("name").where("id", "=", id).executeTakeFirst();
    if (row) names[key] = row.name;
  }
  return names;
}

function yesNo(value: boolean): "yes" | "no" {
  return value ? "yes" : "no";
}

/**
 * Removes a record made by mistake; its history stays.
 * @throws Refused has_follower when another record takes this one up, not_possible when a host has answered for it
 */
export async function deleteUsage(db: TenantDb, doing: Doing, usage: Usage): Promise<void> {
  await db
    .deleteFrom("system_usage")
    .where("tenant_id", "=", doing.tenantId)
    .where("id", "=", usage.id)
    .execute();
  await doing.record({
    kind: "system_usage",
    id: usage.id,
    name: usage.own_name,
    action: "deleted",
    reason: doing.reason,
    runId: doing.runId,
    changes: [
      { field: "own_name", old: usage.own_name, new: null },
      { field: "product", old: usage.product.name, new: null },
      { field: "lifecycle", old: usage.lifecycle, new: null },
      ...Object.entries(usage.values)
        .filter(([key, value]) => value !== null && key !== "own_name")
        .map(([field, value]) => ({ field, old: usage.names[field] ?? value, new: null })),
    ],
  });
}

/** Whether another of the organisation's records has the own id. */
export async function existsOwnId(
  db: TenantDb,
  { tenantId, ownId, exceptId }: { tenantId: string; ownId: string; exceptId?: string },
): Promise<boolean> {
  const row = await db
    .selectFrom("system_usage_operation")
    .select("usage_id")
    .where("tenant_id", "=", tenantId)
    .where("own_id", "=", ownId)
    .$if(exceptId !== undefined, (query) => query.where("usage_id", "!=", exceptId!))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody is system owner today. */
export async function hasSystemOwner(db: TenantDb, key: Key): Promise<boolean> {
  const row = await db
    .selectFrom("role_assignment")
    .select("id")
    .where("tenant_id", "=", key.tenant_id)
    .where("usage_id", "=", key.id)
    .where("role_type", "=", "system_owner")
    .where("from_on", "<=", sql<string>`app.today()`)
    .where((where) => where.or([where("to_on", "is", null), where("to_on", ">=", sql<string>`app.today()`)]))
    .executeTakeFirst();
  return row !== undefined;
}
