/**
 * The state of a list lives in its address: `?q=` text, `?<column>=` filters (`-from` and `-to` for days and numbers), `?sort=`
 * name or -name, `?page=`, `?column=` once per shown column. Everything is checked against the list's definition; what does not
 * fit is left out, never an error, because addresses are typed, shared and saved.
 */

/** How a column is filtered. `choice` takes any number of values, `id` likewise (uuid), the others one text or a range. */
export type Filter =
  | { kind: "text" }
  | { kind: "choice"; values: readonly string[] }
  | { kind: "id" }
  | { kind: "day" }
  | { kind: "number" };

/** What a list knows of one column. */
export interface ListColumn {
  key: string;
  /** Shown until somebody chooses otherwise. */
  isStandard?: boolean;
  /** Always shown, first: the column that names the row. */
  isFixed?: boolean;
  isSortable?: boolean;
  /** Only filters; never shown as a column. */
  isFilterOnly?: boolean;
  filter?: Filter;
}

export interface ListDefinition {
  /** Name under which chosen columns are remembered. */
  list: string;
  columns: readonly ListColumn[];
  /** Sorting until somebody chooses otherwise, "name" or "-name". */
  sort: string;
  pageSize?: number;
}

/** A filter in force. Values of one filter are alternatives; `NOT_GIVEN` stands for an empty field. */
export type FilterValue =
  | { kind: "text"; text: string }
  | { kind: "choice"; values: string[] }
  | { kind: "id"; values: string[] }
  | { kind: "day"; from?: string; to?: string }
  | { kind: "number"; from?: number; to?: number };

export interface ListState {
  q: string;
  filters: Record<string, FilterValue>;
  sort: { key: string; isDescending: boolean };
  page: number;
  pageSize: number;
  /** Columns named by the address; `undefined` when it names none. */
  columns?: string[];
}

/** The filter value that asks for rows where the field is empty. */
export const NOT_GIVEN = "-";
export const PAGE_SIZE = 50;
/** Beyond this a page is not counted out; nobody reads page 2,001. */
const LAST_PAGE = 2000;
const LONGEST_TEXT = 200;
const MOST_VALUES = 100;

/** Reads the address's query. Never throws: garbage becomes the list as it looks without it. */
export function parseListState(search: URLSearchParams, definition: ListDefinition): ListState {
  const filters: Record<string, FilterValue> = {};
  for (const { key, filter } of definition.columns) {
    const value = filter && filterValue(search, key, filter);
    if (value) filters[key] = value;
  }
  const columns = knownColumns(search.getAll("column"), definition);
  return {
    q: shortText(search.get("q")),
    filters,
    sort: sortOf(search.get("sort"), definition),
    page: wholeNumber(search.get("page"), LAST_PAGE) ?? 1,
    pageSize: definition.pageSize ?? PAGE_SIZE,
    ...(columns.length > 0 ? { columns } : {}),
  };
}

function filterValue(search: URLSearchParams, key: string, filter: Filter): FilterValue | undefined {
  switch (filter.kind) {
    case "text": {
      const text = shortText(search.get(key));
      return text ? { kind: "text", text } : undefined;
    }
    case "choice":
      return anyOf("choice", search, key, (value) => value === NOT_GIVEN || filter.values.includes(value));
    case "id":
      return anyOf("id", search, key, (value) => value === NOT_GIVEN || isUuid(value));
    case "day":
      return range("day", search, key, (text) => (isDay(text) ? text : undefined));
    case "number":
      return range("number", search, key, decimal);
  }
}

function anyOf(
  kind: "choice" | "id",
  search: URLSearchParams,
  key: string,
  fits: (value: string) => boolean,
): FilterValue | undefined {
  const values = [...new Set(search.getAll(key).filter(fits))].slice(0, MOST_VALUES);
  return values.length > 0 ? { kind, values } : undefined;
}

function range<Kind extends "day" | "number", Bound>(
  kind: Kind,
  search: URLSearchParams,
  key: string,
  read: (text: string) => Bound | undefined,
) {
  const bound = (name: string) => {
    const text = search.get(`${key}-${name}`)?.trim();
    return text ? read(text) : undefined;
  };
  const [from, to] = [bound("from"), bound("to")];
  if (from === undefined && to === undefined) return undefined;
  return {
    kind,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  } as FilterValue;
}

/**
 * Columns to show: the address's, else the remembered ones, else the standard ones. Fixed columns come first whatever was chosen,
 * and columns that no longer exist are dropped.
 */
export function shownColumns(
  definition: ListDefinition,
  state: Pick<ListState, "columns">,
  remembered?: readonly string[],
): string[] {
  const chosen = state.columns ?? knownColumns(remembered ?? [], definition);
  const fixed = definition.columns.filter((column) => column.isFixed).map((column) => column.key);
  const rest =
    chosen.length > 0
      ? chosen
      : definition.columns.filter((column) => column.isStandard).map((column) => column.key);
  return [...new Set([...fixed, ...rest])];
}

function knownColumns(keys: readonly string[], definition: ListDefinition): string[] {
  const known = new Set(
    definition.columns.filter((column) => !column.isFilterOnly).map((column) => column.key),
  );
  return [...new Set(keys)].filter((key) => known.has(key));
}

function sortOf(text: string | null, definition: ListDefinition): ListState["sort"] {
  for (const candidate of [text ?? "", definition.sort]) {
    const isDescending = candidate.startsWith("-");
    const key = isDescending ? candidate.slice(1) : candidate;
    if (definition.columns.some((column) => column.key === key && column.isSortable))
      return { key, isDescending };
  }
  throw new Error(`list ${definition.list} is sorted by a column it does not have: ${definition.sort}`);
}

/** The sorting as it stands in the address: "name" or "-name". */
export function sortWord({ key, isDescending }: ListState["sort"]): string {
  return isDescending ? `-${key}` : key;
}

/** Names of the query fields that a filter of this kind uses. */
export function filterFields(key: string, kind: Filter["kind"]): string[] {
  return kind === "day" || kind === "number" ? [`${key}-from`, `${key}-to`] : [key];
}

/** Days outside these years are slips of the keyboard (0001, 20226), which no deadline can be counted from. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

/** True for a day that exists, `YYYY-MM-DD`, in the years that a record may speak of. */
export function isDay(text: string): boolean {
  return dayProblem(text) === undefined;
}

/** What is wrong with a day that somebody typed; nothing when it can be kept. */
export function dayProblem(text: string): "not_a_day" | "year_out_of_range" | undefined {
  const parts = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return "not_a_day";
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days) return "not_a_day";
  return year < FIRST_YEAR || year > LAST_YEAR ? "year_out_of_range" : undefined;
}

/** True for a uuid in its usual spelling. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

function wholeNumber(text: string | null, most: number): number | undefined {
  if (text === null || !/^\d{1,6}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= 1 && value <= most ? value : undefined;
}

/** A number as people type it: spaces between thousands, comma or point. */
function decimal(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (!/^-?\d{1,12}(\.\d{1,4})?$/.test(plain)) return undefined;
  return Number(plain);
}

function shortText(text: string | null): string {
  // NUL cannot be stored or compared; other control characters mean nothing in a search
  return (text ?? "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, LONGEST_TEXT);
}
