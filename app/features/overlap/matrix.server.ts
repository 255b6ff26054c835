import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import {
  comparesTerms,
  type Focus,
  type MatrixCell,
  type MatrixItem,
  type MatrixRow,
} from "./overlap.rules.ts";
import { ofFunction, placedUsages } from "./placed.server.ts";

/** What is asked of the matrix. */
export interface MatrixQuestion {
  /** Shown organisations; at most some twenty, which is what bounds the query. */
  tenantIds: readonly string[];
  /** The reader's own; null in "view as". */
  ownId: string | null;
  focus: Focus;
  /** Code of a group of functions. */
  group: string | null;
  /** Part of a supplier's name. */
  supplier: string;
  /** Part of a product's name. */
  product: string;
  /** Code of a single function. */
  functionCode: string | null;
  limit: number;
  offset: number;
  itemsPerCell: number;
}

type Row = Omit<MatrixRow, "cells"> & {
  total: number;
  cells: ({ tenant_id: string; count: number; items: MatrixItem[] } | null)[] | null;
};

/**
 * One page of the matrix and how many functions there are in all. One query over the usages that row-level security lets the
 * reader see of the shown organisations: which function each serves (its own choice before its product's), per function the
 * counts that the filter asks about, and for the functions of the page the boxes. Hidden and retired usages take no part, also
 * not the reader's own.
 */
export async function readMatrix(
  db: TenantDb,
  question: MatrixQuestion,
): Promise<{ rows: MatrixRow[]; total: number }> {
  if (question.tenantIds.length === 0) return { rows: [], total: 0 };
  const terms = comparesTerms(question.focus);
  const { rows } = await sql<Row>`
    with ${placedUsages(question, terms ? TERMS : NO_TERMS)},
    facts as (
      select function_id, count(distinct product_id) as products, count(distinct tenant_id) as organisations,
        coalesce(bool_or(tenant_id = ${question.ownId}::uuid), false) as is_ours
      from placed group by function_id),
    page as (
      select f.*, x.products, x.organisations, count(*) over () as total
      from facts x join function f on f.id = x.function_id
      where ${focused(question.focus)}
        and ${ofFunction(question)}
      order by f.position, f.id limit ${question.limit} offset ${question.offset}),
    boxes as (
      select function_id, tenant_id, max(count) as count,
        json_agg(json_build_object('id', id, 'product_id', product_id, 'product_name', product_name, 'own_name', own_name,
          'lifecycle', lifecycle ${terms ? sql`, 'ends_on', ends_on` : sql``}) order by place)
          filter (where place <= ${question.itemsPerCell}) as items
      from (select placed.*,
          row_number() over (partition by function_id, tenant_id order by product_name, own_name, id) as place,
          count(*) over (partition by function_id, tenant_id) as count
        from placed where function_id in (select id from page)) numbered
      where place <= ${question.itemsPerCell}
      group by function_id, tenant_id)
    select page.id, page.code, page.name_sv, page.name_en, page.group_code, page.group_name_sv, page.group_name_en,
      page.products, page.organisations, page.total,
      (select json_agg(json_build_object('tenant_id', b.tenant_id, 'count', b.count, 'items', b.items))
        from boxes b where b.function_id = page.id) as cells
    from page order by page.position, page.id`.execute(db);
  return { rows: rows.map(toRow), total: rows[0]?.total ?? 0 };
}

function toRow({ total: _total, cells, ...row }: Row): MatrixRow {
  const boxes: Record<string, MatrixCell> = {};
  for (const box of cells ?? [])
    if (box) boxes[box.tenant_id] = { items: box.items, more: box.count - box.items.length };
  return { ...row, cells: boxes };
}

const TERMS = {
  columns: sql`, t.ends_on, t.notice_on, t.usage_id is not null as has_term, coalesce(t.supplier_id, p.supplier_id) as supplier_id`,
  joins: sql`left join system_usage_term t on t.tenant_id = u.tenant_id and t.usage_id = u.id`,
};
const NO_TERMS = { columns: sql``, joins: sql`` };

/** The ready filters, as conditions on one function's facts. Only terms that the owners share take part in the last two. */
function focused(focus: Focus): RawBuilder<unknown> {
  switch (focus) {
    case "all":
      return sql`true`;
    case "different_products":
      return sql`x.products > 1 and x.organisations > 1`;
    case "same_product":
      return sql`exists (select 1 from placed where function_id = x.function_id
        group by product_id having count(distinct tenant_id) > 1)`;
    case "we_have":
      return sql`x.is_ours`;
    case "we_lack":
      return sql`not x.is_ours`;
    case "same_supplier_other_end":
      return sql`exists (select 1 from placed where function_id = x.function_id and ends_on is not null
        group by supplier_id having supplier_id is not null and count(distinct tenant_id) > 1 and count(distinct ends_on) > 1)`;
    case "same_product_other_terms":
      return sql`exists (select 1 from placed where function_id = x.function_id and has_term
        group by product_id having count(distinct tenant_id) > 1
          and count(distinct (supplier_id, ends_on, notice_on)) > 1)`;
  }
}

/** A circle the reader's organisation is in. */
export interface CircleChoice {
  id: string;
  name: string;
  is_everyone: boolean;
  cooperation: string;
}

/** The circles the tenant is in today, cooperations by name, the circle of all members first; in "view as" those of both. */
export async function listCircles(db: TenantDb): Promise<CircleChoice[]> {
  const { rows } = await sql<CircleChoice>`
    select c.id, c.name, c.is_everyone, o.name as cooperation
    from circle c join cooperation o on o.id = c.cooperation_id
    where app.tenant() in (select app.circle_organisations(c.id))
    order by o.name, c.is_everyone desc, c.name, c.id limit 200`.execute(db);
  return rows;
}

/** The organisations of a circle, by name, suppliers left out; at most 400. */
export async function listMembers(db: TenantDb, circleId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o
    where o.id = any (array(select app.circle_organisations(${circleId}::uuid))) and o.kind <> 'supplier'
    order by o.name, o.id limit 400`.execute(db);
  return rows;
}

/** Organisations that share the core of their systems with the tenant today. */
export async function listSharing(db: TenantDb): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select app.shared_with_me('system_usage', 'core') as id`.execute(
    db,
  );
  return new Set(rows.map((row) => row.id));
}
