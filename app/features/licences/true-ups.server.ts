import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Answer, type LicenceReader, note, type Outcome, submittedStep } from "./form.server.ts";
import { itemPartPath } from "./licences.paths.ts";
import { mayCoordinate } from "./licences.policy.ts";
import {
  findItem,
  type Licence,
  type LicenceItem,
  listTiers,
  openLicence,
  openOwnLicence,
  type Reading,
} from "./licences.server.ts";
import { placeOrder } from "./orders.server.ts";
import { type PoolRows, poolOn, possibleLoans } from "./pool.rules.ts";
import { type LockedPool, lockPool, readPool } from "./pool.server.ts";
import { seenPool } from "./seen.rules.ts";
import { reachedTier } from "./tiers.rules.ts";
import { isStale, nextState, orderRows, uncounted } from "./true-up.rules.ts";

export interface At {
  agreement: string;
  item: string;
}

/** The true-ups of an item, the one that is run or was run last first: a correction run stands before what it corrects. */
async function listTrueUps(db: TenantDb, itemId: string) {
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
function withCounts(rows: PoolRows, counted: readonly TrueUpRow[]): PoolRows {
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
function intervalOf(licence: Pick<Licence, "count_interval_days">, item: Pick<LicenceItem, "metric">) {
  return item.metric === "inhabitant" ? null : licence.count_interval_days;
}

/**
 * The page of an item's true-up.
 * @param run an earlier one that is looked at
 */
export async function loadTrueUp(door: Reading, { agreement, item: itemId }: At, run: string | null = null) {
  const { db, tenant, actor, today } = door;
  const licence = await openLicence(door, agreement);
  const item = await findItem(db, agreement, itemId);
  if (item.is_unlimited) throw new NotFound();
  const runs = await listTrueUps(db, itemId);
  const trueUp = run ? runs.find((each) => each.id === run) : runs[0];
  if (run && !trueUp) throw new NotFound();
  const rows = trueUp ? await listTrueUpRows(db, trueUp.id) : [];
  const pool = poolOn(withCounts(await readPool(db, itemId, today), rows), today);
  const isOwn = licence.tenant_id === tenant.id;
  const tiers = await listTiers(db, itemId, today);
  const isNewest = trueUp === runs[0];
  const quantity = Number(trueUp?.quantity ?? 0);
  return {
    slug: tenant.slug,
    today,
    isOwn,
    isNewest,
    licence: {
      id: licence.id,
      name: licence.name,
      ends_on: licence.ends_on,
      true_up_rule: licence.true_up_rule,
    },
    item: { id: item.id, name: item.name },
    trueUp: trueUp ? { ...trueUp, created_at: null, next: nextState(trueUp.state) } : null,
    // the whole order would tell what a hidden member has over-used
    hasTotals: seenPool(pool).totals !== null,
    rows: rows.map((row) => ({
      ...row,
      is_stale:
        row.counted_on !== null &&
        trueUp !== undefined &&
        isStale(row.counted_on, trueUp.as_of_on, intervalOf(licence, item)),
    })),
    runs: runs
      .filter((each) => each !== trueUp)
      .map(({ id, as_of_on, state, corrects_id }) => ({
        id,
        as_of_on,
        state,
        isCorrection: corrects_id !== null,
      })),
    // only the coordinator sees who could lend to whom
    proposals:
      trueUp && isOwn
        ? possibleLoans(pool).map(({ lender, borrower, quantity }) => ({
            lender: lender.name,
            borrower: borrower.name,
            quantity,
          }))
        : [],
    unit_price_minor: reachedTier(tiers, pool.bought + quantity)?.unit_price_minor ?? null,
    can: { step: isNewest && mayCoordinate(actor, tenant, licence) },
  };
}
export type TrueUpData = Awaited<ReturnType<typeof loadTrueUp>>;

/** One step of a true-up, with the item's pool held: starting, counting, balancing, ordering, settling, correcting. */
export async function stepTrueUp(door: Door, at: At): Promise<Outcome> {
  const { db, tenant } = door;
  const licence = await openOwnLicence(door, at.agreement);
  const prepared = async (read: LicenceReader): Promise<Work> => {
    const pool = await lockPool(db, at.agreement, at.item);
    return { door, licence, at, read, pool, runs: await listTrueUps(db, at.item) };
  };
  const step = (name: string) => async (read: LicenceReader) => {
    const work = await prepared(read);
    return work.pool.terms.is_unlimited ? { errors: { "": "metric_unlimited" } } : takeStep(name, work);
  };
  const names = ["start", "correct", "refresh", "missing", "counted", "balanced", "ordered", "settled"];
  return submittedStep(door, {
    about: licence,
    to: itemPartPath(tenant.slug, at, "true-up", "?saved=1"),
    steps: Object.fromEntries(names.map((name) => [name, step(name)])),
  });
}

export interface Work {
  door: Door;
  licence: Licence;
  at: At;
  read: LicenceReader;
  pool: LockedPool;
  /** All true-ups of the item, the running or newest one first. */
  runs: readonly TrueUp[];
}

async function takeStep(name: string, work: Work): Answer {
  const trueUp = work.runs[0];
  if (name === "start") return start(work);
  if (name === "correct") return correct(work);
  if (!trueUp || trueUp.version !== Number(work.read.typed.version))
    return { errors: { "": "changed_meanwhile" } };
  if (name === "refresh" && trueUp.state === "open") return refresh(work, trueUp);
  if (name === "missing" && trueUp.state === "open") return markMissing(work, trueUp);
  if (name === "counted" && trueUp.state === "open") return counted(work, trueUp);
  if (name === "balanced" && trueUp.state === "counted") return balanced(work, trueUp);
  if (name === "ordered" && trueUp.state === "balanced") return placeOrder(work, trueUp);
  if (name === "settled" && trueUp.state === "ordered") return settled(work, trueUp);
  return { errors: { "": "changed_meanwhile" } };
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

/** A new day is counted; what is settled is not counted again but corrected. */
async function start({ door, licence, at, read, pool, runs: [last] }: Work): Answer {
  if (last && last.state !== "settled") return { errors: { "": "changed_meanwhile" } };
  const as_of_on = read.day("as_of_on") ?? door.today;
  if (as_of_on > door.today) read.errors.as_of_on ??= "in_future";
  if (read.hasErrors) return { errors: read.errors };
  if (last && as_of_on <= last.as_of_on)
    return { errors: { as_of_on: "locked_period" }, refusal: { code: "locked_period", from: last.as_of_on } };
  await insertRun({ door, licence, at, pool }, { as_of_on });
  await note(door.record, licence, { action: "opened", field: "true_up", new: as_of_on });
  return undefined;
}

/** A settled true-up is never edited: a correction run follows it, with its reason. */
async function correct({ door, licence, at, read, pool, runs: [last] }: Work): Answer {
  if (last?.state !== "settled") return { errors: { "": "changed_meanwhile" } };
  const reason = read.required("reason").slice(0, 2000);
  if (read.hasErrors) return { errors: read.errors };
  await insertRun({ door, licence, at, pool }, { as_of_on: last.as_of_on, corrects_id: last.id, reason });
  await note(door.record, licence, { action: "corrected", field: "true_up", new: reason });
  return undefined;
}

async function insertRun(
  { door: { db, tenant, actor }, licence, at, pool }: Pick<Work, "door" | "licence" | "at" | "pool">,
  run: { as_of_on: string; corrects_id?: string; reason?: string },
): Promise<void> {
  const id = randomUUID();
  await db
    .insertInto("true_up")
    .values({
      ...run,
      tenant_id: tenant.id,
      id,
      agreement_id: at.agreement,
      item_id: at.item,
      rule: licence.true_up_rule,
      by_name: actor.name,
    })
    .execute();
  await writeRows(db, { tenant_id: tenant.id, true_up_id: id }, pool, run.as_of_on);
}

/** One row per member of the day, with its latest confirmed count on or before it; what was marked stays marked. */
async function writeRows(
  db: TenantDb,
  key: { tenant_id: string; true_up_id: string },
  { rows, item }: LockedPool,
  as_of_on: string,
): Promise<void> {
  const { counts } = await readPool(db, item.id, as_of_on);
  const countOf = new Map(counts.map((count) => [count.party, count]));
  const marked = await db
    .selectFrom("true_up_row")
    .select("organisation_id")
    .where("true_up_id", "=", key.true_up_id)
    .where("is_marked_missing", "=", true)
    .execute();
  const isMarked = new Set(marked.map((row) => row.organisation_id));
  await db
    .deleteFrom("true_up_row")
    .where("tenant_id", "=", key.tenant_id)
    .where("true_up_id", "=", key.true_up_id)
    .execute();
  const { members } = poolOn(rows, as_of_on);
  if (members.length === 0) return;
  await db
    .insertInto("true_up_row")
    .values(
      members.map(({ party, party_order }) => ({
        ...key,
        organisation_id: party,
        party_order,
        used: countOf.has(party) ? Number(countOf.get(party)!.quantity) : null,
        counted_on: countOf.get(party)?.counted_on ?? null,
        is_marked_missing: !countOf.has(party) && isMarked.has(party),
      })),
    )
    .execute();
}

async function refresh({ door, licence, pool }: Work, trueUp: TrueUp): Answer {
  const key = { tenant_id: trueUp.tenant_id, true_up_id: trueUp.id };
  await writeRows(door.db, key, pool, trueUp.as_of_on);
  await setTrueUp(door.db, trueUp, {});
  await note(door.record, licence, { field: "true_up", new: trueUp.as_of_on });
  return undefined;
}

/** A count that nobody gives, or that is too old, is marked as missing: it is then nothing, and not zero. */
async function markMissing({ door, licence, read, pool }: Work, trueUp: TrueUp): Answer {
  const organisation = String(read.typed.organisation ?? "");
  const row = (await listTrueUpRows(door.db, trueUp.id)).find(
    (each) => each.organisation_id === organisation,
  );
  const isOpen = row && uncounted([row], trueUp.as_of_on, intervalOf(licence, pool.item)).length > 0;
  if (!isOpen) return { errors: { "": "changed_meanwhile" } };
  await door.db
    .updateTable("true_up_row")
    .set({ is_marked_missing: true, used: null, counted_on: null })
    .where("tenant_id", "=", trueUp.tenant_id)
    .where("true_up_id", "=", trueUp.id)
    .where("organisation_id", "=", organisation)
    .execute();
  await setTrueUp(door.db, trueUp, {});
  await note(door.record, licence, { action: "marked_missing", field: "usage_count", new: row.name });
  return undefined;
}

async function counted({ door, licence, pool: { rows, item }, runs }: Work, trueUp: TrueUp): Answer {
  const found = await listTrueUpRows(door.db, trueUp.id);
  const [lack] = uncounted(found, trueUp.as_of_on, intervalOf(licence, item));
  if (lack)
    return {
      errors: { "": lack.code },
      refusal: {
        code: lack.code,
        from: lack.row.counted_on ?? undefined,
        way: [{ name: lack.row.name, kind: "", quantity: 0 }],
      },
    };
  const { without } = await earlierRuns(door.db, runs);
  const pool = poolOn(withCounts(without(rows), found), trueUp.as_of_on);
  await setRows(
    door.db,
    trueUp,
    pool.members.map(({ party, available, used, overuse }) => ({
      party,
      available,
      overuse: used === null ? null : overuse,
    })),
  );
  await setTrueUp(door.db, trueUp, { state: "counted" });
  await note(door.record, licence, { action: "counted", field: "true_up", new: pool.overuse });
  return undefined;
}

/** What lending and moving can solve comes off before anything is bought. */
async function balanced({ door, licence, pool: { rows }, runs }: Work, trueUp: TrueUp): Answer {
  const found = await listTrueUpRows(door.db, trueUp.id);
  const { without, ordered } = await earlierRuns(door.db, runs);
  const order = orderRows(poolOn(withCounts(without(rows), found), door.today), ordered);
  await setRows(
    door.db,
    trueUp,
    order.map(({ party, ordered }) => ({ party, ordered })),
  );
  const quantity = order.reduce((sum, row) => sum + row.ordered, 0);
  await setTrueUp(door.db, trueUp, { state: "balanced", quantity });
  await note(door.record, licence, { action: "balanced", field: "true_up", new: quantity });
  return undefined;
}

async function settled({ door, licence }: Work, trueUp: TrueUp): Answer {
  await setTrueUp(door.db, trueUp, { state: "settled", settled_on: door.today });
  await note(door.record, licence, { action: "settled", field: "true_up", new: trueUp.as_of_on });
  return undefined;
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
