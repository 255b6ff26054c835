import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type LicenceReader, type Outcome, submitted, type Wrong } from "./form.server.ts";
import { itemPartPath } from "./licences.paths.ts";
import { mayCoordinate } from "./licences.policy.ts";
import {
  findItem,
  type Licence,
  listTiers,
  openLicence,
  openOwnLicence,
  type Reading,
} from "./licences.server.ts";
import { placeOrder } from "./orders.server.ts";
import { type PoolRows, poolOn, possibleLoans } from "./pool.rules.ts";
import { lockPool, readPool } from "./pool.server.ts";
import { note } from "./rights.server.ts";
import { reachedTier } from "./tiers.rules.ts";
import { isStale, nextState, orderRows, uncounted } from "./true-up.rules.ts";

export interface At {
  agreement: string;
  item: string;
}

/** The newest true-up of an item: a correction run stands after what it corrects. */
async function findTrueUp(db: TenantDb, itemId: string) {
  return db
    .selectFrom("true_up")
    .selectAll()
    .where("item_id", "=", itemId)
    .orderBy(sql`state <> 'settled'`, "desc")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}
export type TrueUp = NonNullable<Awaited<ReturnType<typeof findTrueUp>>>;

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

/** The page of an item's true-up. */
export async function loadTrueUp(door: Reading, { agreement, item: itemId }: At) {
  const { db, tenant, actor, today } = door;
  const licence = await openLicence(door, agreement);
  const item = await findItem(db, agreement, itemId);
  if (item.is_unlimited) throw new NotFound();
  const trueUp = await findTrueUp(db, itemId);
  const rows = trueUp ? await listTrueUpRows(db, trueUp.id) : [];
  const pool = trueUp ? poolOn(withCounts(await readPool(db, itemId), rows), today) : null;
  const isOwn = licence.tenant_id === tenant.id;
  const toOrder = pool ? orderRows(pool).reduce((sum, row) => sum + row.ordered, 0) : 0;
  const tiers = await listTiers(db, itemId, today);
  return {
    slug: tenant.slug,
    today,
    isOwn,
    licence: {
      id: licence.id,
      name: licence.name,
      ends_on: licence.ends_on,
      true_up_rule: licence.true_up_rule,
    },
    item: { id: item.id, name: item.name },
    trueUp: trueUp ? { ...trueUp, created_at: null, next: nextState(trueUp.state) } : null,
    rows: rows.map((row) => ({
      ...row,
      is_stale:
        row.counted_on !== null &&
        trueUp !== undefined &&
        isStale(row.counted_on, trueUp.as_of_on, licence.count_interval_days),
    })),
    // only the coordinator sees who could lend to whom
    proposals:
      pool && isOwn
        ? possibleLoans(pool).map(({ lender, borrower, quantity }) => ({
            lender: lender.name,
            borrower: borrower.name,
            quantity,
          }))
        : [],
    order: pool && {
      quantity: toOrder,
      unit_price_minor: reachedTier(tiers, pool.bought + toOrder)?.unit_price_minor ?? null,
    },
    can: { step: mayCoordinate(actor, tenant, licence) },
  };
}
export type TrueUpData = Awaited<ReturnType<typeof loadTrueUp>>;

/** One step of a true-up, with the item's pool held: starting, counting, balancing, ordering, settling, correcting. */
export async function stepTrueUp(door: Door, at: At): Promise<Outcome> {
  const { db, tenant } = door;
  const licence = await openOwnLicence(door, at.agreement);
  const to = itemPartPath(tenant.slug, at, "true-up", "?saved=1");
  return submitted(door, async (read): Promise<Outcome | Omit<Wrong, "typed">> => {
    const pool = await lockPool(db, at.agreement, at.item);
    if (pool.terms.is_unlimited) return { errors: { "": "metric_unlimited" } };
    const trueUp = await findTrueUp(db, at.item);
    const work: Work = { door, licence, at, read, rows: pool.rows, trueUp };
    const intent = String(read.typed.intent ?? "");
    const wrong =
      intent === "start"
        ? await start(work)
        : intent === "correct"
          ? await correct(work)
          : await step(intent, work);
    return wrong ?? { to };
  });
}

export interface Work {
  door: Door;
  licence: Licence;
  at: At;
  read: LicenceReader;
  rows: PoolRows;
  trueUp: TrueUp | undefined;
}
export type Answer = Promise<Omit<Wrong, "typed"> | undefined>;

async function step(intent: string, work: Work): Answer {
  const { trueUp } = work;
  if (!trueUp || trueUp.version !== Number(work.read.typed.version))
    return { errors: { "": "changed_meanwhile" } };
  if (intent === "refresh" && trueUp.state === "open") return refresh(work, trueUp);
  if (intent === "missing" && trueUp.state === "open") return markMissing(work, trueUp);
  if (intent === "counted" && trueUp.state === "open") return counted(work, trueUp);
  if (intent === "balanced" && trueUp.state === "counted") return balanced(work, trueUp);
  if (intent === "ordered" && trueUp.state === "balanced") return placeOrder(work, trueUp);
  if (intent === "settled" && trueUp.state === "ordered") return settled(work, trueUp);
  return { errors: { "": "changed_meanwhile" } };
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

async function start({ door, licence, at, read, rows, trueUp }: Work): Answer {
  if (trueUp) return { errors: { "": trueUp.state === "settled" ? "locked_period" : "changed_meanwhile" } };
  const as_of_on = read.day("as_of_on") ?? door.today;
  if (as_of_on > door.today) read.errors.as_of_on ??= "in_future";
  if (read.hasErrors) return { errors: read.errors };
  await insertRun({ door, licence, at, rows }, { as_of_on });
  await note(door.record, licence, { action: "opened", field: "true_up", new: as_of_on });
  return undefined;
}

/** A settled true-up is never edited: a correction run follows it, with its reason. */
async function correct({ door, licence, at, read, rows, trueUp }: Work): Answer {
  if (trueUp?.state !== "settled") return { errors: { "": "changed_meanwhile" } };
  const reason = read.required("reason").slice(0, 2000);
  if (read.hasErrors) return { errors: read.errors };
  await insertRun({ door, licence, at, rows }, { as_of_on: trueUp.as_of_on, corrects_id: trueUp.id, reason });
  await note(door.record, licence, { action: "corrected", field: "true_up", new: reason });
  return undefined;
}

async function insertRun(
  { door: { db, tenant, actor }, licence, at, rows }: Pick<Work, "door" | "licence" | "at" | "rows">,
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
  await writeRows(db, { tenant_id: tenant.id, true_up_id: id }, rows, {
    item: at.item,
    as_of_on: run.as_of_on,
  });
}

/** One row per member of the day, with its latest confirmed count on or before it; what was marked stays marked. */
async function writeRows(
  db: TenantDb,
  key: { tenant_id: string; true_up_id: string },
  rows: PoolRows,
  { item, as_of_on }: { item: string; as_of_on: string },
): Promise<void> {
  const { rows: counts } = await sql<{ organisation_id: string; quantity: number; counted_on: string }>`
    select distinct on (organisation_id) organisation_id, quantity, counted_on from usage_count
    where item_id = ${item} and confirmed_by is not null and counted_on <= ${as_of_on}
    order by organisation_id, counted_on desc`.execute(db);
  const countOf = new Map(counts.map((count) => [count.organisation_id, count]));
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

async function refresh({ door, licence, at, rows }: Work, trueUp: TrueUp): Answer {
  const key = { tenant_id: trueUp.tenant_id, true_up_id: trueUp.id };
  await writeRows(door.db, key, rows, { item: at.item, as_of_on: trueUp.as_of_on });
  await setTrueUp(door.db, trueUp, {});
  await note(door.record, licence, { field: "true_up", new: trueUp.as_of_on });
  return undefined;
}

async function markMissing({ door, licence, read }: Work, trueUp: TrueUp): Answer {
  const organisation = String(read.typed.organisation ?? "");
  const row = (await listTrueUpRows(door.db, trueUp.id)).find(
    (each) => each.organisation_id === organisation,
  );
  if (!row || row.used !== null) return { errors: { "": "changed_meanwhile" } };
  await door.db
    .updateTable("true_up_row")
    .set({ is_marked_missing: true })
    .where("tenant_id", "=", trueUp.tenant_id)
    .where("true_up_id", "=", trueUp.id)
    .where("organisation_id", "=", organisation)
    .execute();
  await setTrueUp(door.db, trueUp, {});
  await note(door.record, licence, { action: "marked_missing", field: "usage_count", new: row.name });
  return undefined;
}

async function counted({ door, licence, rows }: Work, trueUp: TrueUp): Answer {
  const found = await listTrueUpRows(door.db, trueUp.id);
  const [lack] = uncounted(found, trueUp.as_of_on, licence.count_interval_days);
  if (lack)
    return {
      errors: { "": lack.code },
      refusal: {
        code: lack.code,
        from: lack.row.counted_on ?? undefined,
        way: [{ name: lack.row.name, kind: "", quantity: 0 }],
      },
    };
  const pool = poolOn(withCounts(rows, found), trueUp.as_of_on);
  for (const member of pool.members)
    await door.db
      .updateTable("true_up_row")
      .set({ available: member.available, overuse: member.used === null ? null : member.overuse })
      .where("tenant_id", "=", trueUp.tenant_id)
      .where("true_up_id", "=", trueUp.id)
      .where("organisation_id", "=", member.party)
      .execute();
  await setTrueUp(door.db, trueUp, { state: "counted" });
  await note(door.record, licence, { action: "counted", field: "true_up", new: pool.overuse });
  return undefined;
}

/** What lending and moving can solve comes off before anything is bought. */
async function balanced({ door, licence, rows }: Work, trueUp: TrueUp): Answer {
  const found = await listTrueUpRows(door.db, trueUp.id);
  const order = orderRows(poolOn(withCounts(rows, found), door.today));
  for (const row of order)
    await door.db
      .updateTable("true_up_row")
      .set({ ordered: row.ordered })
      .where("tenant_id", "=", trueUp.tenant_id)
      .where("true_up_id", "=", trueUp.id)
      .where("organisation_id", "=", row.party)
      .execute();
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

/** The last day that is settled for an item: what lies on or before it changes only in a correction run. null: nothing is settled. */
export async function lockedUntil(db: TenantDb, itemId: string): Promise<string | null> {
  const rows = await db
    .selectFrom("true_up")
    .select(["as_of_on", "state"])
    .where("item_id", "=", itemId)
    .execute();
  if (rows.some((row) => row.state !== "settled")) return null; // a run is open and takes what comes
  return (
    rows
      .map((row) => row.as_of_on)
      .sort()
      .at(-1) ?? null
  );
}
