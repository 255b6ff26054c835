import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { listAgreementDates } from "../agreements/near-dates.server.ts";
import { statusSql } from "../contracts/list.server.ts";
import { addMonths } from "../deadlines/days.rules.ts";

/** A day that is near: computed from the terms of a contract or cooperation agreement, or stated for a system that no contract covers. */
export interface NearDate {
  of: "contract" | "system" | "agreement";
  id: string;
  name: string;
  /** `act_by`: with the buffer before the last day, which stands in `last_on`. */
  kind: "act_by" | "notice" | "option" | "agree" | "ends" | "leaves";
  on: string;
  /** The last day to give notice or to call the option, when `on` is an earlier one. */
  last_on: string | null;
}

/** Days on the start page. */
const MOST = 8;

/**
 * The nearest days within twelve months, one per contract or system. Contracts of the organisation and those it takes part in say when
 * to act (agera senast), then the last day itself, and with nothing to do when they end; a day that somebody has marked as handled is
 * left out. Systems without an open contract say what has been stated about them; agreements in force say theirs too. Right on any day,
 * whether or not a job has run.
 */
export async function listNearDates(
  door: Pick<Door, "db" | "tenant" | "today">,
): Promise<{ dates: NearDate[]; isCut: boolean }> {
  const { db, today } = door;
  const tenantId = door.tenant.id;
  const { rows } = await sql<NearDate>`
    with open_contract as materialized (
      select c.tenant_id, c.id, c.name, f.act_by_on, f.current_end_on, f.next_notice_on, f.next_option_call_on,
        least(case when f.next_notice_on >= ${today} then f.next_notice_on end,
          case when f.next_option_call_on >= ${today} then f.next_option_call_on end) as last_on
      from contract c join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
        and f.valid_from <= ${today} and f.valid_to >= ${today}
      where (c.tenant_id = ${tenantId} or c.id = any (array(select app.contracts_of_mine())))
        and ${statusSql} in ('in_force', 'notice_given', 'expiring')),
    of_contract as (
      select 'contract' as of, id, name,
        case when act_by_on >= ${today} and last_on > act_by_on then 'act_by'
          when last_on = next_option_call_on then 'option' when last_on is not null then 'notice' else 'ends' end as kind,
        case when last_on is null then current_end_on when act_by_on >= ${today} then act_by_on else last_on end as "on",
        case when act_by_on >= ${today} and last_on > act_by_on then last_on end as last_on
      from open_contract),
    of_system as (
      select 'system' as of, u.id, u.own_name as name, x.kind, x."on", null::date as last_on
      from system_usage_term t
      join system_usage u on u.tenant_id = t.tenant_id and u.id = t.usage_id and u.lifecycle <> 'retired'
      cross join lateral (select * from (values ('notice', t.notice_on), ('ends', t.ends_on)) as v (kind, "on")
        where v."on" >= ${today} order by v."on" limit 1) x
      where t.tenant_id = ${tenantId} and not exists (
        select 1 from contract_usage l join open_contract c on c.tenant_id = l.contract_tenant_id and c.id = l.contract_id
        where l.tenant_id = t.tenant_id and l.usage_id = t.usage_id))
    select * from (select * from of_contract union all select * from of_system) d
    where d."on" between ${today}::date and ${today}::date + interval '12 months'
      and not exists (select 1 from reminder r where r.tenant_id = ${tenantId} and r.contract_id = d.id
        and r.last_on = coalesce(d.last_on, d."on") and r.state = 'handled')
    order by d."on", d.name, d.id limit ${MOST + 1}`.execute(db);
  const agreements = (await listAgreementDates(door))
    .filter(({ on }) => on >= today && on <= addMonths(today, 12))
    .map((date): NearDate => ({ of: "agreement", ...date }));
  const dates = [...rows, ...agreements].sort(
    (a, b) => a.on.localeCompare(b.on) || a.name.localeCompare(b.name, "sv") || a.id.localeCompare(b.id),
  );
  return { dates: dates.slice(0, MOST), isCut: dates.length > MOST };
}
