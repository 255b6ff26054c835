import { randomUUID } from "node:crypto";
import type { TenantDb } from "../../server/transaction.server.ts";
import { MOST_MINOR } from "../contracts/numbers.form.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { putEntitlements } from "./entitlements.server.ts";
import { type Answer, note, refusedAt } from "./form.server.ts";
import { poolOn } from "./pool.rules.ts";
import { changePool } from "./pool.server.ts";
import { corrected, type OrderShare, orderShares } from "./true-up.rules.ts";
import {
  earlierRuns,
  listTrueUpRows,
  setRows,
  setTrueUp,
  type TrueUp,
  type TrueUpRow,
} from "./true-up-data.server.ts";
import type { Work } from "./true-up-steps.server.ts";

/**
 * Places the order of a true-up: purchase, new rights and cost lines in one transaction, or nothing. It needs the coordinator's authority
 * and stays within the contract's ceiling (takvolym). A correction run shares everything ordered so far anew and writes the differences.
 */
export async function placeOrder(work: Work, trueUp: TrueUp): Answer {
  const { door, licence, at, read, runs } = work;
  const { db, today, record } = door;
  const found = await listTrueUpRows(db, trueUp.id);
  const quantity = found.reduce((sum, row) => sum + Number(row.ordered), 0);
  const earlier = await earlierRuns(db, runs);
  const period = await periodOf(db, work, earlier.runs);
  const authority_ref = read.required("authority_ref").slice(0, 300);
  const order_ref = read.text("order_ref")?.slice(0, 200) ?? null;
  const valid_from = read.day("valid_from") ?? period.valid_from;
  const valid_to = read.day("valid_to") ?? period.valid_to;
  if (valid_to && valid_to < valid_from) read.errors.valid_to ??= "after_end";
  const unit_price_minor = quantity > 0 ? read.amount("unit_price") : 0;
  if (unit_price_minor === null || unit_price_minor < 0) read.errors.unit_price ??= "required";
  const total_minor = quantity * (unit_price_minor ?? 0);
  if (total_minor > MOST_MINOR) read.errors.unit_price ??= "out_of_range";
  if (read.hasErrors || unit_price_minor === null) return { errors: read.errors };
  const spent = earlier.runs.reduce((sum, run) => sum + Number(run.total_minor ?? 0), 0);
  const isShared = trueUp.rule === "by_key" || found.some((row) => Number(row.overuse ?? 0) > 0);
  const full = isShared
    ? await sharesOf(db, work, { total_minor: spent + total_minor, rows: found, rule: trueUp.rule })
    : [...earlier.charged].map(([party, minor]) => ({ party, minor })); // nobody has over-used: what was charged stays
  if (!full) return { errors: { "": "key_missing" } };
  const shares = corrected(full, earlier.charged);
  const rights = found
    .filter((row) => Number(row.ordered) > 0)
    .map((row) => ({
      id: randomUUID(),
      party: row.organisation_id,
      quantity: Number(row.ordered),
      from_on: valid_from,
      to_on: valid_to,
      basis: order_ref,
      true_up_id: trueUp.id,
    }));
  const purchase = { id: randomUUID(), quantity, from_on: valid_from, to_on: valid_to };
  const write = async () => {
    if (quantity > 0)
      await db
        .insertInto("licence_purchase")
        .values({
          tenant_id: licence.tenant_id,
          id: purchase.id,
          item_id: at.item,
          quantity,
          bought_on: today,
          valid_from,
          valid_to,
          unit_price_minor,
          order_ref,
          true_up_id: trueUp.id,
        })
        .execute();
    await putEntitlements(db, { licence, item: at.item }, rights);
    await writeCosts(db, work, shares, { valid_from, valid_to });
    await setRows(
      db,
      trueUp,
      shares.map(({ party, minor }) => ({ party, share_minor: minor })),
    );
    await setTrueUp(db, trueUp, {
      state: "ordered",
      quantity,
      unit_price_minor,
      total_minor,
      ordered_on: today,
      order_ref,
      authority_ref,
    });
    await note(record, licence, { action: "ordered", field: "true_up", new: quantity });
  };
  if (quantity === 0) {
    await write();
    return undefined;
  }
  const refusal = await changePool(door, at, async () => ({
    change: { kind: "purchase", put: purchase, distribute: rights },
    spends_minor: total_minor,
    write,
  }));
  return refusedAt("", refusal);
}

/** From when to when an order holds: as what it corrects, else from today to the end of the agreement or of what was bought before. */
async function periodOf(
  db: TenantDb,
  { door: { today }, pool: { rows }, licence }: Work,
  earlier: readonly TrueUp[],
): Promise<{ valid_from: string; valid_to: string | null }> {
  const first = earlier.at(-1);
  const bought =
    first &&
    (await db
      .selectFrom("licence_purchase")
      .select(["valid_from", "valid_to"])
      .where("true_up_id", "=", first.id)
      .executeTakeFirst());
  const running = rows.purchases.find((row) => row.to_on !== null && row.to_on >= today)?.to_on ?? null;
  return bought ?? { valid_from: today, valid_to: licence.ends_on ?? running };
}

/** Who pays what: after over-use, or by the shares that the contract's participants have agreed on. undefined: there are none. */
async function sharesOf(
  db: TenantDb,
  { licence }: Work,
  { total_minor, rows, rule }: { total_minor: number; rows: readonly TrueUpRow[]; rule: TrueUp["rule"] },
): Promise<OrderShare[] | undefined> {
  const parties = rows.map((row) => ({
    party: row.organisation_id,
    party_order: row.party_order,
    overuse: Number(row.overuse ?? 0),
  }));
  try {
    if (rule === "by_overuse") return orderShares(total_minor, parties);
    const found = await db
      .selectFrom("contract_participant_share")
      .select((eb) => ["organisation_id", eb.cast<string>("cost_share", "text").as("percent")])
      .where("contract_id", "=", licence.contract_id)
      .execute();
    const weights = new Map(
      found.map((row) => [row.organisation_id, Math.round(Number(row.percent ?? 0) * 1_000_000)]),
    );
    const others = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    // what the participants do not pay, the coordinator does
    weights.set(licence.tenant_id, Math.max(0, 100_000_000 - others));
    return found.length === 0 ? undefined : orderShares(total_minor, parties, weights);
  } catch (error) {
    if (error instanceof KeyRefused) return undefined;
    throw error;
  }
}

async function writeCosts(
  db: TenantDb,
  { licence, at, pool: { rows } }: Work,
  shares: readonly OrderShare[],
  { valid_from, valid_to }: { valid_from: string; valid_to: string | null },
): Promise<void> {
  const some = shares.filter((share) => share.minor !== 0);
  if (some.length === 0) return;
  const item = await db
    .selectFrom("licence_item")
    .select(["name", "period_unit"])
    .where("id", "=", at.item)
    .executeTakeFirstOrThrow();
  const isOnce = item.period_unit === "once";
  const present = new Set(poolOn(rows, valid_from).members.map((member) => member.party));
  await db
    .insertInto("contract_cost_line")
    .values(
      some.map((share) => ({
        tenant_id: licence.tenant_id,
        contract_id: licence.contract_id,
        organisation_id: present.has(share.party) ? share.party : licence.tenant_id,
        kind: isOnce ? ("one_off" as const) : ("recurring" as const),
        per: isOnce ? null : item.period_unit === "month" ? ("month" as const) : ("year" as const),
        amount_minor: share.minor,
        element: "licence",
        status: "commitment" as const,
        valid_from,
        valid_to,
        note: item.name,
      })),
    )
    .execute();
}
