import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";

/** Numbers of the start page; everything counts only what the viewer may read. */
export interface StartCounts {
  own: number;
  in_operation: number;
  changing: number;
  products: number;
  shared_products: number;
  neighbours: number;
}

/** More of the neighbours' systems than this are not counted one by one. */
export const MOST_COUNTED = 10_000;

/** Counts of own and shared systems. Bounded: the neighbours' are counted up to `MOST_COUNTED`. */
export async function countForStart(db: TenantDb, tenantId: string): Promise<StartCounts> {
  const { rows } = await sql<StartCounts>`
    with own as (select product_id, lifecycle from system_usage where tenant_id = ${tenantId}),
    used as (select distinct product_id from own where lifecycle <> 'retired')
    select
      (select count(*) from own where lifecycle <> 'retired') as own,
      (select count(*) from own where lifecycle = 'in_operation') as in_operation,
      (select count(*) from own where lifecycle in ('planned', 'pilot', 'phasing_in', 'phasing_out')) as changing,
      (select count(*) from used) as products,
      (select count(*) from used where exists (
        select 1 from system_usage o where o.product_id = used.product_id and o.tenant_id <> ${tenantId})) as shared_products,
      (select count(*) from (
        select 1 from system_usage o where o.tenant_id <> ${tenantId} limit ${MOST_COUNTED + 1}) n) as neighbours
  `.execute(db);
  return rows[0]!;
}

/** What an administrator or editor could do something about today, as numbers. */
export interface WorkCounts {
  invitations: number;
  hosting: number;
  support_ended: number;
  rejected_product: number;
  without_start: number;
  overdue: number;
  without_role: number;
  open_imports: number;
  /** Systems with oversight or risk assessment due within six months. */
  reviews: number;
}

/** Counts the work that waits in the tenant. @param today day in Sweden */
export async function countWork(db: TenantDb, tenantId: string, today: string): Promise<WorkCounts> {
  const { rows } = await sql<WorkCounts>`
    select
      (select count(*) from cooperation_member m
        where m.organisation_id = ${tenantId} and (m.ended_on is null or m.ended_on > ${today})
          and not exists (select 1 from cooperation_join j where j.cooperation_id = m.cooperation_id and j.tenant_id = ${tenantId}))
        as invitations,
      (select count(*) from app.hosting_requests() r
        where not exists (select 1 from hosting_confirmation h where h.tenant_id = ${tenantId}
          and h.usage_tenant_id = r.usage_tenant_id and h.usage_id = r.usage_id)) as hosting,
      (select count(*) from system_usage u join product p on p.id = u.product_id
        where u.tenant_id = ${tenantId} and u.lifecycle = 'in_operation' and p.support_ends_on < ${today}) as support_ended,
      (select count(*) from system_usage u join product p on p.id = u.product_id
        where u.tenant_id = ${tenantId} and u.lifecycle <> 'retired' and p.state = 'rejected') as rejected_product,
      (select count(*) from system_usage u
        left join system_usage_dates d on d.tenant_id = u.tenant_id and d.usage_id = u.id
        where u.tenant_id = ${tenantId} and u.lifecycle = 'in_operation' and d.taken_into_use_on is null) as without_start,
      (select count(*) from system_usage u
        join system_usage_dates d on d.tenant_id = u.tenant_id and d.usage_id = u.id
        where u.tenant_id = ${tenantId} and u.lifecycle <> 'retired' and d.retired_on < ${today}) as overdue,
      (select count(*) from system_usage u where u.tenant_id = ${tenantId} and u.lifecycle <> 'retired' and exists (
        select 1 from role_type_setting s where s.tenant_id = u.tenant_id and s.is_on and s.is_mandatory and not exists (
          select 1 from role_assignment ra where ra.tenant_id = u.tenant_id and ra.usage_id = u.id
            and ra.role_type = s.role_type and ra.from_on <= ${today} and (ra.to_on is null or ra.to_on >= ${today}))))
        as without_role,
      (select count(*) from import_run r where r.tenant_id = ${tenantId} and r.state in ('uploaded', 'mapped', 'checked'))
        as open_imports,
      (select count(*) from system_usage_classification c
        join system_usage u on u.tenant_id = c.tenant_id and u.id = c.usage_id and u.lifecycle <> 'retired'
        where c.tenant_id = ${tenantId}
          and (c.risk_next_on <= ${today}::date + interval '6 months'
            or c.oversight_last_on + make_interval(months => c.oversight_interval_months) <= ${today}::date + interval '6 months')
          and not exists (select 1 from organisation_setting s
            where s.tenant_id = c.tenant_id and 'classification' = any(s.hidden_field_groups))) as reviews
  `.execute(db);
  return rows[0]!;
}

/** One line of what happened lately. */
export interface LatestChange {
  id: string;
  at: Date;
  by_name: string;
  action: string;
  object_kind: string;
  object_id: string;
  object_name: string | null;
}

/**
 * The tenant's latest changes, one line per record and moment, newest first, at most eight. What people did: the nightly work, which
 * writes more than all of them, stands in the history.
 */
export async function listLatestChanges(db: TenantDb, tenantId: string): Promise<LatestChange[]> {
  const rows = await db
    .selectFrom("change_event")
    .select(["id", "at", "by_name", "action", "object_kind", "object_id", "object_name"])
    .where("tenant_id", "=", tenantId)
    .where("via", "<>", "job")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(60)
    .execute();
  const seen = new Set<string>();
  return rows
    .filter((row) => {
      const key = `${row.at.getTime()} ${row.object_id}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, 8);
}
