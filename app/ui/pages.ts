/** Rows of one page, counted from 1: `{ from: 51, to: 100 }`; both 0 when there are none. */
export function rowsOnPage(page: number, pageSize: number, total: number): { from: number; to: number } {
  if (total === 0) return { from: 0, to: 0 };
  const from = (page - 1) * pageSize + 1;
  return { from, to: Math.min(page * pageSize, total) };
}

/** Number of pages; at least 1. */
export function pageCount(pageSize: number, total: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

/**
 * Page numbers to offer: first, last, the current one and its neighbours; "gap" where some are left out. A gap never hides
 * a single page.
 */
export function pagesToOffer(page: number, pages: number): (number | "gap")[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((n, index) => {
    const before = sorted[index - 1] ?? 0;
    if (n - before === 2) return [n - 1, n];
    return n - before > 2 ? ["gap" as const, n] : [n];
  });
}

/** `?page=` as a page number: 1 for anything that is not a whole number from 1 to 100,000. */
export function pageFrom(search: URLSearchParams): number {
  const page = Number(search.get("page") ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}
