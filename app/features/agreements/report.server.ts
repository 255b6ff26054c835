import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { PDF_TYPE, pdfFile } from "../../server/pdf.server.ts";
import type { PdfBlock } from "../../server/pdf-blocks.ts";
import { download } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Formats, formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { reportRowForm } from "./agreements.form.ts";
import { reportPath } from "./agreements.paths.ts";
import { mayReadAgreements, mayWriteAgreements } from "./agreements.policy.ts";
import { findAgreement, listAreas, listDecisions, listParties } from "./agreements.server.ts";
import { listDelegations } from "./delegations.part.server.ts";
import { listNotices } from "./notices.server.ts";
import { type Outcome, readForm, refusalsIn, typedOf } from "./posted.server.ts";
import { type MissingField, missingIn, reportYear } from "./report.rules.ts";
import { reportText } from "./report.text.ts";

type Words = ReturnType<typeof textFor<(typeof reportText)["sv"]>>;

/** Agreements of KL 9:37 in which the organisation was a party during the year, by name; at most 300. */
async function listInForce({ db }: Door, year: number) {
  const { rows } = await sql<{ id: string; title: string; joined_on: string; leaves_on: string | null }>`
    select a.id, a.title, min(p.joined_on) as joined_on,
      case when bool_or(p.leaves_on is null) then null else max(p.leaves_on) end as leaves_on
    from agreement a join agreement_party p on p.tenant_id = a.tenant_id and p.agreement_id = a.id
    where a.form = 'contract' and p.organisation_id = app.tenant() and p.admitted_on is not null
      and p.joined_on <= make_date(${year}, 12, 31) and (p.leaves_on is null or p.leaves_on >= make_date(${year}, 1, 1))
    group by a.id, a.title order by a.title, a.id limit 300`.execute(db);
  return rows;
}

/** What the report says of one agreement. */
async function readRow(door: Door, id: string, year: number) {
  const { db, tenant } = door;
  const agreement = await findAgreement(db, id);
  const own = await db
    .selectFrom("agreement_year")
    .select(["follow_up", "cost_minor", "left_out_reason", "version"])
    .where("tenant_id", "=", tenant.id)
    .where("agreement_id", "=", id)
    .where("year", "=", year)
    .executeTakeFirst();
  const settled = await db
    .selectFrom("settlement as s")
    .innerJoin("settlement_row as r", (join) =>
      join.onRef("r.tenant_id", "=", "s.tenant_id").onRef("r.settlement_id", "=", "s.id"),
    )
    .select("r.share_minor")
    .where("s.agreement_id", "=", id)
    .where("s.year", "=", year)
    .where("s.state", "=", "closed")
    .where("r.organisation_id", "=", tenant.id)
    .orderBy("s.run", "desc")
    .executeTakeFirst();
  const decision = (await listDecisions(db, id)).find(
    (each) => each.organisation_id === tenant.id && each.kind === "agreement",
  );
  const inYear = (day: string | null) => day?.startsWith(String(year)) ?? false;
  const amendments = await db
    .selectFrom("amendment")
    .select(["title", "effective_on"])
    .where("agreement_id", "=", id)
    .where("state", "=", "in_force")
    .orderBy("number")
    .limit(100)
    .execute();
  const areas = (await listAreas(db, id)).map((area) =>
    [area.name, area.host_name].filter(Boolean).join(", "),
  );
  const facts = {
    purpose: agreement.purpose,
    legal_ground: agreement.legal_ground,
    number: agreement.number,
    areas,
    decision: decision ? `${decision.organ_name} ${decision.paragraph}, ${decision.decided_on}` : null,
    cost_minor: own?.cost_minor ?? settled?.share_minor ?? null,
    follow_up: own?.follow_up ?? "",
  };
  return {
    id,
    title: agreement.title,
    ...facts,
    isSettled: own?.cost_minor == null && settled !== undefined,
    starts_on: agreement.starts_on,
    ends_on: agreement.ends_on,
    parties: (await listParties(db, id)).filter((party) => party.admitted_on !== null),
    delegations: (await listDelegations(db, id)).filter(
      (each) =>
        each.tenant_id === tenant.id &&
        (each.from_on ?? "") <= `${year}-12-31` &&
        (each.to_on ?? "9999") >= `${year}-01-01`,
    ),
    changes: amendments.filter((each) => inYear(each.effective_on)),
    notices: (await listNotices(db, id)).filter(
      (each) => each.withdrawn_on === null && inYear(each.given_on),
    ),
    leftOut: own?.left_out_reason ?? null,
    missing: missingIn(facts),
  };
}

type Row = Awaited<ReturnType<typeof readRow>>;

async function readReport(door: Door, year: number) {
  if (!mayReadAgreements(door.tenant) || door.actor.isPreview) throw new NotFound();
  door.authorize(true); // every member reads the own organisation's report
  const rows: Row[] = [];
  for (const each of await listInForce(door, year)) rows.push(await readRow(door, each.id, year));
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

function summaryOf(rows: Row[], t: Words): string {
  return t.summary(
    rows.length,
    rows.reduce((sum, row) => sum + row.missing.length, 0),
  );
}

/** Each field of an agreement with what is known of it; null where nobody has said. */
function itemsOf(row: Row, t: Words, format: Formats): { term: string; value: string | null }[] {
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

function agreementBlocks(row: Row, t: Words, format: Formats): PdfBlock[] {
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
  await findAgreement(door.db, id);
  if (!(await listInForce(door, year)).some((each) => each.id === id)) throw new NotFound();
  authorize(mayWriteAgreements(actor));
  const row = await readRow(door, id, year);
  const { rows } = await sql<{ cost_minor: number | null }>`select cost_minor from agreement_year
    where tenant_id = ${tenant.id} and agreement_id = ${id} and year = ${year}`.execute(door.db);
  const cost = rows[0]?.cost_minor;
  return {
    slug: tenant.slug,
    year,
    agreement: { id, title: row.title },
    typed: {
      ...typedOf({
        follow_up: row.follow_up,
        left_out_reason: row.leftOut,
        is_left_out: row.leftOut !== null,
      }),
      cost: cost == null ? "" : (Number(cost) / 100).toFixed(2).replace(".", ","),
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
  const owner = (await findAgreement(db, id)).tenant_id;
  const made = await db
    .insertInto("agreement_year")
    .values({ tenant_id: tenant.id, owner_id: owner, agreement_id: id, year, ...columns })
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
