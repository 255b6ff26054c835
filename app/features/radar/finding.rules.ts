import { alternatives, type Suggestion, suggest } from "./alternatives.rules.ts";
import type { RadarQuery } from "./query.rules.ts";
import { overlappingGroups, type RadarContract } from "./windows.rules.ts";

/** Contracts of one product, function, supplier or CPV code. */
export interface KeyedContracts {
  key: string;
  name: string;
  contracts: RadarContract[];
}

/** A group found, before its contracts are read. */
export interface Found {
  key: string;
  recordId: string;
  name: string;
  contracts: readonly RadarContract[];
  suggestion: Suggestion;
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
    query: RadarQuery;
    ownId: string | null;
    today: number;
    leadDays: number;
    counted: ReadonlyMap<string, readonly unknown[]>;
  },
): Found[] {
  const words = query.words.toLocaleLowerCase("sv");
  const found: Found[] = [];
  for (const { key, name, contracts } of keyed) {
    if (words && !name.toLocaleLowerCase("sv").includes(words)) continue;
    const groups = overlappingGroups(contracts, counted.has(key) ? 1 : 2);
    for (const [index, group] of groups.entries()) {
      const takesPart = (id: string | null) => group.contracts.some((one) => one.organisationId === id);
      if (query.isOurs && !takesPart(ownId)) continue;
      if (query.organisation && !takesPart(query.organisation)) continue;
      const suggestion = suggest(alternatives(group.contracts, { leadDays, today }));
      if (suggestion)
        found.push({
          key: index === 0 ? key : `${key}-${index + 1}`,
          recordId: key,
          name,
          contracts: group.contracts,
          suggestion,
        });
    }
  }
  const proposed = ({ suggestion }: Found) => suggestion.feasible ?? suggestion.nearest;
  const size = (one: Found) => new Set(one.contracts.map((contract) => contract.organisationId)).size;
  return found
    .map((one) => ({ one, size: size(one) }))
    .sort(
      (a, b) =>
        proposed(a.one).spread - proposed(b.one).spread ||
        b.size - a.size ||
        proposed(a.one).firstEnd - proposed(b.one).firstEnd ||
        a.one.name.localeCompare(b.one.name, "sv") ||
        a.one.key.localeCompare(b.one.key),
    )
    .map(({ one }) => one);
}
