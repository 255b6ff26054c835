import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Licence, LicenceItem } from "./licences.server.ts";
import type { PoolRows } from "./pool.rules.ts";

/** The true-ups of an item, the one that is run or was run last first: a correction run stands before what it corrects. */
export async function listTrueUps(db: TenantDb, itemId: string) {
  return db
    .selectFrom("true_up")
    .selectAll()
    .where("item_id", "=", itemId)
    .orderBy(sql`state <> 'settled'`, "desc")
    .orderBy("as_of_on", "desc")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
}
export type TrueUp = Awaited<ReturnType<typeof listTrueUps>>[number];

/** Rows of a true-up that the reader may see, in the fixed order. */
export async function listTrueUpRows(db: TenantDb, trueUpId: string) {
  return db
    .selectFrom("true_up_row as r")
    .innerJoin("organisation as o", "o.id", "r.organisation_id")
    .select([
      "r.organisation_id",
      "o.name",
      "r.party_order",
      "r.used",
      "r.counted_on",
      "r.is_marked_missing",
      "r.available",
      "r.overuse",
      "r.ordered",
      "r.share_minor",
    ])
    .where("r.true_up_id", "=", trueUpId)
    .orderBy("r.party_order")
    .limit(1000)
    .execute();
}
export type TrueUpRow = Awaited<ReturnType<typeof listTrueUpRows>>[number];

/** The pool with the counts of a true-up in place of the latest ones. */
export function withCounts(rows: PoolRows, counted: readonly TrueUpRow[]): PoolRows {
  return {
    ...rows,
    counts: counted.flatMap((row) =>
      row.used === null || row.counted_on === null
        ? []
        : [{ party: row.organisation_id, quantity: Number(row.used), counted_on: row.counted_on }],
    ),
  };
}

/** Days that a count holds for; null: it does not age. */
export function intervalOf(licence: Pick<Licence, "count_interval_days">, item: Pick<LicenceItem, "metric">) {
  return item.metric === "inhabitant" ? null : licence.count_interval_days;
}

type RowFigures = Partial<Record<"available" | "overuse" | "ordered" | "share_minor", number | null>>;

/** Writes figures of a true-up's rows, the same ones in each. */
export async function setRows(
  db: TenantDb,
  trueUp: TrueUp,
  rows: readonly (RowFigures & { party: string })[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((key) => key !== "party");
  if (columns.length === 0) return;
  const set = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`v.${column}`)}`);
  await sql`
    update true_up_row r set ${sql.join(set)}
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as v (party uuid, available bigint, overuse bigint, ordered bigint, share_minor bigint)
    where r.tenant_id = ${trueUp.tenant_id} and r.true_up_id = ${trueUp.id} and r.organisation_id = v.party`.execute(
    db,
  );
}

/** Moves a true-up on; whoever was slower is told. */
export async function setTrueUp(
  db: TenantDb,
  trueUp: TrueUp,
  set: Partial<
    Pick<
      TrueUp,
      | "state"
      | "quantity"
      | "unit_price_minor"
      | "total_minor"
      | "ordered_on"
      | "order_ref"
      | "authority_ref"
      | "settled_on"
    >
  >,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("true_up")
    .set({ ...set, version: trueUp.version + 1 })
    .where("tenant_id", "=", trueUp.tenant_id)
    .where("id", "=", trueUp.id)
    .where("version", "=", trueUp.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
}

/**
 * What the runs that the newest one corrects have bought and charged, by member. `without` takes their rights and purchases out of a
 * pool: over-use is what it was before they were bought.
 */
export async function earlierRuns(db: TenantDb, [newest, ...older]: readonly TrueUp[]) {
  const chain: TrueUp[] = [];
  for (let of = newest?.corrects_id ?? null; of !== null; of = chain.at(-1)?.corrects_id ?? null) {
    const run = older.find((each) => each.id === of);
    if (!run) break;
    chain.push(run);
  }
  const ids = chain.map((run) => run.id);
  if (ids.length === 0)
    return {
      runs: chain,
      ordered: new Map<string, number>(),
      charged: new Map<string, number>(),
      without: (rows: PoolRows) => rows,
    };
  const rows = await db
    .selectFrom("true_up_row")
    .select(["organisation_id", "ordered", "share_minor"])
    .where("true_up_id", "in", ids)
    .execute();
  const bought = new Set(
    (
      await db
        .selectFrom("entitlement")
        .select("id")
        .where("true_up_id", "in", ids)
        .unionAll(db.selectFrom("licence_purchase").select("id").where("true_up_id", "in", ids))
        .execute()
    ).map((row) => row.id),
  );
  const sums = (figure: (row: (typeof rows)[number]) => number) => {
    const by = new Map<string, number>();
    for (const row of rows) by.set(row.organisation_id, (by.get(row.organisation_id) ?? 0) + figure(row));
    return by;
  };
  return {
    runs: chain,
    ordered: sums((row) => Number(row.ordered)),
    charged: sums((row) => Number(row.share_minor)),
    without: (pool: PoolRows): PoolRows => ({
      ...pool,
      purchases: pool.purchases.filter((row) => !bought.has(row.id)),
      entitlements: pool.entitlements.filter((row) => !bought.has(row.id)),
    }),
  };
}
