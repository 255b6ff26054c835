import type { Door } from "#app/server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { overlapText } from "../overlap/overlap.text.ts";
import { statisticsOf } from "./it-costs.rules.ts";
import { findProductCosts, type ItCosts, type ProductComparison } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";
import { definitionsInWords, rulesInWords } from "./itCostsInWords.ts";

/** Products that a file holds; more say that the file is cut. */
const PRODUCTS_IN_FILE = 300;

/** Everything the files hold, as the one who makes them may see it. */
export interface CostPapers {
  whole: ItCosts;
  byProduct: ProductComparison;
}

type PapersDoor = Pick<Door, "db" | "tenant" | "today" | "actor" | "now">;

/** Reads both parts of the comparison for an address. */
export async function loadPapers(door: PapersDoor, search: URLSearchParams): Promise<CostPapers> {
  const byProduct = await findProductCosts(door, search, { via: "export", limit: PRODUCTS_IN_FILE });
  return { whole: { ...byProduct, statistics: statisticsOf(byProduct.rows) }, byProduct };
}

/** What a file says about itself, since it travels without the page around it: circle, time, maker, rules and definitions. */
export function aboutOf(door: PapersDoor, papers: CostPapers, locale: Locale): [string, string][] {
  const t = textFor(itCostsText, locale).file;
  return [
    ...factsOf(door, papers, locale),
    ...rulesInWords(papers.whole, locale).map((line): [string, string] => [t.hidden, line]),
    ...definitionsInWords(locale).map((line): [string, string] => [t.definitions, line]),
  ];
}

/** Circle, time and maker, and that a part is cut. */
export function factsOf(
  door: PapersDoor,
  { whole, byProduct }: CostPapers,
  locale: Locale,
): [string, string][] {
  const t = textFor(itCostsText, locale).file;
  const words = textFor(overlapText, locale);
  const { circle } = whole;
  const { previewOf } = door.tenant;
  return [
    [
      t.circle,
      circle
        ? words.circleName(circle.cooperation, circle.is_everyone ? words.everyone : circle.name)
        : words.basisOwn,
    ],
    [t.read, formatsFor(locale).instant(door.now.toISOString())],
    [
      t.by,
      [t.viewer(door.actor.name, door.tenant.name), previewOf && t.previewed(previewOf.name)]
        .filter(Boolean)
        .join(". "),
    ],
    ...(byProduct.total > byProduct.products.length
      ? [[t.sheets.products, t.cut(byProduct.products.length, byProduct.total)] as [string, string]]
      : []),
  ];
}
