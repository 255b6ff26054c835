/** A change of an address's query: a text sets, a list sets several, null removes. */
export type QueryChanges = Record<string, string | readonly string[] | null>;

/**
 * The query `search` with `changes`, beginning with "?" ("?" alone when nothing is left, so the link still goes somewhere).
 * Empty fields, which GET forms send, are left out.
 * Any change leads back to page 1 unless `page` is itself among the changes.
 */
export function changedQuery(search: string, changes: QueryChanges): string {
  const query = new URLSearchParams([...new URLSearchParams(search)].filter(([, value]) => value !== ""));
  if (!("page" in changes)) query.delete("page");
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (value === null) continue;
    for (const each of typeof value === "string" ? [value] : value) query.append(name, each);
  }
  return `?${query}`;
}

/** The query without one value of `name`, for removing one of several chosen filters. */
export function withoutValue(search: string, name: string, value: string): string {
  const rest = new URLSearchParams(search).getAll(name).filter((each) => each !== value);
  return changedQuery(search, { [name]: rest });
}

/** The query's fields that a GET form must carry along as hidden fields: all but those named. */
export function carriedFields(search: string, except: readonly string[]): [name: string, value: string][] {
  const fields = [...new URLSearchParams(search)];
  return fields.filter(([name, value]) => value !== "" && name !== "page" && !except.includes(name));
}

/** What `sort` says: "name" ascending, "-name" descending. */
export function sortState(sort: string | undefined, column: string): "ascending" | "descending" | "none" {
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : "none";
}

/** The query that sorts by `column`; a second press turns the order. */
export function sortedQuery(search: string, sort: string | undefined, column: string): string {
  return changedQuery(search, { sort: sort === column ? `-${column}` : column });
}
