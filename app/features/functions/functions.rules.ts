import type { Locale } from "../../text/text.ts";

interface Names {
  name_sv: string;
  name_en: string;
}
interface GroupNames {
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
}

/** The function's name in the language of the page. */
export function functionName(row: Names, locale: Locale): string {
  return locale === "en" ? row.name_en : row.name_sv;
}

/** The name of the group the function belongs to. */
export function groupName(row: GroupNames, locale: Locale): string {
  return locale === "en" ? row.group_name_en : row.group_name_sv;
}

/** The functions under their groups, both in the order given. */
export function byGroup<Row extends GroupNames>(
  rows: readonly Row[],
  locale: Locale,
): { code: string; name: string; functions: Row[] }[] {
  const groups = new Map<string, { code: string; name: string; functions: Row[] }>();
  for (const row of rows) {
    const group = groups.get(row.group_code) ?? {
      code: row.group_code,
      name: groupName(row, locale),
      functions: [],
    };
    group.functions.push(row);
    groups.set(row.group_code, group);
  }
  return [...groups.values()];
}

/** Address of a function's page. */
export function functionPath(slug: string, code: string): string {
  return `/${slug}/functions/${code}`;
}

/** Address of the taxonomy. */
export function functionsPath(slug: string): string {
  return `/${slug}/functions`;
}
