import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { defaultLocale, textFor } from "../../text/text.ts";
import {
  loadOwnReply,
  loadReceipt as loadSurveyReceipt,
  mayAnswerNow,
  openForReply,
} from "../surveys/answering.server.ts";
import { listQuestions } from "../surveys/questions.server.ts";
import {
  findOwnReply,
  listOwnVersions,
  postReply,
  type ReplyHead,
  type ReplyOutcome,
  refusalsOf,
  typedReply,
} from "../surveys/replies.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { type Check, interestFace } from "./checks.server.ts";
import { checkCourse } from "./course.server.ts";
import { interestCheckPath, interestPartPath } from "./interest-checks.paths.ts";
import { type AnswerWord, areAnswersHidden } from "./interest-checks.rules.ts";
import { REPLY_FIELDS, readReply } from "./reply.form.ts";
import { replyText } from "./reply.text.ts";

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
  const check = await openForReply(door, checkCourse, id);
  const { typed, ...own } = await loadOwnReply(door, checkCourse, { survey: check, fields: REPLY_FIELDS });
  return {
    ...own,
    check: pageCheck(check, door.today),
    typed: { ...typed, kind: typed.kind || firstKind(check) },
  };
}

function firstKind(check: Check): string {
  return check.reply_kind === "either" ? "" : check.reply_kind;
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
  const { db, tenant, form } = door;
  const check = await openForReply(door, checkCourse, id);
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
    mayAnswer: () => mayAnswerNow(db, "may_answer_interest", id),
    refusals: refusalsOf(textFor(replyText, defaultLocale).errors),
  });
}

/** The receipt of what the organisation handed in last, or of one of its earlier versions. @throws NotFound */
export async function loadReceipt(door: Door, id: string, search: URLSearchParams) {
  const { survey, ...receipt } = await loadSurveyReceipt<Check, InterestReply>(door, checkCourse, {
    id,
    search,
  });
  return { ...receipt, check: pageCheck(survey, door.today) };
}
