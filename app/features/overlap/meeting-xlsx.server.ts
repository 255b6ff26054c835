import { download, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import { XLSX_TYPE, type XlsxSheet, xlsxBook } from "#app/server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { functionName } from "../functions/functions.rules.ts";
import { productsAfter } from "./choices.rules.ts";
import { choicesText } from "./choices.text.ts";
import { loadMeeting, type Meeting, type MeetingDoor } from "./meeting.server.ts";
import { meetingText } from "./meeting.text.ts";
import { lineName, placeName } from "./meeting-words.server.ts";
import { overlapText } from "./overlap.text.ts";
import { pricesText } from "./prices.text.ts";
import { savingInWords, statisticInWords } from "./pricesInWords.ts";
import { ITEMS_IN_FILE, matrixSheet } from "./sheet.server.ts";
import { timelineText } from "./timeline.text.ts";

/** Functions in the file; the taxonomy has some hundred. */
const FUNCTIONS_IN_FILE = 1000;

/** The papers for a meeting as an Excel file: what they rest on first, then a sheet per part. */
export async function meetingXlsx(
  door: MeetingDoor,
  search: URLSearchParams,
  locale: Locale,
): Promise<Response> {
  const t = textFor(meetingText, locale);
  const meeting = await loadMeeting(door, search, {
    locale,
    functions: FUNCTIONS_IN_FILE,
    itemsPerCell: ITEMS_IN_FILE,
  });
  const matrix = matrixSheet(meeting.overlap, locale);
  const bytes = await xlsxBook([
    aboutSheet(meeting, locale),
    { name: t.sheets.matrix, columns: matrix.columns, portions: [matrix.rows] },
    choicesSheet(meeting, locale),
    timelineSheet(meeting, locale),
    pricesSheet(meeting, locale),
  ]);
  return download(bytes, {
    name: `${t.fileName}-${door.today}.xlsx`,
    type: XLSX_TYPE,
    rows: matrix.rows.length,
    isCut: meeting.overlap.total > matrix.rows.length,
  });
}

const text = (heading: string): SheetColumn => ({ heading, kind: "text" });
const number = (heading: string): SheetColumn => ({ heading, kind: "number" });
const money = (heading: string): SheetColumn => ({ heading, kind: "money" });
const day = (heading: string): SheetColumn => ({ heading, kind: "day" });

function aboutSheet({ facts, hidden, definitions, ...parts }: Meeting, locale: Locale): XlsxSheet {
  const t = textFor(meetingText, locale);
  const { choices, timeline, prices } = parts;
  const cuts: SheetRow[] = [
    [t.choices, choices.functions.length, choices.total] as const,
    [t.timeline, timeline.rows.length, timeline.total] as const,
    [t.prices, prices.products.length, prices.total] as const,
  ]
    .filter(([, shown, total]) => total > shown)
    .map(([name, shown, total]) => [name, t.cut(shown, total)]);
  return {
    name: t.sheets.about,
    columns: [text(t.facts.fact), text(t.facts.value)],
    portions: [
      [
        ...facts,
        ...cuts,
        ...hidden.map((line) => [t.hidden, line]),
        ...definitions.map((line) => [t.definitions, line]),
      ],
    ],
  };
}

function choicesSheet({ choices }: Meeting, locale: Locale): XlsxSheet {
  const t = textFor(choicesText, locale).fileColumns;
  return {
    name: textFor(meetingText, locale).sheets.choices,
    columns: [
      text(t.function),
      number(t.before),
      text(t.kept),
      number(t.after),
      number(t.systems),
      number(t.organisations),
    ],
    portions: [
      choices.functions.map((line) => [
        functionName(line, locale),
        line.products,
        line.choice?.productName,
        productsAfter(line),
        line.choice?.systems,
        line.choice?.organisations,
      ]),
    ],
  };
}

function timelineSheet(meeting: Meeting, locale: Locale): XlsxSheet {
  const t = textFor(timelineText, locale);
  const words = textFor(meetingText, locale);
  const { line, day: on, what, organisation, system } = words.timelineColumns;
  return {
    name: words.sheets.timeline,
    columns: [text(line), day(on), text(what), text(organisation), text(system)],
    portions: meeting.timeline.rows.map((row) =>
      row.points.flatMap((point): SheetRow[] => {
        const start = [lineName(row, meeting), point.on, t.kindHeadings[point.kind]];
        const items = point.items.map((item) => [
          ...start,
          placeName(item.tenant_id, meeting),
          item.own_name,
        ]);
        const more = point.count - point.items.length;
        return more > 0 ? [...items, [...start, "", t.more(more)]] : items;
      }),
    ),
  };
}

function pricesSheet(meeting: Meeting, locale: Locale): XlsxSheet {
  const t = textFor(pricesText, locale);
  const words = textFor(meetingText, locale);
  const own = textFor(overlapText, locale).system;
  const columns = words.priceColumns;
  return {
    name: words.sheets.prices,
    columns: [
      text(columns.product),
      text(t.columns.organisation),
      text(own),
      money(columns.yearly),
      text(columns.currency),
      number(columns.costYear),
      number(columns.users),
      day(columns.usersOn),
      money(columns.perUser),
      number(columns.inhabitants),
      day(columns.inhabitantsOn),
      money(columns.perInhabitant),
    ],
    portions: meeting.prices.products.map((product): SheetRow[] => [
      ...product.figures.map((figure) => [
        product.product_name,
        placeName(figure.tenant_id, meeting),
        figure.own_name,
        figure.yearly_minor,
        figure.currency,
        figure.cost_year,
        figure.user_count,
        figure.user_count_on,
        figure.perUser,
        figure.population?.inhabitants,
        figure.population?.counted_on,
        figure.perInhabitant,
      ]),
      ...product.statistics.map((one) => [product.product_name, t.statistics, statisticInWords(one, locale)]),
      ...(product.saving
        ? [[product.product_name, t.saving, `${savingInWords(product.saving, locale)} ${t.savingAssumes}`]]
        : []),
    ]),
  };
}
