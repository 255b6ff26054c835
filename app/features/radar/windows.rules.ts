/*
 * Which contracts can be brought to end together (samlöpande avtal). Days are counted since 1970-01-01 here: a circle of 290
 * municipalities has 100,000 contracts, and comparing numbers is what keeps the radar quick.
 */

/** One contract as the radar sees it. */
export interface RadarContract {
  contractId: string;
  organisationId: string;
  /** First day something can be done about its end: the next last day for notice or option, else the end itself. */
  from: number;
  /** Last possible end; `null` while it runs until somebody gives notice. */
  to: number | null;
  /** Days it can end on, in order, each reachable as seen today. */
  ends: readonly number[];
  /** It can end on this day and any later one, since notice is tied to no period. */
  freeFrom?: number | null;
}

/** What is stored of a contract: its ends with the last days of the acts that lead to them. */
export interface StoredWindow {
  contractId: string;
  organisationId: string;
  /** It goes on until somebody gives notice. */
  isUnlimited: boolean;
  ends: readonly number[];
  due: readonly number[];
  freeDays: number | null;
}

/** A contract as seen on a day: ends that are past, or whose act is overdue, are left out; null when it cannot end at all. */
export function asSeen(
  { contractId, organisationId, ends, due, freeDays, isUnlimited }: StoredWindow,
  day: number,
): RadarContract | null {
  const freeFrom = freeDays === null ? null : day + freeDays;
  const open: number[] = [];
  let from = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index]!;
    const act = due[index]!;
    if (end < day || act < day) continue;
    open.push(end);
    from = Math.min(from, act, end);
    last = Math.max(last, end);
  }
  if (open.length === 0 && freeFrom === null) return null;
  return {
    contractId,
    organisationId,
    from: freeFrom === null ? from : day,
    to: isUnlimited || freeFrom !== null ? null : last,
    ends: open,
    freeFrom,
  };
}

/** Whether it can end on the day or before. */
export function canEndBy({ ends, freeFrom }: RadarContract, last: number): boolean {
  return (ends[0] ?? Number.POSITIVE_INFINITY) <= last || (freeFrom ?? Number.POSITIVE_INFINITY) <= last;
}

/** Contracts whose windows all have a day in common. */
export interface WindowGroup {
  contracts: readonly RadarContract[];
  /** First and last day common to all windows; `to` is null when none of them has a last day. */
  from: number;
  to: number | null;
}

/** A largest set of windows with a day in common, as positions in the list of contracts. */
type Meeting = readonly number[];

/**
 * The groups of contracts whose windows overlap: of all largest sets with a day in common (maximal cliques of intervals) as few as
 * hold every contract that overlaps with another municipality's. The set that adds most comes first, so a product that is used
 * everywhere gives a handful of groups and not hundreds; a contract with a wide window can stand in several.
 *
 * @param contracts of one product, function, supplier or CPV code
 * @param least how many different organisations a group must have
 */
export function overlappingGroups(contracts: readonly RadarContract[], least = 2): WindowGroup[] {
  const left = meetings(contracts).filter((meeting) => organisationsOf(contracts, meeting) >= least);
  const covered = new Uint8Array(contracts.length);
  const groups: WindowGroup[] = [];
  for (;;) {
    let best: Meeting | undefined;
    let most = 0;
    for (const meeting of left) {
      let added = 0;
      for (const index of meeting) added += 1 - covered[index]!;
      if (added > most) [best, most] = [meeting, added];
    }
    if (!best) return groups;
    for (const index of best) covered[index] = 1;
    groups.push(groupOf(best.map((index) => contracts[index]!)));
  }
}

/** Every largest set of windows with a day in common, by a sweep over their first days. */
function meetings(contracts: readonly RadarContract[]): Meeting[] {
  const order = contracts.map((_, index) => index);
  order.sort((a, b) => contracts[a]!.from - contracts[b]!.from || a - b);
  const found: Meeting[] = [];
  let open: number[] = [];
  for (const index of order) {
    const { from } = contracts[index]!;
    if (open.some((other) => lastOf(contracts[other]!) < from)) {
      found.push(open);
      open = open.filter((other) => lastOf(contracts[other]!) >= from);
    }
    open.push(index);
  }
  if (open.length > 0) found.push(open);
  return found;
}

function organisationsOf(contracts: readonly RadarContract[], meeting: Meeting): number {
  return new Set(meeting.map((index) => contracts[index]!.organisationId)).size;
}

function groupOf(contracts: readonly RadarContract[]): WindowGroup {
  const to = Math.min(...contracts.map(lastOf));
  return {
    contracts,
    from: Math.max(...contracts.map((contract) => contract.from)),
    to: Number.isFinite(to) ? to : null,
  };
}

function lastOf(contract: RadarContract): number {
  return contract.to ?? Number.POSITIVE_INFINITY;
}
