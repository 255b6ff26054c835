import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { CostKey } from "../cost-keys/keys.rules.ts";
import type { MoneyYear, PartyOfYear } from "./years.server.ts";

/** Keys of an agreement's year, the newest version first. */
export async function listKeys(db: TenantDb, agreementId: string, year: number) {
  const rows = await db
    .selectFrom("cost_key")
    .select([
      "id",
      "agreement_id",
      "year",
      "key_version",
      "name",
      "kind",
      "driver",
      sql<string | null>`trim_scale(equal_percent)::text`.as("equal_percent"),
      "equal_minor",
      "rounding",
      "source",
      "as_of_on",
      "decided_on",
      "decided_by",
      "decision_ref",
      "locked_on",
      "created_by_name",
      "version",
    ])
    .where("agreement_id", "=", agreementId)
    .where("year", "=", year)
    .orderBy("key_version", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, rounding: row.rounding as "once" | "per_line" }));
}

export type KeyRow = Awaited<ReturnType<typeof listKeys>>[number];

/** The key that holds: the newest that is decided. */
export function keyInForce(keys: readonly KeyRow[]): KeyRow | undefined {
  return keys.find((key) => key.decided_on !== null);
}

export interface WeightRow {
  organisation_id: string;
  weight: string;
  floor_minor: number | null;
  cap_minor: number | null;
}

/** Weights of one key. */
export async function listWeights(db: TenantDb, keyId: string): Promise<WeightRow[]> {
  return db
    .selectFrom("cost_key_weight")
    .select([
      "organisation_id",
      sql<string>`trim_scale(weight)::text`.as("weight"),
      "floor_minor",
      "cap_minor",
    ])
    .where("cost_key_id", "=", keyId)
    .orderBy("organisation_id")
    .limit(1000)
    .execute();
}

/** The key with the parties of its year, and who of them it does not cover. */
export function assembled(
  key: Pick<KeyRow, "kind" | "driver" | "equal_percent" | "equal_minor" | "rounding">,
  weights: readonly WeightRow[],
  parties: readonly PartyOfYear[],
): { key: CostKey; missing: PartyOfYear[] } {
  const byParty = new Map(weights.map((weight) => [weight.organisation_id, weight]));
  const covered = parties.filter(({ id }) => byParty.has(id));
  return {
    missing: parties.filter(({ id }) => !byParty.has(id)),
    key: {
      kind: key.kind,
      driver: key.driver,
      equalPercent: key.equal_percent,
      equalMinor: key.equal_minor,
      rounding: key.rounding,
      members: covered.map(({ id, party_order, from, to, away }) => {
        const { weight, floor_minor, cap_minor } = byParty.get(id)!;
        const days = { from, to, ...(away ? { away } : {}) };
        return { party: id, party_order, weight, floorMinor: floor_minor, capMinor: cap_minor, ...days };
      }),
    },
  };
}

/** A key assembled for the parties of its year. */
export async function loadAssembled(db: TenantDb, key: KeyRow, parties: readonly PartyOfYear[]) {
  return assembled(key, await listWeights(db, key.id), parties);
}

/** The newest counts of inhabitants on or before a day, by organisation. */
export async function readInhabitants(db: TenantDb, organisations: readonly string[], day: string) {
  if (organisations.length === 0)
    return new Map<string, { inhabitants: number; counted_on: string; source: string }>();
  const rows = await db
    .selectFrom("population")
    .distinctOn("organisation_id")
    .select(["organisation_id", "inhabitants", "counted_on", "source"])
    .where("organisation_id", "in", [...organisations])
    .where("counted_on", "<=", day)
    .orderBy("organisation_id")
    .orderBy("counted_on", "desc")
    .execute();
  return new Map(rows.map(({ organisation_id, ...row }) => [organisation_id, row]));
}

/** The key of the year that holds, assembled; undefined while none is decided. */
export async function findKeyInForce(db: TenantDb, { agreement, year, parties }: MoneyYear) {
  const row = keyInForce(await listKeys(db, agreement.id, year));
  return row && { row, ...(await loadAssembled(db, row, parties)) };
}
