import { allocate, type Share } from "../cost-keys/allocation.rules.ts";

/* Volume discount (volymrabatt; licences.md 7). Amounts are whole öre for one and period. */

export type PriceModel = "all_units" | "graduated" | "flat" | "lump_sum";

/** A step of the ladder. For `lump_sum` the price is the whole sum. */
export interface Tier {
  from_quantity: number;
  unit_price_minor: number;
}

/** A step as a form or file gives it: the last quantity may be said too, so that a gap can be seen. */
export interface TypedTier extends Tier {
  to_quantity: number | null;
  currency: string;
}

export type TierProblem =
  | { code: "tiers_missing" }
  | { code: "tiers_start_at_one" }
  | { code: "tiers_not_rising"; from: number }
  | { code: "tier_overlap"; from: number; to: number }
  | { code: "tier_gap"; from: number; to: number }
  | { code: "tier_currency" };

/** What is wrong with a ladder: it starts at 1, rises strictly, has no gap and no overlap, and is in one currency. */
export function tierProblem(tiers: readonly TypedTier[]): TierProblem | null {
  const [first] = tiers;
  if (!first) return { code: "tiers_missing" };
  if (first.from_quantity !== 1) return { code: "tiers_start_at_one" };
  for (const [index, tier] of tiers.entries()) {
    const next = tiers[index + 1];
    if (tier.currency !== first.currency) return { code: "tier_currency" };
    if (!next) continue;
    if (next.from_quantity <= tier.from_quantity)
      return { code: "tiers_not_rising", from: next.from_quantity };
    if (tier.to_quantity === null) continue;
    if (tier.to_quantity >= next.from_quantity)
      return { code: "tier_overlap", from: next.from_quantity, to: tier.to_quantity };
    if (tier.to_quantity + 1 < next.from_quantity)
      return { code: "tier_gap", from: tier.to_quantity, to: next.from_quantity };
  }
  return null;
}

/** The step that a joint quantity reaches; undefined for none. @param tiers rising */
export function reachedTier<T extends Tier>(tiers: readonly T[], quantity: number): T | undefined {
  return tiers.findLast((tier) => tier.from_quantity <= quantity);
}

/**
 * The price of a quantity, öre per period.
 * @param tiers rising from 1
 */
export function priceOf(model: PriceModel, tiers: readonly Tier[], quantity: number): number {
  const reached = reachedTier(tiers, quantity);
  if (!reached) return 0;
  if (model === "lump_sum") return reached.unit_price_minor;
  if (model === "flat") return quantity * tiers[0]!.unit_price_minor;
  if (model === "all_units") return quantity * reached.unit_price_minor;
  return tiers.reduce((sum, tier, index) => {
    const last = Math.min(quantity, (tiers[index + 1]?.from_quantity ?? Infinity) - 1);
    return sum + Math.max(0, last - tier.from_quantity + 1) * tier.unit_price_minor;
  }, 0);
}

/** A larger quantity that costs less in all ("500 st kostar mindre"): the nearest such step. null: there is none. */
export function cheaperQuantity(
  model: PriceModel,
  tiers: readonly Tier[],
  quantity: number,
): { quantity: number; minor: number; saves_minor: number } | null {
  if (quantity < 1) return null;
  const now = priceOf(model, tiers, quantity);
  for (const { from_quantity } of tiers) {
    if (from_quantity <= quantity) continue;
    const minor = priceOf(model, tiers, from_quantity);
    if (minor < now) return { quantity: from_quantity, minor, saves_minor: now - minor };
  }
  return null;
}

/** The next step: how many more are needed and its price. null: the last one is reached. */
export function nextTier(
  tiers: readonly Tier[],
  quantity: number,
): { missing: number; unit_price_minor: number; from_quantity: number } | null {
  const next = tiers.find((tier) => tier.from_quantity > quantity);
  return next
    ? {
        missing: next.from_quantity - quantity,
        unit_price_minor: next.unit_price_minor,
        from_quantity: next.from_quantity,
      }
    : null;
}

/** A member's quantity, in the agreement's fixed order. */
export interface MemberQuantity {
  party: string;
  party_order: number;
  quantity: number;
}

/** What buying together costs each, beside what each would pay alone. */
export interface JointPrice {
  together_minor: number;
  alone_minor: number;
  saving_minor: number;
  /** The joint price by quantity, to the öre. */
  shares: Share[];
}

/** The tier is reached on the joint quantity; the joint price is shared by quantity. */
export function jointPrice(
  model: PriceModel,
  tiers: readonly Tier[],
  members: readonly MemberQuantity[],
): JointPrice {
  const some = members.filter((member) => member.quantity > 0);
  const together_minor = priceOf(
    model,
    tiers,
    some.reduce((sum, member) => sum + member.quantity, 0),
  );
  const alone_minor = some.reduce((sum, member) => sum + priceOf(model, tiers, member.quantity), 0);
  return {
    together_minor,
    alone_minor,
    saving_minor: alone_minor - together_minor,
    shares:
      some.length === 0
        ? []
        : allocate(
            together_minor,
            some.map(({ quantity, ...member }) => ({ ...member, weight: quantity })),
          ),
  };
}

/** What leaving does to those who remain: the unit price and the whole, before and after. */
export function priceWithout(
  model: PriceModel,
  tiers: readonly Tier[],
  members: readonly MemberQuantity[],
  party: string,
): { before: Tier | undefined; after: Tier | undefined; remaining: JointPrice; paidNow_minor: number } {
  const total = (rows: readonly MemberQuantity[]) => rows.reduce((sum, row) => sum + row.quantity, 0);
  const rest = members.filter((member) => member.party !== party);
  const now = jointPrice(model, tiers, members);
  return {
    before: reachedTier(tiers, total(members)),
    after: reachedTier(tiers, total(rest)),
    remaining: jointPrice(model, tiers, rest),
    paidNow_minor: now.shares.reduce((sum, share) => sum + (share.party === party ? 0 : share.minor), 0),
  };
}
