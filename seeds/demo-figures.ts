import type { TenantDb } from "#app/server/transaction.server.ts";
import { insertMissing } from "./connection.ts";
import { yearOf } from "./content/days.ts";

/**
 * Employees and users that the demo's organisations have stated, by how many years ago. Invented; Boden has not counted its users,
 * and Kalix not for long.
 */
const content: Record<string, readonly [kind: "employees" | "users", ago: number, value: number][]> = {
  borgholm: [
    ["employees", 2, 1_040],
    ["employees", 1, 1_055],
    ["users", 1, 980],
  ],
  morbylanga: [
    ["employees", 1, 1_320],
    ["users", 1, 1_180],
  ],
  kalmar: [
    ["employees", 1, 6_100],
    ["users", 1, 5_700],
  ],
  lulea: [
    ["employees", 1, 6_900],
    ["users", 0, 7_350],
  ],
  pitea: [
    ["employees", 1, 4_050],
    ["users", 1, 3_900],
  ],
  boden: [["employees", 1, 2_800]],
  kalix: [
    ["employees", 1, 1_650],
    ["users", 4, 1_500],
  ],
  karlsborg: [
    ["employees", 1, 720],
    ["users", 1, 650],
  ],
};

const sources = { employees: "Personalsystemet, 1 november", users: "Katalogtjänsten" } as const;

/** What one organisation's IT cost is divided by. */
export async function seedFigures(
  db: TenantDb,
  { key, tenantId, today, byName }: { key: string; tenantId: string; today: string; byName: string },
): Promise<void> {
  await insertMissing(
    db,
    "organisation_figure",
    (content[key] ?? []).map(([kind, ago, value]) => ({
      tenant_id: tenantId,
      kind,
      year: yearOf(today) - ago,
      value,
      source: sources[kind],
      entered_by: null,
      entered_by_name: byName,
    })),
  );
}
