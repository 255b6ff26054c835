import { MOST_EXPORT_ROWS } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { catalogueText } from "../catalogue/catalogue.text.ts";
import { type FileColumn, listFile } from "../catalogue/list-file.server.ts";
import { functionName } from "../functions/functions.rules.ts";
import { parseListState } from "../lists/lists.rules.ts";
import { productList } from "./product-list.rules.ts";
import { countProducts, exportProducts, type ProductRow } from "./product-list.server.ts";
import { productsText } from "./products.text.ts";

/** The product list as a file, under the same rules as on screen. */
export async function productFile(
  door: Pick<Door, "db" | "tenant" | "today">,
  search: URLSearchParams,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const { db, tenant } = door;
  const seesUsages = tenant.kind !== "supplier";
  const ofTenant = seesUsages ? (tenant.previewOf?.id ?? tenant.id) : null;
  const definition = productList({ seesUsages });
  const state = parseListState(search, definition);
  return listFile(door, {
    definition,
    state,
    search,
    format,
    name: textFor(productsText, locale).title,
    columns: columns(locale),
    rows: exportProducts(db, state, ofTenant, MOST_EXPORT_ROWS),
    total: (await countProducts(db, state, ofTenant)).total,
  });
}

function columns(locale: Locale): Record<string, FileColumn<ProductRow>> {
  const t = textFor(productsText, locale);
  const states = textFor(catalogueText, locale).states;
  const day = (key: "sale_ends_on" | "support_ends_on" | "life_ends_on"): FileColumn<ProductRow> => ({
    heading: t.columns[key],
    kind: "day",
    cell: (row) => row[key],
  });
  return {
    name: { heading: t.columns.name, cell: (row) => row.name },
    supplier: { heading: t.columns.supplier, cell: (row) => row.supplier },
    kind: { heading: t.columns.kind, cell: (row) => t.kinds[row.kind] },
    functions: {
      heading: t.columns.functions,
      cell: (row) => row.functions.map((f) => functionName(f, locale)).join(", "),
    },
    code_basis: {
      heading: t.columns.code_basis,
      cell: (row) => row.code_basis && t.codeBases[row.code_basis],
    },
    state: { heading: t.columns.state, cell: (row) => states[row.state] },
    support_ends_on: day("support_ends_on"),
    sale_ends_on: day("sale_ends_on"),
    life_ends_on: day("life_ends_on"),
    rights_holder: { heading: t.columns.rights_holder, cell: (row) => row.rights_holder },
    parent: { heading: t.columns.parent, cell: (row) => row.parent },
    own: { heading: t.columns.own, cell: (row) => (row.own ? t.ownUse.yes : t.ownUse.no) },
    organisations: { heading: t.columns.organisations, kind: "number", cell: (row) => row.organisations },
  };
}
