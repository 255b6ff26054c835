import { MOST_EXPORT_ROWS } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { catalogueText } from "../catalogue/catalogue.text.ts";
import { listFile } from "../catalogue/list-file.server.ts";
import { parseListState } from "../lists/lists.rules.ts";
import { formatOrganisationNumber } from "./organisation-number.rules.ts";
import { supplierList } from "./supplier-list.rules.ts";
import { countSuppliers, exportSuppliers, type SupplierRow } from "./supplier-list.server.ts";
import { suppliersText } from "./suppliers.text.ts";

/** The supplier list as a file, under the same rules as on screen. */
export async function supplierFile(
  door: Pick<Door, "db" | "today">,
  search: URLSearchParams,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const t = textFor(suppliersText, locale);
  const states = textFor(catalogueText, locale).states;
  const state = parseListState(search, supplierList);
  return listFile<SupplierRow>(door, {
    definition: supplierList,
    state,
    search,
    format,
    name: t.title,
    columns: {
      name: { heading: t.columns.name, cell: (row) => row.name },
      organisation_number: {
        heading: t.columns.organisation_number,
        cell: (row) => row.organisation_number && formatOrganisationNumber(row.organisation_number),
      },
      products: { heading: t.columns.products, kind: "number", cell: (row) => row.products },
      website: { heading: t.columns.website, cell: (row) => row.website },
      country: { heading: t.columns.country, cell: (row) => row.country },
      state: { heading: t.columns.state, cell: (row) => states[row.state] },
    },
    rows: exportSuppliers(door.db, state, MOST_EXPORT_ROWS),
    total: (await countSuppliers(door.db, state)).total,
  });
}
