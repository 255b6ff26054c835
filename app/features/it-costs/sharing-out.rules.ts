import { type CostLine, yearlyByOrganisation } from "../contracts/costs.rules.ts";

/** A contract as far as its cost is shared out. */
export interface SharedContract {
  /** Its owner. */
  tenant_id: string;
  direction: "bought" | "delivered";
  lines: readonly (CostLine & { organisation_id: string | null })[];
  /** Organisations that take part today, agreed by both sides, with their share of what names nobody (per cent, as text). */
  participants: readonly { organisation_id: string; cost_share: string | null }[];
}

const SCALE = 1_000_000n;

/** "12.5" per cent of an amount, öre, half away from zero. */
function shareOf(minor: number, percent: string): number {
  const [whole = "0", part = ""] = percent.split(".");
  const scaled = BigInt(whole + part.padEnd(6, "0").slice(0, 6)) * BigInt(minor);
  const by = 100n * SCALE;
  const half = scaled < 0n ? -by / 2n : by / 2n;
  return Number((scaled + half) / by);
}

/**
 * Who pays how much of a contract's yearly cost, öre, so that each öre is counted once: a participant pays the lines that name it and
 * its share of those that name nobody, the owner what is left. What the owner delivers to others is the owner's income: there it
 * stands as a negative amount, and the participants' as their costs. Empty when no line says anything.
 */
export function shareOut(contract: SharedContract, today: string): Map<string, number> {
  const sums = yearlyByOrganisation(contract.lines, today);
  const paid = new Map<string, number>();
  if (sums.size === 0) return paid;
  const common = sums.get(null) ?? 0;
  const total = [...sums.values()].reduce((sum, minor) => sum + minor, 0);
  for (const { organisation_id, cost_share } of contract.participants) {
    const named = sums.get(organisation_id);
    if (named === undefined && cost_share === null) continue;
    paid.set(organisation_id, (named ?? 0) + (cost_share === null ? 0 : shareOf(common, cost_share)));
  }
  const others = [...paid.values()].reduce((sum, minor) => sum + minor, 0);
  if (contract.direction === "delivered") paid.set(contract.tenant_id, -total);
  else if (total !== others || others === 0) paid.set(contract.tenant_id, total - others);
  return paid;
}
