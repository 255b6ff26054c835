import { NotFound, Refused } from "../../server/errors.server.ts";
import { PDF_TYPE, pdfFile } from "../../server/pdf.server.ts";
import type { PdfBlock } from "../../server/pdf-blocks.ts";
import { download, type SheetColumn } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "../../server/xlsx.server.ts";
import { type Formats, formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { pagesText } from "../surveys/pages.text.ts";
import { replyColumns } from "../surveys/sheet.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { openSurvey } from "../surveys/surveys.server.ts";
import type { Check } from "./checks.server.ts";
import { checkCourse } from "./course.server.ts";
import { BUCKETS } from "./interest-checks.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import { proofText } from "./proof.text.ts";
import { resultText } from "./result.text.ts";
import { findDecision, type Result, type ResultRow, readResult } from "./results.server.ts";

type Decision = Awaited<ReturnType<typeof findDecision>>;
/** Paragraphs, lists and tables: the part of a document that a page shows as well. */
export type ProofBlock = Extract<PdfBlock, { kind: "heading" | "paragraph" | "list" | "table" }>;

/** The check's own organisation, once the time to answer is over. @throws NotFound for others, and while it is open */
async function readForProof(door: Door, id: string) {
  const { tenant, today, open } = door;
  const check = await openSurvey(door, checkCourse, id);
  const state = stateOn(check, today);
  if (check.tenant_id !== tenant.id || (state !== "closed" && state !== "decided")) throw new NotFound();
  open("every member reads what the own organisation has asked");
  const result = await readResult(door, check);
  return { check, result, decision: await findDecision(door.db, id) };
}

/** The proof as a page. */
export async function loadProof(door: Door, id: string, locale: Locale) {
  const facts = await readForProof(door, id);
  return {
    slug: door.tenant.slug,
    check: { id, name: facts.check.name },
    title: textFor(proofText, locale).title,
    blocks: proofBlocks({ ...facts, today: door.today, ownId: door.tenant.id }, locale),
  };
}

/** The proof as a PDF for the decision file. */
export async function exportProof(door: Door, id: string, locale: Locale): Promise<Response> {
  const facts = await readForProof(door, id);
  const t = textFor(proofText, locale);
  const bytes = await pdfFile({
    title: t.title,
    subject: facts.check.name,
    author: door.tenant.name,
    locale,
    createdAt: door.now,
    pageOf: t.pageOf,
    blocks: [
      { kind: "heading", level: 1, text: t.title },
      ...proofBlocks({ ...facts, today: door.today, ownId: door.tenant.id }, locale),
    ],
  });
  return download(bytes, {
    name: `${t.file}-${door.today}.pdf`,
    type: PDF_TYPE,
    rows: facts.result.rows.length,
    isCut: false,
  });
}

interface Facts {
  check: Check;
  result: Result;
  decision: Decision;
  today: string;
  ownId: string;
}

/** Date, who was asked and when, what they said, who did not answer, and the decision. */
function proofBlocks({ check, result, decision, today, ownId }: Facts, locale: Locale): ProofBlock[] {
  const t = textFor(proofText, locale);
  const format = formatsFor(locale);
  const others = result.invitees.filter(({ id }) => id !== ownId).length;
  const silent = result.rows.filter(({ bucket }) => bucket === "none").map(({ name }) => name);
  const remarks = result.rows.flatMap(({ name, reply, conditionMetOn }) =>
    reply?.conditions
      ? [
          `${t.condition(name, reply.conditions)} ${conditionMetOn ? t.conditionMet(format.day(conditionMetOn)) : ""}`.trim(),
        ]
      : [],
  );
  return [
    {
      kind: "paragraph",
      text: t.intro(check.coordinator, others, check.name, format.dayInWords(check.opened_on!)),
    },
    { kind: "paragraph", text: closing(check, t, format) },
    { kind: "heading", level: 2, text: t.facts },
    factTable(check, locale),
    { kind: "heading", level: 2, text: t.answers },
    answerTable({ check, result, ownId }, locale),
    ...(remarks.length > 0
      ? [
          { kind: "heading", level: 2, text: t.conditions } as const,
          { kind: "list", items: remarks } as const,
        ]
      : []),
    { kind: "heading", level: 2, text: t.silent },
    silent.length > 0 ? { kind: "list", items: silent } : { kind: "paragraph", text: t.allAnswered },
    { kind: "heading", level: 2, text: t.summary },
    { kind: "list", items: summary({ check, result }, locale) },
    { kind: "heading", level: 2, text: t.decision },
    ...decisionLines(decision, t, format).map((text) => ({ kind: "paragraph", text }) as const),
    { kind: "paragraph", text: t.foot(format.day(today)), isNote: true },
  ];
}

type Words = ReturnType<typeof textFor<(typeof proofText)["sv"]>>;

function closing(check: Check, t: Words, format: Formats): string {
  const isEarly = check.closed_on !== null && check.closed_on < check.closes_on;
  return [
    isEarly
      ? t.closedEarly(format.dayInWords(check.closed_on!), format.dayInWords(check.closes_on))
      : t.openUntil(format.dayInWords(check.closes_on)),
    check.first_closed_on && check.first_closed_on !== (check.closed_on ?? check.closes_on)
      ? t.reopened(format.dayInWords(check.first_closed_on))
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function factTable(check: Check, locale: Locale): ProofBlock {
  const t = textFor(proofText, locale);
  const r = textFor(resultText, locale);
  const u = textFor(pagesText, locale);
  const _c = textFor(interestChecksText, locale);
  const rows: [string, string | null][] = [
    [t.rows.case_number, check.case_number],
    [t.rows.name, check.name],
    [t.rows.need, check.need],
    [t.rows.background, check.background],
    [t.rows.scope, check.scope],
    [t.rows.time_frame, check.time_frame],
    [t.rows.function, locale === "en" ? check.function_en : check.function_sv],
    [t.rows.product, check.product_name],
    [
      t.rows.circle,
      check.circle_name &&
        u.circleName(check.cooperation_name ?? "", check.is_everyone ? u.everyone : check.circle_name),
    ],
    [t.rows.quorum, `${r.quorumRule(check.quorum_min)}. ${r.quorumHow[check.counts_as]}`],
  ];
  return {
    kind: "table",
    caption: t.factsCaption,
    columns: [{ heading: t.fact }, { heading: t.content, weight: 3 }],
    rows: rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
  };
}

function answerTable(
  { check, result, ownId }: Pick<Facts, "check" | "result" | "ownId">,
  locale: Locale,
): ProofBlock {
  const t = textFor(proofText, locale);
  const r = textFor(resultText, locale);
  const u = textFor(pagesText, locale);
  const format = formatsFor(locale);
  const asked = (row: ResultRow) =>
    row.standing === "invited"
      ? format.day(check.opened_on!)
      : row.addedOn
        ? `${t.self}, ${format.day(row.addedOn)}`
        : t.self;
  return {
    kind: "table",
    caption: t.answersCaption,
    isDense: true,
    columns: [
      { heading: t.columns.organisation, weight: 1.4 },
      { heading: t.columns.asked },
      { heading: t.columns.answer, weight: 1.3 },
      { heading: t.columns.quantity, align: "end", weight: 1.3 },
      { heading: t.columns.who, weight: 1.8 },
      { heading: t.columns.submitted, weight: 1.3 },
    ],
    rows: result.rows.map((row) => {
      const { reply } = row;
      return [
        row.id === ownId ? `${row.name} (${t.ourselves})` : row.name,
        asked(row),
        reply ? `${r.buckets[reply.answer]}, ${u.kinds[reply.kind]}` : t.noAnswer,
        reply ? quantityText(reply, format) : "",
        reply
          ? [reply.responder, reply.authority_ref && t.authority(reply.authority_ref)]
              .filter(Boolean)
              .join(", ")
          : "",
        reply
          ? [format.day(reply.submitted_on), reply.is_after_close && t.late, t.receipt(reply.receipt_number)]
              .filter(Boolean)
              .join(", ")
          : "",
      ];
    }),
  };
}

function quantityText(reply: NonNullable<ResultRow["reply"]>, format: Formats): string {
  return [reply.quantity_low, reply.quantity_likely, reply.quantity_high]
    .filter((value) => value !== null)
    .map((value) => format.number(value))
    .join(" – ");
}

function summary({ check, result }: Pick<Facts, "check" | "result">, locale: Locale): string[] {
  const t = textFor(proofText, locale);
  const r = textFor(resultText, locale);
  const format = formatsFor(locale);
  const { low, likely, high } = result.sums.ceiling;
  return [
    ...BUCKETS.filter((bucket) => bucket !== "self" || result.buckets.self > 0).map((bucket) =>
      t.bucket(r.buckets[bucket]!, result.buckets[bucket]),
    ),
    t.quorum(result.quorum.counted, result.quorum.needed, result.quorum.isReached),
    t.sums(format.number(low), format.number(likely), format.number(high), check.quantity_unit ?? ""),
    ...(result.changedAfterClose > 0 ? [t.changed(result.changedAfterClose)] : []),
  ];
}

function decisionLines(decision: Decision, t: Words, format: Formats): string[] {
  if (!decision) return [t.undecided];
  return [
    `${t.decided[decision.outcome]} ${t.decidedBy(decision.decided_by_name, format.day(decision.decided_on))}`,
    ...(decision.authority_ref ? [t.by(decision.authority_ref)] : []),
    ...(decision.reason ? [t.reason(decision.reason)] : []),
  ];
}

/** The replies as a sheet, one line per organisation, with the coordinator's own questions. @throws Refused while answers are hidden */
export async function exportResult(door: Door, id: string, locale: Locale): Promise<Response> {
  const { tenant, today, open } = door;
  const check = await openSurvey(door, checkCourse, id);
  if (check.tenant_id !== tenant.id || check.state === "draft") throw new NotFound();
  open("every member reads what the own organisation has asked");
  const result = await readResult(door, check);
  if (!result.maySee) throw new Refused("answers_hidden");
  const r = textFor(resultText, locale);
  const u = textFor(pagesText, locale);
  const common = replyColumns(result.questions, locale);
  const columns: SheetColumn[] = [
    { heading: r.columns.organisation, kind: "text" },
    { heading: u.bucket, kind: "text" },
    { heading: r.columns.kind, kind: "text" },
    { heading: u.counts, kind: "text" },
    { heading: r.low, kind: "number" },
    { heading: r.likely, kind: "number" },
    { heading: r.high, kind: "number" },
    { heading: r.columns.earliest, kind: "day" },
    { heading: r.columns.conditions, kind: "text" },
    ...common.columns,
    { heading: r.columns.late, kind: "text" },
  ];
  const rows = result.rows.map(({ name, bucket, counts, reply, answers }) => [
    name,
    r.buckets[bucket],
    reply && u.kinds[reply.kind],
    common.yes(counts),
    reply?.quantity_low,
    reply?.quantity_likely,
    reply?.quantity_high,
    reply?.earliest_on,
    reply?.conditions,
    ...common.cells({ reply, answers }),
    reply && common.yes(reply.is_after_close),
  ]);
  return download(await xlsxFile(columns, [rows], r.sheet), {
    name: `${textFor(proofText, locale).sheetFile}-${today}.xlsx`,
    type: XLSX_TYPE,
    rows: rows.length,
    isCut: false,
  });
}
