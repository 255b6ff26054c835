import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { listSurveys } from "../surveys/list.server.ts";
import { mayReadSurveys, mayWriteSurveys } from "../surveys/surveys.policy.ts";
import type { Face } from "../surveys/surveys.server.ts";
import type { State } from "./interest-checks.rules.ts";

const me = sql<string>`app.tenant()`;

/** Interest checks as a face of the survey engine. */
export const interestFace: Face = {
  survey: "interest_check",
  invitee: "interest_invitee",
  question: "interest_question",
  reply: "interest_reply",
  answer: "interest_answer",
  letter: "interest_letter",
  key: "check_id",
};

/** One check that the tenant may read: its own, or sent into a circle of its. @throws NotFound */
export async function findCheck(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("interest_check as c")
    .innerJoin("organisation as o", "o.id", "c.tenant_id")
    .leftJoin("circle as k", "k.id", "c.circle_id")
    .leftJoin("cooperation as co", "co.id", "k.cooperation_id")
    .leftJoin("function as f", "f.id", "c.function_id")
    .leftJoin("product as p", "p.id", "c.product_id")
    .leftJoin("contract as a", (join) =>
      join.onRef("a.tenant_id", "=", "c.tenant_id").onRef("a.id", "=", "c.contract_id"),
    )
    .selectAll("c")
    .select([
      "o.name as coordinator",
      "k.name as circle_name",
      "k.is_everyone",
      "co.name as cooperation_name",
    ])
    .select(["f.code as function_code", "f.name_sv as function_sv", "f.name_en as function_en"])
    .select(["p.name as product_name", "a.name as contract_name"])
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const { created_at, ...check } = row;
  return { ...check, created_on: created_at.toISOString().slice(0, 10) };
}

export type Check = Awaited<ReturnType<typeof findCheck>>;

/** Who is asked and whether its conditions are met, by name; at most 500. */
export async function listConditions(db: TenantDb, checkId: string) {
  return db
    .selectFrom("interest_invitee as i")
    .innerJoin("organisation as o", "o.id", "i.organisation_id")
    .select(["o.id", "o.name", "i.kind", "i.added_on", "i.condition_met_on", "i.condition_note"])
    .where("i.check_id", "=", checkId)
    .orderBy("o.name")
    .orderBy("o.id")
    .limit(500)
    .execute();
}

/** Everything that the organisation has to do with, newest first: its own, what it is asked, what others in its circles ask. */
export function loadChecks(door: Door) {
  return listSurveys<{ state: State; outcome: "go" | "no_go" | null; asked: number }>(door, interestFace, {
    columns: sql`d.outcome, (select count(*)::int from interest_invitee n where n.check_id = s.id) as asked`,
    joins: sql`left join interest_decision d on d.tenant_id = s.tenant_id and d.check_id = s.id`,
  });
}

/**
 * What the organisation's own contract has led to: checks started from it, newest first, and what a new one would be about.
 * @returns null where there are no checks, or none to show and nobody who may ask
 */
export async function loadContractChecks(
  { db, tenant, actor }: Pick<Door, "db" | "tenant" | "actor">,
  contract: { id: string; name: string; product_id: string | null; is_hidden: boolean },
) {
  if (!mayReadSurveys(actor, tenant)) return null;
  const checks = await db
    .selectFrom("interest_check as c")
    .leftJoin("interest_decision as d", (join) =>
      join.onRef("d.tenant_id", "=", "c.tenant_id").onRef("d.check_id", "=", "c.id"),
    )
    .select(["c.id", "c.name", "c.state", "c.closes_on", "d.outcome"])
    .where("c.tenant_id", "=", me)
    .where("c.contract_id", "=", contract.id)
    .orderBy("c.created_at", "desc")
    .orderBy("c.id", "desc")
    .limit(20)
    .execute();
  const mayAsk = mayWriteSurveys(actor, tenant);
  if (checks.length === 0 && !mayAsk) return null;
  return {
    slug: tenant.slug,
    checks,
    mayAsk,
    // the name of a hidden contract is not proposed as the heading of what others read
    about: {
      contract: contract.id,
      ...(contract.product_id ? { product: contract.product_id } : {}),
      ...(contract.is_hidden ? {} : { name: contract.name }),
    },
  };
}
