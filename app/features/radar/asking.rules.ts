import { newInterestCheckPath } from "../interest-checks/interest-checks.paths.ts";
import type { RadarQuery } from "./query.rules.ts";
import type { RadarGroup } from "./radar.rules.ts";

/** A question to more than this many is asked of the whole circle: an address cannot name them all. */
const MOST_NAMED = 40;

/**
 * Addresses of a new interest check by the group's key, with circle, product or function and the municipalities of the group filled in.
 */
export function askHrefs(
  slug: string,
  {
    query,
    circle,
    groups,
  }: { query: Pick<RadarQuery, "by">; circle: { id: string } | null; groups: readonly RadarGroup[] },
): Record<string, string> {
  if (!circle) return {};
  return Object.fromEntries(
    groups.map((group) => {
      const owners = [...new Set(group.lines.map((line) => line.ownerId))];
      const href = newInterestCheckPath(slug, {
        circle: circle.id,
        name: group.name,
        ...(query.by === "product" ? { product: group.recordId } : {}),
        ...(query.by === "function" ? { function: group.recordId } : {}),
        organisations: owners.length <= MOST_NAMED ? owners : [],
      });
      return [group.key, href];
    }),
  );
}
