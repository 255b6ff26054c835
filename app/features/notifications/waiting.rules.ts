/** A line of the start page: how many of a kind wait, the first last day among them, and where they are seen to. */
export interface Waiting<Kind extends string = string> {
  kind: Kind;
  count: number;
  /** Day in Sweden, `YYYY-MM-DD`; null where nothing says until when. */
  until: string | null;
  href: string;
}

/** One thing that waits, as a query finds it. */
interface Matter<Kind extends string> {
  kind: Kind;
  until: string | null;
}

/**
 * What waits, one line for each kind, in the order in which the kinds come.
 *
 * @param rows the nearest first
 * @param places where one of them is seen to, and where all are listed; several with one place in common lead there
 */
export function waitingOf<Kind extends string, Row extends Matter<Kind>>(
  rows: readonly Row[],
  places: { one: (row: Row) => string; shared?: (row: Row) => string; all: (kind: Kind) => string },
): Waiting<Kind>[] {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return kinds.map((kind) => {
    const some = rows.filter((row) => row.kind === kind);
    const until = some.find((row) => row.until !== null)?.until ?? null;
    return { kind, count: some.length, until, href: placeOf(some, places) ?? places.all(kind) };
  });
}

function placeOf<Row>(
  rows: readonly Row[],
  { one, shared }: { one: (row: Row) => string; shared?: (row: Row) => string },
): string | undefined {
  if (rows.length === 1) return one(rows[0]!);
  const common = new Set(shared ? rows.map(shared) : []);
  return common.size === 1 ? [...common][0] : undefined;
}

/** Days ahead within which something with a last day is near enough to stand on the start page. */
export const SOON_DAYS = 30;
