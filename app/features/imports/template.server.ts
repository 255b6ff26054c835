import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, type SheetColumn } from "#app/server/sheet.server.ts";
import { XLSX_TYPE, xlsxFile } from "#app/server/xlsx.server.ts";
import { type Field, fieldsOf, type ImportKind } from "./fields.rules.ts";
import { fieldLabel } from "./fields.text.ts";
import { importsText } from "./imports.text.ts";

const NAMES = { systems: "system", products: "produkter", contracts: "avtal" };

/** A file with the Swedish headings of every field and nothing below them. */
export async function templateFile(kind: ImportKind, format: "csv" | "xlsx"): Promise<Response> {
  const columns = fieldsOf(kind).map((field) => ({
    heading: fieldLabel(kind, field.key, "sv"),
    kind: cellKind(field),
  }));
  const title = importsText.sv.kinds[kind];
  const bytes = format === "csv" ? await csvFile(columns, []) : await xlsxFile(columns, [], title);
  return download(bytes, {
    name: `mall-${NAMES[kind]}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: 0,
    isCut: false,
  });
}

function cellKind({ isDate, key }: Field): SheetColumn["kind"] {
  if (isDate) return "day";
  return key === "yearly_minor" ? "money" : "text";
}
