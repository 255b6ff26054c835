import { nearestSpans, type Spans } from "./alternatives.rules.ts";
import type { RadarQuery } from "./query.rules.ts";
import { overlappingGroups, type RadarContract } from "./windows.rules.ts";

/** Contracts of one product, function, supplier or CPV code. */
export interface KeyedContracts {
  key: string;
  contracts: RadarContract[];
}

/** A group found, before its contracts are read. */
export interface Found {
  /** The key, with the number of the group when there are several of it. */
  key: string;
  recordId: string;
  contracts: readonly RadarContract[];
  organisations: number;
  spans: Spans;
}

/**
 * Groups that the query asks for, the one whose ends lie closest first, then the one with most municipalities.
 *
 * @param counted keys for which anonymous organisations may be told of: there one contract that is seen makes a group
 */
export function foundGroups(
  keyed: readonly KeyedContracts[],
  {
    query,
    ownId,
    today,
    leadDays,
    counted,
  }: {
    query: Pick<RadarQuery, "isOurs" | "organisation">;
    ownId: string | null;
    today: number;
    leadDays: number;
    counted: ReadonlyMap<string, unknown>;
  },
): Found[] {
  const found: Found[] = [];
  for (const { key, contracts } of keyed) {
    const groups = overlappingGroups(contracts, counted.has(key) ? 1 : 2);
    for (const [index, group] of groups.entries()) {
      const organisations = new Set(group.contracts.map((one) => one.organisationId));
      if (query.isOurs && !(ownId && organisations.has(ownId))) continue;
      if (query.organisation && !organisations.has(query.organisation)) continue;
      const spans = nearestSpans(group.contracts, { leadDays, today });
      if (!spans) continue;
      found.push({
        key: index === 0 ? key : `${key}-${index + 1}`,
        recordId: key,
        contracts: group.contracts,
        organisations: organisations.size,
        spans,
      });
    }
  }
  return found.sort(inOrder);
}

function inOrder(a: Found, b: Found): number {
  const [one, other] = [a.spans.feasible ?? a.spans.nearest, b.spans.feasible ?? b.spans.nearest];
  return (
    one.last - one.first - (other.last - other.first) ||
    b.organisations - a.organisations ||
    one.first - other.first ||
    (a.key < b.key ? -1 : 1)
  );
}
