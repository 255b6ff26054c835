/** `value` when it is a path on this site ("/borgholm/systems?q=x"), else `fallback`; nothing that a browser could read as another site. */
export function localPath(value: unknown, fallback: string): string {
  if (typeof value !== "string" || value.length > 2000) return fallback;
  if (!/^\/(?![/\\])/.test(value) || /[\\\p{Cc}]/u.test(value)) return fallback;
  return value;
}
