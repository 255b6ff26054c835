import { sql } from "kysely";
import { NotFound } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/tenant.server.ts";
import { possibleParents } from "./units.rules.ts";

const me = sql<string>`app.tenant()`;

/** The tenant's units with how much hangs on each, by name, at most 2,000. */
export async function listUnits(db: TenantDb) {
  return db
    .selectFrom("unit as u")
    .select(["u.id", "u.name", "u.parent_unit_id"])
    .select([
      sql<number>`(select count(*)::int from person p where p.tenant_id = u.tenant_id and p.unit_id = u.id)`.as(
        "people",
      ),
      sql<number>`(select count(*)::int from (
        select i.usage_id from system_usage_internal i where i.tenant_id = u.tenant_id and i.unit_id = u.id
        union select s.usage_id from system_usage_unit s where s.tenant_id = u.tenant_id and s.unit_id = u.id) x)`.as(
        "systems",
      ),
    ])
    .where("u.tenant_id", "=", me)
    .orderBy("u.name")
    .orderBy("u.id")
    .limit(2000)
    .execute();
}

/** One of the tenant's units. @throws NotFound */
export async function findUnit(db: TenantDb, id: string) {
  const unit = await db
    .selectFrom("unit")
    .select(["id", "name", "parent_unit_id", "version"])
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!unit) throw new NotFound();
  return unit;
}

export interface UnitFields {
  name: string;
  parent_unit_id: string | null;
}

/** What speaks against the fields, by field; `id` is the unit itself when it exists already. */
async function problems(
  db: TenantDb,
  fields: UnitFields,
  id?: string,
): Promise<Record<string, string> | undefined> {
  const units = await listUnits(db);
  if (units.some((unit) => unit.name === fields.name && unit.id !== id)) return { name: "name_taken" };
  const parents = id ? possibleParents(units, id) : units;
  if (fields.parent_unit_id && !parents.some((unit) => unit.id === fields.parent_unit_id))
    return { parent_unit_id: "parent_wrong" };
  return undefined;
}

/** Adds a unit. @returns errors by field, or nothing when it was added */
export async function insertUnit(db: TenantDb, fields: UnitFields, record: Recorder) {
  const errors = await problems(db, fields);
  if (errors) return errors;
  const { id } = await db
    .insertInto("unit")
    .values({ tenant_id: me, ...fields })
    .returning("id")
    .executeTakeFirstOrThrow();
  await record({ kind: "unit", id, name: fields.name, action: "created" });
  return undefined;
}

/**
 * Renames or moves a unit.
 * @returns errors by field, "changed" when somebody else changed it since `version`, or nothing when it was done
 */
export async function updateUnit(
  db: TenantDb,
  { id, version }: { id: string; version: number },
  fields: UnitFields,
  record: Recorder,
) {
  await sql`select pg_advisory_xact_lock(hashtextextended('unit ' || app.tenant()::text, 0))`.execute(db); // two moves at once could make a circle
  const before = await findUnit(db, id);
  const errors = await problems(db, fields, id);
  if (errors) return errors;
  const changes = (["name", "parent_unit_id"] as const)
    .filter((field) => before[field] !== fields[field])
    .map((field) => ({ field, old: before[field], new: fields[field] }));
  if (changes.length === 0) return undefined;
  const row = await db
    .updateTable("unit")
    .set({ ...fields, version: version + 1 })
    .where("tenant_id", "=", me)
    .where("id", "=", id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  if (!row) return "changed";
  await record({ kind: "unit", id, name: fields.name, action: "updated", changes });
  return undefined;
}

/** Removes a unit that nothing hangs on. @returns false when something does */
export async function deleteUnit(db: TenantDb, id: string, record: Recorder): Promise<boolean> {
  const unit = await findUnit(db, id);
  await sql`savepoint removal`.execute(db);
  try {
    await db.deleteFrom("unit").where("tenant_id", "=", me).where("id", "=", id).execute();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "23503")) throw error;
    await sql`rollback to savepoint removal`.execute(db);
    return false;
  }
  await record({ kind: "unit", id, name: unit.name, action: "deleted" });
  return true;
}
