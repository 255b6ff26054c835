import { PDF_TYPE, pdfFile } from "#app/server/pdf.server.ts";
import type { PdfBlock } from "#app/server/pdf-blocks.ts";
import { download } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { Measure, OrganisationRow, PerMeasure, Statistic } from "./it-costs.rules.ts";
import { itCostsText } from "./it-costs.text.ts";
import {
  definitionsInWords,
  divisorsInWords,
  itemInWords,
  nameIn,
  rulesInWords,
  sourcesInWords,
  statisticInWords,
} from "./itCostsInWords.ts";
import { type CostPapers, factsOf, loadPapers } from "./papers.server.ts";

/** Products in the papers; the other files hold more. */
const PRODUCTS_IN_PAPERS = 40;

/** The comparison for a meeting as PDF: pictures, tables, definitions and what is left out by rule. */
export async function itCostsPdf(
  door: Pick<Door, "db" | "tenant" | "today" | "actor" | "now">,
  search: URLSearchParams,
  locale: Locale,
): Promise<Response> {
  const t = textFor(itCostsText, locale);
  const papers = await loadPapers(door, search);
  const bytes = await pdfFile({
    title: t.title,
    author: door.tenant.name,
    locale,
    createdAt: door.now,
    pageOf: t.file.pageOf,
    blocks: [
      { kind: "heading", level: 1, text: t.title },
      {
        kind: "table",
        caption: t.file.about,
        columns: [{ heading: t.file.fact }, { heading: t.file.value, weight: 3 }],
        rows: factsOf(door, papers, locale),
      },
      ...(["inhabitant", "employee", "user"] as const).flatMap((measure) =>
        barBlocks(papers, measure, locale),
      ),
      wholeTable(papers, locale),
      ...statisticBlocks(papers.whole.statistics, locale),
      { kind: "heading", level: 2, text: t.definitionsTitle },
      { kind: "list", items: definitionsInWords(locale) },
      { kind: "heading", level: 2, text: t.file.hidden },
      { kind: "list", items: rulesInWords(papers.whole, locale) },
      ...productBlocks(papers, locale),
    ],
  });
  return download(bytes, {
    name: `${t.file.name}-${door.today}.pdf`,
    type: PDF_TYPE,
    rows: papers.whole.rows.length,
    isCut: papers.byProduct.total > PRODUCTS_IN_PAPERS,
  });
}

function barBlocks({ whole }: CostPapers, measure: Measure, locale: Locale): PdfBlock[] {
  const t = textFor(itCostsText, locale);
  const format = formatsFor(locale);
  const title = t.picture(t.measuresLong[measure]);
  if (!whole.rows.some((row) => row.per[measure] !== null)) return [];
  return [
    {
      kind: "bars",
      title,
      alternative: t.file.alternative(t.measuresLong[measure], whole.rows.length),
      legend: [title],
      bars: whole.rows.map((row) => ({
        label: nameIn(whole, row.tenant_id),
        values: [Math.max(0, row.per[measure] ?? 0)],
        text: row.per[measure] === null ? missingIn(row, measure, locale) : format.money(row.per[measure]),
      })),
    },
  ];
}

function wholeTable({ whole }: CostPapers, locale: Locale): PdfBlock {
  const t = textFor(itCostsText, locale);
  const format = formatsFor(locale);
  return {
    kind: "table",
    caption: t.caption,
    isDense: true,
    columns: [
      { heading: t.columns.organisation, weight: 1.2 },
      { heading: t.columns.inhabitant, weight: 1.6, align: "end" },
      { heading: t.columns.employee, weight: 1.6, align: "end" },
      { heading: t.columns.user, weight: 1.6, align: "end" },
      { heading: t.columns.year, weight: 1.8, align: "end" },
      { heading: t.columns.coverage, align: "end" },
    ],
    rows: whole.rows.map((row) => {
      const basis = divisorsInWords(row, locale);
      const cell = (measure: "inhabitant" | "employee" | "user") =>
        row.per[measure] === null
          ? missingIn(row, measure, locale)
          : `${format.money(row.per[measure])}\n${basis[measure]}`;
      return [
        nameIn(whole, row.tenant_id),
        cell("inhabitant"),
        cell("employee"),
        cell("user"),
        row.total === null
          ? t.missing.year
          : `${format.money(row.total)}\n${sourcesInWords(row, locale).join("; ")}`,
        row.systems === 0
          ? t.noSystems
          : t.coverage(format.number(row.systemsWithCost), format.number(row.systems)),
      ];
    }),
  };
}

function statisticBlocks(statistics: readonly Statistic[], locale: Locale): PdfBlock[] {
  if (statistics.length === 0)
    return [{ kind: "paragraph", isNote: true, text: textFor(itCostsText, locale).tooFew }];
  return [{ kind: "list", items: statistics.map((one) => statisticInWords(one, locale)) }];
}

function productBlocks({ byProduct }: CostPapers, locale: Locale): PdfBlock[] {
  const t = textFor(itCostsText, locale);
  const format = formatsFor(locale);
  const shown = byProduct.products.slice(0, PRODUCTS_IN_PAPERS);
  if (shown.length === 0) return [];
  const money = (per: PerMeasure, measure: Measure) =>
    per[measure] === null
      ? measure === "user"
        ? t.systemUsersMissing
        : t.missing[measure]
      : format.money(per[measure]);
  return [
    { kind: "heading", level: 2, text: t.viewNames.products, newPage: true },
    {
      kind: "table",
      caption: t.viewNames.products,
      isDense: true,
      columns: [
        { heading: t.columns.organisation, weight: 1.3 },
        { heading: t.columns.year, align: "end", weight: 1.2 },
        { heading: t.columns.user, align: "end", weight: 1.2 },
        { heading: t.columns.inhabitant, align: "end", weight: 1.2 },
        { heading: t.columns.employee, align: "end", weight: 1.2 },
        { heading: t.columns.from, weight: 2.2 },
      ],
      rows: shown.flatMap((product) => [
        { group: product.name },
        ...product.rows.map((row) => [
          nameIn(byProduct, row.tenant_id),
          money(row.per, "year"),
          money(row.per, "user"),
          money(row.per, "inhabitant"),
          money(row.per, "employee"),
          row.items.map((item) => itemInWords(item, locale)).join("; "),
        ]),
      ]),
    },
    ...(byProduct.total > shown.length
      ? [{ kind: "paragraph", isNote: true, text: t.file.cut(shown.length, byProduct.total) } as const]
      : []),
  ];
}

function missingIn(row: OrganisationRow, measure: Measure, locale: Locale): string {
  const { missing } = textFor(itCostsText, locale);
  return row.total === null ? missing.year : missing[measure];
}
