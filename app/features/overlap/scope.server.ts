import type { Door } from "#app/server/tenant.server.ts";
import { type CircleChoice, listCircles, listMembers, listSharing } from "./matrix.server.ts";
import { columnPage, type MatrixColumn, matrixColumns } from "./overlap.rules.ts";
import type { OverlapQuery } from "./query.rules.ts";

export type Reading = Pick<Door, "db" | "tenant" | "today">;

/** Whose systems a page of the overlap is about. */
export interface Scope {
  circles: CircleChoice[];
  /** null when the organisation is in no circle: then only its own column stands. */
  circle: CircleChoice | null;
  /** All columns there are, for choosing among many. */
  allColumns: MatrixColumn[];
  columns: MatrixColumn[];
  columnPages: { page: number; pages: number; others: number };
}

/** Reads which organisations an address is about: a circle's members, own first, some twenty at a time. */
export async function findScope({ db, tenant }: Reading, query: OverlapQuery): Promise<Scope> {
  const circles = await listCircles(db);
  const circle = circles.find((one) => one.id === query.circle) ?? circles[0] ?? null;
  const members = circle ? await listMembers(db, circle.id) : [{ id: tenant.id, name: tenant.name }];
  const allColumns = matrixColumns(members, {
    ownId: ownId(tenant),
    onlyId: tenant.previewOf?.id,
    sharing: await listSharing(db),
  });
  const { columns, ...columnPages } = columnPage(allColumns, {
    page: query.columnPage,
    chosen: query.organisations,
  });
  return { circles, circle, allColumns, columns, columnPages };
}

/** The reader's own organisation; null in "view as", where nothing is one's own. */
export function ownId(tenant: Reading["tenant"]): string | null {
  return tenant.previewOf ? null : tenant.id;
}

/** The shown organisations of which anything can be read; bounded by the page of columns. */
export function readableIds(scope: Pick<Scope, "columns">): string[] {
  return scope.columns.filter((column) => column.state !== "not_shared").map((column) => column.id);
}
