import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { mayCoordinate } from "./licences.policy.ts";
import { findItem, listTiers, openLicence, type Reading } from "./licences.server.ts";
import { poolOn, possibleLoans } from "./pool.rules.ts";
import { readPool } from "./pool.server.ts";
import { seenPool } from "./seen.rules.ts";
import { reachedTier } from "./tiers.rules.ts";
import { isStale, nextState } from "./true-up.rules.ts";
import { intervalOf, listTrueUpRows, listTrueUps, withCounts } from "./true-up-data.server.ts";

interface At {
  agreement: string;
  item: string;
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
  // a row is read by those it shares price with; its quantities by those it shares volume with (decision 120)
  const shared = await listSharingVolume(db);
  const isCountHidden = (party: string) =>
    licence.tenant_id !== tenant.id && party !== tenant.id && !shared.has(party);
  const seen = await readPool(db, itemId, today);
  const pool = poolOn(withCounts(seen, rows), today);
  const isOwn = licence.tenant_id === tenant.id;
  // the whole order would tell what a hidden member has over-used; those who are counted are the members of the run's day, too
  const days = trueUp ? [today, trueUp.as_of_on] : [today];
  const hasTotals = days.every((day) => seenPool(poolOn(seen, day)).totals !== null);
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
    trueUp: trueUp
      ? {
          ...trueUp,
          ...(hasTotals ? {} : { quantity: null, total_minor: null }),
          created_at: null,
          next: nextState(trueUp.state),
        }
      : null,
    hasTotals,
    rows: rows.map((row) => ({
      ...row,
      ...(isCountHidden(row.organisation_id) ? NO_COUNT : { isCountHidden: false }),
      is_stale:
        !isCountHidden(row.organisation_id) &&
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
/** In the place of quantities that the reader may not know. */
const NO_COUNT = {
  isCountHidden: true,
  ...{
    used: null,
    counted_on: null,
    available: null,
    overuse: null,
    ordered: null,
    is_marked_missing: false,
  },
};

async function listSharingVolume(db: TenantDb): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from app.shared_with_me('system_usage', 'volume') as id`.execute(db);
  return new Set(rows.map((row) => row.id));
}
export type TrueUpData = Awaited<ReturnType<typeof loadTrueUp>>;
