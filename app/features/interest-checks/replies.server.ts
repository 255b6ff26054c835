import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { questionField } from "../surveys/questions.form.ts";
import { listQuestions } from "../surveys/questions.server.ts";
import {
  findOwnReply,
  listOwnAnswers,
  listOwnVersions,
  postReply,
  type ReplyHead,
  type ReplyOutcome,
  seenOf,
  typedReply,
} from "../surveys/replies.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { type Check, interestFace, listInvitees, openCheck } from "./checks.server.ts";
import { interestCheckPath, interestPartPath } from "./interest-checks.paths.ts";
import { mayReply, mayWriteChecks } from "./interest-checks.policy.ts";
import { type AnswerWord, areAnswersHidden } from "./interest-checks.rules.ts";
import { REPLY_FIELDS, readReply } from "./reply.form.ts";

/** A reply to a check with its columns. */
export interface InterestReply extends ReplyHead {
  answer: AnswerWord | null;
  conditions: string;
  quantity_low: number | null;
  quantity_likely: number | null;
  quantity_high: number | null;
  earliest_on: string | null;
}

/** The organisation's newest version: a draft, or what was handed in last. */
export function findOwnCheckReply(db: TenantDb, checkId: string) {
  return findOwnReply<InterestReply>(db, interestFace, checkId);
}

/** Every version that the organisation has handed in, newest first; at most 50. */
export async function listHandedIn(db: TenantDb, checkId: string) {
  const versions = await listOwnVersions<InterestReply>(db, interestFace, checkId);
  return versions.map(
    ({ id, version, answer, kind, responder, submitted_on, receipt_number, is_after_close }) => ({
      ...{ id, version, kind, responder, submitted_on, receipt_number, is_after_close },
      answer: answer!,
    }),
  );
}

/** What the reply's page shows: the question, and the organisation's own draft or last answer. */
export async function loadReply(door: Door, id: string) {
  const { db, tenant, actor, today, authorize } = door;
  const check = await openCheck(door, id);
  if (check.state === "draft") throw new NotFound();
  authorize(mayWriteChecks(actor, tenant));
  const own = await findOwnCheckReply(db, id);
  const text = (value: string | number | null | undefined) => String(value ?? "");
  const typed: Record<string, string> = Object.fromEntries(
    REPLY_FIELDS.map((name) => [name, text(own?.[name])]),
  );
  for (const [question, value] of Object.entries(own ? await listOwnAnswers(db, interestFace, own.id) : {}))
    typed[questionField(question)] = value;
  return {
    slug: tenant.slug,
    organisation: tenant.name,
    check: pageCheck(check, today),
    questions: await listQuestions(db, interestFace, id),
    isOpen: mayReply(actor, tenant, check, today),
    isAsked: (await listInvitees(db, id)).some((row) => row.id === tenant.id),
    isAnswered: (await listHandedIn(db, id)).length > 0,
    savedBy: own && !own.submitted_at ? own.saved_by_name : null,
    seen: seenOf(own),
    typed: { ...typed, responder: typed.responder || actor.name, kind: typed.kind || firstKind(check) },
  };
}

function firstKind(check: Check): string {
  return check.reply_kind === "binding" ? "binding" : check.reply_kind === "indication" ? "indication" : "";
}

/** What pages below a check say of it. */
export function pageCheck(check: Check, today: string) {
  const { id, name, coordinator, need, background, scope, time_frame, closes_on, quantity_unit, reply_kind } =
    check;
  return {
    ...{ id, name, coordinator, need, background, scope, time_frame, closes_on, quantity_unit, reply_kind },
    state: stateOn(check, today),
    isHidden: areAnswersHidden(check, today),
    hidesAnswers: check.answers_hidden_until_close,
    sharesAnswers: check.answers_shared,
    wasClosed: check.first_closed_on !== null,
  };
}

/** Saves a draft of the reply to a check or hands it in. */
export async function postCheckReply(door: Door, id: string): Promise<ReplyOutcome> {
  const { db, tenant, actor, form, authorize } = door;
  const check = await openCheck(door, id);
  if (check.state === "draft") throw new NotFound();
  authorize(mayWriteChecks(actor, tenant));
  const isHandedIn = form.get("intent") !== "draft";
  const questions = await listQuestions(db, interestFace, id);
  const typed = typedReply(form, REPLY_FIELDS, questions);
  return postReply(door, interestFace, {
    survey: check,
    read: readReply(typed, { reply_kind: check.reply_kind, questions }, isHandedIn),
    typed,
    isHandedIn,
    to: {
      draft: interestCheckPath(tenant.slug, id, "?saved=draft"),
      submitted: interestPartPath(tenant.slug, id, "receipt", "?saved=1"),
    },
    mayAnswer: async () => {
      const { rows } = await sql<{
        may: boolean;
      }>`select app.may_answer_interest(${id}::uuid) as may`.execute(db);
      return rows[0]!.may;
    },
  });
}

/** The receipt of what the organisation handed in last, or of one of its earlier versions. @throws NotFound */
export async function loadReceipt(door: Door, id: string, search: URLSearchParams) {
  const { db, tenant, today, open } = door;
  const check = await openCheck(door, id);
  open("every member reads what the own organisation has handed in");
  const handedIn = await listOwnVersions<InterestReply>(db, interestFace, id);
  const wanted = search.get("version");
  const reply = wanted ? handedIn.find(({ version }) => String(version) === wanted) : handedIn[0];
  if (!reply) throw new NotFound();
  return {
    slug: tenant.slug,
    organisation: tenant.name,
    check: pageCheck(check, today),
    versions: await listHandedIn(db, id),
    questions: await listQuestions(db, interestFace, id),
    answers: await listOwnAnswers(db, interestFace, reply.id),
    isDraftWaiting: (await findOwnCheckReply(db, id))?.submitted_at === null,
    isOpen: mayReply(door.actor, tenant, check, today),
    reply: { ...reply, answer: reply.answer!, submitted_at: reply.submitted_at.toISOString() },
  };
}
