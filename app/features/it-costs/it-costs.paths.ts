/** Address of the comparison of IT cost. @param query with "?", or empty */
export function itCostsPath(slug: string, query = ""): string {
  return `/${slug}/it-costs${query}`;
}

/** Address of the comparison product by product. @param query with "?", or empty */
export function productCostsPath(slug: string, query = ""): string {
  return `/${slug}/it-costs/products${query}`;
}

/** Address of the comparison as a file, for the same choice. */
export function itCostsFilePath(slug: string, ending: "csv" | "xlsx" | "pdf", query: string): string {
  return `/${slug}/it-costs.${ending}${query}`;
}

/** Address of the organisation's own employees and users. */
export function figuresPath(slug: string): string {
  return `/${slug}/it-costs/figures`;
}

/** Address of one of them. */
export function figurePath(slug: string, id: string): string {
  return `${figuresPath(slug)}/${id}`;
}

/** Address that asks before one is removed. */
export function figureRemovalPath(slug: string, id: string): string {
  return `${figurePath(slug, id)}/removal`;
}
