import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { XLSX_TYPE, xlsxBook } from "#app/server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { OrganisationRow, ProductRow } from "./it-costs.rules.ts";
import { itCostsText } from "./it-costs.text.ts";
import { itemInWords, nameIn, sourcesInWords, statisticInWords } from "./itCostsInWords.ts";
import { aboutOf, type CostPapers, loadPapers } from "./papers.server.ts";

type FileDoor = Pick<Door, "db" | "tenant" | "today" | "actor" | "now">;

/**
 * The comparison as a file, under the same choice as on screen: the whole cost per municipality, then product by product, each amount
 * with what it is divided by, source and year, and what is left out by rule.
 */
export async function itCostsFile(
  door: FileDoor,
  search: URLSearchParams,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const t = textFor(itCostsText, locale).file;
  const papers = await loadPapers(door, search);
  const columns = columnsOf(locale);
  const whole = wholeRows(papers, locale);
  const products = productRows(papers, locale);
  const about = aboutOf(door, papers, locale);
  const isCsv = format === "csv";
  const bytes = isCsv
    ? await csvFile(columns, [[...whole, ...products, [], ...about.map(([fact, value]) => [fact, value])]])
    : await xlsxBook([
        {
          name: t.sheets.about,
          columns: [
            { heading: t.fact, kind: "text" },
            { heading: t.value, kind: "text" },
          ],
          portions: [about],
        },
        { name: t.sheets.organisations, columns, portions: [whole] },
        { name: t.sheets.products, columns, portions: [products] },
      ]);
  return download(bytes, {
    name: `${t.name}-${door.today}.${format}`,
    type: isCsv ? CSV_TYPE : XLSX_TYPE,
    rows: whole.length + products.length,
    isCut: papers.byProduct.total > papers.byProduct.products.length,
  });
}

function columnsOf(locale: Locale): SheetColumn[] {
  const t = textFor(itCostsText, locale);
  const c = t.file.columns;
  return [
    { heading: t.file.concerns, kind: "text" },
    { heading: t.columns.organisation, kind: "text" },
    { heading: c.year, kind: "money" },
    { heading: c.contracts, kind: "money" },
    { heading: c.stated, kind: "money" },
    { heading: c.inhabitants, kind: "number" },
    { heading: c.inhabitantsOn, kind: "day" },
    { heading: c.inhabitantsSource, kind: "text" },
    { heading: c.perInhabitant, kind: "money" },
    { heading: c.employees, kind: "number" },
    { heading: c.employeesYear, kind: "text" },
    { heading: c.employeesSource, kind: "text" },
    { heading: c.perEmployee, kind: "money" },
    { heading: c.users, kind: "number" },
    { heading: c.usersYear, kind: "text" },
    { heading: c.usersSource, kind: "text" },
    { heading: c.perUser, kind: "money" },
    { heading: c.systems, kind: "number" },
    { heading: c.systemsWithCost, kind: "number" },
    { heading: c.from, kind: "text" },
  ];
}

function wholeRows({ whole }: CostPapers, locale: Locale): SheetRow[] {
  const t = textFor(itCostsText, locale);
  return [
    ...whole.rows.map(
      (row): SheetRow => [
        t.file.whole,
        nameIn(whole, row.tenant_id),
        row.total,
        row.fromContracts.count > 0 ? row.fromContracts.minor : null,
        row.fromStated.count > 0 ? row.fromStated.minor : null,
        ...dividedBy(row, row.per),
        row.users?.value,
        row.users && String(row.users.year),
        row.users?.source,
        row.per.user,
        row.systems,
        row.systemsWithCost,
        row.total === null ? t.missing.year : sourcesInWords(row, locale).join("; "),
      ],
    ),
    ...whole.statistics.map((one): SheetRow => [t.statistics, statisticInWords(one, locale)]),
  ];
}

function productRows({ byProduct }: CostPapers, locale: Locale): SheetRow[] {
  const t = textFor(itCostsText, locale);
  const places = new Map(byProduct.rows.map((row) => [row.tenant_id, row]));
  const sumOf = (row: ProductRow, from: "contract" | "stated") => {
    const items = row.items.filter((item) => item.from === from);
    return items.length > 0 ? items.reduce((sum, item) => sum + item.minor, 0) : null;
  };
  return byProduct.products.flatMap((product) => [
    ...product.rows.map(
      (row): SheetRow => [
        product.name,
        nameIn(byProduct, row.tenant_id),
        row.per.year,
        sumOf(row, "contract"),
        sumOf(row, "stated"),
        ...dividedBy(places.get(row.tenant_id)!, row.per),
        row.users?.count,
        row.users?.on,
        row.users && t.file.systemOwner,
        row.per.user,
        null,
        null,
        row.items.map((item) => itemInWords(item, locale)).join("; "),
      ],
    ),
    ...product.statistics.map((one): SheetRow => [product.name, t.statistics, statisticInWords(one, locale)]),
  ]);
}

/** Inhabitants and employees with source and year, each followed by the amount per one. */
function dividedBy(
  { population, employees }: Pick<OrganisationRow, "population" | "employees">,
  per: OrganisationRow["per"],
): SheetRow {
  return [
    population?.inhabitants,
    population?.counted_on,
    population?.source,
    per.inhabitant,
    employees?.value,
    employees && String(employees.year),
    employees?.source,
    per.employee,
  ];
}
