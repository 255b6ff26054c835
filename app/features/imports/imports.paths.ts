import type { ImportKind } from "./fields.rules.ts";
/** Addresses of the imports' pages. `slug` is the organisation's part of the address. */
export const importsPath = (slug: string) => `/${slug}/imports`;
export const newImportPath = (slug: string) => `/${slug}/imports/new`;
export const importPath = (slug: string, id: string) => `/${slug}/imports/${id}`;

export type ImportPart = "mapping" | "names" | "rows" | "application" | "reversal" | "removal" | "errors.csv";

/** A page or command of one import. */
export function importPartPath(
  slug: string,
  id: string,
  part: ImportPart,
  query: Record<string, string> = {},
): string {
  const search = new URLSearchParams(query).toString();
  return `/${slug}/imports/${id}/${part}${search && `?${search}`}`;
}

/** An empty file with the right headings. */
export function templatePath(slug: string, kind: ImportKind, format: "csv" | "xlsx"): string {
  return `/${slug}/imports/template.${format}?kind=${kind}`;
}
