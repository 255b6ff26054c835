import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { SOON_DAYS, type Waiting, waitingOf } from "../notifications/waiting.rules.ts";
import { itemPartPath, licencePath, licencesPath, loanPath } from "./licences.paths.ts";
import { hasLicences, mayAnswerFor, mayWriteLicences } from "./licences.policy.ts";

export type LicenceMatter =
  | "licence_invitation"
  | "loan_proposed"
  | "loan_ends"
  | "count_to_confirm"
  | "count_stale"
  | "true_up_order"
  | "true_up_open";
interface Row {
  kind: LicenceMatter;
  until: string | null;
  agreement: string;
  item: string;
  /** Of a loan. */
  loan: string | null;
}

/**
 * For the start page: what waits for the organisation about licences. Loans that the other side has proposed, loans that end within a
 * month, counts to confirm or to make anew, and as a coordinator true-ups under way. Nothing for readers.
 */
export async function findLicenceWork({
  db,
  tenant,
  actor,
  today,
}: Pick<Door, "db" | "tenant" | "actor" | "today">): Promise<Waiting<LicenceMatter>[]> {
  if (!hasLicences(tenant) || !mayWriteLicences(actor)) return [];
  const { rows } = await sql<Row>`
    with mine as materialized (
      select a.tenant_id, a.id, a.count_interval_days from licence_agreement a
      join licence_member m on m.tenant_id = a.tenant_id and m.agreement_id = a.id and m.organisation_id = ${tenant.id}
        and m.member_confirmed_at is not null and m.joined_on <= ${today} and (m.leaves_on is null or m.leaves_on >= ${today})
      where a.id = any (array(select app.licences_of_mine())) and a.state = 'active'
        and (a.ends_on is null or a.ends_on >= ${today})),
    loan as (
      select n.*, least(n.to_on, n.ended_on, l.leaves_on, b.leaves_on) as ends_on from licence_loan n
      left join licence_member l on l.agreement_id = n.agreement_id and l.organisation_id = n.lender_id
      left join licence_member b on b.agreement_id = n.agreement_id and b.organisation_id = n.borrower_id
      where (n.lender_id = ${tenant.id} or n.borrower_id = ${tenant.id}) and n.state in ('proposed', 'accepted', 'recalled')),
    item as (
      select i.agreement_id, i.id, a.count_interval_days, c.own_on, c.others_on > coalesce(c.own_on, '-infinity') as is_told
      from mine a join licence_item i on i.tenant_id = a.tenant_id and i.agreement_id = a.id and not i.is_unlimited
      cross join lateral (select max(counted_on) filter (where confirmed_by is not null) as own_on,
        max(counted_on) filter (where confirmed_by is null) as others_on
        from usage_count where item_id = i.id and organisation_id = ${tenant.id}) c)
    select 'licence_invitation' as kind, null::date as until, i.agreement, i.agreement as item, null::uuid as loan
      from app.licence_invitations() i where i.declined_at is null and ${mayAnswerFor(actor)}
    union all
    select 'loan_proposed', null, n.agreement_id, n.item_id, n.id
      from loan n where n.state = 'proposed' and n.proposed_by <> ${tenant.id} and n.ends_on >= ${today}
    union all
    select 'loan_ends', n.ends_on, n.agreement_id, n.item_id, n.id
      from loan n where n.state <> 'proposed' and n.ends_on between ${today}::date and ${addDays(today, SOON_DAYS)}::date
    union all
    select case when i.is_told then 'count_to_confirm' else 'count_stale' end, null, i.agreement_id, i.id, null
      from item i where i.is_told or i.own_on is null or i.own_on + i.count_interval_days < ${today}::date
    union all
    select case when t.state = 'balanced' then 'true_up_order' else 'true_up_open' end, null, t.agreement_id, t.item_id, null
      from true_up t where t.tenant_id = ${tenant.id} and t.state <> 'settled'
    order by until nulls last, agreement, item, loan limit 500`.execute(db);
  const { slug } = tenant;
  return waitingOf<LicenceMatter, Row>(rows, {
    one: (row) =>
      row.kind === "licence_invitation" ? licencesPath(slug, "/invitations") : pageOf(slug, row),
    shared: (row) => licencePath(slug, row.agreement),
    all: (kind) => licencesPath(slug, kind === "licence_invitation" ? "/invitations" : ""),
  });
}

function pageOf(slug: string, { agreement, item, loan, kind }: Row): string {
  if (loan) return loanPath(slug, loan);
  return itemPartPath(slug, { agreement, item }, kind.startsWith("true_up") ? "true-up" : "own");
}
