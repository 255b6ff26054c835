import type { MemberPool, Pool } from "./pool.rules.ts";

/* What a reader may be told of a pool (licences.md 3; decision 160). */

/** Fewest hidden members whose figures may be told as one sum: with fewer, taking away what is seen leaves somebody's own. */
const FEWEST_HIDDEN = 3;

type Figure = "entitled" | "available" | "assigned" | "used" | "free" | "overuse";

/** Members that do not share volume with the reader, as one. */
export interface HiddenMembers {
  count: number;
  /** null: they are too few for a sum. */
  sums: Record<Figure, number> | null;
}

/** A pool as its reader sees it. */
export interface SeenPool {
  rows: MemberPool[];
  hidden: HiddenMembers | null;
  /** null: they would tell what is hidden. */
  totals: Omit<Pool, "members"> | null;
}

/** Members by row where they share volume with the reader, the others as one sum; totals and sum only when nobody can be subtracted out. */
export function seenPool({ members, ...totals }: Pool): SeenPool {
  const rows = members.filter((member) => member.name !== null);
  const others = members.filter((member) => member.name === null);
  const isTold = others.length === 0 || others.length >= FEWEST_HIDDEN;
  const sum = (key: Figure) => others.reduce((all, member) => all + (member[key] ?? 0), 0);
  return {
    rows,
    hidden:
      others.length === 0
        ? null
        : {
            count: others.length,
            sums: isTold
              ? {
                  entitled: sum("entitled"),
                  available: sum("available"),
                  assigned: sum("assigned"),
                  used: sum("used"),
                  free: sum("free"),
                  overuse: sum("overuse"),
                }
              : null,
          },
    totals: isTold ? totals : null,
  };
}
