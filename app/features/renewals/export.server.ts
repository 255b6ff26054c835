import { NotFound } from "../../server/errors.server.ts";
import { PDF_TYPE, pdfFile } from "../../server/pdf.server.ts";
import type { PdfBlock } from "../../server/pdf-blocks.ts";
import { download, type SheetColumn } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "../../server/xlsx.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { pagesText } from "../surveys/pages.text.ts";
import { replyColumns } from "../surveys/sheet.server.ts";
import { isSent } from "../surveys/surveys.rules.ts";
import { openSurvey } from "../surveys/surveys.server.ts";
import { surveysText } from "../surveys/surveys.text.ts";
import { roundCourse } from "./course.server.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";
import { type Result, readResult } from "./results.server.ts";
import type { Round } from "./rounds.server.ts";

/** The own survey's result; the file says its day. @throws NotFound for others', and before it is sent */
async function readForFile(door: Door, id: string): Promise<{ round: Round; result: Result }> {
  const round = await openSurvey(door, roundCourse, id);
  if (round.tenant_id !== door.tenant.id || !isSent(round)) throw new NotFound();
  door.open("every member reads what the own organisation has asked");
  return { round, result: await readResult(door, round) };
}

/** The result as a sheet, one line per organisation: group, quantity, cost, and who answered for it and when. */
export async function exportSheet(door: Door, id: string, locale: Locale): Promise<Response> {
  const { result } = await readForFile(door, id);
  const t = textFor(resultText, locale);
  const u = textFor(pagesText, locale);
  const { words } = textFor(renewalsText, locale).answer;
  const common = replyColumns(result.questions, locale);
  const columns: SheetColumn[] = [
    { heading: textFor(surveysText, locale).organisation, kind: "text" },
    { heading: u.bucket, kind: "text" },
    { heading: t.columns.answer, kind: "text" },
    { heading: t.columns.kind, kind: "text" },
    { heading: u.counts, kind: "text" },
    { heading: u.quantity, kind: "number" },
    { heading: t.columns.cost, kind: "money" },
    { heading: t.columns.comment, kind: "text" },
    ...common.columns,
    { heading: t.columns.reason, kind: "text" },
  ];
  const rows = result.rows.map(({ name, bucket, counts, quantity, cost, reply, answers, placedReason }) => [
    name,
    t.buckets[bucket],
    reply && words[reply.answer],
    reply && u.kinds[reply.kind],
    common.yes(counts),
    quantity,
    cost,
    reply?.comment,
    ...common.cells({ reply, answers }),
    placedReason,
  ]);
  return download(await xlsxFile(columns, [rows], t.sheet), {
    name: `${t.pdfFile}-${door.today}.xlsx`,
    type: XLSX_TYPE,
    rows: rows.length,
    isCut: false,
  });
}

/** The result as a PDF for the decision file. */
export async function exportPdf(door: Door, id: string, locale: Locale): Promise<Response> {
  const { round, result } = await readForFile(door, id);
  const t = textFor(resultText, locale);
  const bytes = await pdfFile({
    title: t.pdfTitle,
    subject: round.name,
    author: door.tenant.name,
    locale,
    createdAt: door.now,
    pageOf: t.pageOf,
    blocks: pdfBlocks({ round, result, today: door.today }, locale),
  });
  return download(bytes, {
    name: `${t.pdfFile}-${door.today}.pdf`,
    type: PDF_TYPE,
    rows: result.rows.length,
    isCut: false,
  });
}

function pdfBlocks(
  { round, result, today }: { round: Round; result: Result; today: string },
  locale: Locale,
): PdfBlock[] {
  const t = textFor(resultText, locale);
  const u = textFor(pagesText, locale);
  const v = textFor(surveysText, locale);
  const format = formatsFor(locale);
  const money = (minor: number) => format.money(minor, round.currency);
  const { quorum, reached, total } = result;
  return [
    { kind: "heading", level: 1, text: t.pdfTitle },
    {
      kind: "paragraph",
      text: `${t.pdfIntro(round.name, round.coordinator)} ${t.pdfAsOf(format.dayInWords(today))}`,
    },
    {
      kind: "table",
      caption: u.result,
      columns: [
        { heading: u.bucket, weight: 2 },
        { heading: t.bucketColumns.organisations, align: "end" },
        { heading: u.quantity, align: "end" },
        { heading: t.bucketColumns.cost, align: "end" },
      ],
      rows: [
        ...result.buckets.map((row) => [
          t.buckets[row.bucket]!,
          format.number(row.organisations),
          format.number(row.quantity),
          money(row.cost),
        ]),
        [v.total, format.number(total.organisations), format.number(total.quantity), money(total.cost)],
      ],
    },
    {
      kind: "paragraph",
      text: reached
        ? t.reached(money(reached.unit_price_minor), format.number(reached.from_quantity))
        : t.notReached,
    },
    ...(quorum
      ? [
          {
            kind: "paragraph",
            text: quorum.isReached
              ? `${u.quorum}: ${quorum.counted}/${quorum.needed}. ${t.quorumHow}`
              : t.quorumNotReached(quorum.counted, quorum.needed),
          } as const,
        ]
      : []),
    {
      kind: "table",
      caption: u.table,
      isDense: true,
      columns: [
        { heading: v.organisation, weight: 1.4 },
        { heading: u.bucket, weight: 1.3 },
        { heading: u.quantity, align: "end" },
        { heading: t.columns.cost, align: "end", weight: 1.3 },
        { heading: u.who, weight: 2 },
      ],
      rows: result.rows.map(({ name, bucket, quantity, cost, reply, placedReason }) => [
        name,
        [t.buckets[bucket]!, placedReason && t.moved(placedReason)].filter(Boolean).join(". "),
        format.number(quantity),
        money(cost),
        reply
          ? [reply.responder, format.day(reply.submitted_on), u.kinds[reply.kind], reply.authority_ref]
              .filter(Boolean)
              .join(", ")
          : "",
      ]),
    },
  ];
}
