import { PDF_TYPE, pdfFile } from "#app/server/pdf.server.ts";
import type { PdfBlock } from "#app/server/pdf-blocks.ts";
import { download } from "#app/server/sheet.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { functionName, groupName } from "../functions/functions.rules.ts";
import { productsAfter } from "./choices.rules.ts";
import { choicesText } from "./choices.text.ts";
import { loadMeeting, type Meeting, type MeetingDoor } from "./meeting.server.ts";
import { meetingText } from "./meeting.text.ts";
import { cutNote, type Writing } from "./meeting-words.server.ts";
import { comparesTerms, MEETING_ITEMS, MEETING_PAGES, otherName } from "./overlap.rules.ts";
import { overlapText } from "./overlap.text.ts";
import { priceBlocks } from "./price-blocks.server.ts";
import { timelineBlocks } from "./timeline-blocks.server.ts";

/** The papers for a meeting as PDF: what they rest on, before and after, timeline, prices, and one page per function. */
export async function meetingPdf(
  door: MeetingDoor,
  search: URLSearchParams,
  locale: Locale,
): Promise<Response> {
  const t = textFor(meetingText, locale);
  const meeting = await loadMeeting(door, search, {
    locale,
    functions: MEETING_PAGES,
    itemsPerCell: MEETING_ITEMS,
  });
  const writing: Writing = { locale, format: formatsFor(locale) };
  const bytes = await pdfFile({
    title: t.title,
    author: door.tenant.name,
    locale,
    createdAt: door.now,
    pageOf: t.pageOf,
    blocks: [
      ...aboutBlocks(meeting, writing),
      ...choiceBlocks(meeting, writing),
      ...timelineBlocks(meeting, writing),
      ...priceBlocks(meeting, writing),
      ...functionBlocks(meeting, writing),
    ],
  });
  return download(bytes, {
    name: `${t.fileName}-${door.today}.pdf`,
    type: PDF_TYPE,
    rows: meeting.overlap.rows.length,
    isCut: meeting.overlap.total > meeting.overlap.rows.length,
  });
}

function aboutBlocks({ facts, hidden, definitions }: Meeting, { locale }: Writing): PdfBlock[] {
  const t = textFor(meetingText, locale);
  return [
    { kind: "heading", level: 1, text: t.title },
    {
      kind: "table",
      caption: t.about,
      columns: [{ heading: t.facts.fact }, { heading: t.facts.value, weight: 3 }],
      rows: facts,
    },
    { kind: "heading", level: 2, text: t.hidden },
    { kind: "paragraph", text: t.hiddenLead },
    { kind: "list", items: hidden },
    { kind: "heading", level: 2, text: t.definitions },
    { kind: "list", items: definitions },
  ];
}

function choiceBlocks({ choices }: Meeting, writing: Writing): PdfBlock[] {
  const { locale, format } = writing;
  const t = textFor(choicesText, locale);
  const words = textFor(meetingText, locale);
  const heading: PdfBlock = { kind: "heading", level: 2, text: words.choices, newPage: true };
  const { functions, outcome } = choices;
  if (functions.length === 0) return [heading, { kind: "paragraph", text: words.none }];
  const chosen = functions.filter((line) => line.choice).length;
  return [
    heading,
    ...(outcome
      ? ([{ kind: "paragraph", text: `${t.total}: ${outcomeText(outcome, writing)}` }] as const)
      : []),
    {
      kind: "bars",
      title: t.fileColumns.before,
      alternative: words.choicesAlternative(functions.length, chosen),
      legend: chosen > 0 ? [t.before, t.after] : [t.before],
      bars: functions.map((line) => ({
        label: functionName(line, locale),
        values: line.choice ? [line.products, productsAfter(line)] : [line.products],
        text: line.choice
          ? t.arrow(String(line.products), String(productsAfter(line)))
          : String(line.products),
      })),
    },
    {
      kind: "table",
      caption: words.choices,
      columns: [
        { heading: t.fileColumns.function, weight: 2.4 },
        { heading: t.fileColumns.before, weight: 1.2, align: "end" },
        { heading: t.fileColumns.kept, weight: 1.7 },
        { heading: t.fileColumns.after, weight: 1.2, align: "end" },
        { heading: t.fileColumns.systems, weight: 1.2, align: "end" },
        { heading: t.fileColumns.organisations, weight: 1.7, align: "end" },
      ],
      rows: functions.map((line) => [
        functionName(line, locale),
        format.number(line.products),
        line.choice?.productName ?? words.noChoice,
        format.number(productsAfter(line)),
        line.choice ? format.number(line.choice.systems) : words.noChoice,
        line.choice ? format.number(line.choice.organisations) : words.noChoice,
      ]),
    },
    ...cutNote(functions.length, choices.total, writing),
  ];
}

function outcomeText(
  outcome: NonNullable<Meeting["choices"]["outcome"]>,
  { locale, format }: Writing,
): string {
  const t = textFor(choicesText, locale);
  const { functions, productsBefore, productsAfter: after, systems, organisations } = outcome;
  return [
    `${format.number(functions)} ${t.totals.functions}`,
    `${t.arrow(format.number(productsBefore), format.number(after))} ${t.totals.products}`,
    `${format.number(systems)} ${t.totals.systems}`,
    `${format.number(organisations)} ${t.totals.organisations}`,
  ].join(", ");
}

function functionBlocks({ overlap }: Meeting, writing: Writing): PdfBlock[] {
  const { locale, format } = writing;
  const t = textFor(overlapText, locale);
  const words = textFor(meetingText, locale);
  const terms = comparesTerms(overlap.query.focus);
  const pages = overlap.rows.flatMap((row): PdfBlock[] => [
    { kind: "heading", level: 2, text: functionName(row, locale), newPage: true },
    {
      kind: "paragraph",
      text: `${groupName(row, locale)}. ${t.barLabel(row.products, row.organisations)}.`,
    },
    {
      kind: "table",
      caption: functionName(row, locale),
      columns: [
        { heading: t.meetingColumns.municipality, weight: 1.2 },
        { heading: t.meetingColumns.product, weight: 1.5 },
        { heading: t.meetingColumns.name, weight: 1.5 },
        { heading: t.meetingColumns.lifecycle },
        ...(terms ? [{ heading: t.meetingColumns.ends }] : []),
      ],
      rows: overlap.columns.flatMap((column) => {
        const cell = row.cells[column.id];
        const items = (cell?.items ?? []).map((item) => [
          column.name,
          item.product_name,
          otherName(item) ?? "",
          t.lifecycles[item.lifecycle],
          ...(terms ? [item.ends_on ? format.day(item.ends_on) : ""] : []),
        ]);
        return cell && cell.more > 0 ? [...items, [column.name, t.more(cell.more), "", "", ""]] : items;
      }),
    },
    { kind: "paragraph", isNote: true, text: words.read(format.day(overlap.today)) },
  ]);
  return [...pages, ...cutNote(overlap.rows.length, overlap.total, writing)];
}
