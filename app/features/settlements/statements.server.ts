import { CSV_TYPE, csvFile } from "../../server/csv.server.ts";
import { NotFound } from "../../server/errors.server.ts";
import { PDF_TYPE, pdfFile } from "../../server/pdf.server.ts";
import type { PdfBlock } from "../../server/pdf-blocks.ts";
import { type Cell, download, type SheetColumn } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Formats, formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { costKeysText } from "../cost-keys/cost-keys.text.ts";
import { explained, weightText } from "../cost-keys/explain.rules.ts";
import { basisOf, keyOf, type SettlementBasis, settle } from "./settlement.rules.ts";
import { findRun } from "./settlements.server.ts";
import { sieFile } from "./sie.rules.ts";
import { type Accounts, hostSie, partySie } from "./statement.rules.ts";
import { statementText } from "./statement.text.ts";
import { type MoneyYear, openYear } from "./years.server.ts";

type At = { id?: string; year?: string; run?: string };
type Words = ReturnType<typeof textFor<(typeof statementText)["sv"]>>;

interface Statement {
  found: MoneyYear;
  basis: SettlementBasis;
  settled: ReturnType<typeof settle>;
  /** Whose statement; undefined: the whole allocation. */
  party: SettlementBasis["parties"][number] | undefined;
}

/**
 * A settlement worked out again from what was kept, for a file. Each party reads the whole allocation, and any party's statement.
 * @throws NotFound while it is open, and for a party that it does not have
 */
async function openStatement(door: Door, at: At, party: string | null): Promise<Statement> {
  const found = await openYear(door, at.id, at.year);
  const run = await findRun(door.db, found, at.run);
  if (!run.snapshot) throw new NotFound();
  const basis = basisOf(run.snapshot);
  const chosen = party ? basis.parties.find(({ id }) => id === party) : undefined;
  if (party && !chosen) throw new NotFound();
  return { found, basis, settled: settle(basis), party: chosen };
}

function titleOf({ basis }: Pick<Statement, "basis">, t: Words): string {
  return basis.run === 1 ? t.title(basis.year) : t.correctionTitle(basis.year, basis.run);
}

function fileName({ basis, party, found }: Statement, t: Words, type: string): string {
  return (
    [t.file, basis.year, basis.run, party?.name ?? found.agreement.title].join("-").replace(/\s+/g, "-") +
    `.${type}`
  );
}

/** The statement as PDF; the time on it is the settlement's own, so that it comes out the same whenever it is taken out. */
export async function statementPdf(
  door: Door,
  at: At,
  party: string | null,
  locale: Locale,
): Promise<Response> {
  const statement = await openStatement(door, at, party);
  const t = textFor(statementText, locale);
  const bytes = await pdfFile({
    title: titleOf(statement, t),
    subject: statement.found.agreement.title,
    author: statement.basis.host.name,
    locale,
    createdAt: new Date(`${statement.basis.dated}T12:00:00Z`),
    pageOf: t.pageOf,
    blocks: pdfBlocks(statement, locale),
  });
  return download(bytes, {
    name: fileName(statement, t, "pdf"),
    type: PDF_TYPE,
    rows: statement.settled.rows.length,
    isCut: false,
  });
}

function pdfBlocks({ basis, settled, party }: Statement, locale: Locale): PdfBlock[] {
  const t = textFor(statementText, locale);
  const k = textFor(costKeysText, locale);
  const format = formatsFor(locale);
  const { key } = basis;
  const isFirst = basis.run === 1;
  const own = party && settled.rows.find((row) => row.party === party.id);
  const share = party && settled.result.shares.find((each) => each.party === party.id);
  return [
    { kind: "heading", level: 1, text: titleOf({ basis }, t) },
    {
      kind: "paragraph",
      text: t.lead(
        basis.host.name,
        [basis.agreement.number, basis.agreement.title].filter(Boolean).join(" "),
      ),
    },
    ...(party && own && share
      ? ([
          { kind: "heading", level: 2, text: t.forParty(party.name) },
          {
            kind: "table",
            caption: t.result,
            columns: [
              { heading: t.fact, weight: 2 },
              { heading: t.amount, align: "end" },
            ],
            rows: [
              [t.share, format.money(own.share_minor)],
              [isFirst ? t.paid : t.previous, format.money(own.before_minor)],
              [t.difference, format.money(own.difference_minor)],
            ],
          },
          { kind: "paragraph", text: resultText(party.name, own.difference_minor, t, format) },
          { kind: "heading", level: 3, text: t.how },
          { kind: "list", items: explained({ key: keyOf(basis), result: settled.result, share }, k, format) },
        ] satisfies PdfBlock[])
      : []),
    { kind: "heading", level: 2, text: t.facts },
    {
      kind: "table",
      caption: t.facts,
      columns: [{ heading: t.fact }, { heading: t.value, weight: 2 }],
      rows: [
        [t.rows.total, format.money(settled.result.totalMinor)],
        [t.rows.key, t.version(key.name, key.key_version, k.kinds[key.kind]!)],
        [t.rows.source, [key.source, key.as_of_on && format.day(key.as_of_on)].filter(Boolean).join(", ")],
        [
          t.rows.decision,
          [key.decided_by, key.decision_ref, key.decided_on && format.day(key.decided_on)]
            .filter(Boolean)
            .join(", "),
        ],
        [t.rows.rounding, t.roundings[key.rounding]!],
        [t.rows.dated, format.day(basis.dated)],
      ],
    },
    { kind: "heading", level: 2, text: t.allocation },
    {
      kind: "table",
      caption: t.allocation,
      isDense: true,
      columns: [
        { heading: t.party, weight: 2 },
        { heading: t.weight, align: "end" },
        { heading: t.days, align: "end" },
        { heading: t.share, align: "end", weight: 1.5 },
        { heading: isFirst ? t.paid : t.previous, align: "end", weight: 1.5 },
        { heading: t.difference, align: "end", weight: 1.5 },
      ],
      rows: settled.rows.map((row) => {
        const { name } = basis.parties.find(({ id }) => id === row.party)!;
        const weight = settled.result.shares.find((each) => each.party === row.party)!.weight;
        return [
          name,
          weightText(weight, format),
          String(row.days),
          format.money(row.share_minor),
          format.money(row.before_minor),
          format.money(row.difference_minor),
        ];
      }),
    },
    { kind: "heading", level: 2, text: t.costs },
    {
      kind: "table",
      caption: t.costs,
      columns: [
        { heading: t.account },
        { heading: t.accountText, weight: 3 },
        { heading: t.amount, align: "end", weight: 1.5 },
      ],
      rows: [
        ...basis.lines.map((line) => [line.account, line.text, format.money(line.amount_minor)]),
        [t.sum, "", format.money(settled.result.totalMinor)],
      ],
    },
  ];
}

function resultText(party: string, minor: number, t: Words, format: Formats): string {
  if (minor === 0) return t.nothing(party);
  return minor > 0 ? t.toPay(party, format.money(minor)) : t.toGet(party, format.money(-minor));
}

/** The statement as CSV: of one party its outcome by account, share and difference; of all the whole allocation. */
export async function statementCsv(
  door: Door,
  at: At,
  party: string | null,
  locale: Locale,
): Promise<Response> {
  const statement = await openStatement(door, at, party);
  const t = textFor(statementText, locale);
  const { columns, rows } = statement.party ? partySheet(statement, t) : allocationSheet(statement, t);
  return download(await csvFile(columns, [rows]), {
    name: fileName(statement, t, "csv"),
    type: CSV_TYPE,
    rows: rows.length,
    isCut: false,
  });
}

function partySheet(
  { basis, settled, party }: Statement,
  t: Words,
): { columns: SheetColumn[]; rows: Cell[][] } {
  const own = settled.rows.find((row) => row.party === party!.id)!;
  return {
    columns: [
      { heading: t.account, kind: "text" },
      { heading: t.accountText, kind: "text" },
      { heading: t.amount, kind: "money" },
    ],
    rows: [
      ...basis.lines.map((line) => [line.account, line.text, line.amount_minor]),
      ["", t.sum, settled.result.totalMinor],
      ["", `${t.share} ${party!.name}`, own.share_minor],
      ["", basis.run === 1 ? t.paid : t.previous, own.before_minor],
      ["", t.difference, own.difference_minor],
    ],
  };
}

function allocationSheet(
  { basis, settled }: Statement,
  t: Words,
): { columns: SheetColumn[]; rows: Cell[][] } {
  return {
    columns: [
      { heading: t.party, kind: "text" },
      { heading: t.weight, kind: "text" },
      { heading: t.days, kind: "number" },
      { heading: t.share, kind: "money" },
      { heading: basis.run === 1 ? t.paid : t.previous, kind: "money" },
      { heading: t.difference, kind: "money" },
    ],
    rows: settled.rows.map((row) => [
      basis.parties.find(({ id }) => id === row.party)!.name,
      settled.result.shares.find((share) => share.party === row.party)!.weight.replace(".", ","),
      row.days,
      row.share_minor,
      row.before_minor,
      row.difference_minor,
    ]),
  };
}

/** The own accounts of a year; nothing until both are named. */
export async function findAccounts(
  db: TenantDb,
  { tenantId, found }: { tenantId: string; found: MoneyYear },
): Promise<Accounts | undefined> {
  const rows = await db
    .selectFrom("account_mapping")
    .select(["purpose", "account", "name"])
    .where("tenant_id", "=", tenantId)
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .orderBy("purpose")
    .limit(2)
    .execute();
  const of = (purpose: "result" | "balance") => rows.find((row) => row.purpose === purpose);
  const [result, balance] = [of("result"), of("balance")];
  return result && balance && { result, balance };
}

/** The SIE file for the own books: the host's claims, or the party's cost. @throws NotFound until accounts are named */
export async function statementSie(door: Door, at: At, locale: Locale): Promise<Response> {
  const statement = await openStatement(door, at, null);
  const { found, basis, settled } = statement;
  const t = textFor(statementText, locale);
  const accounts = await findAccounts(door.db, { tenantId: door.tenant.id, found });
  if (!accounts) throw new NotFound();
  const name = basis.agreement.title;
  const text =
    basis.run === 1 ? t.voucher(basis.year, name) : t.correctionVoucher(basis.year, basis.run, name);
  const booked = { basis, rows: settled.rows, accounts, text };
  const isParty = basis.parties.some(({ id }) => id === door.tenant.id);
  if (!found.isHost && !isParty) throw new NotFound();
  const file = sieFile(found.isHost ? hostSie(booked) : partySie(booked, door.tenant.id));
  return download(file, {
    name: fileName(statement, t, "se"),
    type: "application/octet-stream",
    rows: settled.rows.length,
    isCut: false,
  });
}
