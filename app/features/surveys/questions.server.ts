import { sql } from "kysely";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { type QuestionFields, questionForm } from "./questions.form.ts";
import {
  type Course,
  type Face,
  lockSurvey,
  openDraft,
  type Reading,
  type SurveyHead,
} from "./surveys.server.ts";

const me = sql<string>`app.tenant()`;
/** More questions than this nobody answers in three minutes. */
export const MOST_QUESTIONS = 20;

/** A question of the coordinator's own. */
export interface QuestionRow extends QuestionFields {
  id: string;
  seq: number;
}

/** Questions of a survey in their order. */
export async function listQuestions(
  db: TenantDb,
  { question, key }: Face,
  surveyId: string,
): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select id, seq, kind, label, options, unit, is_mandatory from ${sql.table(question)}
    where ${sql.ref(key)} = ${surveyId} order by seq limit 100`.execute(db);
  return rows;
}

/** The coordinator's own questions of a draft. */
export async function loadQuestions<Survey extends SurveyHead>(
  door: Reading,
  course: Course<Survey>,
  id: string,
) {
  const { name } = await openDraft(door, course, id);
  const questions = await listQuestions(door.db, course.face, id);
  return { slug: door.tenant.slug, id, name, questions, isFull: questions.length >= MOST_QUESTIONS };
}
export type QuestionsData = Awaited<ReturnType<typeof loadQuestions>>;

/**
 * Adds, moves or removes a question of a draft.
 * @param here its page of questions
 * @returns where to go on, or the errors by field with what was typed
 */
export async function changeQuestions<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  { id, here }: { id: string; here: string },
): Promise<{ to: string } | { errors: Record<string, string>; typed: Record<string, string> }> {
  const { db, tenant, form, record } = door;
  const { face } = course;
  await openDraft(door, course, id);
  await lockSurvey(db, face, id);
  const { name } = await openDraft(door, course, id);
  const questions = await listQuestions(db, face, id);
  const target = questions.find((question) => question.id === form.get("question"));
  const note = (action: string, label: string) =>
    record({ kind: face.survey, id, name, action, changes: [{ field: "question", old: null, new: label }] });
  switch (form.get("intent")) {
    case "remove": {
      if (target) {
        await sql`delete from ${sql.table(face.question)} where tenant_id = ${me} and id = ${target.id}`.execute(
          db,
        );
        await note("question_removed", target.label);
      }
      return { to: here };
    }
    case "up": {
      const above = target && questions[questions.indexOf(target) - 1];
      if (above) {
        await swap(db, face, [target, above]);
        await note("question_moved", target.label);
      }
      return { to: here };
    }
    default: {
      const fields = ["kind", "label", "options", "unit"];
      const typed = Object.fromEntries(fields.map((field) => [field, String(form.get(field) ?? "")]));
      const read = questionForm.safeParse({ ...typed, is_mandatory: form.has("is_mandatory") });
      if (!read.success) return { errors: errorCodes(read.error), typed };
      if (questions.length >= MOST_QUESTIONS) return { errors: { label: "too_many" }, typed };
      const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
        await insertQuestion(db, face, { surveyId: id, seq: (questions.at(-1)?.seq ?? 0) + 1, ...read.data });
        await note("question_added", read.data.label);
        return `${here}?added=1`;
      });
      door.unrecorded("a form sent twice adds one question");
      return { to };
    }
  }
}

async function insertQuestion(
  db: TenantDb,
  { question, key }: Face,
  {
    surveyId,
    seq,
    kind,
    label,
    options,
    unit,
    is_mandatory,
  }: QuestionFields & { surveyId: string; seq: number },
): Promise<void> {
  await sql`
    insert into ${sql.table(question)} (tenant_id, ${sql.ref(key)}, seq, kind, label, options, unit, is_mandatory)
    values (${me}, ${surveyId}, ${seq}, ${kind}, ${label}, ${options}::text[], ${unit}, ${is_mandatory})`.execute(
    db,
  );
}

async function swap(
  db: TenantDb,
  { question }: Face,
  [one, other]: [one: { id: string; seq: number }, other: { id: string; seq: number }],
) {
  const place = (id: string, seq: number) =>
    sql`update ${sql.table(question)} set seq = ${seq} where tenant_id = ${me} and id = ${id}`.execute(db);
  await place(one.id, 0); // free: they are numbered from 1
  await place(other.id, one.seq);
  await place(one.id, other.seq);
}
