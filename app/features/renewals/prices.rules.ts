import { allocate } from "../cost-keys/allocation.rules.ts";
import { type PriceModel, priceOf, reachedTier, type Tier } from "../licences/tiers.rules.ts";

/* What the next period would cost, while answers come in. Amounts are whole öre for one period. */

/** A survey's price lines. */
export interface PriceLines {
  model: PriceModel;
  tiers: readonly Tier[];
  /** Hundredths of a per cent over everything: 450 is 4.5 %. */
  change: number;
}

/** Somebody who would take part. */
export interface Taking {
  party: string;
  party_order: number;
  quantity: number;
}

/** A sum after a percentage, to the nearest öre; half an öre away from zero. @param change hundredths of a per cent */
export function changed(minor: number, change: number): number {
  const exact = BigInt(minor) * BigInt(10_000 + change);
  const half = exact < 0n ? -5_000n : 5_000n;
  return Number((exact + half) / 10_000n);
}

/** The unit price reached by a joint quantity, after the percentage; null where there are no steps. */
export function reachedPrice({ tiers, change, model }: PriceLines, quantity: number) {
  const tier = model === "flat" ? tiers[0] : reachedTier(tiers, Math.max(1, quantity));
  if (!tier) return null;
  return { from_quantity: tier.from_quantity, unit_price_minor: changed(tier.unit_price_minor, change) };
}

/**
 * What all together pay, and each of them: the step is reached on the joint quantity, the percentage is put on the whole, and the whole is
 * shared by quantity to the öre.
 */
export function jointCost({ model, tiers, change }: PriceLines, parties: readonly Taking[]) {
  const some = parties.filter(({ quantity }) => quantity > 0);
  const quantity = some.reduce((sum, each) => sum + each.quantity, 0);
  const total = changed(priceOf(model, tiers, quantity), change);
  const shares =
    some.length === 0
      ? []
      : allocate(
          total,
          some.map(({ quantity: weight, ...who }) => ({ ...who, weight })),
        );
  return { quantity, total, of: new Map(shares.map(({ party, minor }) => [party, minor])) };
}

/** What one would pay beside the others' joint quantity, and the unit price that all of them reach. */
export function ownPrice(lines: PriceLines, { others, own }: { others: number; own: number }) {
  const cost = jointCost(lines, [
    { party: "own", party_order: 1, quantity: own },
    { party: "others", party_order: 2, quantity: others },
  ]);
  return { joint: others + own, reached: reachedPrice(lines, others + own), minor: cost.of.get("own") ?? 0 };
}

/** What a reader may know of the others (docs/decisions/165), and with it what a quantity would cost. */
export interface PriceBasis {
  lines: PriceLines;
  /** The others' joint quantity; null where it would tell what a single one answered. */
  others: number | null;
  /** The step that is reached together, as handed in. */
  reachedFrom: number | null;
}

/** The own price of a quantity; the sum and what follows from it only where the sum may be known. Works in the browser too. */
export function priceAt(
  { lines, others, reachedFrom }: PriceBasis,
  own: number,
): { joint: number | null; reached: ReturnType<typeof reachedPrice>; minor: number | null } {
  if (others !== null) return ownPrice(lines, { others, own });
  const reached = reachedPrice(lines, reachedFrom ?? 1);
  const followsFromStep = lines.model === "all_units" || lines.model === "flat";
  const tier = lines.model === "flat" ? lines.tiers[0] : reachedTier(lines.tiers, reachedFrom ?? 1);
  const minor = followsFromStep && tier ? changed(own * tier.unit_price_minor, lines.change) : null;
  return { joint: null, reached, minor };
}

/** A percentage over all members at once: before and after, and both sums. The sum is exact; each share follows it to the öre. */
export function changeOverAll(
  members: readonly { party: string; party_order: number; minor: number }[],
  change: number,
): { rows: { party: string; before: number; after: number }[]; before: number; after: number } {
  const before = members.reduce((sum, { minor }) => sum + minor, 0);
  const after = changed(before, change);
  if (before === 0)
    return { rows: members.map(({ party }) => ({ party, before: 0, after: 0 })), before, after };
  const shares = new Map(
    allocate(
      after,
      members.map(({ minor, ...who }) => ({ ...who, weight: minor })),
    ).map(({ party, minor }) => [party, minor]),
  );
  return {
    rows: members.map(({ party, minor }) => ({ party, before: minor, after: shares.get(party) ?? 0 })),
    before,
    after,
  };
}
