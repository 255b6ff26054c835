import { addDays, type Day } from "../deadlines/days.rules.ts";

/* The licence pool (licences.md 4): every figure is for one day, from dated rows; nothing is kept as a running total. */

/** Something that holds from a day to another, both included; `to_on` null: without end. */
export interface Dated {
  from_on: Day;
  to_on: Day | null;
}
export interface PoolMember extends Dated {
  party: string;
  /** null: the viewer may not know who it is. */
  name: string | null;
  party_order: number;
}
export interface PoolQuantity extends Dated {
  id: string;
  quantity: number;
}
export interface PartyQuantity extends PoolQuantity {
  party: string;
}
export interface PoolLoan extends PoolQuantity {
  lender: string;
  borrower: string;
}
export interface PoolCount {
  party: string;
  quantity: number;
  counted_on: Day;
}
/** All rows of one item. Counts: the latest confirmed one of each member. */
export interface PoolRows {
  members: PoolMember[];
  /** Asked to join and not answered yet: their rights are kept for them and given to nobody else. */
  invited?: PoolMember[];
  purchases: PoolQuantity[];
  entitlements: PartyQuantity[];
  allocations: PartyQuantity[];
  loans: PoolLoan[];
  counts: PoolCount[];
}

/** A pool without rows. */
export const NOTHING: PoolRows = {
  members: [],
  purchases: [],
  entitlements: [],
  allocations: [],
  loans: [],
  counts: [],
};

/** One member's figures on a day. */
export interface MemberPool {
  party: string;
  name: string | null;
  party_order: number;
  entitled: number;
  lent: number;
  borrowed: number;
  available: number;
  assigned: number;
  /** null: no confirmed count; never read as zero. */
  used: number | null;
  counted_on: Day | null;
  free: number;
  overuse: number;
}
export interface Pool {
  bought: number;
  entitled: number;
  /** Rights kept for those who are asked to join. */
  reserved: number;
  undistributed: number;
  available: number;
  assigned: number;
  used: number;
  free: number;
  overuse: number;
  /** Over-use that lending can solve: what others could lend. */
  solvable: number;
  /** What is still short when everything that can be lent is. */
  net_short: number;
  /** Members without a confirmed count. */
  uncounted: number;
  members: MemberPool[];
}

export function holdsOn(row: Dated, day: Day): boolean {
  return row.from_on <= day && (row.to_on === null || row.to_on >= day);
}

const total = (rows: readonly { quantity: number }[]) => rows.reduce((sum, row) => sum + row.quantity, 0);

function sumBy<T extends { quantity: number }>(rows: readonly T[], party: (row: T) => string) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(party(row), (sums.get(party(row)) ?? 0) + row.quantity);
  return (key: string) => sums.get(key) ?? 0;
}

/**
 * The pool on a day. A member's rights, loans and counts are there only while it is a member: whoever leaves has its loans ended that
 * day without anybody writing it.
 */
export function poolOn(rows: PoolRows, day: Day): Pool {
  const present = rows.members.filter((member) => holdsOn(member, day));
  const isThere = new Set(present.map((member) => member.party));
  const on = <T extends Dated>(some: readonly T[]) => some.filter((row) => holdsOn(row, day));
  const isAsked = new Set(on(rows.invited ?? []).map((each) => each.party));
  const held = on(rows.entitlements);
  const entitlements = held.filter((row) => isThere.has(row.party));
  const reserved = total(held.filter((row) => isAsked.has(row.party)));
  const loans = on(rows.loans).filter((loan) => isThere.has(loan.lender) && isThere.has(loan.borrower));
  const entitledOf = sumBy(entitlements, (row) => row.party);
  const assignedOf = sumBy(on(rows.allocations), (row) => row.party);
  const lentOf = sumBy(loans, (loan) => loan.lender);
  const borrowedOf = sumBy(loans, (loan) => loan.borrower);
  const counts = new Map(rows.counts.map((count) => [count.party, count]));
  const members = present.map(({ party, name, party_order }): MemberPool => {
    const [entitled, lent, borrowed] = [entitledOf(party), lentOf(party), borrowedOf(party)];
    const available = entitled - lent + borrowed;
    const assigned = assignedOf(party);
    const count = counts.get(party);
    const used = count && count.counted_on <= day ? count.quantity : null;
    return {
      party,
      name,
      party_order,
      entitled,
      lent,
      borrowed,
      available,
      assigned,
      used,
      counted_on: used === null ? null : count!.counted_on,
      // nobody knows what is free where nobody has counted
      free: used === null ? 0 : Math.max(0, available - Math.max(assigned, used)),
      overuse: Math.max(0, (used ?? 0) - available),
    };
  });
  const all = (key: "entitled" | "available" | "assigned" | "free" | "overuse") =>
    members.reduce((sum, member) => sum + member[key], 0);
  const [bought, entitled, free, overuse] = [
    total(on(rows.purchases)),
    all("entitled"),
    all("free"),
    all("overuse"),
  ];
  const solvable = Math.min(
    overuse,
    members.reduce((sum, member) => sum + lendable(member), 0),
  );
  return {
    bought,
    entitled,
    reserved,
    undistributed: bought - entitled - reserved,
    available: all("available"),
    assigned: all("assigned"),
    used: members.reduce((sum, member) => sum + (member.used ?? 0), 0),
    free,
    overuse,
    solvable,
    net_short: overuse - solvable,
    uncounted: members.filter((member) => member.used === null).length,
    members,
  };
}

/**
 * What a member could lend: its own rights that it neither lends, assigns nor uses. Borrowed rights are never lent on, and whoever has not
 * counted has nothing that is known to be free.
 */
export function lendable({ entitled, lent, assigned, used }: MemberPool): number {
  return used === null ? 0 : Math.max(0, entitled - lent - Math.max(assigned, used));
}

/** The days on which a figure can change, in order: first days, and days after last days. */
export function turningDays(...pools: readonly PoolRows[]): Day[] {
  const days = new Set<Day>();
  for (const { members, invited = [], purchases, entitlements, allocations, loans, counts } of pools) {
    for (const row of [members, invited, purchases, entitlements, allocations, loans].flat()) {
      days.add(row.from_on);
      if (row.to_on !== null) days.add(addDays(row.to_on, 1));
    }
    for (const count of counts) days.add(count.counted_on);
  }
  return [...days].sort();
}

/** A loan that would help: from whoever has most free to whoever lacks most. */
export interface PossibleLoan {
  lender: MemberPool;
  borrower: MemberPool;
  quantity: number;
}

/** Loans that solve as much over-use as can be solved, in the fixed order where two are alike. */
export function possibleLoans({ members }: Pick<Pool, "members">): PossibleLoan[] {
  const left = new Map(members.map((member) => [member, lendable(member)]));
  const byMost = (figure: (member: MemberPool) => number) =>
    members
      .filter((member) => figure(member) > 0)
      .sort((a, b) => figure(b) - figure(a) || a.party_order - b.party_order);
  const found: PossibleLoan[] = [];
  for (const borrower of byMost((member) => member.overuse)) {
    let lacks = borrower.overuse;
    for (const lender of byMost(lendable)) {
      const quantity = Math.min(lacks, left.get(lender)!);
      if (quantity === 0 || lender === borrower) continue;
      found.push({ lender, borrower, quantity });
      left.set(lender, left.get(lender)! - quantity);
      lacks -= quantity;
    }
  }
  return found;
}
