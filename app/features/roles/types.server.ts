import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import { NAME_OF_SWITCH, type TypeSettings } from "./types.form.ts";

/** A role type as the organisation uses it. */
export interface RoleType extends TypeSettings {
  code: string;
  name_sv: string;
  name_en: string;
  answers_for_sv: string;
  answers_for_en: string;
}

/** The shared role types with the organisation's own settings, in their order. */
export async function listRoleTypeSettings(db: TenantDb): Promise<RoleType[]> {
  const { rows } = await sql<RoleType>`
    select t.code, t.name_sv, t.name_en, t.answers_for_sv, t.answers_for_en,
      coalesce(s.is_on, true) as is_on, coalesce(s.is_mandatory, false) as is_mandatory,
      coalesce(s.grants_edit, false) as grants_edit, s.description
    from role_type t left join role_type_setting s on s.role_type = t.code and s.tenant_id = app.tenant()
    order by t.position, t.code limit 200`.execute(db);
  return rows;
}

/** Types in use, for lists to choose from. */
export async function listTypesInUse(db: TenantDb): Promise<RoleType[]> {
  return (await listRoleTypeSettings(db)).filter((type) => type.is_on);
}

/** A mark that changes with any setting, so that a form knows whether somebody else was faster. */
export function stateOf(types: readonly RoleType[]): string {
  const all = types.map((type) => [
    type.code,
    type.is_on,
    type.is_mandatory,
    type.grants_edit,
    type.description,
  ]);
  return createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 32);
}

/**
 * Writes the settings of all types and records each that changed.
 * @returns false when somebody else has changed a setting since the form was made; nothing is written then
 */
export async function saveTypeSettings(
  { db, tenant, record }: Pick<Door, "db" | "tenant" | "record">,
  { settings, state }: { settings: ReadonlyMap<string, TypeSettings>; state: string },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('role types ' || app.tenant()::text, 0))`.execute(
    db,
  );
  const types = await listRoleTypeSettings(db);
  if (stateOf(types) !== state) return false;
  for (const type of types) {
    const after = settings.get(type.code);
    if (!after) continue;
    const changes = NAME_OF_SWITCH.filter((field) => type[field] !== after[field]).map((field) => ({
      field,
      old: type[field],
      new: after[field],
    }));
    if (changes.length === 0) continue;
    await db
      .insertInto("role_type_setting")
      .values({ tenant_id: tenant.id, role_type: type.code, ...after })
      .onConflict((conflict) => conflict.columns(["tenant_id", "role_type"]).doUpdateSet(after))
      .execute();
    await record({ kind: "role_type", id: tenant.id, name: type.name_sv, action: "updated", changes });
  }
  return true;
}
