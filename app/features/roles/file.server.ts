import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, MOST_EXPORT_ROWS, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { readRoleSystems } from "./role-systems.rules.ts";
import { listRoleSystems, type RoleSystem } from "./role-systems.server.ts";
import { rolesText } from "./roles.text.ts";
import { listTypesInUse } from "./types.server.ts";

/**
 * Systems by role as a file for the organisation's own use: one row per holder, and one where nobody holds the role. Names are
 * readable in their own organisation only, so nobody else gets this file.
 */
export async function rolesFile(
  { db, tenant, today }: Pick<Door, "db" | "tenant" | "today">,
  search: URLSearchParams,
  locale: Locale,
): Promise<Response> {
  const t = textFor(rolesText, locale);
  const types = await listTypesInUse(db);
  const query = readRoleSystems(
    search,
    types.map((type) => type.code),
  );
  const found = await listRoleSystems(db, query, { today, limit: MOST_EXPORT_ROWS + 1 });
  const columns: SheetColumn[] = [
    { heading: t.unit, kind: "text" },
    { heading: t.system, kind: "text" },
    { heading: t.role, kind: "text" },
    { heading: t.holders, kind: "text" },
    { heading: t.from, kind: "day" },
    { heading: t.to, kind: "day" },
    { heading: t.deputy, kind: "text" },
  ];
  const rows = found.slice(0, MOST_EXPORT_ROWS).flatMap((row) => rowsOf(row, locale));
  return download(await csvFile(columns, [rows]), {
    name: `${t.file}-${tenant.slug}-${today}.csv`,
    type: CSV_TYPE,
    rows: rows.length,
    isCut: found.length > MOST_EXPORT_ROWS,
  });
}

function rowsOf(row: RoleSystem, locale: Locale): SheetRow[] {
  const start = [row.unit, row.own_name, locale === "sv" ? row.role_sv : row.role_en];
  if (row.holders.length === 0) return [[...start, null, null, null, null]];
  return row.holders.map((holder) => [
    ...start,
    holder.name,
    holder.from_on,
    holder.to_on,
    holder.deputies.join(", "),
  ]);
}
