import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import {
  type Choice,
  type ChoicesTotal,
  type FunctionChoices,
  PRODUCTS_PER_FUNCTION,
  readChoices,
} from "./choices.rules.ts";
import { ofFunction, placedUsages } from "./placed.server.ts";
import { type OverlapQuery, readOverlapQuery } from "./query.rules.ts";
import { findScope, type Reading, readableIds, type Scope } from "./scope.server.ts";

/** Products per function before and after, as screen and files show it. */
export interface Choices extends Scope {
  query: OverlapQuery;
  functions: FunctionChoices[];
  total: number;
  chosen: Choice[];
  /** null while nothing (that is in use) is chosen. */
  outcome: ChoicesTotal | null;
  today: string;
}

/**
 * Reads how many different products the shown organisations use per function, and what the address's choices of one product would
 * mean: which systems and how many organisations would move. Only systems that the reader may see are counted; hidden and retired
 * ones take no part. Functions with most products first.
 */
export async function findChoices(
  door: Reading,
  search: URLSearchParams,
  { limit, offset = 0, via }: { limit: number; offset?: number; via: "overlap" | "export" },
): Promise<Choices> {
  const { db, tenant, today } = door;
  const query = readOverlapQuery(search);
  const chosen = readChoices(search);
  const scope = await findScope(door, query);
  const question: Question = { tenantIds: readableIds(scope), query, chosen };
  const { rows, total } = await readFunctions(db, { ...question, limit, offset });
  const outcome = chosen.length > 0 ? await readOutcome(db, question) : null;
  const owners = new Set(rows.flatMap((row) => row.owners));
  await logAccess(db, tenant, { via, kind: "system_usage", seen: [...owners].map((owner) => ({ owner })) });
  const functions = rows.map(({ owners: _owners, total: _total, ...row }) => row);
  return { ...scope, query, functions, total, chosen, outcome, today };
}

interface Question {
  tenantIds: string[];
  query: OverlapQuery;
  chosen: readonly Choice[];
}
type Row = FunctionChoices & { owners: string[]; total: number };

/** The chosen pairs of function and product, as a table of which only those in use are left. */
function chosenPairs(chosen: readonly Choice[]): RawBuilder<unknown> {
  return sql`chosen as (
    select f.id as function_id, c.product_id from unnest(${chosen.map((one) => one.code)}::text[],
      ${chosen.map((one) => one.productId)}::uuid[]) as c (code, product_id)
    join function f on f.code = c.code
    where exists (select 1 from placed p where p.function_id = f.id and p.product_id = c.product_id))`;
}

async function readFunctions(
  db: TenantDb,
  { tenantIds, query, chosen, limit, offset }: Question & { limit: number; offset: number },
): Promise<{ rows: Row[]; total: number }> {
  if (tenantIds.length === 0) return { rows: [], total: 0 };
  const { rows } = await sql<Row>`
    with ${placedUsages({ tenantIds, supplier: query.supplier, product: query.product })},
    ${chosenPairs(chosen)},
    facts as (
      select function_id, count(distinct product_id) as products, count(*) as systems,
        count(distinct tenant_id) as organisations, array_agg(distinct tenant_id) as owners
      from placed group by function_id),
    page as (
      select f.*, x.products, x.systems, x.organisations, x.owners, count(*) over () as total
      from facts x join function f on f.id = x.function_id
      where ${ofFunction(query)}
      order by x.products desc, f.position, f.id limit ${limit} offset ${offset}),
    used as (
      select function_id, product_id, product_name, count(*) as systems, count(distinct tenant_id) as organisations,
        row_number() over (partition by function_id
          order by count(distinct tenant_id) desc, product_name, product_id) as place
      from placed where function_id in (select id from page)
      group by function_id, product_id, product_name)
    select page.id, page.code, page.name_sv, page.name_en, page.group_code, page.group_name_sv, page.group_name_en,
      page.products, page.systems, page.organisations, page.owners, page.total,
      (select json_agg(json_build_object('id', u.product_id, 'name', u.product_name, 'systems', u.systems,
          'organisations', u.organisations) order by u.place)
        from used u where u.function_id = page.id and (u.place <= ${PRODUCTS_PER_FUNCTION}
          or (u.function_id, u.product_id) in (select function_id, product_id from chosen))) as options,
      (select json_build_object('productId', c.product_id,
          'productName', (select u.product_name from used u where u.function_id = page.id and u.product_id = c.product_id),
          'systems', (select count(*) from placed p where p.function_id = page.id and p.product_id <> c.product_id),
          'organisations', (select count(distinct p.tenant_id) from placed p
            where p.function_id = page.id and p.product_id <> c.product_id))
        from chosen c where c.function_id = page.id) as choice
    from page order by page.products desc, page.position, page.id`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** What all choices together mean, also those of other pages. */
async function readOutcome(
  db: TenantDb,
  { tenantIds, query, chosen }: Question,
): Promise<ChoicesTotal | null> {
  if (tenantIds.length === 0) return null;
  const { rows } = await sql<ChoicesTotal>`
    with ${placedUsages({ tenantIds, supplier: query.supplier, product: query.product })},
    ${chosenPairs(chosen)},
    touched as (select p.tenant_id, p.id, p.product_id, c.product_id as kept from placed p join chosen c on c.function_id = p.function_id)
    select (select count(*) from chosen) as functions,
      count(distinct product_id) as "productsBefore",
      (select count(distinct product_id) from chosen) as "productsAfter",
      count(distinct (tenant_id, id)) filter (where product_id <> kept) as systems,
      count(distinct tenant_id) filter (where product_id <> kept) as organisations
    from touched`.execute(db);
  const outcome = rows[0];
  return outcome && outcome.functions > 0 ? outcome : null;
}
