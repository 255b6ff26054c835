import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Lifecycle } from "#db/schema/values.ts";
import { logAccess } from "../audit/audit.server.ts";
import { ofFunction, placedUsages } from "./placed.server.ts";
import { type OverlapQuery, readOverlapQuery } from "./query.rules.ts";
import { findScope, ownId, type Reading, readableIds, type Scope } from "./scope.server.ts";
import {
  type Axis,
  ITEMS_PER_POINT,
  POINTS_PER_ROW,
  readTimelineQuery,
  type TimelineKind,
  type TimelineQuery,
  type TimelineRow,
  timelineAxis,
} from "./timeline.rules.ts";

/** The timeline as screen and files show it. */
export interface Timeline extends Scope {
  query: OverlapQuery;
  time: TimelineQuery;
  axis: Axis;
  rows: TimelineRow[];
  total: number;
  today: string;
}

/**
 * Reads the timeline that an address asks for: what ends before the end of the axis, per product or function. Days of the groups
 * "dates" and "term" are there only where their owners share them; the supplier's dates stand in the shared catalogue, and are
 * shown for products of which the reader may see a system.
 */
export async function findTimeline(
  door: Reading,
  search: URLSearchParams,
  { limit, offset = 0, via }: { limit: number; offset?: number; via: "overlap" | "export" },
): Promise<Timeline> {
  const { db, tenant, today } = door;
  const query = readOverlapQuery(search);
  const time = readTimelineQuery(search);
  const axis = timelineAxis(today, time.span);
  const scope = await findScope(door, query);
  const { rows, total, owners } = await readTimeline(db, {
    tenantIds: readableIds(scope),
    query,
    time,
    axis,
    today,
    limit,
    offset,
  });
  await logAccess(db, tenant, { via, kind: "system_usage", seen: owners.map((owner) => ({ owner })) });
  return { ...scope, query, time, axis, rows, total, today };
}

interface Question {
  tenantIds: string[];
  query: OverlapQuery;
  time: TimelineQuery;
  axis: Axis;
  today: string;
  limit: number;
  offset: number;
}

type Row = Omit<TimelineRow, "isCut"> & { total: number; owners: string[]; days: number };

async function readTimeline(
  db: TenantDb,
  { tenantIds, query, time, axis, today, limit, offset }: Question,
): Promise<{ rows: TimelineRow[]; total: number; owners: string[] }> {
  if (tenantIds.length === 0) return { rows: [], total: 0, owners: [] };
  const events = time.kinds.map((kind) => eventsOf(kind, axis.to));
  const { rows } = await sql<Row>`
    with ${placedUsages({ tenantIds, supplier: query.supplier, product: query.product }, SUPPLIERS_DAYS)},
    lines as materialized (${linesOf(time, query)}),
    events as materialized (${sql.join(events, sql` union all `)}),
    page as (
      select key, name, code, array_agg(distinct tenant_id) as owners, count(distinct (kind, on_day)) as days,
        min(on_day) filter (where on_day >= ${today}::date) as next_on, min(on_day) as first_on, count(*) over () as total
      from events group by key, name, code
      order by next_on nulls last, first_on, name, key limit ${limit} offset ${offset}),
    points as (
      select key, kind, on_day, count(*) as count,
        json_agg(json_build_object('tenant_id', tenant_id, 'id', id, 'own_name', own_name, 'product_name', product_name)
          order by place) filter (where place <= ${ITEMS_PER_POINT}) as items,
        row_number() over (partition by key order by on_day, kind) as nth
      from (select events.*, row_number() over (partition by key, kind, on_day order by product_name, own_name, id) as place
        from events where key in (select key from page)) numbered
      group by key, kind, on_day)
    select page.key, page.name, page.code, page.owners, page.days, page.total,
      (select json_agg(json_build_object('kind', x.kind, 'on', x.on_day, 'count', x.count, 'items', x.items) order by x.nth)
        from points x where x.key = page.key and x.nth <= ${POINTS_PER_ROW}) as points
    from page order by page.next_on nulls last, page.first_on, page.name, page.key`.execute(db);
  return {
    rows: rows.map(({ total: _total, owners: _owners, days, ...row }) => ({
      ...row,
      isCut: days > row.points.length,
    })),
    total: rows[0]?.total ?? 0,
    owners: [...new Set(rows.flatMap((row) => row.owners))],
  };
}

const SUPPLIERS_DAYS = { columns: sql`, p.support_ends_on, p.life_ends_on`, joins: sql`` };

/** The shown usages, each on the lines it belongs to. */
function linesOf({ lines }: TimelineQuery, query: OverlapQuery): RawBuilder<unknown> {
  const narrowed = query.group !== null || query.functionCode !== null;
  if (lines === "function")
    return sql`select s.*, f.id::text as key, f.name_sv as name, f.code from placed s join function f on f.id = s.function_id
      where ${ofFunction(query)}`;
  return sql`select s.*, s.product_id::text as key, s.product_name as name, null::text as code from shown s
    where ${
      narrowed
        ? sql`(s.tenant_id, s.id) in (select x.tenant_id, x.id from placed x join function f on f.id = x.function_id
          where ${ofFunction(query)})`
        : sql`true`
    }`;
}

function eventsOf(kind: TimelineKind, before: string): RawBuilder<unknown> {
  const [day, join] = DAYS[kind];
  return sql`select l.tenant_id, l.id, l.own_name, l.product_name, l.key, l.name, l.code, ${kind}::text as kind, ${day} as on_day
    from lines l ${join} where ${day} < ${before}::date`;
}

const DATES = sql`join system_usage_dates d on d.tenant_id = l.tenant_id and d.usage_id = l.id`;
const TERM = sql`join system_usage_term t on t.tenant_id = l.tenant_id and t.usage_id = l.id`;
const DAYS: Record<TimelineKind, [RawBuilder<unknown>, RawBuilder<unknown>]> = {
  support: [sql`l.support_ends_on`, sql``],
  life: [sql`l.life_ends_on`, sql``],
  phase_out: [sql`coalesce(d.phase_out_from_on, d.retired_on)`, DATES],
  contract: [sql`t.ends_on`, TERM],
};

/** A hidden system of one's own with its days. Only its own organisation sees it, and never in a picture, a count or a file. */
export interface OwnHidden {
  id: string;
  own_name: string;
  product_name: string;
  lifecycle: Lifecycle;
  days: Record<TimelineKind, string | null>;
}

/** At most this many hidden systems are listed. */
const MOST_HIDDEN = 50;

/** The reader's own hidden systems with something that ends before `axis.to`, by name. Nothing in "view as". */
export async function listOwnHidden({ db, tenant }: Reading, axis: Axis): Promise<OwnHidden[]> {
  const own = ownId(tenant);
  if (own === null) return [];
  const { rows } = await sql<OwnHidden>`
    select u.id, u.own_name, p.name as product_name, u.lifecycle,
      json_build_object('support', p.support_ends_on, 'life', p.life_ends_on,
        'phase_out', coalesce(d.phase_out_from_on, d.retired_on), 'contract', t.ends_on) as days
    from system_usage u
    join product p on p.id = u.product_id
    left join system_usage_dates d on d.tenant_id = u.tenant_id and d.usage_id = u.id
    left join system_usage_term t on t.tenant_id = u.tenant_id and t.usage_id = u.id
    where u.tenant_id = ${own} and u.is_hidden and u.lifecycle <> 'retired'
      and least(p.support_ends_on, p.life_ends_on, coalesce(d.phase_out_from_on, d.retired_on), t.ends_on) < ${axis.to}::date
    order by u.own_name, u.id limit ${MOST_HIDDEN}`.execute(db);
  return rows;
}
