import type { PdfBlock } from "#app/server/pdf-blocks.ts";
import { textFor } from "../../text/text.ts";
import type { Meeting } from "./meeting.server.ts";
import { meetingText } from "./meeting.text.ts";
import { cutNote, lineName, placeName, type Writing } from "./meeting-words.server.ts";
import { marksOf, placeOn } from "./timeline.rules.ts";
import { timelineText } from "./timeline.text.ts";

/** The timeline in the papers: the picture, then its days in a table. */
export function timelineBlocks(meeting: Meeting, writing: Writing): PdfBlock[] {
  const { locale, format } = writing;
  const t = textFor(timelineText, locale);
  const words = textFor(meetingText, locale);
  const { rows, axis, time, today, total } = meeting.timeline;
  const heading: PdfBlock = { kind: "heading", level: 2, text: words.timeline, newPage: true };
  if (rows.length === 0) return [heading, { kind: "paragraph", text: t.noneText }];
  const mark = (kind: (typeof time.kinds)[number]) => time.kinds.indexOf(kind);
  return [
    heading,
    {
      kind: "timeline",
      title: t.lineNames[time.lines],
      alternative: words.timelineAlternative(rows.length, axis.years[0]!, axis.years.at(-1)!),
      today: {
        at: placeOn(axis, today),
        label: `${t.today(format.day(today))}. ${t.before(axis.years[0]!)}`,
      },
      ticks: axis.years.map((year) => ({ at: placeOn(axis, `${year}-01-01`), label: String(year) })),
      legend: time.kinds.map((kind) => t.kindHeadings[kind]),
      rows: rows.map((row) => ({
        label: lineName(row, meeting),
        points: marksOf(row.points, axis).map((one) => ({ at: one.place, mark: mark(one.kind) })),
      })),
    },
    {
      kind: "table",
      caption: t.tableCaption,
      columns: [
        { heading: t.columns.day },
        { heading: t.columns.what, weight: 1.3 },
        { heading: t.columns.whose, weight: 4 },
      ],
      rows: rows.flatMap((row) => [
        { group: lineName(row, meeting) },
        ...row.points.map((point) => [
          format.day(point.on),
          t.kindHeadings[point.kind],
          [
            ...point.items.map((item) => t.item(placeName(item.tenant_id, meeting), item.own_name)),
            ...(point.count > point.items.length ? [t.more(point.count - point.items.length)] : []),
          ].join("; "),
        ]),
      ]),
    },
    ...cutNote(rows.length, total, writing),
  ];
}
