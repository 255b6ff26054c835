import { logAccess } from "../audit/audit.server.ts";
import { readMatrix } from "./matrix.server.ts";
import { type MatrixRow, rulesInForce } from "./overlap.rules.ts";
import { type OverlapQuery, readOverlapQuery } from "./query.rules.ts";
import { findScope, ownId, type Reading, readableIds, type Scope } from "./scope.server.ts";

/** The matrix as screen, print and file show it. */
export interface Overlap extends Scope {
  query: OverlapQuery;
  rows: MatrixRow[];
  total: number;
  rules: ReturnType<typeof rulesInForce>;
  /** Day the matrix was read. */
  today: string;
}

/**
 * Reads the matrix that an address asks for, and notes in the owners' access history that their systems were seen.
 * @param via how it is noted: on screen or taken along as a file
 */
export async function findOverlap(
  door: Reading,
  search: URLSearchParams,
  {
    limit,
    offset = 0,
    itemsPerCell,
    via,
  }: { limit: number; offset?: number; itemsPerCell: number; via: "overlap" | "export" },
): Promise<Overlap> {
  const { db, tenant, today } = door;
  const query = readOverlapQuery(search);
  const scope = await findScope(door, query);
  const { rows, total } = await readMatrix(db, {
    tenantIds: readableIds(scope),
    ownId: ownId(tenant),
    focus: query.focus,
    group: query.group,
    supplier: query.supplier,
    product: query.product,
    functionCode: query.functionCode,
    limit,
    offset,
    itemsPerCell,
  });
  const owners = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  await logAccess(db, tenant, { via, kind: "system_usage", seen: [...owners].map((owner) => ({ owner })) });
  return {
    ...scope,
    query,
    rows,
    total,
    rules: rulesInForce(scope.columns, { focus: query.focus, pages: scope.columnPages.pages }),
    today,
  };
}
