import { sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";
import { columnSql } from "../systems/columns.server.ts";
import type { Gap } from "./processing.rules.ts";

/** One system with personal data, as the record of processing tells it. Roles stand for the people who hold them. */
export interface ProcessingRow {
  id: string;
  own_name: string;
  product: string | null;
  /** Ids; what the system is for. */
  functions: string[];
  personal_data: "ordinary" | "sensitive" | "unknown";
  joint_controllership: string | null;
  processors: { name: string; country: string | null; basis: string | null }[];
  dpa_needed: string | null;
  dpa_signed_on: string | null;
  third_country: string | null;
  risk_assessed_on: string | null;
  risk_next_on: string | null;
  dpia_needed: string | null;
  dpia_done_on: string | null;
  oversight_last_on: string | null;
  oversight_next_on: string | null;
  roles_sv: string[];
  roles_en: string[];
  missing: Gap[];
}

const isOpen = (column: string) =>
  sql`(${sql.ref(`c.${column}`)} is null or ${sql.ref(`c.${column}`)} = 'unknown')`;

const processors = sql`(select coalesce(jsonb_agg(jsonb_build_object('name', sp.name, 'country', sp.country, 'basis', sp.basis)
    order by sp.name, sp.id), '[]') from sub_processor sp where sp.tenant_id = u.tenant_id and sp.usage_id = u.id)`;

const nextOversight = sql`(c.oversight_last_on + make_interval(months => c.oversight_interval_months))::date`;

/** What a record lacks, in the order of `GAPS`. */
const missing = sql`array_remove(array[
    case when c.personal_data = 'unknown' then 'personal_data' end,
    case when cardinality(${columnSql("functions").value}) = 0 then 'purpose' end,
    case when ${isOpen("joint_controllership")} then 'joint_controllership' end,
    case when ${isOpen("dpa_needed")} or (c.dpa_needed = 'yes' and c.dpa_signed_on is null) then 'dpa' end,
    case when exists (select 1 from sub_processor sp where sp.tenant_id = u.tenant_id and sp.usage_id = u.id
      and (sp.country is null or coalesce(sp.basis, '') = '')) then 'processor' end,
    case when ${isOpen("third_country")} then 'third_country' end,
    case when c.risk_assessed_on is null then 'risk' end,
    case when ${isOpen("dpia_needed")} or (c.dpia_needed = 'yes' and c.dpia_done_on is null) then 'dpia' end
  ]::text[], null)`;

/** Own systems that are not retired and hold personal data, or may. */
const registered = sql`from system_usage u
    join system_usage_classification c on c.tenant_id = u.tenant_id and c.usage_id = u.id
    where u.tenant_id = app.tenant() and u.lifecycle <> 'retired' and c.personal_data in ('ordinary', 'sensitive', 'unknown')`;

const names = (column: "name_sv" | "name_en") => sql`(
    select coalesce(jsonb_agg(${sql.ref(`t.${column}`)} order by t.position), '[]') from role_type t
    where exists (select 1 from role_assignment ra where ra.tenant_id = u.tenant_id and ra.usage_id = u.id
      and ra.role_type = t.code and ra.from_on <= app.today() and (ra.to_on is null or ra.to_on >= app.today())))`;

/** The record of processing by name, from `offset` on. */
export async function listProcessing(
  db: TenantDb,
  { limit, offset = 0, onlyMissing = false }: { limit: number; offset?: number; onlyMissing?: boolean },
): Promise<ProcessingRow[]> {
  // which rows first, then what is dear to read
  const { rows } = await sql<ProcessingRow>`
    select u.id, u.own_name, p.name as product, ${columnSql("functions").value} as functions, c.personal_data,
      c.joint_controllership, ${processors} as processors, c.dpa_needed, c.dpa_signed_on, c.third_country,
      c.risk_assessed_on, c.risk_next_on, c.dpia_needed, c.dpia_done_on, c.oversight_last_on,
      ${nextOversight} as oversight_next_on, ${names("name_sv")} as roles_sv, ${names("name_en")} as roles_en,
      ${missing} as missing
    from (select u.tenant_id, u.id ${registered} ${onlyMissing ? sql`and cardinality(${missing}) > 0` : sql``}
      order by u.own_name, u.id limit ${limit} offset ${offset}) k
    join system_usage u on u.tenant_id = k.tenant_id and u.id = k.id
    join system_usage_classification c on c.tenant_id = u.tenant_id and c.usage_id = u.id
    left join product p on p.id = u.product_id
    order by u.own_name, u.id`.execute(db);
  return rows;
}

export interface ProcessingCounts {
  /** Systems in the record. */
  total: number;
  incomplete: number;
  /** Systems of which nobody has said whether they hold personal data. */
  unassessed: number;
  gaps: Partial<Record<Gap, number>>;
}

/** How many systems the record has and what they lack. */
export async function countProcessing(db: TenantDb): Promise<ProcessingCounts> {
  const { rows } = await sql<ProcessingCounts>`
    with r as materialized (select ${missing} as missing ${registered})
    select (select count(*)::int from r) as total,
      (select count(*)::int from r where cardinality(missing) > 0) as incomplete,
      (select count(*)::int from system_usage u
        left join system_usage_classification c on c.tenant_id = u.tenant_id and c.usage_id = u.id
        where u.tenant_id = app.tenant() and u.lifecycle <> 'retired' and c.personal_data is null) as unassessed,
      (select coalesce(jsonb_object_agg(g.gap, g.n), '{}') from (
        select gap, count(*)::int as n from r, unnest(r.missing) as gap group by gap) g) as gaps`.execute(db);
  return rows[0]!;
}

/** A review that is due within six months, or overdue. */
export interface Review {
  id: string;
  own_name: string;
  kind: "oversight" | "risk";
  on: string;
}

const MOST_REVIEWS = 200;

/** Reviews of own systems that are due within six months, earliest first, at most `MOST_REVIEWS` and one more. */
export async function listReviews(db: TenantDb): Promise<{ reviews: Review[]; isCut: boolean }> {
  const { rows } = await sql<Review>`
    select u.id, u.own_name, x.kind, x.on
    from system_usage_classification c
    join system_usage u on u.tenant_id = c.tenant_id and u.id = c.usage_id and u.lifecycle <> 'retired'
    cross join lateral (values ('oversight', ${nextOversight}), ('risk', c.risk_next_on)) as x (kind, "on")
    where c.tenant_id = app.tenant() and x.on <= (app.today() + interval '6 months')::date
    order by x.on, u.own_name, u.id, x.kind limit ${MOST_REVIEWS + 1}`.execute(db);
  return { reviews: rows.slice(0, MOST_REVIEWS), isCut: rows.length > MOST_REVIEWS };
}
