import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { readDate } from "../imports/cells.rules.ts";
import { type Cell, FileProblem } from "../imports/file.rules.ts";
import { type FileSource, readShortList } from "../imports/file.server.ts";
import { plainHeading } from "../imports/headings.rules.ts";
import { countsText } from "./counts.text.ts";
import { putCount } from "./own.server.ts";
import { lockedUntil } from "./pool.server.ts";

/** Same shape as for other imports (`ImportReport`): rows by what happens to them, and each error with its place. */
export interface CountsReport {
  rows: number;
  create: number;
  update: number;
  unchanged: number;
  skip: number;
  error: number;
  errors: { row: number; column: string; heading: string; value: string; reason: string }[];
  applied: boolean;
  problem?: string;
}

export const MOST_ROWS = 5000;
const HEADINGS = {
  organisation: ["kommun", "organisation", "deltagare", "municipality", "member"],
  quantity: ["antal", "nyttjat", "nyttjat antal", "användare", "quantity", "used"],
  counted_on: ["datum", "räknat", "räknat den", "mätdatum", "date", "counted on"],
  agreement: ["licensavtal", "avtal", "agreement"],
  item: ["licenspost", "post", "licens", "item", "licence"],
} as const;
type Field = keyof typeof HEADINGS;

/** A file of counts as its rows. */
export interface CountTable {
  columns: { field: Field; letters: string; heading: string; index: number }[];
  rows: { sheetRow: number; cells: Cell[] }[];
}

/** Reads a CSV or XLSX file of counts. @throws FileProblem; `problem` text for columns that are missing */
export async function readCountFile(
  source: FileSource,
  locale: Locale,
): Promise<CountTable | { problem: string }> {
  const t = countsText[locale];
  const look = await readShortList(source, MOST_ROWS);
  if (look.rows > MOST_ROWS) return { problem: t.tooMany(look.rows, MOST_ROWS) };
  const columns = look.columns.flatMap((column) => {
    const heading = plainHeading(column.heading);
    const field = (Object.keys(HEADINGS) as Field[]).find((key) =>
      HEADINGS[key].some((word) => word === heading),
    );
    return field ? [{ ...column, field }] : [];
  });
  const missing = (["organisation", "quantity", "counted_on"] as const).filter(
    (field) => !columns.some((column) => column.field === field),
  );
  if (missing.length > 0) return { problem: t.missing(missing.map((field) => HEADINGS[field][0])) };
  return { columns, rows: look.samples };
}

/** Where counts can go: the organisation's own, and for the agreements it coordinates those of every member. */
interface Target {
  item: string;
  item_name: string;
  agreement: string;
  agreement_name: string;
  coordinator: string;
  organisation: string;
  names: string[];
}

async function listTargets(db: TenantDb, tenantId: string, only?: { item: string }): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select i.id as item, i.name as item_name, a.id as agreement, a.name as agreement_name, a.tenant_id as coordinator,
      o.id as organisation, array[lower(o.name), lower(o.full_name), lower(o.slug), coalesce(o.municipality_code, '')] as names
    from licence_item i join licence_agreement a on a.tenant_id = i.tenant_id and a.id = i.agreement_id
    join licence_member m on m.tenant_id = a.tenant_id and m.agreement_id = a.id and m.member_confirmed_at is not null
    join organisation o on o.id = m.organisation_id
    where i.metric not in ('unlimited', 'inhabitant') and (a.tenant_id = ${tenantId} or o.id = ${tenantId})
      and (${only?.item ?? null}::uuid is null or i.id = ${only?.item ?? null}::uuid)
    order by i.id, o.id limit 20000`.execute(db);
  return rows;
}

interface Ready {
  target: Target;
  quantity: number;
  counted_on: string;
  kind: "create" | "update" | "unchanged";
}

/** Checks every row and says what would happen; nothing is written. */
export async function checkCounts(
  db: TenantDb,
  table: CountTable,
  {
    tenantId,
    today,
    locale,
    only,
  }: { tenantId: string; today: string; locale: Locale; only?: { item: string } },
): Promise<{ report: CountsReport; ready: Ready[] }> {
  const t = countsText[locale];
  const targets = await listTargets(db, tenantId, only);
  const known = await listKnown(db, tenantId);
  const locks = new Map<string, string | null>();
  const report: CountsReport = {
    rows: table.rows.length,
    create: 0,
    update: 0,
    unchanged: 0,
    skip: 0,
    error: 0,
    errors: [],
    applied: false,
  };
  const ready: Ready[] = [];
  const taken = new Set<string>();
  for (const { sheetRow, cells } of table.rows) {
    const column = (field: Field) => table.columns.find((each) => each.field === field);
    const text = (field: Field) => String(cells[column(field)?.index ?? -1] ?? "").trim();
    const before = report.errors.length;
    const wrong = (field: Field, reason: string) => {
      const { letters = "", heading = "" } = column(field) ?? {};
      report.errors.push({ row: sheetRow, column: letters, heading, value: text(field), reason });
    };
    const digits = text("quantity").replace(/[\s\u00a0\u202f]/g, "");
    const quantity = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
    if (Number.isNaN(quantity)) wrong("quantity", digits === "" ? t.empty : t.number);
    const read = readDate(cells[column("counted_on")?.index ?? -1] ?? "");
    const counted_on = "value" in read && typeof read.value === "string" ? read.value : "";
    if (!counted_on) wrong("counted_on", t.day);
    else if (counted_on > today) wrong("counted_on", t.future);
    const item = text("item").toLowerCase();
    const agreement = text("agreement").toLowerCase();
    const name = text("organisation").toLowerCase();
    const inItem = targets.filter(
      (each) =>
        (item === "" || each.item_name.toLowerCase() === item) &&
        (agreement === "" || each.agreement_name.toLowerCase() === agreement),
    );
    const found = inItem.filter((each) => each.names.includes(name));
    if (name === "") wrong("organisation", t.empty);
    else if (inItem.length === 0) wrong("item", t.item);
    else if (found.length === 0) wrong("organisation", t.organisation);
    else if (found.length > 1) wrong("item", t.ambiguous);
    const [target] = found;
    if (target && counted_on && found.length === 1) {
      if (!locks.has(target.item)) locks.set(target.item, await lockedUntil(db, target.item));
      const locked = locks.get(target.item);
      if (locked && counted_on <= locked) wrong("counted_on", t.locked(locked.slice(0, 4)));
      const key = `${target.item} ${target.organisation} ${counted_on}`;
      if (taken.has(key)) wrong("counted_on", t.twice);
      taken.add(key);
      if (report.errors.length === before) {
        const earlier = known.get(key);
        const kind = earlier === undefined ? "create" : earlier === quantity ? "unchanged" : "update";
        report[kind] += 1;
        ready.push({ target, quantity, counted_on, kind });
      }
    }
    if (report.errors.length > before) report.error += 1;
  }
  return { report, ready };
}

async function listKnown(db: TenantDb, tenantId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("usage_count")
    .select(["item_id", "organisation_id", "counted_on", "quantity"])
    .where("tenant_id", "=", tenantId)
    .orderBy("counted_on", "desc")
    .orderBy("id")
    .limit(100_000)
    .execute();
  return new Map(
    rows.map((row) => [`${row.item_id} ${row.organisation_id} ${row.counted_on}`, Number(row.quantity)]),
  );
}

/** Writes what was checked; the coordinator's rows about others wait for their word. @returns ids of the agreements that were touched */
export async function applyCounts(
  db: TenantDb,
  ready: readonly Ready[],
  { tenantId, by }: { tenantId: string; by: string },
): Promise<{ id: string; name: string; count: number }[]> {
  const touched = new Map<string, { id: string; name: string; count: number }>();
  for (const { target, quantity, counted_on, kind } of ready) {
    if (kind === "unchanged") continue;
    const { agreement: id, agreement_name: name, coordinator } = target;
    await putCount(
      db,
      { id, tenant_id: coordinator },
      {
        tenantId,
        item: target.item,
        organisation: target.organisation,
        quantity,
        counted_on,
        source: "import",
        by,
      },
    );
    touched.set(id, { id, name, count: (touched.get(id)?.count ?? 0) + 1 });
  }
  return [...touched.values()];
}

/** The reason why a file cannot be read at all, where it is one that can be told. */
export function fileProblem(
  error: unknown,
): { code: string; details: Record<string, string | number> } | undefined {
  return error instanceof FileProblem ? { code: error.code, details: error.details } : undefined;
}
