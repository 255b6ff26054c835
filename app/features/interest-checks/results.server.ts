import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { countBuckets } from "../surveys/buckets.rules.ts";
import { listQuestions } from "../surveys/questions.server.ts";
import { listAnswers } from "../surveys/replies.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { type Check, interestFace, listConditions } from "./checks.server.ts";
import {
  type AnswerWord,
  areAnswersHidden,
  type Bucket,
  changedAfterClose,
  countsToQuorum,
  goesOn,
  interestGrouping,
  type Party,
  quorumOf,
  sumsOf,
} from "./interest-checks.rules.ts";

/** A handed-in reply as the result shows it. */
export interface ReplyRow {
  id: string;
  tenant_id: string;
  organisation: string;
  version: number;
  answer: AnswerWord;
  kind: "indication" | "binding";
  conditions: string;
  quantity_low: number | null;
  quantity_likely: number | null;
  quantity_high: number | null;
  earliest_on: string | null;
  responder: string;
  authority_ref: string | null;
  submitted_on: string;
  receipt_number: string;
  is_after_close: boolean;
}

/** One organisation of the result. */
export interface ResultRow extends Party {
  id: string;
  name: string;
  bucket: Bucket;
  counts: boolean;
  addedOn: string | null;
  conditionMetOn: string | null;
  conditionNote: string | null;
  goesOn: boolean;
  reply: ReplyRow | null;
  /** Answers to the coordinator's questions, by question. */
  answers: Record<string, string>;
}

/** The newest handed-in reply of each organisation that the reader may see the reply of; at most 500. */
async function listNewestReplies(db: TenantDb, checkId: string): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select distinct on (r.tenant_id) r.id, r.tenant_id, o.name as organisation, r.version, r.answer, r.kind, r.conditions,
      r.quantity_low, r.quantity_likely, r.quantity_high, r.earliest_on, r.responder, r.authority_ref, r.submitted_on,
      r.receipt_number, r.is_after_close
    from interest_reply r join organisation o on o.id = r.tenant_id
    where r.check_id = ${checkId} and r.submitted_at is not null
    order by r.tenant_id, r.version desc limit 500`.execute(db);
  return rows;
}

/**
 * Who answered what, as far as the reader may see it (row-level security has the last word): the coordinator, and those who are
 * asked where the coordinator shares answers among them. While answers are hidden: only who has answered, and that for the
 * coordinator alone.
 */
export async function readResult({ db, tenant, today }: Pick<Door, "db" | "tenant" | "today">, check: Check) {
  const isOwn = check.tenant_id === tenant.id;
  const listed = await listConditions(db, check.id);
  const isAsked = listed.some(({ id }) => id === tenant.id);
  const isHidden = areAnswersHidden(check, today);
  const maySee = !isHidden && (isOwn || (check.answers_shared && isAsked));
  // a condition that is met tells that there was one, and so what was answered
  const invitees = maySee
    ? listed
    : listed.map((row) => ({ ...row, condition_met_on: null, condition_note: null }));
  const answered = isOwn ? await listAnswered(db, check.id) : [];
  const questions = await listQuestions(db, interestFace, check.id);
  const replies = maySee ? await listNewestReplies(db, check.id) : [];
  const answers = await listAnswers(
    db,
    interestFace,
    replies.map(({ id }) => id),
  );
  const replyOf = new Map(replies.map((reply) => [reply.tenant_id, reply]));
  const asked = invitees.map((row) => rowOf(row, row.kind, replyOf.get(row.id)));
  const known = new Set(invitees.map(({ id }) => id));
  // whoever answered without being asked has put itself forward
  const self = replies
    .filter((reply) => !known.has(reply.tenant_id))
    .map((reply) => rowOf({ id: reply.tenant_id, name: reply.organisation }, "self", reply));
  const rows = [...asked, ...self.sort((a, b) => a.name.localeCompare(b.name, "sv"))];
  const hiddenSelf = isHidden ? answered.filter(({ id }) => !known.has(id)) : [];

  function rowOf(
    row: {
      id: string;
      name: string;
      added_on?: string;
      condition_met_on?: string | null;
      condition_note?: string | null;
    },
    standing: Party["standing"],
    reply: ReplyRow | undefined,
  ): ResultRow {
    const party = { standing, reply: reply ?? null, conditionMetOn: row.condition_met_on ?? null };
    return {
      ...party,
      id: row.id,
      name: row.name,
      bucket: interestGrouping.bucketOf(party),
      counts: countsToQuorum(party, check),
      addedOn: row.added_on ?? null,
      conditionNote: row.condition_note ?? null,
      goesOn: goesOn(party),
      answers: (reply && answers.get(reply.id)) ?? {},
    };
  }
  return {
    isOwn,
    isAsked,
    isHidden,
    /** The reader sees answers, and with them buckets, sums and quorum. */
    maySee,
    state: stateOn(check, today),
    questions,
    invitees,
    /** Has answered at all; for the coordinator only. */
    answered: answered.map(({ id }) => id),
    /** Have put themselves forward while answers are hidden; for the coordinator only. */
    hiddenSelf,
    rows,
    buckets: countBuckets<Party, Bucket>(rows, interestGrouping),
    sums: sumsOf(rows),
    quorum: quorumOf(rows, check),
    changedAfterClose: changedAfterClose(rows),
  };
}

export type Result = Awaited<ReturnType<typeof readResult>>;

async function listAnswered(db: TenantDb, checkId: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o where o.id in (select app.interest_answered(${checkId}::uuid))
    order by o.name, o.id limit 500`.execute(db);
  return rows;
}

/** How the check was decided; undefined until it is. */
export async function findDecision(db: TenantDb, checkId: string) {
  return db
    .selectFrom("interest_decision")
    .select(["outcome", "reason", "authority_ref", "decided_on", "decided_by_name", "counted", "quorum_min"])
    .where("check_id", "=", checkId)
    .executeTakeFirst();
}

/**
 * Who a procurement takes over from a decided check (contracts.md 10), without retyping: organisation, the reply it rests on and the
 * quantities. A power of attorney is not part of it: it is asked for, never assumed.
 */
export async function listCarriedParticipants(
  door: Pick<Door, "db" | "tenant" | "today">,
  check: Check,
): Promise<
  {
    organisation_id: string;
    name: string;
    source_reply_id: string;
    low: number | null;
    likely: number | null;
    high: number | null;
  }[]
> {
  if (check.tenant_id !== door.tenant.id || check.state !== "decided") return [];
  if ((await findDecision(door.db, check.id))?.outcome !== "go") return [];
  const { rows } = await readResult(door, check);
  return rows.flatMap(({ id, name, goesOn: goes, reply }) =>
    goes && reply
      ? [
          {
            organisation_id: id,
            name,
            source_reply_id: reply.id,
            low: reply.quantity_low,
            likely: reply.quantity_likely,
            high: reply.quantity_high,
          },
        ]
      : [],
  );
}
