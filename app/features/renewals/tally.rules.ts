import { jointCost, type PriceLines, reachedPrice } from "./prices.rules.ts";
import {
  BUCKETS,
  type Bucket,
  bucketOf,
  countsToQuorum,
  type Party,
  quantityOf,
  type Silence,
} from "./renewals.rules.ts";

/** Where an organisation stands in a survey, and what it would take and pay. */
export interface Standing {
  bucket: Bucket;
  /** Where its answer alone would put it. */
  answeredBucket: Bucket;
  quantity: number;
  cost: number;
  /** Counts towards the lowest number. */
  counts: boolean;
}

/**
 * Puts everybody in a group and works out quantity and cost by the step that all of them reach. Each organisation stands in exactly one
 * group, so groups add up to the total, to the öre.
 * @param partyOrder fixed order, which decides who takes the last öre
 */
export function tally<Row extends Party & { id: string; partyOrder: number }>(
  parties: readonly Row[],
  { silence, lines, is_unlimited }: { silence: Silence; lines: PriceLines; is_unlimited: boolean },
) {
  const placed = parties.map((party) => {
    const bucket = bucketOf(party, silence);
    return {
      ...party,
      bucket,
      answeredBucket: bucketOf({ ...party, placed: null }, silence),
      quantity: is_unlimited ? 0 : quantityOf(party, bucket),
      counts: countsToQuorum(party, bucket),
    };
  });
  const joint = jointCost(
    lines,
    placed.map(({ id, partyOrder, quantity }) => ({ party: id, party_order: partyOrder, quantity })),
  );
  const rows: (Row & Standing)[] = placed.map((row) => ({ ...row, cost: joint.of.get(row.id) ?? 0 }));
  return {
    rows,
    buckets: BUCKETS.map((bucket) => ({ bucket, ...sumsOf(rows.filter((row) => row.bucket === bucket)) })),
    total: { organisations: rows.length, quantity: joint.quantity, cost: joint.total },
    reached: joint.quantity > 0 ? reachedPrice(lines, joint.quantity) : null,
  };
}

function sumsOf(rows: readonly Standing[]): { organisations: number; quantity: number; cost: number } {
  const sum = (pick: (row: Standing) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return { organisations: rows.length, quantity: sum((row) => row.quantity), cost: sum((row) => row.cost) };
}
