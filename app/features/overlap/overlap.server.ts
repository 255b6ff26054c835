import type { Door } from "#app/server/tenant.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import { type CircleChoice, listCircles, listMembers, listSharing, readMatrix } from "./matrix.server.ts";
import {
  columnPage,
  type MatrixColumn,
  type MatrixRow,
  matrixColumns,
  rulesInForce,
} from "./overlap.rules.ts";
import { type OverlapQuery, readOverlapQuery } from "./query.rules.ts";

type Reading = Pick<Door, "db" | "tenant" | "today">;

/** The matrix as screen, print and file show it. */
export interface Overlap {
  query: OverlapQuery;
  circles: CircleChoice[];
  /** null when the organisation is in no circle: then only its own column stands. */
  circle: CircleChoice | null;
  /** All columns there are, for choosing among many. */
  allColumns: MatrixColumn[];
  columns: MatrixColumn[];
  columnPages: { page: number; pages: number; others: number };
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
  { db, tenant, today }: Reading,
  search: URLSearchParams,
  {
    limit,
    offset = 0,
    itemsPerCell,
    via,
    functionId,
  }: { limit: number; offset?: number; itemsPerCell: number; via: "overlap" | "export"; functionId?: string },
): Promise<Overlap> {
  const query = readOverlapQuery(search);
  const circles = await listCircles(db);
  const circle = circles.find((one) => one.id === query.circle) ?? circles[0] ?? null;
  const ownId = tenant.previewOf ? null : tenant.id;
  const members = circle ? await listMembers(db, circle.id) : [{ id: tenant.id, name: tenant.name }];
  const allColumns = matrixColumns(members, {
    ownId,
    onlyId: tenant.previewOf?.id,
    sharing: await listSharing(db),
  });
  const { columns, ...columnPages } = columnPage(allColumns, {
    page: query.columnPage,
    chosen: query.organisations,
  });
  const readable = columns.filter((column) => column.state !== "not_shared").map((column) => column.id);
  const { rows, total } = await readMatrix(db, {
    tenantIds: readable,
    ownId,
    focus: query.focus,
    group: query.group,
    supplier: query.supplier,
    functionId,
    limit,
    offset,
    itemsPerCell,
  });
  const owners = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  await logAccess(db, tenant, { via, kind: "system_usage", seen: [...owners].map((owner) => ({ owner })) });
  return {
    query,
    circles,
    circle,
    allColumns,
    columns,
    columnPages,
    rows,
    total,
    rules: rulesInForce(columns, { focus: query.focus, pages: columnPages.pages }),
    today,
  };
}
