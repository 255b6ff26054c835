import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { mayReadAgreements } from "./agreements.policy.ts";
import { missingIn } from "./report.rules.ts";

type Asking = Pick<Door, "db" | "tenant">;

/** Agreements of KL 9:37 in which the organisation was a party during the year, by name; at most 300. */
async function listInForce(db: TenantDb, year: number, only: string | null) {
  const { rows } = await sql<{
    id: string;
    tenant_id: string;
    title: string;
    number: string | null;
    legal_ground: string | null;
    purpose: string;
    starts_on: string | null;
    ends_on: string | null;
  }>`select a.id, a.tenant_id, a.title, a.number, a.legal_ground, a.purpose, a.starts_on, a.ends_on
    from agreement a where a.form = 'contract' and (${only}::uuid is null or a.id = ${only}::uuid)
      and exists (select 1 from agreement_party p where p.tenant_id = a.tenant_id and p.agreement_id = a.id
        and p.organisation_id = app.tenant() and p.admitted_on is not null
        and p.joined_on <= make_date(${year}, 12, 31) and (p.leaves_on is null or p.leaves_on >= make_date(${year}, 1, 1)))
    order by a.title, a.id limit 300`.execute(db);
  return rows;
}

/** What hangs on the agreements of the report: one query for each kind, whatever the number of agreements. */
async function listFacts({ db, tenant }: Asking, ids: string[], year: number) {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const own = await db
    .selectFrom("agreement_year")
    .select(["agreement_id", "follow_up", "cost_minor", "left_out_reason"])
    .where("tenant_id", "=", tenant.id)
    .where("agreement_id", "in", ids)
    .where("year", "=", year)
    .execute();
  // the newest closed run of the year: a correction comes after what it corrects
  const settled = await db
    .selectFrom("settlement as s")
    .innerJoin("settlement_row as r", (join) =>
      join.onRef("r.tenant_id", "=", "s.tenant_id").onRef("r.settlement_id", "=", "s.id"),
    )
    .distinctOn("s.agreement_id")
    .select(["s.agreement_id", "r.share_minor"])
    .where("s.agreement_id", "in", ids)
    .where("s.year", "=", year)
    .where("s.state", "=", "closed")
    .where("r.organisation_id", "=", tenant.id)
    .orderBy("s.agreement_id")
    .orderBy("s.run", "desc")
    .execute();
  // of the periods that held in the year, the latest: who comes back decides anew, and that is not the earlier years' decision
  const decisions = await db
    .selectFrom("party_decision as d")
    .innerJoin("agreement_party as p", (join) =>
      join.onRef("p.tenant_id", "=", "d.owner_id").onRef("p.id", "=", "d.party_id"),
    )
    .select(["d.agreement_id", "d.organ_name", "d.paragraph", "d.decided_on"])
    .where("d.tenant_id", "=", tenant.id)
    .where("d.agreement_id", "in", ids)
    .where("d.kind", "=", "agreement")
    .where("p.admitted_on", "is not", null)
    .where("p.joined_on", "<=", to)
    .where((eb) => eb.or([eb("p.leaves_on", "is", null), eb("p.leaves_on", ">=", from)]))
    .orderBy("p.joined_on", "desc")
    .orderBy("d.id")
    .execute();
  const areas = await db
    .selectFrom("agreement_area as a")
    .leftJoin("organisation as o", "o.id", "a.host_organisation_id")
    .select(["a.agreement_id", "a.name", "o.name as host_name"])
    .where("a.agreement_id", "in", ids)
    .orderBy("a.seq")
    .orderBy("a.id")
    .execute();
  const parties = await db
    .selectFrom("agreement_party as p")
    .innerJoin("organisation as o", "o.id", "p.organisation_id")
    .select(["p.agreement_id", "p.organisation_id", "o.name", "p.role", "p.joined_on", "p.leaves_on"])
    .where("p.agreement_id", "in", ids)
    .where("p.admitted_on", "is not", null)
    .where("p.joined_on", "<=", to)
    .where((eb) => eb.or([eb("p.leaves_on", "is", null), eb("p.leaves_on", ">=", from)]))
    .orderBy("p.party_order")
    .execute();
  const delegations = await db
    .selectFrom("delegation_out as d")
    .innerJoin("organisation as r", "r.id", "d.receiver_id")
    .select(["d.agreement_id", "d.task", "d.receiver_role", "r.name as to_name", "d.from_on", "d.to_on"])
    .where("d.tenant_id", "=", tenant.id)
    .where("d.agreement_id", "in", ids)
    .where("d.from_on", "<=", to)
    .where((eb) => eb.or([eb("d.to_on", "is", null), eb("d.to_on", ">=", from)]))
    .orderBy("d.from_on")
    .orderBy("d.id")
    .execute();
  const changes = await db
    .selectFrom("amendment")
    .select(["agreement_id", "title", "effective_on"])
    .where("agreement_id", "in", ids)
    .where("state", "=", "in_force")
    .where("effective_on", ">=", from)
    .where("effective_on", "<=", to)
    .orderBy("number")
    .execute();
  const notices = await db
    .selectFrom("agreement_notice as n")
    .innerJoin("organisation as o", "o.id", "n.tenant_id")
    .select(["n.agreement_id", "n.tenant_id as organisation_id", "o.name", "n.given_on", "n.ends_on"])
    .where("n.agreement_id", "in", ids)
    .where("n.withdrawn_on", "is", null)
    .where("n.given_on", ">=", from)
    .where("n.given_on", "<=", to)
    .orderBy("n.given_on")
    .orderBy("n.id")
    .execute();
  return { own, settled, decisions, areas, parties, delegations, changes, notices };
}

/**
 * What the report says of each agreement of a year, by name.
 *
 * @param only one agreement; all without
 * @throws NotFound for suppliers and in "view as": the report is the own municipality's
 */
export async function listReportRows(door: Door, year: number, only: string | null = null) {
  const { db, tenant, actor, authorize } = door;
  if (!mayReadAgreements(tenant) || actor.isPreview) throw new NotFound();
  authorize(true); // every member reads the own organisation's report
  const agreements = await listInForce(db, year, only);
  if (agreements.length === 0) return [];
  const facts = await listFacts(
    door,
    agreements.map(({ id }) => id),
    year,
  );
  return agreements.map((agreement) => {
    const of = <Row extends { agreement_id: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.agreement_id === agreement.id);
    const [own] = of(facts.own);
    const [settled] = of(facts.settled);
    const [decision] = of(facts.decisions);
    const said = {
      purpose: agreement.purpose,
      legal_ground: agreement.legal_ground,
      number: agreement.number,
      areas: of(facts.areas).map((area) => [area.name, area.host_name].filter(Boolean).join(", ")),
      decision: decision ? `${decision.organ_name} ${decision.paragraph}, ${decision.decided_on}` : null,
      cost_minor: own?.cost_minor ?? settled?.share_minor ?? null,
      follow_up: own?.follow_up ?? "",
    };
    return {
      id: agreement.id,
      owner_id: agreement.tenant_id,
      title: agreement.title,
      ...said,
      ownCost: own?.cost_minor ?? null,
      isSettled: own?.cost_minor == null && settled !== undefined,
      starts_on: agreement.starts_on,
      ends_on: agreement.ends_on,
      parties: of(facts.parties),
      delegations: of(facts.delegations),
      changes: of(facts.changes),
      notices: of(facts.notices),
      leftOut: own?.left_out_reason ?? null,
      missing: missingIn(said),
    };
  });
}

export type ReportRow = Awaited<ReturnType<typeof listReportRows>>[number];
