/** Lists whose state can be saved as a view, by the name under which the list is known, and where they stand. */
const LISTS = {
  systems: { path: "systems", scope: null },
  "systems-shared": { path: "systems", scope: "shared" },
  "systems-all": { path: "systems", scope: "all" },
  contracts: { path: "contracts", scope: null },
  "contracts-shared": { path: "contracts", scope: "shared" },
  "contracts-all": { path: "contracts", scope: "all" },
  licences: { path: "licences", scope: null },
  products: { path: "products", scope: null },
  suppliers: { path: "suppliers", scope: null },
} as const;

/** Who reads a view: its maker, everybody in the organisation, or everybody in a circle. */
export const OWNER_KINDS = ["person", "organisation", "circle"] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** The readers as one field of the form: "person", "organisation" or "circle:" with the circle's id. */
export function ownerWord({ owner_kind, circle_id }: { owner_kind: OwnerKind; circle_id: string | null }) {
  return owner_kind === "circle" && circle_id ? `circle:${circle_id}` : owner_kind;
}

/** @returns undefined for what the form does not offer */
export function readOwner(word: string): { owner_kind: OwnerKind; circle_id: string | null } | undefined {
  const [kind, circle] = word.split(":");
  if (word === "person" || word === "organisation") return { owner_kind: word, circle_id: null };
  return kind === "circle" && circle && UUID.test(circle)
    ? { owner_kind: "circle", circle_id: circle }
    : undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type ViewList = keyof typeof LISTS;
export const VIEW_LISTS = Object.keys(LISTS) as ViewList[];

export function isViewList(list: string): list is ViewList {
  return Object.hasOwn(LISTS, list);
}

/** What a view keeps of a list: everything that its address says, apart from the page. */
export interface ViewState {
  columns: string[];
  /** "name" or "-name"; null: as the list is sorted anyway. */
  sort: string | null;
  /** Search words and filters as a query. */
  filter: string;
}

const KEY = /^[a-z][a-z0-9_-]{0,59}$/;
const SORT = /^-?[a-z][a-z0-9_]{0,59}$/;
const MOST_COLUMNS = 120;
const MOST_FILTERS = 200;
export const LONGEST_FILTER = 4000;
/** Fields of a list's address that are not its filters. */
const NOT_FILTERS = new Set(["column", "sort", "page", "view", "scope", "done", "select", "problem"]);

/**
 * Reads a list's query as the state to keep. What no list could mean is left out; whether the list knows a column or filter is
 * decided when the view is opened, because lists change.
 * @returns undefined when the filters are too long to be kept
 */
export function viewState(query: string): ViewState | undefined {
  const search = new URLSearchParams(query);
  const columns = [...new Set(search.getAll("column").filter((key) => KEY.test(key)))].slice(0, MOST_COLUMNS);
  const sort = search.get("sort");
  const filters = [...search].filter(
    ([name, value]) => KEY.test(name) && !NOT_FILTERS.has(name) && value.trim() !== "",
  );
  if (filters.length > MOST_FILTERS) return undefined;
  const filter = new URLSearchParams(filters).toString();
  if (filter.length > LONGEST_FILTER) return undefined;
  return { columns, sort: sort && SORT.test(sort) ? sort : null, filter };
}

/** The address at which a view's list stands in its state; `view` in it says which view is open. */
export function viewHref(slug: string, view: ViewState & { id: string; list: ViewList }): string {
  const { path, scope } = LISTS[view.list];
  return `/${slug}/${path}?${viewQuery(view, scope)}`;
}

/** The list's query with the view's state. */
export function viewQuery(view: ViewState & { id: string }, scope: string | null = null): URLSearchParams {
  const query = new URLSearchParams(scope ? { scope } : {});
  for (const [name, value] of new URLSearchParams(view.filter)) query.append(name, value);
  if (view.sort) query.set("sort", view.sort);
  for (const column of view.columns) query.append("column", column);
  query.set("view", view.id);
  return query;
}

/** Where the list stands without any view. */
export function listHref(slug: string, list: ViewList): string {
  const { path, scope } = LISTS[list];
  return `/${slug}/${path}${scope ? `?scope=${scope}` : ""}`;
}

const CONTRACT_SCOPES = { contracts: "own", "contracts-shared": "shared", "contracts-all": "all" } as const;

/** Whose contracts the list shows; null for lists of other things. */
export function contractScopeOfList(list: ViewList): "own" | "shared" | "all" | null {
  return list in CONTRACT_SCOPES ? CONTRACT_SCOPES[list as keyof typeof CONTRACT_SCOPES] : null;
}

/** Whose systems the list shows; null where the list has no such choice. */
export function scopeOfList(list: ViewList): "own" | "shared" | "all" | null {
  if (list === "systems") return "own";
  if (list in CONTRACT_SCOPES) return null;
  return LISTS[list].scope;
}
