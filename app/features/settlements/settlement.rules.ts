import type { CostKey, KeyResult } from "../cost-keys/keys.rules.ts";
import { type Driver, type KeyKind, type Rounding, shareLines } from "../cost-keys/keys.rules.ts";
import type { Span } from "../cost-keys/part-year.rules.ts";
import type { Day } from "../deadlines/days.rules.ts";

export const SETTLEMENT_STATES = ["open", "preliminary", "sent", "approved", "invoiced", "closed"] as const;
export type SettlementState = (typeof SETTLEMENT_STATES)[number];

/** Where a settlement may go from where it stands (agreement-and-money.md 5). Back to open: worked out again before anybody has been billed. */
const NEXT: Record<SettlementState, readonly SettlementState[]> = {
  open: ["preliminary"],
  preliminary: ["sent", "open"],
  sent: ["approved", "open"],
  approved: ["invoiced"],
  invoiced: ["closed"],
  closed: [],
};

export function mayGo(from: SettlementState, to: SettlementState): boolean {
  return NEXT[from].includes(to);
}

/** Everything a settlement was worked out from, as it is kept; amounts in öre, weights and percentages as decimal texts. */
export interface SettlementBasis {
  format: 1;
  agreement: { number: string; title: string };
  host: { id: string; name: string; organisation_number: string | null };
  year: number;
  run: number;
  /** The day it was worked out on: the date of its files. */
  dated: Day;
  key: {
    name: string;
    key_version: number;
    kind: KeyKind;
    driver: Driver | null;
    equal_percent: string | null;
    equal_minor: number | null;
    rounding: Rounding;
    source: string;
    as_of_on: Day | null;
    decided_on: Day | null;
    decided_by: string;
    decision_ref: string;
  };
  parties: {
    id: string;
    name: string;
    organisation_number: string | null;
    party_order: number;
    weight: string;
    floor_minor: number | null;
    cap_minor: number | null;
    from: Day | null;
    to: Day | null;
    /** Only of a party that left and came back. */
    away?: Span[];
    /** What it has paid in advance. */
    paid_minor: number;
    /** Its share in the settlement that this one corrects; null: this is the year's first. */
    previous_minor: number | null;
  }[];
  /** The outcome by account. */
  lines: { account: string; text: string; amount_minor: number }[];
}

export interface SettledRow {
  party: string;
  party_order: number;
  days: number;
  share_minor: number;
  /** Paid in advance, or in a correction the share it was billed before. */
  before_minor: number;
  /** To pay (positive) or to get back: the difference of two full allocations, never an allocation of the difference. */
  difference_minor: number;
}

/** The key of a kept basis, as the rules take it. */
export function keyOf({ key, parties }: Pick<SettlementBasis, "key" | "parties">): CostKey {
  return {
    kind: key.kind,
    driver: key.driver,
    equalPercent: key.equal_percent,
    equalMinor: key.equal_minor,
    rounding: key.rounding,
    members: parties.map((party) => ({
      party: party.id,
      party_order: party.party_order,
      weight: party.weight,
      floorMinor: party.floor_minor,
      capMinor: party.cap_minor,
      from: party.from,
      to: party.to,
      ...(party.away ? { away: party.away } : {}),
    })),
  };
}

/**
 * Works a settlement out from what was kept; today, or years later, with the same answer.
 * @throws KeyRefused KST-002, KST-003
 */
export function settle(basis: SettlementBasis): { result: KeyResult; rows: SettledRow[] } {
  const result = shareLines(
    keyOf(basis),
    basis.lines.map((line) => ({ amountMinor: line.amount_minor })),
    basis.year,
  );
  const rows = result.shares.map((share) => {
    const party = basis.parties.find(({ id }) => id === share.party)!;
    const before = party.previous_minor ?? party.paid_minor;
    return {
      party: share.party,
      party_order: share.party_order,
      days: share.days,
      share_minor: share.minor,
      before_minor: before,
      difference_minor: share.minor - before,
    };
  });
  rows.sort((a, b) => a.party_order - b.party_order || (a.party < b.party ? -1 : 1));
  return { result, rows };
}

/** The basis as the bytes that are kept: the same text for the same basis, whatever order its rows were read in. */
export function snapshotOf(basis: SettlementBasis): string {
  const parties = [...basis.parties].sort((a, b) => a.party_order - b.party_order || (a.id < b.id ? -1 : 1));
  const lines = [...basis.lines].sort((a, b) =>
    a.account === b.account ? (a.text < b.text ? -1 : 1) : a.account < b.account ? -1 : 1,
  );
  return JSON.stringify(sorted({ ...basis, parties, lines }));
}

/** Object keys in alphabetical order, at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

/** Reads what `snapshotOf` wrote. */
export function basisOf(snapshot: string): SettlementBasis {
  return JSON.parse(snapshot) as SettlementBasis;
}

/** What stands between a settlement that was sent and its approval; nothing stands: null. */
export function hindersApproval(
  {
    parties,
    approved,
    unanswered,
    remarksUntil,
  }: {
    /** All but the host. */
    parties: readonly string[];
    approved: readonly string[];
    /** Who has remarks without an answer. */
    unanswered: readonly string[];
    remarksUntil: Day;
  },
  today: Day,
): { code: "AVS-001"; party: string } | { code: "remarks_open"; approved: number; of: number } | null {
  if (unanswered.length > 0) return { code: "AVS-001", party: unanswered[0]! };
  const count = parties.filter((party) => approved.includes(party)).length;
  if (count === parties.length || today > remarksUntil) return null;
  return { code: "remarks_open", approved: count, of: parties.length };
}
