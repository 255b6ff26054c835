import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { listLeaving } from "../cooperations/leaving.server.ts";
import { daysBetween } from "../deadlines/days.rules.ts";
import { explained } from "../deadlines/deadlines.text.ts";
import type { ExplainedFact, TermFacts } from "../deadlines/term.rules.ts";
import { hasRegister, mayAnswerFor, mayEditContract } from "./contracts.policy.ts";
import { type Contract, findContract } from "./contracts.server.ts";
import { listCostLines, mayReadPrice } from "./cost-lines.server.ts";
import { costPicture } from "./costs.rules.ts";
import { endOf, factsOn } from "./facts.rules.ts";
import { type ContractStatus, isOutOfForce } from "./list.rules.ts";
import { listParticipants, takesPart } from "./participants.server.ts";
import { termInputOf } from "./terms.rules.ts";
import { timelineOf } from "./timeline.rules.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;

/**
 * The status that a person reads: what closing said, else what the terms say, unless the owner counts the contract as valid in spite of
 * them. `statusSql` says the same; a test compares the two.
 */
export function statusOf(
  contract: Pick<Contract, "closed_on" | "reason_closed" | "is_counted_valid">,
  facts: Pick<TermFacts, "status">,
  today: string,
): ContractStatus {
  if (contract.closed_on !== null && contract.closed_on <= today)
    return contract.reason_closed === "superseded" ? "superseded" : "ended";
  return contract.is_counted_valid && isOutOfForce(facts.status) ? "in_force" : facts.status;
}

/** A contract that can be opened, for a page about it. @throws NotFound for suppliers and strangers */
export async function openContract(door: Reading, id: string): Promise<Contract> {
  if (!hasRegister(door.tenant)) throw new NotFound();
  const contract = await findContract(door.db, id);
  door.authorize(true);
  return contract;
}

/** Everything the contract's page shows; a foreign reader is noted in the owner's access history. */
export async function loadContractPage(door: Reading, id: string, locale: Locale) {
  const { db, tenant, actor, today } = door;
  const contract = await openContract(door, id);
  const isOwn = contract.tenant_id === tenant.id && !actor.isPreview;
  await logAccess(db, tenant, {
    via: "record",
    kind: "contract",
    seen: [{ owner: contract.tenant_id, object: contract.id }],
  });
  const terms = termInputOf(contract);
  const facts = factsOn(terms, today);
  const isClosed = contract.closed_on !== null && contract.closed_on <= today;
  const participants = await listParticipants(db, id);
  const mine = takesPart(participants, tenant.id, today);
  const lines = await listCostLines(db, id);
  const relatives = await listRelatives(db, contract);
  const { explain: _, ...shownFacts } = facts;
  return {
    slug: tenant.slug,
    tenantId: tenant.id,
    today,
    contract: { ...withoutDates(contract), ...visibleRelations(contract, relatives) },
    status: statusOf(contract, facts, today),
    /** The owner counts it as valid although the dates say something else. */
    isCounted: !isClosed && contract.is_counted_valid && isOutOfForce(facts.status),
    isClosed,
    currentEnd: endOf(facts),
    isOwn,
    isPreview: actor.isPreview,
    facts: shownFacts,
    daysTo: daysTo(facts, today),
    explanations: explanationsOf(facts, locale),
    timeline: timelineOf(terms, facts, today),
    participants,
    leaving: await listLeaving(db),
    ownRow: mine ?? null,
    usages: await listContractUsages(db, id),
    relatives,
    hasPrice: isOwn || (await mayReadPrice(db, contract.tenant_id)),
    lines: lines.length,
    costs: costPicture(lines, {
      facts: { ...facts, current_end: endOf(facts) },
      today,
      closedOn: contract.closed_on,
    }),
    decisions: await listDecisions(db, id),
    responsible: await listResponsible(db, id),
    changes: await countRowsOf(db, "contract_change", id),
    indexes: await countRowsOf(db, "price_index", id),
    can: {
      edit: isOwn && mayEditContract(actor, tenant, contract),
      leave: Boolean(mine) && mayAnswerFor(actor),
      takePart:
        Boolean(mine) &&
        !actor.isPreview &&
        (actor.roles.includes("editor") || actor.roles.includes("local_admin")),
    },
  };
}

export type ContractPageData = Awaited<ReturnType<typeof loadContractPage>>;

function withoutDates({ created_at: _, updated_at: __, internal, ...rest }: Contract) {
  return { ...rest, internal: internal ?? null };
}

/** A contract that the viewer may not see is not told of by its id either. */
function visibleRelations({ parent_contract_id, supersedes_id }: Contract, relatives: { id: string }[]) {
  const seen = (id: string | null) => (relatives.some((each) => each.id === id) ? id : null);
  return { parent_contract_id: seen(parent_contract_id), supersedes_id: seen(supersedes_id) };
}

function daysTo(facts: TermFacts, today: string) {
  const until = (day: string | null | undefined) => (day ? daysBetween(today, day) : null);
  return {
    notice: until(facts.next_notice?.last_on),
    extension: until(facts.extension?.last_on),
    end: until(endOf(facts)),
  };
}

/** "Så räknades det" for each date, as sentences. */
function explanationsOf(facts: TermFacts, locale: Locale): Partial<Record<ExplainedFact, string[]>> {
  return Object.fromEntries(
    Object.entries(facts.explain).map(([fact, explanation]) => [fact, explained(explanation, locale)]),
  );
}

/** Systems that the contract covers, those of participants too, as far as the viewer may see them. */
export async function listContractUsages(db: TenantDb, contractId: string) {
  return db
    .selectFrom("contract_usage as l")
    .innerJoin("system_usage as u", (join) =>
      join.onRef("u.tenant_id", "=", "l.tenant_id").onRef("u.id", "=", "l.usage_id"),
    )
    .innerJoin("organisation as o", "o.id", "l.tenant_id")
    .select(["l.tenant_id", "l.usage_id", "u.own_name", "u.is_hidden", "o.name as owner_name"])
    .where("l.contract_id", "=", contractId)
    .orderBy("u.own_name")
    .orderBy("u.id")
    .limit(500)
    .execute();
}

/** The contracts above, below, before and after this one. */
async function listRelatives(db: TenantDb, contract: Contract) {
  const { rows } = await sql<{ id: string; name: string; kind: string; is_over: boolean }>`
    select c.id, c.name, k.kind,
      coalesce(c.closed_on <= app.today(), false) or (coalesce(f.status = 'ended', false) and not c.is_counted_valid) as is_over
    from contract c
    cross join lateral (values
      ('parent', c.id = ${contract.parent_contract_id}::uuid), ('child', c.parent_contract_id = ${contract.id}::uuid),
      ('supersedes', c.id = ${contract.supersedes_id}::uuid), ('superseded_by', c.supersedes_id = ${contract.id}::uuid)) k (kind, fits)
    left join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
      and f.valid_from <= app.today() and f.valid_to >= app.today()
    where c.tenant_id = ${contract.tenant_id} and k.fits order by c.name, c.id limit 200`.execute(db);
  return rows;
}

async function listDecisions(db: TenantDb, contractId: string) {
  return db
    .selectFrom("contract_decision")
    .select(["id", "kind", "option_seq", "decided_on", "decided_by", "authority", "reference", "note"])
    .where("contract_id", "=", contractId)
    .orderBy("decided_on", "desc")
    .orderBy("id", "desc")
    .limit(100)
    .execute();
}

/** Who answers for the contract in the organisation that looks. */
export async function listResponsible(db: TenantDb, contractId: string) {
  return db
    .selectFrom("contract_role as r")
    .innerJoin("person as p", (join) =>
      join.onRef("p.tenant_id", "=", "r.tenant_id").onRef("p.id", "=", "r.person_id"),
    )
    .select(["r.id", "r.role_type", "r.person_id", "p.name", "r.from_on", "r.to_on"])
    .where("r.contract_id", "=", contractId)
    .where((where) =>
      where.or([where("r.to_on", "is", null), where("r.to_on", ">=", sql<string>`app.today()`)]),
    )
    .orderBy("p.name")
    .orderBy("r.id")
    .limit(50)
    .execute();
}

async function countRowsOf(db: TenantDb, table: "contract_change" | "price_index", contractId: string) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(table)} where contract_id = ${contractId}`.execute(db);
  return rows[0]?.n ?? 0;
}
