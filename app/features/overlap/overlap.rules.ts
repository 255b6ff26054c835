import type { Lifecycle } from "#db/schema/values.ts";

/*
 * What the matrix may show. Row-level security has already left out what is not shared; the rules here see to it that what is
 * left is not read as more than it is: no count over what cannot be seen, no empty box that looks like "has none".
 */

/** Columns on one page: the own organisation's and up to this many others. */
export const COLUMNS_PER_PAGE = 20;
/** Rows on one page; as many as a printed A4 in landscape holds. */
export const ROWS_PER_PAGE = 16;
/** Systems shown in one box; the rest is counted. */
export const ITEMS_PER_CELL = 4;
/** Functions in a meeting print, one page each. */
export const MEETING_PAGES = 60;
/** Systems of one municipality on a meeting page. */
export const MEETING_ITEMS = 40;

/** Ready filters. */
export const focuses = [
  "all",
  "different_products",
  "same_product",
  "we_have",
  "we_lack",
  "same_supplier_other_end",
  "same_product_other_terms",
] as const;
export type Focus = (typeof focuses)[number];

/** Filters that compare end dates and suppliers of agreements, and therefore show them. */
export function comparesTerms(focus: Focus): boolean {
  return focus === "same_supplier_other_end" || focus === "same_product_other_terms";
}

/** What a column can say at all. */
export type ColumnState = "own" | "shares" | "not_shared";

export interface MatrixColumn {
  id: string;
  name: string;
  state: ColumnState;
}

/**
 * The columns in order: own organisation first, the others by name. Who is a member may be seen by members; whether a member that
 * shares nothing has anything may not, so its column says just that it does not share.
 *
 * @param members of the circle, by name
 * @param ownId null in "view as": there only the previewed owner's column is left
 * @param onlyId in "view as" the owner whose records are looked at
 */
export function matrixColumns(
  members: readonly { id: string; name: string }[],
  { ownId, onlyId, sharing }: { ownId: string | null; onlyId?: string; sharing: ReadonlySet<string> },
): MatrixColumn[] {
  const shown = onlyId ? members.filter((member) => member.id === onlyId) : members;
  const columns = shown.map(({ id, name }) => ({ id, name, state: stateOf(id, ownId, sharing) }));
  return [
    ...columns.filter((column) => column.state === "own"),
    ...columns.filter((column) => column.state !== "own"),
  ];
}

function stateOf(id: string, ownId: string | null, sharing: ReadonlySet<string>): ColumnState {
  if (id === ownId) return "own";
  return sharing.has(id) ? "shares" : "not_shared";
}

/** One page of columns: the own one always, then a run of the others; `chosen` narrows the others down. */
export function columnPage(
  columns: readonly MatrixColumn[],
  { page, chosen }: { page: number; chosen: readonly string[] },
): { columns: MatrixColumn[]; page: number; pages: number; others: number } {
  const own = columns.filter((column) => column.state === "own");
  const wanted = new Set(chosen);
  const others = columns.filter(
    (column) => column.state !== "own" && (wanted.size === 0 || wanted.has(column.id)),
  );
  const size = COLUMNS_PER_PAGE - own.length;
  const pages = Math.max(1, Math.ceil(others.length / size));
  const shown = Math.min(Math.max(page, 1), pages);
  return {
    columns: [...own, ...others.slice((shown - 1) * size, shown * size)],
    page: shown,
    pages,
    others: others.length,
  };
}

/** A system in a box of the matrix. */
export interface MatrixItem {
  id: string;
  product_id: string;
  product_name: string;
  own_name: string;
  lifecycle: Lifecycle;
  /** Only where the owner shares it and the filter compares it. */
  ends_on?: string | null;
}

/** What stands in one box: the systems shown, and how many more there are. */
export interface MatrixCell {
  items: MatrixItem[];
  more: number;
}

/** One function and the boxes of the shown columns, by organisation. */
export interface MatrixRow {
  id: string;
  code: string;
  name_sv: string;
  name_en: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
  /** Different products among the systems the reader may see in the shown columns. */
  products: number;
  /** Organisations among the shown columns with something the reader may see. */
  organisations: number;
  cells: Record<string, MatrixCell>;
}

/** States that are pointed out beside the product's name: not in use yet, or on the way out. Retired ones are not in the matrix. */
export function lifecycleMark(lifecycle: Lifecycle): "planned" | "pilot" | "phasing_out" | undefined {
  return lifecycle === "planned" || lifecycle === "pilot" || lifecycle === "phasing_out"
    ? lifecycle
    : undefined;
}

/** The municipality's own name when it says something else than the product's. */
export function otherName(item: Pick<MatrixItem, "own_name" | "product_name">): string | undefined {
  const plain = (text: string) => text.trim().toLocaleLowerCase("sv");
  return plain(item.own_name) === plain(item.product_name) ? undefined : item.own_name;
}

/** The rules whose effect a reader should know of, as codes of the text "rules". Never who is behind one. */
export function rulesInForce(
  columns: readonly MatrixColumn[],
  { focus, pages }: { focus: Focus; pages: number },
): ("only_shared" | "empty_box" | "hidden_and_retired" | "not_shared" | "shown_only" | "terms_shared")[] {
  return [
    "only_shared",
    "empty_box",
    "hidden_and_retired",
    ...(columns.some((column) => column.state === "not_shared") ? (["not_shared"] as const) : []),
    ...(pages > 1 ? (["shown_only"] as const) : []),
    ...(comparesTerms(focus) ? (["terms_shared"] as const) : []),
  ];
}
