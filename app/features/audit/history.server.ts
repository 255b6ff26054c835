import { type RawBuilder, type SqlBool, sql } from "kysely";
import { CSV_TYPE, csvFile } from "../../server/csv.server.ts";
import { NotFound } from "../../server/errors.server.ts";
import { download, MOST_EXPORT_ROWS, type SheetColumn } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { XLSX_TYPE, xlsxFile } from "../../server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { type ListState, parseListState } from "../lists/lists.rules.ts";
import { COUNT_LIMIT, chooseColumns, containing, countRows, filterCondition } from "../lists/lists.server.ts";
import { auditText } from "./audit.text.ts";
import { historyList } from "./history.rules.ts";

export type HistoryValue = string | number | boolean | null | readonly unknown[] | object;

export interface HistoryRow {
  id: string;
  at: string;
  object_kind: string;
  object_id: string;
  object_name: string | null;
  action: string;
  field: string | null;
  old: HistoryValue;
  new: HistoryValue;
  by_name: string;
  via: string;
  reason: string | null;
  run_id: string | null;
}

/** The history of one organisation, or of one of its records. */
export interface HistoryQuery {
  tenantId: string;
  object?: { kind: string; id: string };
  state: ListState;
}

const expressions: Record<string, RawBuilder<unknown>> = {
  at: sql`(e.at at time zone 'Europe/Stockholm')::date`,
  object_name: sql`e.object_name`,
  object_kind: sql`e.object_kind`,
  by_name: sql`e.by_name`,
  via: sql`e.via`,
  reason: sql`e.reason`,
  run_id: sql`e.run_id`,
};

function conditions({ tenantId, object, state }: HistoryQuery): RawBuilder<SqlBool> {
  const all: RawBuilder<SqlBool>[] = [sql<SqlBool>`e.tenant_id = ${tenantId}`];
  if (object) all.push(sql<SqlBool>`e.object_kind = ${object.kind} and e.object_id = ${object.id}`);
  for (const [key, filter] of Object.entries(state.filters))
    all.push(filterCondition(expressions[key]!, filter) as RawBuilder<SqlBool>);
  if (state.q !== "") {
    const pattern = containing(state.q.toLowerCase());
    all.push(sql<SqlBool>`(lower(e.object_name) like ${pattern} or lower(e.by_name) like ${pattern}
      or lower(e.reason) like ${pattern} or lower(e.old::text) like ${pattern} or lower(e.new::text) like ${pattern})`);
  }
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

/** One page of the history, newest first unless the state says otherwise. */
export async function listHistory(
  db: TenantDb,
  query: HistoryQuery,
  page: { limit: number; offset: number },
): Promise<HistoryRow[]> {
  const direction = query.state.sort.isDescending ? sql`desc` : sql`asc`;
  const { rows } = await sql<Omit<HistoryRow, "at"> & { at: Date }>`
    select e.id, e.at, e.object_kind, e.object_id, e.object_name, e.action, e.field, e.old, e.new, e.by_name, e.via,
      e.reason, e.run_id
    from change_event e where ${conditions(query)}
    order by e.at ${direction}, e.id ${direction} limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function countHistory(db: TenantDb, query: HistoryQuery) {
  return countRows(db, sql`select 1 from change_event e where ${conditions(query)}`, COUNT_LIMIT);
}

type Reading = Pick<Door, "db" | "tenant" | "actor" | "open">;

/** The organisation's own history, for its own members; in "view as" there is none. */
export async function loadHistory(
  { db, tenant, actor, open }: Reading,
  search: URLSearchParams,
  object?: HistoryQuery["object"],
) {
  if (actor.isPreview) throw new NotFound();
  open("every member reads the history of the own organisation");
  const state = parseListState(search, historyList);
  const { shown } = await chooseColumns(db, historyList, state);
  const query = { tenantId: tenant.id, object, state };
  const rows = await listHistory(db, query, {
    limit: state.pageSize,
    offset: (state.page - 1) * state.pageSize,
  });
  return { slug: tenant.slug, view: { state, shown, ...(await countHistory(db, query)) }, rows };
}

/** How values are written in words; given by the feature that knows the records. */
export interface HistoryWords {
  field(kind: string, field: string | null): string;
  value(kind: string, field: string | null, value: HistoryValue): string;
  /** What the record is called, where what is kept of it is no name. */
  name?(kind: string, name: string): string;
}

/** Words of one kind of record; what they do not know is written as for all kinds. */
export interface MoreHistoryWords {
  field(kind: string, field: string | null): string | undefined;
  value(kind: string, field: string | null, value: HistoryValue): string | undefined;
  name?(kind: string, name: string): string | undefined;
}

const PORTION = 2000;

/** The history as a file, with every column, filtered like the screen; at most 100,000 rows. */
export async function exportHistory(
  { db, tenant, actor, today, open }: Reading & Pick<Door, "today">,
  {
    search,
    format,
    locale,
    words,
  }: { search: URLSearchParams; format: "csv" | "xlsx"; locale: Locale; words: HistoryWords },
): Promise<Response> {
  if (actor.isPreview) throw new NotFound();
  open("every member reads the history of the own organisation");
  const t = textFor(auditText, locale);
  const query = { tenantId: tenant.id, state: parseListState(search, historyList) };
  const keys = historyList.columns.map((column) => column.key);
  const columns: SheetColumn[] = keys.map((key) => ({
    heading: t.columns[key] ?? key,
    kind: key === "at" ? "instant" : "text",
  }));
  let [count, isCut] = [0, false];
  async function* portions() {
    while (count < MOST_EXPORT_ROWS) {
      const limit = Math.min(PORTION, MOST_EXPORT_ROWS - count);
      const rows = await listHistory(db, query, { limit: limit + 1, offset: count });
      const kept = rows.slice(0, limit);
      count += kept.length;
      isCut = rows.length > limit && count >= MOST_EXPORT_ROWS;
      yield kept.map((row) => keys.map((key) => exportCell(row, key)));
      if (rows.length <= limit) return;
    }
  }
  const exportCell = (row: HistoryRow, key: string): string | null => {
    switch (key) {
      case "object_kind":
        return t.kinds[row.object_kind] ?? row.object_kind;
      case "action":
        return t.actions[row.action] ?? row.action;
      case "via":
        return t.vias[row.via] ?? row.via;
      case "object_name":
        return row.object_name && (words.name?.(row.object_kind, row.object_name) ?? row.object_name);
      case "field":
        return words.field(row.object_kind, row.field);
      case "old":
      case "new":
        return words.value(row.object_kind, row.field, row[key]);
      default:
        return row[key as "by_name" | "reason" | "run_id" | "at"];
    }
  };
  const bytes =
    format === "csv" ? await csvFile(columns, portions()) : await xlsxFile(columns, portions(), t.title);
  return download(bytes, {
    name: `historik-${tenant.slug}-${today}.${format}`,
    type: format === "csv" ? CSV_TYPE : XLSX_TYPE,
    rows: count,
    isCut,
  });
}
