import { randomUUID } from "node:crypto";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Answer, type LicenceReader, note, type Outcome, submittedStep } from "./form.server.ts";
import { itemPartPath } from "./licences.paths.ts";
import { type Licence, openOwnLicence } from "./licences.server.ts";
import { placeOrder } from "./orders.server.ts";
import { poolOn } from "./pool.rules.ts";
import { type LockedPool, lockPool, readPool } from "./pool.server.ts";
import { orderRows, uncounted } from "./true-up.rules.ts";
import {
  earlierRuns,
  intervalOf,
  listTrueUpRows,
  listTrueUps,
  setRows,
  setTrueUp,
  type TrueUp,
  withCounts,
} from "./true-up-data.server.ts";

interface At {
  agreement: string;
  item: string;
}

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

/** What a step has in its hands: the pool is locked. */
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
