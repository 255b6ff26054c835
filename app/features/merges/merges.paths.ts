/** The two kinds of records of the shared catalogue. */
export const recordKinds = ["product", "supplier"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** The kind that a text names, if it names one. */
export function recordKind(text: string | null | undefined): RecordKind | undefined {
  return recordKinds.find((kind) => kind === text);
}

/** Address of the concepts that wait for a catalogue editor. */
export function conceptsPath(slug: string): string {
  return `/${slug}/concepts`;
}

/** Address where one concept is looked at and decided on. */
export function conceptPath(slug: string, id: string): string {
  return `/${slug}/concepts/${id}`;
}

/** Address of a product's or supplier's own page. */
export function recordPath(slug: string, kind: RecordKind, id: string): string {
  return `/${slug}/${kind}s/${id}`;
}

/** Address of the form that changes a product or supplier. */
export function recordEditPath(slug: string, kind: RecordKind, id: string): string {
  return `${recordPath(slug, kind, id)}/edit`;
}

/** Rows on a page of the concept work list. */
export const CONCEPTS_ON_PAGE = 50;

/** The page an address asks for, from 1; the first for anything unreadable. */
export function pageNumber(text: string | null): number {
  const page = Number(text ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** Address of the merges made so far. */
export function mergesPath(slug: string): string {
  return `/${slug}/merges`;
}

/** Address of one merge. */
export function mergePath(slug: string, id: string): string {
  return `/${slug}/merges/${id}`;
}

/** Address where a record is merged into another; without `winner` the other is chosen there. */
export function newMergePath(
  slug: string,
  { kind, loser, winner }: { kind: RecordKind; loser: string; winner?: string },
): string {
  return `/${slug}/merges/new?kind=${kind}&loser=${loser}${winner ? `&winner=${winner}` : ""}`;
}

/** Pairs on a page of the duplicates. */
export const PAIRS_ON_PAGE = 20;

/** Address of the pairs that look alike; `settled` for those said to be different. */
export function duplicatesPath(
  slug: string,
  { kind, isSettled, page }: { kind?: RecordKind; isSettled?: boolean; page?: number } = {},
): string {
  const query = new URLSearchParams();
  if (kind && kind !== "product") query.set("kind", kind);
  if (isSettled) query.set("show", "settled");
  if (page && page > 1) query.set("page", String(page));
  return `/${slug}/duplicates${query.size > 0 ? `?${query}` : ""}`;
}

/** Address of the own systems that rest on one product. */
export function doublesPath(slug: string): string {
  return `/${slug}/doubles`;
}
