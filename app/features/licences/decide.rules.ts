import { addDays, type Day, latest } from "../deadlines/days.rules.ts";
import {
  type Dated,
  holdsOn,
  lendable,
  type PartyQuantity,
  type Pool,
  type PoolLoan,
  type PoolQuantity,
  type PoolRows,
  poolOn,
  turningDays,
} from "./pool.rules.ts";

/*
 * THE decision about every change of a pool, whichever screen, import or command asks (licences.md 4, invariants 1–6 and 9). A change is
 * rows taken away and rows put; it may not make anything worse that an invariant protects, on any day.
 */

/** What is asked for. */
export type Change =
  | { kind: "purchase"; remove?: string; put?: PoolQuantity; distribute?: PartyQuantity[] }
  | { kind: "entitlement"; remove?: readonly string[]; put?: readonly PartyQuantity[] }
  | { kind: "allocation"; remove?: string; put?: PartyQuantity }
  /** `isUnseen`: whoever asks may not know the lender's figures, which are then asked when the lender answers. */
  | { kind: "loan"; put: PoolLoan; isUnseen?: boolean }
  | { kind: "loan_end"; loan: string; to_on: Day }
  /** A departure, or one that is taken back (`to_on` as it then is). */
  | { kind: "membership"; party: string; to_on: Day | null };

/** What the rules of the item and its agreement say. */
export interface PoolTerms {
  is_unlimited: boolean;
  overuse_rule: "block" | "warn" | "true_up";
  lending_allowed: boolean;
  lending_basis: string | null;
  distributes_all: boolean;
}

/** Why a change is refused; keys of licences.md 11 where they stand there. `way`: what stands in the way. */
export interface Refusal {
  code:
    | "pool_exceeded"
    | "lending_not_allowed"
    | "loan_overlaps_assignment"
    | "not_member_on_date"
    | "metric_unlimited"
    | "changed_meanwhile"
    | "locked_period"
    | "ceiling_exceeded"
    | "in_the_way"
    | "must_distribute_all";
  free?: number;
  asked?: number;
  from?: Day;
  to?: Day;
  way?: { party: string; kind: "entitled" | "assigned" | "lent"; quantity: number }[];
}

const without = <T extends { id: string }>(rows: readonly T[], ids: readonly string[]) =>
  rows.filter((row) => !ids.includes(row.id));

/** The pool after a change. */
export function applied(rows: PoolRows, change: Change): PoolRows {
  if (change.kind === "purchase")
    return {
      ...rows,
      purchases: [...without(rows.purchases, [change.remove ?? ""]), ...(change.put ? [change.put] : [])],
      entitlements: [...rows.entitlements, ...(change.distribute ?? [])],
    };
  if (change.kind === "entitlement")
    return {
      ...rows,
      entitlements: [...without(rows.entitlements, change.remove ?? []), ...(change.put ?? [])],
    };
  if (change.kind === "allocation")
    return {
      ...rows,
      allocations: [...without(rows.allocations, [change.remove ?? ""]), ...(change.put ? [change.put] : [])],
    };
  if (change.kind === "loan") return { ...rows, loans: [...rows.loans, change.put] };
  if (change.kind === "membership")
    return {
      ...rows,
      members: rows.members.map((member) =>
        member.party === change.party ? { ...member, to_on: change.to_on } : member,
      ),
    };
  return {
    ...rows,
    loans: rows.loans
      .map((loan) => (loan.id === change.loan ? { ...loan, to_on: change.to_on } : loan))
      .filter((loan) => loan.to_on === null || loan.to_on >= loan.from_on),
  };
}

function isWithin(rows: PoolRows, party: string, { from_on, to_on }: Dated): boolean {
  const member = rows.members.find((each) => each.party === party);
  return Boolean(
    member &&
      member.from_on <= from_on &&
      (member.to_on === null || (to_on !== null && to_on <= member.to_on)),
  );
}

/**
 * Why a change may not be made; null when it may. Only what it makes worse is held against it, so that a pool that was over-used when it
 * was entered can still be mended.
 */
export function refusalOf(rows: PoolRows, change: Change, terms: PoolTerms): Refusal | null {
  if (terms.is_unlimited) return { code: "metric_unlimited" };
  const stranger = namesStranger(rows, change);
  if (stranger) return stranger;
  if (change.kind === "loan") return refusalOfLoan(rows, change, terms);
  if (change.kind === "loan_end") return null; // rights go home; whoever still uses them is over-used, and that is shown
  const after = applied(rows, change);
  for (const day of turningDays(rows, after)) {
    const [was, is] = [poolOn(rows, day), poolOn(after, day)];
    const found =
      change.kind === "allocation"
        ? refusedAllocation({ was, is, day }, terms)
        : refusedRights({ was, is, day }, change, terms);
    if (found) return found;
  }
  return null;
}

function namesStranger(rows: PoolRows, change: Change): Refusal | null {
  const no: Refusal = { code: "not_member_on_date" };
  if (change.kind === "loan") {
    const { lender, borrower } = change.put;
    return [lender, borrower].every((party) => isWithin(rows, party, change.put)) ? null : no;
  }
  if (change.kind === "entitlement" || change.kind === "allocation") {
    const puts = [change.put ?? []].flat() as PartyQuantity[];
    // a right may outlast the membership, which ends it; but it does not begin outside
    const isIn = (put: PartyQuantity) =>
      rows.members.some((member) => member.party === put.party && holdsOn(member, put.from_on));
    return puts.every(isIn) ? null : no;
  }
  return null;
}

function refusedRights(
  { was, is, day }: { was: Pool; is: Pool; day: Day },
  change: Extract<Change, { kind: "purchase" | "entitlement" | "membership" }>,
  terms: PoolTerms,
): Refusal | null {
  if (is.undistributed < 0 && is.undistributed < was.undistributed)
    return change.kind !== "purchase"
      ? {
          code: "pool_exceeded",
          free: Math.max(0, was.undistributed),
          asked: Math.max(0, was.undistributed) - is.undistributed,
          from: day,
        }
      : {
          code: "in_the_way",
          way: is.members
            .filter((member) => member.entitled > 0)
            .map(({ party, entitled }) => ({ party, kind: "entitled", quantity: entitled })),
        };
  const before = new Map(was.members.map((member) => [member.party, member]));
  const way: Refusal["way"] = [];
  for (const member of is.members) {
    const old = before.get(member.party);
    const lacks = (m: { lent: number; entitled: number } | undefined) =>
      m ? Math.max(0, m.lent - m.entitled) : 0;
    const unmet = (m: { assigned: number; available: number } | undefined) =>
      m ? Math.max(0, m.assigned - Math.max(0, m.available)) : 0;
    if (lacks(member) > lacks(old)) way.push({ party: member.party, kind: "lent", quantity: member.lent });
    if (unmet(member) > unmet(old))
      way.push({ party: member.party, kind: "assigned", quantity: member.assigned });
  }
  // who leaves takes its loans along, whoever rested on them: that is shown before, and not refused
  if (change.kind === "membership" && !is.members.some((member) => member.party === change.party))
    return null;
  if (way.length > 0) return { code: "in_the_way", way };
  if (
    change.kind !== "membership" &&
    terms.distributes_all &&
    is.undistributed > Math.max(0, was.undistributed)
  )
    return { code: "must_distribute_all", free: is.undistributed };
  return null;
}

function refusedAllocation(
  { was, is, day }: { was: Pool; is: Pool; day: Day },
  terms: PoolTerms,
): Refusal | null {
  if (terms.overuse_rule !== "block") return null;
  for (const member of is.members) {
    const old = was.members.find((each) => each.party === member.party);
    const unmet = Math.max(0, member.assigned - member.available);
    if (unmet > Math.max(0, (old?.assigned ?? 0) - (old?.available ?? 0)))
      return {
        code: "pool_exceeded",
        free: Math.max(0, member.available - (old?.assigned ?? 0)),
        asked: member.assigned - (old?.assigned ?? 0),
        from: day,
      };
  }
  return null;
}

/** The lender must have the rights free on each day, and have nothing assigned of them; what it has borrowed does not count. */
function refusalOfLoan(
  rows: PoolRows,
  { put: loan, isUnseen }: Extract<Change, { kind: "loan" }>,
  terms: PoolTerms,
): Refusal | null {
  if (!terms.lending_allowed || !terms.lending_basis) return { code: "lending_not_allowed" };
  if (isUnseen) return null;
  const days = [loan.from_on, ...turningDays(rows)].filter((day) => holdsOn(loan, day));
  const sorted = [...new Set(days)].sort();
  let overlap: { from: Day; to: Day } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, day] of sorted.entries()) {
    const lender = poolOn(rows, day).members.find((member) => member.party === loan.lender);
    const free = lender ? lendable(lender) : 0;
    least = Math.min(least, free);
    const isAssigned =
      lender !== undefined &&
      lender.entitled - lender.lent >= loan.quantity &&
      lender.entitled - lender.lent - lender.assigned < loan.quantity;
    if (!isAssigned) continue;
    const next = sorted[index + 1];
    const to = next ? addDays(next, -1) : loan.to_on!;
    if (!overlap) overlap = { from: day, to };
    else if (addDays(overlap.to, 1) === day) overlap.to = to;
  }
  if (overlap) return { code: "loan_overlaps_assignment", ...overlap };
  return least < loan.quantity ? { code: "pool_exceeded", free: least, asked: loan.quantity } : null;
}

/** The first day on which a change moves a figure that is settled: what is bought, and what members have. undefined: none. */
export function firstMoved(rows: PoolRows, change: Change): Day | undefined {
  if (change.kind === "allocation") return undefined; // inside a municipality
  const after = applied(rows, change);
  const figures = ({ bought, members }: Pool) =>
    JSON.stringify([bought, members.map(({ party, available }) => [party, available])]);
  return turningDays(rows, after).find((day) => figures(poolOn(rows, day)) !== figures(poolOn(after, day)));
}

/** What is worth a warning where the agreement allows it: how many more are assigned than available, at most. */
export function assignedAbove(rows: PoolRows, party: string): number {
  return Math.max(
    0,
    ...turningDays(rows).map((day) => {
      const member = poolOn(rows, day).members.find((each) => each.party === party);
      return member ? member.assigned - member.available : 0;
    }),
  );
}

/** A right that takes the place of (a part of) another one. */
export interface Moved extends PartyQuantity {
  /** Whose basis and true-up it goes on with. */
  source: string;
}

/**
 * Rights moved from one member to another from a day on (omfördelning): the giver's rows are cut on that day.
 * @param newId makes ids of new rows @returns undefined when the giver has too few
 */
export function moved(
  rows: readonly PartyQuantity[],
  { giver, receiver, quantity, day }: { giver: string; receiver: string; quantity: number; day: Day },
  newId: () => string,
): { remove: string[]; put: Moved[] } | undefined {
  let left = quantity;
  const remove: string[] = [];
  const put: Moved[] = [];
  const held = rows
    .filter((row) => row.party === giver && (row.to_on === null || row.to_on >= day))
    .filter((row) => row.from_on <= day)
    .sort((a, b) => (a.from_on === b.from_on ? (a.id < b.id ? -1 : 1) : a.from_on < b.from_on ? 1 : -1));
  for (const row of held) {
    if (left === 0) break;
    const taken = Math.min(left, row.quantity);
    if (taken === 0) continue;
    left -= taken;
    remove.push(row.id);
    const rest = { ...row, source: row.id };
    const from_on = latest(day, row.from_on);
    if (row.from_on < day) put.push({ ...rest, id: newId(), to_on: addDays(day, -1) });
    if (row.quantity > taken) put.push({ ...rest, id: newId(), quantity: row.quantity - taken, from_on });
    put.push({ ...rest, id: newId(), party: receiver, quantity: taken, from_on });
  }
  return left === 0 ? { remove, put } : undefined;
}
