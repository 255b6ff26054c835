import { allocate } from "../cost-keys/allocation.rules.ts";

/** A party with what its share is counted from. */
export interface ExitParty {
  organisation_id: string;
  name: string;
  party_order: number;
  inhabitants: number | null;
  percent: string | null;
}

export interface ExitShare {
  organisation_id: string;
  name: string;
  amount_minor: number;
}

/** Why no share can be told. */
export type ExitProblem = "no_inhabitants" | "percent_sum" | "no_party";

/**
 * Each party's share of what is owned (or owed) together, by the basis that the agreement names; to the öre and independent of the
 * order of the rows (agreement-and-money.md 4.1).
 */
export function exitShares(
  totalMinor: number,
  basis: "equal" | "inhabitants" | "percent",
  parties: readonly ExitParty[],
): ExitShare[] | { problem: ExitProblem } {
  if (parties.length === 0) return { problem: "no_party" };
  if (basis === "inhabitants" && parties.some((party) => party.inhabitants === null))
    return { problem: "no_inhabitants" };
  if (basis === "percent" && percentSum(parties) !== 1_000_000) return { problem: "percent_sum" };
  const weight = (party: ExitParty) =>
    basis === "equal" ? 1 : basis === "inhabitants" ? (party.inhabitants ?? 0) : (party.percent ?? 0);
  const shares = allocate(
    totalMinor,
    parties.map((party) => ({
      party: party.organisation_id,
      party_order: party.party_order,
      weight: weight(party),
    })),
  );
  return parties.map((party) => ({
    organisation_id: party.organisation_id,
    name: party.name,
    amount_minor: shares.find((share) => share.party === party.organisation_id)?.minor ?? 0,
  }));
}

/** In ten-thousandths of a per cent, so that 33,3333 + 33,3333 + 33,3334 is exactly 100. */
function percentSum(parties: readonly ExitParty[]): number {
  return parties.reduce((sum, party) => sum + Math.round(Number(party.percent ?? 0) * 10_000), 0);
}
