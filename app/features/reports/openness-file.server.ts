import { CSV_TYPE, csvFile } from "../../server/csv.server.ts";
import { download, type SheetColumn, type SheetRow } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "../../server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { choiceLabel, fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { OPENNESS_QUESTIONS } from "../systems/openness.rules.ts";
import { loadOpenness } from "./openness.server.ts";
import { opennessText } from "./openness.text.ts";
import { reportsText } from "./reports.text.ts";

/** The report's figures as a file: what to look at first, then one row per question and answer, with its share of all systems. */
export async function opennessFile(
  door: Pick<Door, "db" | "actor" | "tenant" | "authorize" | "today">,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const { total, figures, answers } = await loadOpenness(door);
  const t = textFor(opennessText, locale);
  const words = textFor(reportsText, locale);
  const fields = textFor(fieldsText, locale);
  const columns: SheetColumn[] = [
    { heading: t.question, kind: "text" },
    { heading: t.answer, kind: "text" },
    { heading: words.count, kind: "number" },
    { heading: `${t.share} (%)`, kind: "number" },
  ];
  const share = (count: number) => (total === 0 ? null : Math.round((count * 1000) / total) / 10);
  const rows: SheetRow[] = [
    ...figures.map(({ work, count }) => [words.reports[work]!.title, null, count, share(count)]),
    ...OPENNESS_QUESTIONS.flatMap((question) =>
      answers[question].map(({ code, count }) => [
        fieldLabel(fields, question),
        code === null ? words.notGiven : choiceLabel(fields, question, code),
        count,
        share(count),
      ]),
    ),
  ];
  const bytes = format === "csv" ? await csvFile(columns, [rows]) : await xlsxFile(columns, [rows], t.sheet);
  return download(bytes, {
    name: `${t.file}-${door.tenant.slug}-${door.today}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: rows.length,
    isCut: false,
  });
}
