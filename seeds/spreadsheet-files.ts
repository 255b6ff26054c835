/**
 * Writes the tour's spreadsheet as `public/demo/borgholm-system.csv` (Windows-1252, semicolon, as Swedish Excel saves
 * it) and `.xlsx`. Run it by hand after a change of `content/spreadsheet.ts`: node seeds/spreadsheet-files.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CellKind } from "#app/server/sheet.server.ts";
import { xlsxFile } from "#app/server/xlsx.server.ts";
import { spreadsheetHeadings, spreadsheetRows } from "./content/spreadsheet.ts";

/** Signs that Windows-1252 has where Latin-1 has control characters, and that the sheet uses. */
const windowsSigns: Record<string, number> = { "’": 0x92, "”": 0x94, "–": 0x96 };

/** The CSV file's bytes. @throws Error for a sign that Windows-1252 cannot hold */
export function csvBytes(): Uint8Array {
  const lines = [spreadsheetHeadings, ...spreadsheetRows].map((cells) => cells.map(quoted).join(";"));
  // the blank lines at the end are part of what such files look like
  const text = `${lines.join("\r\n")}\r\n${";".repeat(spreadsheetHeadings.length - 1)}\r\n\r\n`;
  return Uint8Array.from([...text], (sign) => {
    const code = windowsSigns[sign] ?? sign.codePointAt(0)!;
    if (code > 0xff) throw new Error(`no Windows-1252 for ${sign}`);
    return code;
  });
}

function quoted(cell: string): string {
  return /[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The same sheet as XLSX; plain days and plain numbers are real dates and numbers. */
export async function xlsxBytes(): Promise<Uint8Array> {
  const columns = spreadsheetHeadings.map((heading) => ({ heading, kind: kindOf(heading) }));
  const rows = spreadsheetRows.map((row) =>
    row.map((cell, index) =>
      columns[index]!.kind === "number" && /^\d[\d ]*$/.test(cell) ? Number(cell.replaceAll(" ", "")) : cell,
    ),
  );
  return xlsxFile(columns, [rows], "System 2026");
}

function kindOf(heading: string): CellKind {
  if (["I drift från", "Avtal t.o.m.", "Säg upp senast"].includes(heading)) return "day";
  return ["Årskostnad", "Antal\nanvändare"].includes(heading) ? "number" : "text";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL("../public/demo/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("borgholm-system.csv", folder), csvBytes());
  writeFileSync(new URL("borgholm-system.xlsx", folder), await xlsxBytes());
}
