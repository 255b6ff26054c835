/** Address of the radar, with a query when given ("?by=supplier"). */
export function radarPath(slug: string, query = ""): string {
  return `/${slug}/radar${query}`;
}

/** Address of the radar as a file. */
export function radarFilePath(slug: string, ending: "csv" | "xlsx", query: string): string {
  return `/${slug}/radar.${ending}${query}`;
}

/** Address of lead times and anonymous counting. */
export function radarSettingsPath(slug: string): string {
  return `/${slug}/radar/settings`;
}
