import { sql } from "kysely";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import { NotFound } from "../../server/errors.server.ts";
import { joinsFor, workSql } from "../systems/columns.server.ts";
import type { Group } from "../systems/fields.rules.ts";
import type { Work } from "../systems/list.rules.ts";
import { findHiddenGroups } from "../systems/systems.server.ts";
import { hasReports } from "./reports.policy.ts";
import { REPORTS, type Report } from "./reports.rules.ts";

/** How many systems a report is about. */
export interface ReportFigure {
  work: Work;
  count: number;
}

/** One hosting form or country with its systems; a null code: not given. */
export interface HostingFigure {
  code: string | null;
  count: number;
}

export interface Overview {
  /** Own systems that are not retired. */
  total: number;
  figures: ReportFigure[];
  /** null where the organisation has hidden the group. */
  hosting: { forms: HostingFigure[]; countries: HostingFigure[] } | null;
  /** Whether the record of processing has something to tell. */
  hasProcessing: boolean;
  /** Whether the organisation uses the field group of openness. */
  hasOpenness: boolean;
}

/** The organisation's figures. @throws NotFound for suppliers and in "view as" */
export async function loadOverview(
  door: Pick<Door, "db" | "actor" | "tenant" | "authorize">,
): Promise<Overview> {
  enterReports(door);
  const hidden: readonly string[] = await findHiddenGroups(door.db, door.tenant);
  const isShown = (group: Group) => group === "core" || !hidden.includes(group);
  const shown = REPORTS.filter((report) => isShown(report.group));
  const { total, counts } = await countReports(door.db, door.tenant.id, shown);
  return {
    total,
    figures: shown.map(({ work }, index) => ({ work, count: counts[index] ?? 0 })),
    hosting: isShown("operation") ? await countHosting(door.db, door.tenant.id) : null,
    hasProcessing: isShown("classification"),
    hasOpenness: isShown("openness"),
  };
}

/** What every page of the reports asks first. @throws NotFound for suppliers and in "view as" */
export function enterReports({ actor, tenant, authorize }: Pick<Door, "actor" | "tenant" | "authorize">) {
  if (!hasReports(actor, tenant)) throw new NotFound();
  authorize(true);
}

/** All figures in one pass over the own systems, by the same conditions as the list's filter. */
export async function countReports(
  db: TenantDb,
  tenantId: string,
  reports: readonly Report[],
): Promise<{ total: number; counts: number[] }> {
  const conditions = reports.map(({ work }) => workSql(work));
  const counts = conditions.map(({ value }) => sql`count(*) filter (where ${value})::int`);
  const { rows } = await sql<{ total: number; counts: number[] }>`
    select count(*)::int as total, array[${sql.join(counts)}]::int[] as counts
    from system_usage u ${joinsFor(conditions)}
    where u.tenant_id = ${tenantId} and u.lifecycle <> 'retired'`.execute(db);
  return rows[0]!;
}

/** Codes beyond these are not shown; there are eight forms, and a country is two letters. */
const MOST_CODES = 300;

/** Own systems that are not retired by hosting form and by country, most first, those without last. */
async function countHosting(db: TenantDb, tenantId: string) {
  const { rows } = await sql<{ by_form: boolean; code: string | null; count: number }>`
    select * from (select grouping(op.hosting_country) = 1 as by_form,
      coalesce(op.hosting_form, op.hosting_country) as code, count(*)::int as count
    from system_usage u
    left join system_usage_operation op on op.tenant_id = u.tenant_id and op.usage_id = u.id
    where u.tenant_id = ${tenantId} and u.lifecycle <> 'retired'
    group by grouping sets ((op.hosting_form), (op.hosting_country))) g
    order by by_form, code is null, count desc, code limit ${MOST_CODES}`.execute(db);
  const part = (isForm: boolean): HostingFigure[] =>
    rows.filter((row) => row.by_form === isForm).map(({ code, count }) => ({ code, count }));
  return { forms: part(true), countries: part(false) };
}
