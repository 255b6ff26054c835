import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { questionField } from "./questions.form.ts";
import { listQuestions } from "./questions.server.ts";
import {
  findOwnReply,
  type HandedIn,
  listOwnAnswers,
  listOwnVersions,
  type ReplyHead,
  seenOf,
} from "./replies.server.ts";
import { mayReply, mayWriteSurveys } from "./surveys.policy.ts";
import { isSent } from "./surveys.rules.ts";
import { type Course, listInvitees, openSurvey, type Reading, type SurveyHead } from "./surveys.server.ts";

/** A survey that may be answered by whoever may write for the organisation. @throws NotFound before it is sent */
export async function openForReply<Survey extends SurveyHead>(
  door: Reading,
  course: Course<Survey>,
  id: string,
): Promise<Survey> {
  const survey = await openSurvey(door, course, id);
  if (!isSent(survey)) throw new NotFound();
  door.authorize(mayWriteSurveys(door.actor, door.tenant));
  return survey;
}

/** What every reply's page shows beside the face's own: the questions, and the organisation's own draft or last answer as typed. */
export async function loadOwnReply<Survey extends SurveyHead>(
  door: Reading,
  { face }: Course<Survey>,
  { survey, fields }: { survey: Survey; fields: readonly string[] },
) {
  const { db, tenant, actor, today } = door;
  const { id } = survey;
  const own = await findOwnReply<ReplyHead & Record<string, unknown>>(db, face, id);
  const typed: Record<string, string> = Object.fromEntries(
    fields.map((name) => [name, String(own?.[name] ?? "")]),
  );
  const given = own ? await listOwnAnswers(db, face, own.id) : {};
  for (const [question, value] of Object.entries(given)) typed[questionField(question)] = value;
  return {
    slug: tenant.slug,
    organisation: tenant.name,
    questions: await listQuestions(db, face, id),
    isOpen: mayReply(actor, tenant, survey, today),
    isAsked: (await listInvitees(db, face, id)).some((row) => row.id === tenant.id),
    isAnswered: (await listOwnVersions(db, face, id)).length > 0,
    savedBy: own && !own.submitted_at ? own.saved_by_name : null,
    seen: seenOf(own),
    typed: { ...typed, responder: typed.responder || actor.name } as Record<string, string>,
  };
}

/** Whether the organisation may answer now, as the database says, which holds the survey's row meanwhile. */
export async function mayAnswerNow(
  db: TenantDb,
  guard: "may_answer_interest" | "may_answer_renewal",
  id: string,
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select ${sql.id("app", guard)}(${id}::uuid) as may`.execute(
    db,
  );
  return rows[0]!.may;
}

/** The receipt of what the organisation handed in last, or of one of its earlier versions. @throws NotFound */
export async function loadReceipt<
  Survey extends SurveyHead,
  Row extends ReplyHead & { answer: string | null },
>(door: Door, course: Course<Survey>, { id, search }: { id: string; search: URLSearchParams }) {
  const { db, tenant, actor, today, open } = door;
  const { face } = course;
  const survey = await openSurvey(door, course, id);
  open("every member reads what the own organisation has handed in");
  const handedIn = await listOwnVersions<Row>(db, face, id);
  const wanted = search.get("version");
  const reply = wanted ? handedIn.find(({ version }) => String(version) === wanted) : handedIn[0];
  if (!reply) throw new NotFound();
  const newest = await findOwnReply(db, face, id);
  return {
    survey,
    slug: tenant.slug,
    organisation: tenant.name,
    versions: handedIn.map(versionOf),
    questions: await listQuestions(db, face, id),
    answers: await listOwnAnswers(db, face, reply.id),
    isDraftWaiting: newest?.submitted_at === null,
    isOpen: mayReply(actor, tenant, survey, today),
    reply: shown(reply),
  };
}

function shown<Row extends ReplyHead & { answer: string | null }>({
  submitted_at,
  ...reply
}: HandedIn<Row>): Omit<Row, keyof Printed<Row>> & Printed<Row> {
  return { ...reply, submitted_at: submitted_at.toISOString() } as never;
}
/** What a reply that was handed in has on its receipt. */
interface Printed<Row extends { answer: string | null }> {
  answer: NonNullable<Row["answer"]>;
  submitted_at: string;
  submitted_on: string;
  receipt_number: string;
}

function versionOf<Row extends ReplyHead & { answer: string | null }>(reply: HandedIn<Row>) {
  const { id, version, submitted_on, receipt_number } = reply;
  return { id, version, submitted_on, receipt_number, answer: reply.answer as NonNullable<Row["answer"]> };
}
