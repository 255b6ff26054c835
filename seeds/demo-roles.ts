import type { TenantDb } from "#app/server/transaction.server.ts";
import { insertMissing } from "./connection.ts";
import { demoDeputies, roleSettings } from "./content/roles.ts";
import type { OwnIds } from "./demo-organisations.ts";

/** How one organisation uses the role types, and who stands in for whom in these days. */
export async function seedRoles(
  db: TenantDb,
  { key, tenantId, own, today }: { key: string; tenantId: string; own: OwnIds; today: string },
): Promise<void> {
  await insertMissing(
    db,
    "role_type_setting",
    (roleSettings[key] ?? []).map((type) => ({ tenant_id: tenantId, ...type })),
  );
  await insertMissing(
    db,
    "deputy",
    demoDeputies(today)
      .filter(({ organisation }) => organisation === key)
      .map(({ person, deputy, from_on, to_on }) => ({
        tenant_id: tenantId,
        person_id: own.person.get(person)!,
        deputy_person_id: own.person.get(deputy)!,
        role_type: null,
        from_on,
        to_on,
      })),
  );
}
