/** Address of the matrix. */
export function overlapPath(slug: string): string {
  return `/${slug}/overlap`;
}

/** Address of the meeting print: one page per function, for the same choice as the matrix. */
export function meetingPath(slug: string, query: string): string {
  return `/${slug}/overlap/meeting${query}`;
}

/** Address of the matrix as a file. */
export function overlapFilePath(slug: string, ending: "csv" | "xlsx", query: string): string {
  return `/${slug}/overlap.${ending}${query}`;
}

/** The pages that look at the same circle in different ways. */
export function overlapPages(slug: string) {
  return (["matrix", "timeline", "choices", "prices"] as const).map((page) => ({
    page,
    href: page === "matrix" ? overlapPath(slug) : `${overlapPath(slug)}/${page}`,
  }));
}

/** Address of before and after. @param query with "?", or empty */
export function choicesPath(slug: string, query: string): string {
  return `${overlapPath(slug)}/choices${query}`;
}

/** Address of the meeting papers as a file: matrix, before and after, timeline and prices for the same choice. */
export function meetingFilePath(slug: string, ending: "pdf" | "xlsx", query: string): string {
  return `/${slug}/overlap/meeting.${ending}${query}`;
}
