import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { type Waiting, waitingOf } from "../notifications/waiting.rules.ts";
import { runPath, settlementsPath, yearPath } from "./settlements.paths.ts";
import { mayWriteMoney } from "./settlements.policy.ts";

export type MoneyMatter =
  | "settlement_to_approve"
  | "budget_to_answer"
  | "budget_figures"
  | "settlement_remarks"
  | "settlement_approvable"
  | "settlement_under_way";
interface Row {
  kind: MoneyMatter;
  until: string | null;
  agreement: string;
  year: number;
  run: number | null;
}

/**
 * For the start page: what waits about agreements' money. As a party: settlements to approve or remark on, and budgets to answer. As the
 * one who keeps the books: budgets that the parties soon need, remarks without an answer, settlements that can be approved, and those on
 * their way to the next step. Nothing for readers.
 */
export async function findMoneyWork({
  db,
  tenant,
  actor,
  today,
}: Pick<Door, "db" | "tenant" | "actor" | "today">): Promise<Waiting<MoneyMatter>[]> {
  if (!mayWriteMoney(actor, tenant)) return [];
  const { rows } = await sql<Row>`
    with open_run as materialized (
      select s.*, s.tenant_id = ${tenant.id} as is_own from settlement s where s.state <> 'closed' and (s.tenant_id = ${tenant.id}
        or s.agreement_id = any (array(select m.agreement_id from app.agreement_years_of_mine() m)))),
    silent as (
      select r.settlement_id, r.tenant_id from settlement_remark r where not exists (
        select 1 from settlement_answer a where a.party_id = r.tenant_id and a.remark_id = r.id)),
    own_run as (
      select s.*, exists (select 1 from silent q where q.settlement_id = s.id) as has_remark,
        s.remarks_until < ${today} or not exists (select 1 from settlement_row r where r.tenant_id = s.tenant_id
          and r.settlement_id = s.id and r.organisation_id <> s.tenant_id and not exists (
            select 1 from settlement_approval a where a.owner_id = s.tenant_id and a.settlement_id = s.id
              and a.tenant_id = r.organisation_id and a.snapshot_sha256 = s.snapshot_sha256)) as is_settled
      from open_run s where s.is_own)
    select 'settlement_to_approve' as kind, s.remarks_until as until, s.agreement_id as agreement, s.year, s.run
      from open_run s where not s.is_own and s.state = 'sent' and s.remarks_until >= ${today}
        and exists (select 1 from settlement_row r where r.settlement_id = s.id and r.organisation_id = ${tenant.id})
        and not exists (select 1 from settlement_approval a where a.tenant_id = ${tenant.id} and a.settlement_id = s.id
          and a.snapshot_sha256 = s.snapshot_sha256)
        and not exists (select 1 from silent q where q.settlement_id = s.id and q.tenant_id = ${tenant.id})
    union all
    select 'budget_to_answer', b.answer_by_on, b.agreement_id, b.year, null from budget b
      join app.agreement_years_of_mine() m on m.agreement_id = b.agreement_id and m.year = b.year
      where b.tenant_id <> ${tenant.id} and b.status = 'proposal' and b.answer_by_on >= ${today}
        and not exists (select 1 from budget_answer a where a.tenant_id = ${tenant.id} and a.budget_id = b.id and a.sending = b.sending)
    union all
    select 'budget_figures', min(n.needed_by_on), n.agreement_id, n.year, null from (
        select x.agreement_id, x.year, x.needed_by_on from budget_need x where x.owner_id = ${tenant.id}
        union all select b.agreement_id, b.year, b.figures_by_on from budget b where b.tenant_id = ${tenant.id}) n
      where n.needed_by_on between ${today}::date and ${today}::date + 30 and not exists (select 1 from budget b
        where b.tenant_id = ${tenant.id} and b.agreement_id = n.agreement_id and b.year = n.year and b.status = 'decided')
      group by n.agreement_id, n.year
    union all
    select case when s.state <> 'sent' then 'settlement_under_way' when s.has_remark then 'settlement_remarks'
        else 'settlement_approvable' end, null, s.agreement_id, s.year, s.run
      from own_run s where s.state <> 'sent' or s.has_remark or s.is_settled
    order by until nulls last, year, agreement limit 200`.execute(db);
  const { slug } = tenant;
  const year = (row: Row) => yearPath(slug, row.agreement, row.year);
  return waitingOf<MoneyMatter, Row>(rows, {
    one: (row) =>
      row.run === null ? year(row) : runPath({ slug, agreement: row.agreement, year: row.year }, row.run),
    shared: year,
    all: () => settlementsPath(slug),
  });
}
