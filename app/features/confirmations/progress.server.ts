import { sql } from "kysely";
import type { Actor } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { columnSql, joinsFor } from "../systems/columns.server.ts";
import {
  type Answer,
  progressByUnit,
  type RoundFacts,
  type RowState,
  rowState,
  sumOf,
} from "./confirmations.rules.ts";

const me = sql<string>`app.tenant()`;
/** Systems listed by name on the round's page. */
const MOST_LISTED = 500;

interface Row {
  usage_id: string;
  own_name: string;
  is_retired: boolean;
  unit: string | null;
  answer: Answer | null;
  asked: string;
  answered_by: string | null;
  /** Whole per cent. */
  completeness: number | null;
}

const completeness = columnSql("completeness");

/** How far a round has come: by unit, and the systems that nobody has answered for. */
export async function progressOf(
  db: TenantDb,
  round: RoundFacts & { id: string },
  today: string,
): Promise<{
  units: ReturnType<typeof progressByUnit>;
  sum: ReturnType<typeof sumOf>;
  unanswered: { id: string; own_name: string; unit: string | null; asked: string; state: RowState }[];
  isCut: boolean;
}> {
  const { rows } = await sql<Row>`
    select r.usage_id, u.own_name, u.lifecycle = 'retired' as is_retired, n.name as unit,
      case when bool_or(r.answer = 'corrected') then 'corrected' when bool_or(r.answer = 'confirmed') then 'confirmed' end
        as answer,
      string_agg(distinct p.name, ', ') as asked, max(r.answered_by_name) as answered_by,
      max(${completeness.value}) as completeness
    from confirmation_row r
    join system_usage u on u.tenant_id = r.tenant_id and u.id = r.usage_id
    join confirmation_request q on q.tenant_id = r.tenant_id and q.id = r.request_id
    join person p on p.tenant_id = q.tenant_id and p.id = q.person_id
    ${joinsFor([completeness])}
    left join unit n on n.tenant_id = g_internal.tenant_id and n.id = g_internal.unit_id
    where r.tenant_id = ${me} and r.round_id = ${round.id}
    group by r.usage_id, u.own_name, u.lifecycle, n.name order by u.own_name, r.usage_id limit 20000`.execute(
    db,
  );
  const units = progressByUnit(
    rows.map((row) => ({
      unit: row.unit,
      answer: row.answer,
      isRetired: row.is_retired,
      completeness: row.completeness === null ? null : row.completeness / 100,
    })),
  );
  const open = rows.filter((row) => !row.answer && !row.is_retired);
  return {
    units,
    sum: sumOf(units),
    unanswered: open.slice(0, MOST_LISTED).map((row) => ({
      id: row.usage_id,
      own_name: row.own_name,
      unit: row.unit,
      asked: row.asked,
      state: rowState(null, round, today),
    })),
    isCut: open.length > MOST_LISTED,
  };
}

const openRounds = (
  today: string,
) => sql`d.tenant_id = ${me} and d.opened_at is not null and d.closed_at is null
  and d.closes_on >= ${today}`;

/** Systems of open rounds that the person answers for and nobody has answered; by name, at most 200. */
export async function listOwnConfirmations(db: TenantDb, actor: Pick<Actor, "personId">, today: string) {
  const { rows } = await sql<{ id: string; own_name: string; until: string }>`
    select u.id, u.own_name, min(d.closes_on)::text as until
    from confirmation_round d
    join confirmation_row r on r.tenant_id = d.tenant_id and r.round_id = d.id
    join confirmation_request q on q.tenant_id = r.tenant_id and q.id = r.request_id and q.person_id = ${actor.personId}
    join system_usage u on u.tenant_id = r.tenant_id and u.id = r.usage_id and u.lifecycle <> 'retired'
    where ${openRounds(today)} and r.answer is null and app.is_system_owner(d.tenant_id, u.id, ${actor.personId}::uuid)
      and not exists (select 1 from confirmation_row o where o.tenant_id = r.tenant_id and o.round_id = r.round_id
        and o.usage_id = r.usage_id and o.answer is not null)
    group by u.id, u.own_name order by u.own_name, u.id limit 200`.execute(db);
  return rows;
}

/** For the start page: open rounds in which answers are missing. */
export async function countUnansweredRounds(db: TenantDb, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from confirmation_round d where ${openRounds(today)} and exists (
      select 1 from confirmation_row r join system_usage u on u.tenant_id = r.tenant_id and u.id = r.usage_id
      where r.tenant_id = d.tenant_id and r.round_id = d.id and u.lifecycle <> 'retired' and r.answer is null
        and not exists (select 1 from confirmation_row o where o.tenant_id = r.tenant_id and o.round_id = r.round_id
          and o.usage_id = r.usage_id and o.answer is not null))`.execute(db);
  return rows[0]!.n;
}
