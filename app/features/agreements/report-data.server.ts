import { CSV_TYPE, csvFile } from "../../server/csv.server.ts";
import { download, type SheetColumn } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { reportYear } from "./report.rules.ts";
import { reportText } from "./report.text.ts";
import { listReportRows, type ReportRow } from "./report-rows.server.ts";

/** The yearly report as open data (agreement-and-money.md 7): the same rows as the PDF, named so that programs can rely on the words. */
export async function exportReportData(
  door: Door,
  search: URLSearchParams,
  { format, locale }: { format: "json" | "csv"; locale: Locale },
): Promise<Response> {
  const year = reportYear(search.get("year"), door.today);
  const rows = await listReportRows(door, year);
  const file = `${textFor(reportText, locale).file}-${year}`;
  if (format === "csv")
    return download(await csvFile(columnsOf(locale), [rows.map((row) => cellsOf(row, year))]), {
      name: `${file}.csv`,
      type: CSV_TYPE,
      rows: rows.length,
      isCut: false,
    });
  const data = {
    report: "yearly report on cooperation by contract",
    basis: "KL (2017:725) 9:38",
    organisation: { name: door.tenant.name, organisation_number: await numberOf(door) },
    year,
    agreements: rows.filter((row) => row.leftOut === null).map(agreementOf),
    left_out: rows
      .filter((row) => row.leftOut !== null)
      .map((row) => ({ title: row.title, reason: row.leftOut })),
  };
  return download(new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`), {
    name: `${file}.json`,
    type: "application/json; charset=utf-8",
    rows: rows.length,
    isCut: false,
  });
}

async function numberOf({ db, tenant }: Door): Promise<string | null> {
  const row = await db
    .selectFrom("organisation")
    .select("organisation_number")
    .where("id", "=", tenant.id)
    .executeTakeFirst();
  return row?.organisation_number ?? null;
}

/** One agreement; what is missing is named, never left out without a word. */
function agreementOf(row: ReportRow) {
  return {
    id: row.id,
    title: row.title,
    case_number: row.number,
    form: "avtalssamverkan",
    legal_ground: row.legal_ground,
    purpose: row.purpose || null,
    areas: row.areas,
    parties: row.parties.map(({ name, role, joined_on, leaves_on }) => ({
      name,
      role,
      joined_on,
      leaves_on,
    })),
    starts_on: row.starts_on,
    ends_on: row.ends_on,
    decision: row.decision,
    delegations: row.delegations.map(({ task, to_name, receiver_role, from_on, to_on }) => ({
      task,
      to: to_name,
      role: receiver_role,
      from_on,
      to_on,
    })),
    cost_sek: row.cost_minor === null ? null : row.cost_minor / 100,
    cost_is_settled: row.isSettled,
    follow_up: row.follow_up || null,
    changes: row.changes.map(({ title, effective_on }) => ({ title, effective_on })),
    notices: row.notices.map(({ name, given_on, ends_on }) => ({ party: name, given_on, last_day: ends_on })),
    missing: row.missing,
  };
}

function columnsOf(locale: Locale): SheetColumn[] {
  const t = textFor(reportText, locale);
  const text = (heading: string) => ({ heading, kind: "text" as const });
  return [
    { heading: t.year, kind: "number" },
    text(t.agreement),
    text(t.fields.number ?? ""),
    text(t.fields.legal_ground ?? ""),
    text(t.fields.tasks ?? ""),
    text(t.fields.parties ?? ""),
    { heading: t.from, kind: "day" },
    { heading: t.to, kind: "day" },
    text(t.fields.decision ?? ""),
    text(t.fields.delegations ?? ""),
    { heading: t.fields.cost ?? "", kind: "money" },
    text(t.fields.follow_up ?? ""),
    text(t.fields.changes ?? ""),
    text(t.fields.notices ?? ""),
    text(t.missing),
    text(t.leftOutReason),
  ];
}

function cellsOf(row: ReportRow, year: number) {
  return [
    year,
    row.title,
    row.number,
    row.legal_ground,
    [row.purpose, ...row.areas].filter(Boolean).join("; "),
    row.parties.map((party) => party.name).join("; "),
    row.starts_on,
    row.ends_on,
    row.decision,
    row.delegations.map((each) => `${each.task} (${each.receiver_role}, ${each.to_name})`).join("; "),
    row.cost_minor,
    row.follow_up,
    row.changes.map((each) => `${each.title} (${each.effective_on})`).join("; "),
    row.notices.map((each) => `${each.name} ${each.given_on}–${each.ends_on}`).join("; "),
    row.missing.join("; "),
    row.leftOut,
  ];
}
