import type { PdfBlock } from "#app/server/pdf-blocks.ts";
import { textFor } from "../../text/text.ts";
import type { Meeting } from "./meeting.server.ts";
import { meetingText } from "./meeting.text.ts";
import { cutNote, placeName, type Writing } from "./meeting-words.server.ts";
import { FIGURES_PER_PRODUCT, type Figure } from "./prices.rules.ts";
import { pricesText } from "./prices.text.ts";
import { savingInWords, statisticInWords } from "./pricesInWords.ts";

/** The prices in the papers: per product its figures with basis and age, then median and spread where they may be told. */
export function priceBlocks(meeting: Meeting, writing: Writing): PdfBlock[] {
  const { locale } = writing;
  const t = textFor(pricesText, locale);
  const words = textFor(meetingText, locale);
  const { products, total } = meeting.prices;
  const heading: PdfBlock = { kind: "heading", level: 2, text: words.prices, newPage: true };
  if (products.length === 0) return [heading, { kind: "paragraph", text: t.noneText }];
  return [
    heading,
    ...products.flatMap((product): PdfBlock[] => [
      { kind: "heading", level: 3, text: product.product_name },
      {
        kind: "table",
        caption: t.caption(product.product_name),
        columns: [
          { heading: t.columns.organisation, weight: 1.2 },
          { heading: t.columns.system, weight: 1.4 },
          { heading: t.columns.year, weight: 1.4, align: "end" },
          { heading: t.columns.user, weight: 1.5, align: "end" },
          { heading: t.columns.inhabitant, weight: 1.7, align: "end" },
        ],
        rows: product.figures.map((figure) => figureRow(figure, meeting, writing)),
      },
      ...(product.isCut
        ? [{ kind: "paragraph", isNote: true, text: t.cut(FIGURES_PER_PRODUCT) } as const]
        : product.statistics.length === 0
          ? [{ kind: "paragraph", isNote: true, text: t.tooFew } as const]
          : [
              {
                kind: "list",
                items: product.statistics.map((one) => statisticInWords(one, locale)),
              } as const,
            ]),
      ...(product.saving
        ? [
            {
              kind: "paragraph",
              text: `${t.saving}. ${savingInWords(product.saving, locale)} ${t.savingAssumes}`,
            } as const,
          ]
        : []),
    ]),
    ...cutNote(products.length, total, writing),
  ];
}

function figureRow(figure: Figure, meeting: Meeting, { locale, format }: Writing): string[] {
  const t = textFor(pricesText, locale);
  const { ownId, sharing } = meeting.prices;
  const isOpen = sharing.find(({ group }) => group === "price")?.weShare;
  const own = figure.tenant_id === ownId ? ` (${isOpen === false ? t.ownNotShared : t.own})` : "";
  const money = (minor: number | null, basis: string | null) =>
    minor === null ? "–" : `${format.money(minor, figure.currency)}${basis ? `\n${basis}` : ""}`;
  const age =
    figure.cost_year === null || figure.age === null ? t.noYear : t.priceYear(figure.cost_year, figure.age);
  return [
    `${placeName(figure.tenant_id, meeting)}${own}`,
    figure.own_name,
    money(figure.yearly_minor, figure.currency === "SEK" ? age : `${age}, ${t.otherCurrency}`),
    money(
      figure.perUser,
      figure.user_count === null
        ? null
        : t.users(format.number(figure.user_count), figure.user_count_on && format.day(figure.user_count_on)),
    ),
    money(
      figure.perInhabitant,
      figure.population &&
        t.inhabitants(
          format.number(figure.population.inhabitants),
          format.day(figure.population.counted_on),
          figure.population.source,
        ),
    ),
  ];
}
