import { NotFound, Refused } from "../../server/errors.server.ts";
import { PDF_TYPE, pdfFile } from "../../server/pdf.server.ts";
import type { PdfBlock } from "../../server/pdf-blocks.ts";
import { download } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Formats, formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { reportRowForm } from "./agreements.form.ts";
import { reportPath } from "./agreements.paths.ts";
import { mayReadAgreements, mayWriteAgreements } from "./agreements.policy.ts";
import { type Outcome, readForm, refusalsIn, typedOf } from "./posted.server.ts";
import { type MissingField, reportYear } from "./report.rules.ts";
import { reportText } from "./report.text.ts";
import { listReportRows, type ReportRow } from "./report-rows.server.ts";

type Words = ReturnType<typeof textFor<(typeof reportText)["sv"]>>;

async function readReport(door: Door, year: number) {
  const rows = await listReportRows(door, year);
  return {
    included: rows.filter((row) => row.leftOut === null),
    leftOut: rows.filter((row) => row.leftOut !== null),
  };
}

/** The report of one municipality and year, as blocks that page and document share. */
export async function loadReport(door: Door, search: URLSearchParams, locale: Locale) {
  const year = reportYear(search.get("year"), door.today);
  const { included, leftOut } = await readReport(door, year);
  const [t, format] = [textFor(reportText, locale), formatsFor(locale)];
  const current = Number(door.today.slice(0, 4));
  return {
    slug: door.tenant.slug,
    year,
    years: [current, current - 1, current - 2, current - 3],
    mayFill: mayWriteAgreements(door.actor),
    summary: included.length > 0 ? summaryOf(included, t) : t.none(year),
    sections: included.map((row) => ({
      id: row.id,
      title: row.title,
      items: itemsOf(row, t, format),
      missing: row.missing,
    })),
    leftOut: leftOut.map((row) => ({ id: row.id, text: t.leftOutLine(row.title, row.leftOut ?? "") })),
  };
}

function summaryOf(rows: ReportRow[], t: Words): string {
  return t.summary(
    rows.length,
    rows.reduce((sum, row) => sum + row.missing.length, 0),
  );
}

/** Each field of an agreement with what is known of it; null where nobody has said. */
function itemsOf(row: ReportRow, t: Words, format: Formats): { term: string; value: string | null }[] {
  const field = (name: string) => t.fields[name] ?? name;
  const missing = (name: MissingField, value: string | null) => (row.missing.includes(name) ? null : value);
  const money = row.cost_minor === null ? null : format.money(row.cost_minor);
  const parties = row.parties.map((party) =>
    party.role === "host" ? `${party.name} (${t.host})` : party.name,
  );
  const left = row.parties.filter(
    (party) =>
      party.leaves_on !== null && !row.notices.some((n) => n.organisation_id === party.organisation_id),
  );
  const exits = [
    ...row.notices.map((n) => t.noticeLine(n.name, format.day(n.given_on), format.day(n.ends_on))),
    ...left.map((party) => t.leftLine(party.name, format.day(party.leaves_on ?? ""))),
  ];
  return [
    { term: field("tasks"), value: missing("tasks", [row.purpose, ...row.areas].filter(Boolean).join("; ")) },
    { term: field("parties"), value: parties.join(", ") },
    { term: field("legal_ground"), value: row.legal_ground },
    { term: field("number"), value: row.number },
    {
      term: field("period"),
      value: t.until(
        row.starts_on ? format.day(row.starts_on) : "",
        row.ends_on ? format.day(row.ends_on) : t.open,
      ),
    },
    { term: field("decision"), value: row.decision },
    {
      term: field("delegations"),
      value:
        row.delegations.map((each) => `${each.task} (${each.receiver_role}, ${each.to_name})`).join("; ") ||
        t.nothing,
    },
    { term: field("cost"), value: money && (row.isSettled ? `${money}, ${t.fromSettlement}` : money) },
    { term: field("follow_up"), value: row.follow_up || null },
    {
      term: field("changes"),
      value:
        row.changes.map((each) => `${each.title} (${format.day(each.effective_on)})`).join("; ") || t.nothing,
    },
    { term: field("notices"), value: exits.join(" ") || t.nothing },
  ];
}

/** The report as a PDF, as a draft for the council's agenda. */
export async function exportReport(door: Door, search: URLSearchParams, locale: Locale): Promise<Response> {
  const year = reportYear(search.get("year"), door.today);
  const { included, leftOut } = await readReport(door, year);
  const [t, format] = [textFor(reportText, locale), formatsFor(locale)];
  const blocks: PdfBlock[] = [
    { kind: "heading", level: 1, text: t.title(year) },
    { kind: "paragraph", text: t.lead },
    { kind: "paragraph", text: included.length > 0 ? summaryOf(included, t) : t.none(year) },
    ...included.flatMap((row) => agreementBlocks(row, t, format)),
    ...(leftOut.length > 0
      ? [
          { kind: "heading" as const, level: 2 as const, text: t.leftOut },
          { kind: "list" as const, items: leftOut.map((row) => t.leftOutLine(row.title, row.leftOut ?? "")) },
        ]
      : []),
  ];
  const bytes = await pdfFile({
    title: t.title(year),
    author: door.tenant.name,
    locale,
    createdAt: door.now,
    pageOf: t.pageOf,
    blocks,
  });
  return download(bytes, {
    name: `${t.file}-${year}.pdf`,
    type: PDF_TYPE,
    rows: included.length,
    isCut: false,
  });
}

function agreementBlocks(row: ReportRow, t: Words, format: Formats): PdfBlock[] {
  const names = row.missing.map((field) => (t.fields[field] ?? field).toLowerCase()).join(", ");
  return [
    { kind: "heading", level: 2, text: row.title },
    {
      kind: "list",
      items: itemsOf(row, t, format).map((item) => `${item.term}: ${item.value ?? t.missing.toLowerCase()}`),
    },
    ...(row.missing.length > 0
      ? [{ kind: "paragraph" as const, text: t.missingLine(names), isNote: true }]
      : []),
  ];
}

/** The form for what only people know of one agreement and year. @throws NotFound when it was not in force for the organisation */
export async function loadReportRow(door: Door, id: string, search: URLSearchParams) {
  const { tenant, actor, today, authorize } = door;
  if (!mayReadAgreements(tenant) || actor.isPreview) throw new NotFound();
  const year = reportYear(search.get("year"), today);
  const row = isUuid(id) ? (await listReportRows(door, year, id))[0] : undefined;
  if (!row) throw new NotFound();
  authorize(mayWriteAgreements(actor));
  return {
    slug: tenant.slug,
    year,
    agreement: { id, title: row.title, owner_id: row.owner_id },
    typed: {
      ...typedOf({
        follow_up: row.follow_up,
        left_out_reason: row.leftOut,
        is_left_out: row.leftOut !== null,
      }),
      cost: row.ownCost === null ? "" : (row.ownCost / 100).toFixed(2).replace(".", ","),
    } as Record<string, string>,
  };
}

/** Saves the own words about one agreement and year; leaving it out needs a reason (RAP-001). */
export async function saveReportRow(
  door: Door,
  id: string,
  search: URLSearchParams,
  locale: Locale,
): Promise<Outcome> {
  const { db, tenant, form, record } = door;
  const { year, agreement } = await loadReportRow(door, id, search);
  const read = readForm(reportRowForm, form);
  if ("errors" in read) return read;
  const { typed, fields } = read;
  if (fields.is_left_out && !fields.left_out_reason)
    return { typed, errors: { left_out_reason: refusalsIn(locale)["RAP-001"](agreement.title, year) } };
  const columns = {
    follow_up: fields.follow_up,
    cost_minor: fields.cost,
    left_out_reason: fields.is_left_out ? fields.left_out_reason : null,
  };
  const made = await db
    .insertInto("agreement_year")
    .values({ tenant_id: tenant.id, owner_id: agreement.owner_id, agreement_id: id, year, ...columns })
    .onConflict((conflict) => conflict.columns(["tenant_id", "agreement_id", "year"]).doUpdateSet(columns))
    .returning("year")
    .executeTakeFirst();
  if (!made) throw new Refused("changed_meanwhile");
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: "updated",
    changes: [{ field: "report", old: null, new: String(year) }],
    reason: columns.left_out_reason ?? undefined,
  });
  return { to: `${reportPath(tenant.slug, year)}&saved=1` };
}
