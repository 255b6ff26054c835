import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { listSurveys } from "../surveys/list.server.ts";
import type { Face } from "../surveys/surveys.server.ts";
import type { State } from "./renewals.rules.ts";

/** Renewal surveys as a face of the survey engine. */
export const renewalFace: Face = {
  survey: "renewal_round",
  invitee: "renewal_invitee",
  question: "renewal_question",
  reply: "renewal_answer",
  answer: "renewal_question_answer",
  letter: "renewal_letter",
  key: "round_id",
};

/** One survey that the tenant may read; names of agreements only as far as it may read them. @throws NotFound */
export async function findRound(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("renewal_round as r")
    .innerJoin("organisation as o", "o.id", "r.tenant_id")
    .leftJoin("licence_agreement as a", "a.id", "r.agreement_id")
    .leftJoin("licence_agreement as s", "s.id", "r.successor_id")
    .leftJoin("circle as k", "k.id", "r.circle_id")
    .leftJoin("cooperation as co", "co.id", "k.cooperation_id")
    .selectAll("r")
    .select(["o.name as coordinator", "a.name as agreement_name", "a.ends_on as agreement_ends_on"])
    .select(["s.name as successor_name", "s.state as successor_state", "s.starts_on as successor_starts_on"])
    .select(["k.name as circle_name", "k.is_everyone", "co.name as cooperation_name"])
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const { created_at, ...round } = row;
  return { ...round, created_on: created_at.toISOString().slice(0, 10) };
}
export type Round = Awaited<ReturnType<typeof findRound>>;
/** The survey's price steps, rising. */
export async function listRoundTiers(db: TenantDb, roundId: string) {
  return db
    .selectFrom("renewal_tier")
    .select(["from_quantity", "unit_price_minor"])
    .where("round_id", "=", roundId)
    .orderBy("from_quantity")
    .limit(50)
    .execute();
}

/** How far it has come, as far as the reader may know it (docs/decisions/165); zeros where it may know nothing. */
export async function readStanding(db: TenantDb, roundId: string) {
  const { rows } = await sql<{
    invited: number;
    answered: number;
    others_quantity: number | null;
    reached_from: number | null;
  }>`select * from app.renewal_standing(${roundId}::uuid)`.execute(db);
  return rows[0] ?? { invited: 0, answered: 0, others_quantity: null, reached_from: null };
}

/** Rights to the item that the reader may see, today: by organisation. */
export async function listCurrentRights(
  db: TenantDb,
  { item_id }: Pick<Round, "item_id">,
  today: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ organisation_id: string; quantity: number }>`
    select organisation_id, sum(quantity)::bigint as quantity from entitlement
    where item_id = ${item_id} and valid_from <= ${today} and (valid_to is null or valid_to >= ${today})
    group by organisation_id order by organisation_id limit 1000`.execute(db);
  return new Map(rows.map((row) => [row.organisation_id, row.quantity]));
}

/** Confirmed members of a licence agreement that the reader may see, whose membership is not over. */
export async function listMembersOf(db: TenantDb, agreementId: string, today: string) {
  return db
    .selectFrom("licence_member as m")
    .innerJoin("organisation as o", "o.id", "m.organisation_id")
    .select(["m.organisation_id", "o.name", "m.party_order", "m.role", "m.own_ends_on", "m.leaves_on"])
    .where("m.agreement_id", "=", agreementId)
    .where("m.member_confirmed_at", "is not", null)
    .where((where) => where.or([where("m.leaves_on", "is", null), where("m.leaves_on", ">=", today)]))
    .orderBy("o.name")
    .orderBy("o.id")
    .limit(1000)
    .execute();
}

/** Everything that the organisation has to do with, newest first. */
export function loadRounds(door: Door) {
  return listSurveys<{ state: State; item_name: string }>(door, renewalFace, { columns: sql`s.item_name` });
}
