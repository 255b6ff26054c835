import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type Locale, textFor } from "#app/text/text.ts";
import { importsText } from "./imports.text.ts";
import { countNotes, listNotes } from "./rows.server.ts";
import { findRun } from "./runs.server.ts";

const PORTION = 2000;
const MOST = 100_000;

/** The errors of an import as CSV: row, column, heading, value, reason. @throws NotFound */
export async function errorsFile(db: TenantDb, id: string, locale: Locale): Promise<Response> {
  const run = await findRun(db, id);
  const t = textFor(importsText, locale).columns;
  const total = await countNotes(db, id, false);
  const headings = [t.row, t.column, t.file, t.value, t.reason];
  const columns: SheetColumn[] = headings.map((heading, i) => ({
    heading,
    kind: i === 0 ? "number" : "text",
  }));
  columns[2]!.heading = textFor(importsText, locale).mapping.column;
  async function* portions(): AsyncGenerator<SheetRow[]> {
    for (let offset = 0; offset < Math.min(total, MOST); offset += PORTION) {
      const notes = await listNotes(db, run, { isWarning: false, locale, limit: PORTION, offset });
      yield notes.map((note) => [note.sheetRow, note.column, note.heading, note.value, note.reason]);
    }
  }
  return download(await csvFile(columns, portions()), {
    name: `fel-${run.file_name.replace(/\.[^.]*$/, "")}.csv`,
    type: CSV_TYPE,
    rows: Math.min(total, MOST),
    isCut: total > MOST,
  });
}
