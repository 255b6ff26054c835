/** Addresses of the reports. */
export const reportsPath = (slug: string) => `/${slug}/reports`;
export const reportsFilePath = (slug: string, format: "csv" | "xlsx") => `/${slug}/reports.${format}`;
/** The file of a list of systems with the list's own filters and columns. */
export const systemsFilePath = (slug: string, format: "csv" | "xlsx", query: string) =>
  `/${slug}/systems.${format}${query}`;
export const processingPath = (slug: string) => `/${slug}/reports/processing`;
export const opennessPath = (slug: string) => `/${slug}/reports/openness`;
export const opennessFilePath = (slug: string, format: "csv" | "xlsx") =>
  `/${slug}/reports/openness.${format}`;
export const processingFilePath = (slug: string, format: "csv" | "xlsx") =>
  `/${slug}/reports/processing.${format}`;
