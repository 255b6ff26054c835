import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "#app/server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { choiceLabel, fieldsText } from "../systems/fields.text.ts";
import { countryName } from "./countries.rules.ts";
import { loadOverview } from "./reports.server.ts";
import { reportsText } from "./reports.text.ts";

/** The overview's figures as a file: one row per report, hosting form and country. */
export async function overviewFile(
  door: Pick<Door, "db" | "actor" | "tenant" | "authorize" | "today">,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const { figures, hosting } = await loadOverview(door);
  const t = textFor(reportsText, locale);
  const fields = textFor(fieldsText, locale);
  const columns: SheetColumn[] = [
    { heading: t.report, kind: "text" },
    { heading: t.value, kind: "text" },
    { heading: t.count, kind: "number" },
    { heading: t.why, kind: "text" },
  ];
  const form = (code: string) => choiceLabel(fields, "hosting_form", code);
  const rows: SheetRow[] = [
    ...figures.map(({ work, count }) => [t.reports[work]!.title, null, count, t.reports[work]!.why]),
    ...(hosting?.forms ?? []).map(({ code, count }) => [
      `${t.hosting}: ${t.form}`,
      code === null ? t.notGiven : form(code),
      count,
      t.hostingWhy,
    ]),
    ...(hosting?.countries ?? []).map(({ code, count }) => [
      `${t.hosting}: ${t.country}`,
      code === null ? t.notGiven : countryName(code, locale),
      count,
      t.hostingWhy,
    ]),
  ];
  const bytes = format === "csv" ? await csvFile(columns, [rows]) : await xlsxFile(columns, [rows], t.sheet);
  return download(bytes, {
    name: `${t.file}-${door.tenant.slug}-${door.today}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: rows.length,
    isCut: false,
  });
}
