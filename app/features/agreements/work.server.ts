import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { SOON_DAYS, type Waiting, waitingOf } from "../notifications/waiting.rules.ts";
import { agreementPagePath, agreementPath, agreementsPath, amendmentPath } from "./agreements.paths.ts";
import { mayBind, mayReadAgreements, mayWriteAgreements } from "./agreements.policy.ts";
import { nextDue } from "./agreements.rules.ts";
import { findAgreement } from "./agreements.server.ts";
import { renewalToDecide, runsOutOn } from "./terms.rules.ts";
import { hashOfAgreement, readText } from "./texts.server.ts";

type Asking = Pick<Door, "db" | "tenant" | "actor" | "today">;
export type AgreementMatter =
  | "agreement_decision"
  | "agreement_confirmation"
  | "amendment_approval"
  | "agreement_duty_late"
  | "agreement_duty"
  | "agreement_renewal"
  | "agreement_renewal_late"
  | "agreement_ended"
  | "agreement_review_late"
  | "agreement_review";
interface Row {
  kind: AgreementMatter;
  until: string | null;
  id: string;
  amendment?: string | null;
}

/**
 * For the start page: what waits for the organisation in cooperation agreements. For its administrators, who bind it: agreements to
 * decide on or to confirm, and amendments to approve. For those who write: duties of the yearly clock and examinations of the ground in
 * procurement law that are late or near. Nothing for readers.
 */
export async function findAgreementWork(asking: Asking): Promise<Waiting<AgreementMatter>[]> {
  const { tenant, actor } = asking;
  if (!mayReadAgreements(tenant) || !mayWriteAgreements(actor)) return [];
  const toDecide = await listToDecide(asking);
  const isListed = ({ id }: Row) =>
    toDecide.some((row) => row.kind === "agreement_decision" && row.id === id);
  const rows = [
    ...(await listChangedSince(asking)).filter((row) => !isListed(row)),
    ...toDecide,
    ...(await listRunningOut(asking)),
    ...(await listDutiesNear(asking)),
  ];
  const page = ({ id }: Row) => agreementPath(tenant.slug, id);
  return waitingOf<AgreementMatter, Row>(rows, {
    one: (row) => pageOf(tenant.slug, row),
    shared: page,
    all: (kind) => `${agreementsPath(tenant.slug)}${kind === "agreement_confirmation" ? "#to-answer" : ""}`,
  });
}

function pageOf(slug: string, { kind, id, amendment }: Row): string {
  if (amendment) return amendmentPath(slug, id, amendment);
  if (kind.startsWith("agreement_review")) return agreementPagePath(slug, id, "exemption");
  return agreementPath(slug, id, kind.startsWith("agreement_duty") ? "#clock" : "");
}

/**
 * Agreements under negotiation whose text or terms are others than those the organisation has decided on: it decides again (SAM-001).
 * What they are now is worked out one by one; nobody negotiates more than a few at once.
 */
async function listChangedSince({ db, tenant, actor }: Asking): Promise<Row[]> {
  if (!mayBind(actor)) return [];
  const decided = await db
    .selectFrom("party_decision as d")
    .innerJoin("agreement as a", (join) =>
      join.onRef("a.tenant_id", "=", "d.owner_id").onRef("a.id", "=", "d.agreement_id"),
    )
    .select(["a.id", "d.text_hash"])
    .where("d.tenant_id", "=", tenant.id)
    .where("d.kind", "=", "agreement")
    .where("a.status", "=", "negotiation")
    .orderBy("a.id")
    .limit(20)
    .execute();
  const changed: Row[] = [];
  for (const { id, text_hash } of decided)
    if (hashOfAgreement(await findAgreement(db, id), await readText(db, id)) !== text_hash)
      changed.push({ kind: "agreement_decision", until: null, id });
  return changed;
}

/** What a party says for itself, and the examinations that whoever keeps the agreement has to make again. */
async function listToDecide({ db, tenant, actor, today }: Asking): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with mine as materialized (
      select a.tenant_id, a.id, a.status, p.role, p.admitted_on,
        p.admitted_on is null and p.role <> 'observer' and (
          not exists (select 1 from party_decision d where d.tenant_id = ${tenant.id} and d.party_id = p.id
            and d.kind = 'agreement')
          or a.form = 'joint_board' and not exists (select 1 from party_decision d where d.tenant_id = ${tenant.id}
            and d.party_id = p.id and d.kind = 'reglemente' and d.organ = 'council')) as is_to_decide
      from agreement_party p join agreement a on a.tenant_id = p.tenant_id and a.id = p.agreement_id
      where p.organisation_id = ${tenant.id} and (p.leaves_on is null or p.leaves_on >= ${today})
        and a.status not in ('draft', 'ended') and ${mayBind(actor)})
    select distinct 'agreement_decision' as kind, null::date as until, id, null::uuid as amendment from mine where is_to_decide
    union all
    select distinct 'agreement_confirmation', null::date, m.id, null::uuid from mine m
      where m.tenant_id <> ${tenant.id} and not m.is_to_decide and not exists (
        select 1 from agreement_confirmation c where c.tenant_id = ${tenant.id} and c.agreement_id = m.id)
    union all
    select distinct 'amendment_approval', null::date, m.id, x.id from mine m
      join amendment x on x.tenant_id = m.tenant_id and x.agreement_id = m.id and x.state = 'sent'
      where m.role <> 'observer' and m.admitted_on <= ${today} and not exists (select 1 from amendment_approval v
        where v.tenant_id = ${tenant.id} and v.amendment_id = x.id and v.text_hash = x.text_hash)
    union all
    select case when t.next_review_on < ${today} then 'agreement_review_late' else 'agreement_review' end,
      t.next_review_on, t.agreement_id, null::uuid
      from (select distinct on (agreement_id) agreement_id, state, next_review_on from exemption_test
        where tenant_id = ${tenant.id} order by agreement_id, id desc) t
      join agreement a on a.tenant_id = ${tenant.id} and a.id = t.agreement_id and a.status <> 'ended'
      where t.state = 'reviewed' and t.next_review_on <= ${addDays(today, SOON_DAYS)}
    order by until nulls last, id, amendment limit 200`.execute(db);
  return rows;
}

/** Own agreements whose renewal is to be decided on or has been missed, and those that have run out and are still in force. */
async function listRunningOut({ db, tenant, today }: Asking): Promise<Row[]> {
  const agreements = await db
    .selectFrom("agreement")
    .selectAll()
    .where("tenant_id", "=", tenant.id)
    .where("status", "=", "in_force")
    .where((eb) => eb.or([eb("ends_on", "is not", null), eb("renewal_kind", "=", "express")]))
    .orderBy("id")
    .limit(200)
    .execute();
  return agreements
    .flatMap((agreement): Row[] => {
      const { id } = agreement;
      const ended = runsOutOn(agreement, today);
      if (ended && ended < today) return [{ kind: "agreement_ended", until: ended, id }];
      const renewal = renewalToDecide(agreement, today);
      if (!renewal) return [];
      if (renewal.isMissed) return [{ kind: "agreement_renewal_late", until: renewal.decide_by, id }];
      const isNear = renewal.decide_by <= addDays(today, DECIDING_DAYS);
      return isNear ? [{ kind: "agreement_renewal", until: renewal.decide_by, id }] : [];
    })
    .sort((a, b) => (a.until ?? "").localeCompare(b.until ?? ""));
}

/** Councils need this long to decide on a renewal. */
const DECIDING_DAYS = 180;

/**
 * Duties of the yearly clock that are late or near, the nearest first: in own agreements all of them, since whoever keeps the agreement
 * sees to what is everybody's; in others' those that are the organisation's own.
 */
async function listDutiesNear({ db, tenant, today }: Asking): Promise<Row[]> {
  const { rows } = await sql<{
    id: string;
    in_force_on: string | null;
    month: number;
    day: number;
    years: number[];
  }>`
    select a.id, a.in_force_on, d.month, d.day,
      array(select y.year from agreement_duty_done y where y.tenant_id = d.tenant_id and y.duty_id = d.id) as years
    from agreement_duty d join agreement a on a.tenant_id = d.tenant_id and a.id = d.agreement_id
    where a.status in ('in_force', 'winding_down')
      and (d.tenant_id = ${tenant.id} or (d.organisation_id = ${tenant.id} and exists (select 1 from agreement_party p
        where p.agreement_id = a.id and p.organisation_id = ${tenant.id} and p.admitted_on is not null
          and (p.leaves_on is null or p.leaves_on >= ${today}))))
    order by a.id, d.id limit 1000`.execute(db);
  return rows
    .map(({ id, in_force_on, years, ...duty }) => ({
      id,
      ...nextDue(duty, years, today, in_force_on ?? today),
    }))
    .filter((due) => due.on <= addDays(today, SOON_DAYS))
    .map(({ id, on, isLate }) => ({
      kind: isLate ? ("agreement_duty_late" as const) : ("agreement_duty" as const),
      until: on,
      id,
    }))
    .sort((a, b) => a.until.localeCompare(b.until));
}
