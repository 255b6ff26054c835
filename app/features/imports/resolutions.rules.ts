import type { ImportSort } from "#db/schema/imports.ts";

/** A record that bears the name exactly. */
export type Match = { id: string; supplierId?: string | null };

/** What the file says beside the name. */
export type Asked = {
  sort: ImportSort;
  /** For a product: is its supplier written too, and which supplier is that, when there is one already? */
  supplier?: { isGiven: boolean; id: string | null };
  choice: "create" | "use" | "leave_out" | null;
  chosen: string | null;
};

export type Standing = {
  standing: "found" | "create" | "undecided" | "left_out";
  reason: "unknown" | "ambiguous" | "other_supplier" | null;
  found: string | null;
};

/** A person's decision about a name. */
export type Decision = {
  sort: ImportSort;
  key: string;
  choice: "create" | "use" | "leave_out";
  chosen: string | null;
};

/** Missing names of these sorts are made as concepts unless somebody says otherwise; the others must be decided. */
const MADE_BY_DEFAULT: ReadonlySet<ImportSort> = new Set(["product", "supplier"]);

/**
 * What a name in the file means, from the records that bear it exactly and from what the person chose. One match is taken,
 * several are never guessed among, and a product with the same name from another supplier is asked about.
 */
export function decide(asked: Asked, matches: readonly Match[]): Standing {
  if (asked.choice === "use" && asked.chosen) return { standing: "found", reason: null, found: asked.chosen };
  if (asked.choice === "leave_out") return { standing: "left_out", reason: null, found: null };
  if (asked.choice === "create") return { standing: "create", reason: "unknown", found: null };
  const fitting = matches.filter((match) => fits(asked, match));
  if (fitting.length === 1) return { standing: "found", reason: null, found: fitting[0]!.id };
  if (fitting.length > 1) return undecided("ambiguous");
  if (matches.length > 0) return undecided("other_supplier");
  return MADE_BY_DEFAULT.has(asked.sort)
    ? { standing: "create", reason: "unknown", found: null }
    : undecided("unknown");
}

function fits({ sort, supplier }: Asked, match: Match): boolean {
  if (sort !== "product" || !supplier?.isGiven) return true;
  return !match.supplierId || match.supplierId === supplier.id;
}

function undecided(reason: NonNullable<Standing["reason"]>): Standing {
  return { standing: "undecided", reason, found: null };
}
