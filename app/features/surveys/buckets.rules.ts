/**
 * How answers of a survey fall into groups. Interest checks and surveys about renewing licences have different groups and the same
 * arithmetic, so the groups are an argument.
 */
export interface Grouping<Party, Bucket extends string> {
  /** Every group, in the order of the page. */
  order: readonly Bucket[];
  /** Exactly one group per party. */
  bucketOf(party: Party): Bucket;
}

/** How many stand in each group; every party is counted once, so the groups add up to the parties. */
export function countBuckets<Party, Bucket extends string>(
  parties: readonly Party[],
  { order, bucketOf }: Grouping<Party, Bucket>,
): Record<Bucket, number> {
  const counts = Object.fromEntries(order.map((bucket) => [bucket, 0])) as Record<Bucket, number>;
  for (const party of parties) counts[bucketOf(party)] += 1;
  return counts;
}

/** A quantity as it was estimated: at least, probably, at most. */
export interface Quantities {
  low: number;
  likely: number;
  high: number;
}

export interface Estimated {
  quantity_low: number | null;
  quantity_likely: number | null;
  quantity_high: number | null;
}

/** Sum of the estimates; a figure that was not given is read from its neighbours (only "likely" given: it stands for all three). */
export function sumQuantities(replies: readonly Estimated[]): Quantities {
  const sum = { low: 0, likely: 0, high: 0 };
  for (const { quantity_low: low, quantity_likely: likely, quantity_high: high } of replies) {
    const middle = likely ?? low ?? high ?? 0;
    sum.low += low ?? middle;
    sum.likely += middle;
    sum.high += high ?? middle;
  }
  return sum;
}
