import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { testDatabase } from "../support/database.ts";
import { type Town, town } from "../support/towns.ts";
import { add, NOW } from "./support/world.ts";

/** A party that has left an agreement keeps what was of its time, and reads nothing that comes afterwards. */
const admin = testDatabase();
let keeper: Town;
let stays: Town;
let left: Town;
let outsider: Town;
let agreement: string;
const HASH = "0".repeat(64);

beforeAll(async () => {
  const db = admin();
  [keeper, stays, left, outsider] = [await town(db), await town(db), await town(db), await town(db)];
  const of = { tenant_id: keeper.id };
  const made = await add(db, "agreement", {
    ...{ ...of, title: "Gemensam IT", form: "contract", status: "in_force" },
    ...{ starts_on: "2024-01-01", in_force_on: "2024-01-01" },
  });
  agreement = made.id;
  const ofIt = { ...of, agreement_id: agreement };
  for (const [order, party] of [keeper, stays, left].entries())
    await add(db, "agreement_party", {
      ...{ ...ofIt, organisation_id: party.id, party_order: order + 1, joined_on: "2024-01-01" },
      ...{ admitted_on: "2024-01-01" },
    });
  for (const party of [stays, left])
    await add(db, "agreement_confirmation", {
      ...{ tenant_id: party.id, owner_id: keeper.id, agreement_id: agreement, by_name: "Kim" },
    });
  for (const [party, day] of [
    [keeper, "2024-01-01"],
    [stays, "2026-09-01"],
  ] as const)
    await add(db, "party_decision", {
      ...{
        tenant_id: party.id,
        owner_id: keeper.id,
        agreement_id: agreement,
        kind: "agreement",
        text_hash: HASH,
      },
      ...{ organ: "council", organ_name: "KF", decided_on: day, paragraph: "§ 1", by_name: "Kim" },
      document_url: "https://example.invalid/",
    });
  await add(db, "joint_asset", { ...ofIt, description: "Serverhall", value_minor: 1 });
  await add(db, "agreement_body", { ...ofIt, seq: 1, kind: "steering", name: "Styrgrupp" });
  await add(db, "exemption_test", { ...ofIt, ground: "hamburg" });
  for (const party of [stays, left])
    await add(db, "wind_down_item", { ...ofIt, organisation_id: party.id, code: "archive" });
  await db.query("update agreement_party set leaves_on = '2026-06-30' where organisation_id = $1", [left.id]);
});

const TABLES = ["party_decision", "joint_asset", "agreement_body", "exemption_test", "wind_down_item"];
async function seen(db: TenantDb): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of TABLES) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where agreement_id = ${agreement}`.execute(db);
    found[table] = rows[0]!.n;
  }
  return found;
}

test.each([
  ["the keeper", () => keeper, NOW, [2, 1, 1, 1, 2]],
  ["a party", () => stays, NOW, [2, 1, 1, 1, 2]],
  ["one that has left", () => left, NOW, [1, 0, 0, 0, 1]],
  ["the same on its last day", () => left, new Date("2026-06-30T09:00:00Z"), [1, 1, 1, 1, 2]],
  ["an outsider", () => outsider, NOW, [0, 0, 0, 0, 0]],
] as const)("%s", async (_, who, now, expected) => {
  expect(Object.values(await who().as(seen, now))).toEqual(expected);
});
