import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { reopeningForm } from "./surveys.form.ts";
import { isSent, stateOn } from "./surveys.rules.ts";
import {
  type Course,
  insertInvitees,
  listInvitees,
  lockSurvey,
  openDraft,
  openOwnSurvey,
  type Reading,
  readReason,
  type SurveyHead,
  setSurvey,
} from "./surveys.server.ts";

const me = sql<string>`app.tenant()`;
/** Where a step has led, or what is wrong in its form. */
export type Outcome = { to: string } | { errors: Record<string, string>; typed: Record<string, string> };

/**
 * A survey of the own organisation with its row held, so that two steps wait for each other and replies wait for the step.
 * @throws NotFound for others' surveys; Refused `step_not_possible` when it has gone elsewhere meanwhile
 */
export async function lockForStep<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  { id, step }: { id: string; step: string },
): Promise<Survey> {
  const survey = await lockOwn(door, course, id);
  if (!course.mayTake(stateOn(survey, door.today), step)) throw new Refused("step_not_possible");
  return survey;
}

/** A survey of the own organisation as it is once its row is held. */
export async function lockOwn<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  id: string,
): Promise<Survey> {
  await openOwnSurvey(door, course, id);
  await lockSurvey(door.db, course.face, id);
  return openOwnSurvey(door, course, id);
}

/** What a page that asks before a step shows. */
export async function loadStep<Survey extends SurveyHead>(
  door: Reading,
  course: Course<Survey>,
  { id, step }: { id: string; step: string },
) {
  const survey = await openOwnSurvey(door, course, id);
  const invitees = await listInvitees(door.db, course.face, id);
  return {
    slug: door.tenant.slug,
    survey: { id, name: survey.name, closes_on: survey.closes_on },
    isPossible: course.mayTake(stateOn(survey, door.today), step),
    invitees: invitees.map(({ id: organisation, name }) => ({
      id: organisation,
      name,
      isSelf: organisation === door.tenant.id,
    })),
  };
}
export type StepData = Awaited<ReturnType<typeof loadStep>>;

/** A line of the coordinator's history; the step's name says what it became. */
export function noteOf(
  { face }: Pick<Course<SurveyHead>, "face">,
  { id, name }: Pick<SurveyHead, "id" | "name">,
  { action, reason }: { action: string; reason?: string },
) {
  return { kind: face.survey, id, name, action, ...(reason ? { reason } : {}) };
}

/** Closes before the last day, with a reason. */
export async function closeSurvey<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  id: string,
): Promise<Outcome> {
  const read = readReason(door);
  const survey = await lockForStep(door, course, { id, step: "closed" });
  if ("errors" in read) return read;
  const { reason } = read;
  await setSurvey(door.db, course.face, survey, {
    state: "closed",
    closed_on: door.today,
    first_closed_on: survey.first_closed_on ?? door.today,
    state_reason: reason,
  });
  await door.record(noteOf(course, survey, { action: "closed", reason }));
  return { to: course.path(door.tenant.slug, id, "?saved=closed") };
}

/** Takes it back; all who are asked are told why. */
export async function withdrawSurvey<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  id: string,
): Promise<Outcome> {
  const read = readReason(door);
  const survey = await lockForStep(door, course, { id, step: "withdrawn" });
  if ("errors" in read) return read;
  const { reason } = read;
  await setSurvey(door.db, course.face, survey, {
    state: "withdrawn",
    withdrawn_on: door.today,
    state_reason: reason,
  });
  await door.record(noteOf(course, survey, { action: "withdrawn", reason }));
  await course.send(door.db, { survey: id, kind: "withdrawn", step: "1" });
  return { to: course.path(door.tenant.slug, id, "?saved=withdrawn") };
}

/** Opens a closed survey again. What is handed in from now on is marked as late: the answers may have been seen. */
export async function reopenSurvey<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  id: string,
): Promise<Outcome> {
  const { db, tenant, today, record } = door;
  const typed = typedDay(door);
  const read = reopeningForm(today).safeParse(typed);
  const survey = await lockForStep(door, course, { id, step: "open" });
  if (!isSent(survey)) throw new Refused("step_not_possible");
  if (!read.success) return { errors: errorCodes(read.error), typed };
  const { reason, closes_on } = read.data;
  await setSurvey(db, course.face, survey, {
    state: "open",
    closes_on,
    closed_on: null,
    first_closed_on: survey.first_closed_on ?? survey.closed_on ?? survey.closes_on,
    state_reason: reason,
  });
  await record({
    ...noteOf(course, survey, { action: "reopened", reason }),
    changes: [{ field: "closes_on", old: survey.closes_on, new: closes_on }],
  });
  await course.send(db, { survey: id, kind: "reopened", step: String(survey.version) });
  return { to: course.path(tenant.slug, id, "?saved=reopened") };
}

/** What was typed where a step asks for a reason and a new last day. */
export function typedDay({ form }: Pick<Door, "form">): { reason: string; closes_on: string } {
  return { reason: String(form.get("reason") ?? ""), closes_on: String(form.get("closes_on") ?? "") };
}

/** Sends it: from now on those who are asked read it, and what is asked is fixed. The caller has the row held and tells them. */
export async function openForAnswers<Survey extends SurveyHead>(
  { db, today, record }: Pick<Door, "db" | "today" | "record">,
  course: Course<Survey>,
  survey: Survey,
): Promise<void> {
  await setSurvey(db, course.face, survey, { state: "open", opened_on: today });
  await record(noteOf(course, survey, { action: "sent" }));
}

/** What closing by its date has left to be written down, when a step goes on from there. */
export function closedColumns({ closed_on, first_closed_on, closes_on }: SurveyHead) {
  return { closed_on: closed_on ?? closes_on, first_closed_on: first_closed_on ?? closes_on };
}

/** Lets in somebody who put itself forward; the caller knows that it has. */
export async function letIn<Survey extends SurveyHead>(
  { db, record }: Pick<Door, "db" | "record">,
  course: Course<Survey>,
  { survey, organisation }: { survey: Survey; organisation: { id: string; name: string } },
): Promise<void> {
  await insertInvitees(db, course.face, {
    surveyId: survey.id,
    organisations: [organisation.id],
    kind: "accepted",
  });
  await record({
    ...noteOf(course, survey, { action: "nomination_accepted" }),
    changes: [{ field: "organisation", old: null, new: organisation.name }],
  });
}

/** The organisation that a form names. @throws NotFound where it is none of those given */
export function namedIn<Row extends { id: string }>({ form }: Pick<Door, "form">, rows: readonly Row[]): Row {
  const id = String(form.get("organisation") ?? "");
  const row = isUuid(id) ? rows.find((each) => each.id === id) : undefined;
  if (!row) throw new NotFound();
  return row;
}

/** Removes a draft; nobody has seen it. */
export async function removeDraft<Survey extends SurveyHead>(
  door: Door,
  course: Course<Survey>,
  id: string,
): Promise<void> {
  const survey = await openDraft(door, course, id);
  await sql`delete from ${sql.table(course.face.survey)}
    where tenant_id = ${me} and id = ${id} and state = 'draft'`.execute(door.db);
  await door.record(noteOf(course, survey, { action: "deleted" }));
}
