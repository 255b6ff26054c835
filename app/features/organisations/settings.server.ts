import { sql } from "kysely";
import type { Recorder, TenantDb } from "#app/server/tenant.server.ts";

const me = sql<string>`app.tenant()`;

const FIELDS = [
  "theme",
  "requires_second_factor",
  "hidden_field_groups",
  "registry_email",
  "invoice_address",
] as const;

export interface Settings {
  theme: string;
  /** null: as the installation says. */
  requires_second_factor: boolean | null;
  hidden_field_groups: string[];
  /** Where receipts and documents for the registry go. */
  registry_email: string | null;
  invoice_address: string | null;
}

/** The tenant's settings; the defaults when nobody has changed anything. */
export async function findSettings(db: TenantDb): Promise<Settings> {
  const row = await db
    .selectFrom("organisation_setting")
    .select(FIELDS)
    .where("tenant_id", "=", me)
    .executeTakeFirst();
  return (
    row ?? {
      theme: "samverka",
      requires_second_factor: null,
      hidden_field_groups: [],
      registry_email: null,
      invoice_address: null,
    }
  );
}

/** Writes all settings and records those that changed. */
export async function updateSettings(
  db: TenantDb,
  after: Settings,
  { record, tenant }: { record: Recorder; tenant: { id: string; name: string } },
): Promise<void> {
  const before = await findSettings(db);
  const changes = FIELDS.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  ).map((field) => ({ field, old: before[field], new: after[field] }));
  if (changes.length === 0) return;
  await db
    .insertInto("organisation_setting")
    .values({ tenant_id: me, ...after })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(after))
    .execute();
  await record({ kind: "organisation", id: tenant.id, name: tenant.name, action: "updated", changes });
}
