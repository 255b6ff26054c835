import Papa from "papaparse";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { Opening } from "./receipt.server.ts";
import { receiptText } from "./receipt.text.ts";

/**
 * The openings as a file that spreadsheets read: UTF-8 with a mark, semicolons, no cell that runs as a formula.
 * @param most rows the file holds; when there are more, its last line says so
 */
export function receiptFile(
  openings: readonly Opening[],
  { most, locale }: { most: number; locale: Locale },
): { name: string; content: string } {
  const t = textFor(receiptText, locale);
  const format = formatsFor(locale);
  const rows = openings
    .slice(0, most)
    .map((row) => [
      row.seen_on,
      format.instant(row.first_at),
      row.organisation,
      t.ways[row.via],
      row.own_name ?? (row.object_id ? t.gone : t.several),
    ]);
  if (openings.length > most) rows.push([t.cut(most)]);
  const table = { fields: [t.day, t.first, t.organisation, t.via, t.what], data: rows };
  const text = Papa.unparse(table, { delimiter: ";", newline: "\r\n", escapeFormulae: true });
  return { name: t.fileName, content: `\uFEFF${text}\r\n` };
}
