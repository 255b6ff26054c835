import { isUuid } from "../lists/lists.rules.ts";

export const SHOWS = ["missing", "held", "all"] as const;
export type Show = (typeof SHOWS)[number];

/** What the list of systems by role is asked for. */
export interface RoleSystemsQuery {
  /** A unit's id, `none` for systems without one; null: all. */
  unit: string | null;
  /** A role type's code; null: the mandatory ones, and where they are held all. */
  role: string | null;
  show: Show;
}

/** Reads the address; what it does not know counts as not said. */
export function readRoleSystems(search: URLSearchParams, types: readonly string[]): RoleSystemsQuery {
  const unit = search.get("unit") ?? "";
  const role = search.get("role") ?? "";
  return {
    unit: unit === "none" || isUuid(unit) ? unit : null,
    role: types.includes(role) ? role : null,
    show: SHOWS.find((each) => each === search.get("show")) ?? (types.includes(role) ? "all" : "missing"),
  };
}
