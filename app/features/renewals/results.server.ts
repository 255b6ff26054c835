import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { listQuestions } from "../surveys/questions.server.ts";
import { listAnswers } from "../surveys/replies.server.ts";
import { listInvitees, type Reading } from "../surveys/surveys.server.ts";
import type { PriceLines } from "./prices.rules.ts";
import { type AnswerWord, isCarried, isFinal, isOver, type Party, quorumOf } from "./renewals.rules.ts";
import {
  listCurrentRights,
  listMembersOf,
  listRoundTiers,
  type Round,
  renewalFace,
} from "./rounds.server.ts";
import { type Standing, tally } from "./tally.rules.ts";

const me = sql<string>`app.tenant()`;

/** A handed-in answer as the result shows it. */
export interface AnswerRow {
  id: string;
  tenant_id: string;
  organisation: string;
  version: number;
  answer: AnswerWord;
  kind: "indication" | "binding";
  quantity: number | null;
  comment: string;
  responder: string;
  authority_ref: string | null;
  invoice_address: string | null;
  submitted_on: string;
  receipt_number: string;
  is_after_close: boolean;
}

/** One organisation of the result. */
export interface ResultRow extends Party, Standing {
  id: string;
  name: string;
  partyOrder: number;
  placedReason: string | null;
  isTransferred: boolean;
  ownEndsOn: string | null;
  reply: AnswerRow | null;
  answers: Record<string, string>;
}

/** The newest handed-in answer of each organisation that the reader may see the answer of; at most 1,000. */
export async function listNewestAnswers(db: TenantDb, roundId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select distinct on (a.tenant_id) a.id, a.tenant_id, o.name as organisation, a.version, a.answer, a.kind, a.quantity,
      a.comment, a.responder, a.authority_ref, a.invoice_address, a.submitted_on, a.receipt_number, a.is_after_close
    from renewal_answer a join organisation o on o.id = a.tenant_id
    where a.round_id = ${roundId} and a.submitted_at is not null
    order by a.tenant_id, a.version desc limit 1000`.execute(db);
  return rows;
}

async function listPlacements(db: TenantDb, roundId: string) {
  return db
    .selectFrom("renewal_placement")
    .select(["organisation_id", "bucket", "reason"])
    .where("tenant_id", "=", me)
    .where("round_id", "=", roundId)
    .orderBy("organisation_id")
    .limit(1000)
    .execute();
}

export async function listTransfers(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom("participant_transfer as t")
    .innerJoin("organisation as o", "o.id", "t.organisation_id")
    .selectAll("t")
    .select("o.name")
    .where("t.tenant_id", "=", me)
    .where("t.round_id", "=", roundId)
    .orderBy("o.name")
    .orderBy("o.id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({ ...row, transferred_at: row.transferred_at.toISOString() }));
}

/** Steps, model and percentage of a survey. */
export async function priceLinesOf(db: TenantDb, round: Round): Promise<PriceLines> {
  return {
    model: round.price_model,
    tiers: await listRoundTiers(db, round.id),
    change: round.price_change,
  };
}

/**
 * The coordinator's view of its own survey: everybody who is asked or has put itself forward, in groups, with quantity and cost by the
 * step that all of them reach. Groups are computed from the answers each time.
 */
export async function readResult({ db, today }: Pick<Reading, "db" | "today">, round: Round) {
  const invitees = await listInvitees(db, renewalFace, round.id);
  const answers = await listNewestAnswers(db, round.id);
  const questions = await listQuestions(db, renewalFace, round.id);
  const given = await listAnswers(
    db,
    renewalFace,
    answers.map(({ id }) => id),
  );
  const transfers = await listTransfers(db, round.id);
  const placements = new Map((await listPlacements(db, round.id)).map((row) => [row.organisation_id, row]));
  const members = new Map(
    (await listMembersOf(db, round.agreement_id, today)).map((row) => [row.organisation_id, row]),
  );
  const moved = new Set(transfers.map((row) => row.organisation_id));
  const ahead = new Set(round.successor_id ? await listMembersAhead(db, round.successor_id) : []);
  const rights = await listCurrentRights(db, round, today);
  const replyOf = new Map(answers.map((answer) => [answer.tenant_id, answer]));
  const known = new Set(invitees.map(({ id }) => id));
  const silence = { no_answer_means: round.no_answer_means, isOver: isOver(round, today) };
  const everybody = [
    ...invitees.map(({ id, name, kind }) => ({ id, name, standing: kind })),
    // whoever answered without being asked has put itself forward
    ...answers
      .filter((answer) => !known.has(answer.tenant_id))
      .map((answer) => ({ id: answer.tenant_id, name: answer.organisation, standing: "self" as const }))
      .sort((a, b) => a.name.localeCompare(b.name, "sv")),
  ];
  const parties = everybody.map(({ id, name, standing }, index): Omit<ResultRow, keyof Standing> => {
    const member = members.get(id);
    const reply = replyOf.get(id) ?? null;
    return {
      // whom this survey has carried over is not one who was there before
      place: ahead.has(id) && !moved.has(id) ? "successor" : member ? "member" : "outside",
      ...{ id, name, standing, reply },
      current: rights.get(id) ?? null,
      placed: placements.get(id)?.bucket ?? null,
      partyOrder: member?.party_order ?? 100_000 + index,
      placedReason: placements.get(id)?.reason ?? null,
      isTransferred: moved.has(id),
      ownEndsOn: member?.own_ends_on ?? null,
      answers: (reply && given.get(reply.id)) ?? {},
    };
  });
  const lines = await priceLinesOf(db, round);
  const { rows, ...sums } = tally(parties, { silence, lines, is_unlimited: round.is_unlimited });
  return {
    ...sums,
    rows,
    questions,
    quorum: quorumOf(
      rows.map((row) => ({ party: row, bucket: row.bucket })),
      round,
    ),
    /** Those whom nothing final is known of yet. */
    unsettled: rows.filter((row) => !isFinal(row.bucket, round.no_answer_means)).map(({ name }) => name),
    carried: rows.filter((row) => isCarried(row.bucket)),
    left: rows.filter((row) => !isCarried(row.bucket)),
    transfers,
  };
}
export type Result = Awaited<ReturnType<typeof readResult>>;

/** Members of the agreement that follows, whatever they have said about it yet. */
async function listMembersAhead(db: TenantDb, agreementId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("licence_member")
    .select("organisation_id")
    .where("tenant_id", "=", me)
    .where("agreement_id", "=", agreementId)
    .orderBy("organisation_id")
    .limit(1000)
    .execute();
  return rows.map((row) => row.organisation_id);
}
