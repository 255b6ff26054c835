import { type Expression, type SqlBool, sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import {
  type FilterValue,
  type ListDefinition,
  type ListState,
  NOT_GIVEN,
  shownColumns,
} from "./lists.rules.ts";

/** Counting stops here in lists that reach over several organisations; the screen then says "över 10 000". */
export const COUNT_LIMIT = 10_000;

/** What a list page needs besides its rows; made by the loader, drawn by `ListPage`. */
export interface ListView {
  state: ListState;
  /** Keys of the shown columns, in order. */
  shown: string[];
  total: number;
  /** More rows than were counted. */
  isCut: boolean;
  /** True when the person has a choice of columns to go back from. */
  isChosen: boolean;
}

/** The person's own choice of columns for a list, or `undefined`. */
export async function findListColumns(db: TenantDb, list: string): Promise<string[] | undefined> {
  const row = await db
    .selectFrom("list_setting")
    .select("columns")
    .where("list", "=", list)
    .where("account_id", "=", sql<string>`app.account()`)
    .executeTakeFirst();
  return row?.columns;
}

/** The organisation's own standard columns of a list, or `undefined`. */
export async function findStandardColumns(db: TenantDb, list: string): Promise<string[] | undefined> {
  const row = await db
    .selectFrom("list_standard")
    .select("columns")
    .where("list", "=", list)
    .where("tenant_id", "=", sql<string>`app.own_tenant()`)
    .executeTakeFirst();
  return row?.columns;
}

/** Sets the organisation's standard columns of a list; none at all goes back to the portal's. */
export async function saveStandardColumns(
  db: TenantDb,
  { list, columns, tenantId }: { list: string; columns: string[]; tenantId: string },
): Promise<void> {
  if (columns.length === 0) {
    await db.deleteFrom("list_standard").where("list", "=", list).execute();
    return;
  }
  await db
    .insertInto("list_standard")
    .values({ tenant_id: tenantId, list, columns })
    .onConflict((conflict) => conflict.columns(["tenant_id", "list"]).doUpdateSet({ columns }))
    .execute();
}

/** Columns to show: the address's, else remembered, else the organisation's standard, else the portal's. */
export async function chooseColumns(
  db: TenantDb,
  definition: ListDefinition,
  state: ListState,
): Promise<{ shown: string[]; isChosen: boolean }> {
  const remembered = state.columns ? undefined : await findListColumns(db, definition.list);
  const standard = state.columns || remembered ? undefined : await findStandardColumns(db, definition.list);
  return {
    shown: shownColumns(definition, state, remembered ?? standard),
    isChosen: Boolean(state.columns ?? remembered),
  };
}

/**
 * Remembers the person's columns; none at all goes back to the standard. Keys are checked when they are read, so a column that
 * disappears in a later version does no harm.
 */
export async function saveListColumns(
  db: TenantDb,
  {
    list,
    columns,
    accountId,
    tenantId,
  }: { list: string; columns: string[]; accountId: string; tenantId: string },
): Promise<void> {
  if (columns.length === 0) {
    await db
      .deleteFrom("list_setting")
      .where("list", "=", list)
      .where("account_id", "=", accountId)
      .execute();
    return;
  }
  await db
    .insertInto("list_setting")
    .values({ tenant_id: tenantId, account_id: accountId, list, columns })
    .onConflict((conflict) => conflict.columns(["tenant_id", "account_id", "list"]).doUpdateSet({ columns }))
    .execute();
}

/**
 * Number of rows of a query, at most `limit`.
 * @param rows a query for the rows, without order and limit
 */
export async function countRows(
  db: TenantDb,
  rows: Expression<unknown>,
  limit?: number,
): Promise<{ total: number; isCut: boolean }> {
  const source = limit === undefined ? sql`(${rows})` : sql`(select 1 from (${rows}) x limit ${limit + 1})`;
  const counted = await sql<{ total: number }>`select count(*) as total from ${source} counted`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  return limit !== undefined && total > limit ? { total: limit, isCut: true } : { total, isCut: false };
}

/**
 * The condition for one filter on an SQL expression. `NOT_GIVEN` among the values asks for empty fields; a range never matches an
 * empty field.
 */
export function filterCondition(expression: Expression<unknown>, filter: FilterValue): Expression<SqlBool> {
  if (filter.kind === "text")
    return sql<SqlBool>`lower(${expression}) like ${containing(filter.text.toLowerCase())}`;
  if (filter.kind === "choice" || filter.kind === "id") {
    const values = filter.values.filter((value) => value !== NOT_GIVEN);
    const among =
      filter.kind === "id"
        ? sql<SqlBool>`${expression} = any(${values}::uuid[])`
        : sql<SqlBool>`${expression}::text = any(${values})`;
    if (!filter.values.includes(NOT_GIVEN)) return among;
    return values.length > 0
      ? sql<SqlBool>`(${among} or ${expression} is null)`
      : sql<SqlBool>`${expression} is null`;
  }
  const type = filter.kind === "day" ? sql`date` : sql`numeric`;
  const from = filter.from === undefined ? sql`true` : sql`${expression} >= ${filter.from}::${type}`;
  const to = filter.to === undefined ? sql`true` : sql`${expression} <= ${filter.to}::${type}`;
  return sql<SqlBool>`(${from} and ${to})`;
}

/** A pattern for LIKE that finds the text anywhere, its own wildcards taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
