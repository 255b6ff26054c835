import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { reasonForm } from "./surveys.form.ts";
import { mayCoordinate, mayReadSurveys } from "./surveys.policy.ts";

const me = sql<string>`app.tenant()`;

/**
 * A face of the survey engine: where its surveys, questions, replies and letters are kept. The tables of all faces have the columns
 * that the engine reads and writes in common; what else they have is the face's own (docs/decisions/125).
 */
export interface Face {
  survey: "interest_check" | "renewal_round";
  /** Who is asked. */
  invitee: "interest_invitee" | "renewal_invitee";
  question: "interest_question" | "renewal_question";
  reply: "interest_reply" | "renewal_answer";
  /** Answers to the questions. */
  answer: "interest_answer" | "renewal_question_answer";
  letter: "interest_letter" | "renewal_letter";
  /** The column that names the survey in the others. */
  key: "check_id" | "round_id";
}

/** What the engine reads of a survey, whatever else its face has. */
export interface SurveyHead {
  id: string;
  tenant_id: string;
  name: string;
  state: string;
  opened_on: string | null;
  closes_on: string;
  closed_on: string | null;
  first_closed_on: string | null;
  version: number;
}

/** A face with the way its surveys go: how one is read, which steps lead where, and who is told. */
export interface Course<Survey extends SurveyHead> {
  face: Face;
  /** One survey that the tenant may read. @throws NotFound */
  find: (db: TenantDb, id: string) => Promise<Survey>;
  /** Whether a step may be taken from where a survey stands; a step has the name of the state it leads to. */
  mayTake: (from: Survey["state"] | "closed", step: string) => boolean;
  /** The page of a survey. */
  path: (slug: string, id: string, query?: string) => string;
  /** Letters to everybody concerned, in the caller's transaction. */
  send: (
    db: TenantDb,
    letter: { survey: string; kind: "withdrawn" | "reopened"; step: string },
  ) => Promise<void>;
}
export type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize" | "today">;

/** Reads a survey for somebody who may. @throws NotFound for suppliers and in "view as" */
export async function openSurvey<Survey extends SurveyHead>(
  { db, tenant, actor }: Pick<Reading, "db" | "tenant" | "actor">,
  { find }: Course<Survey>,
  id: string,
): Promise<Survey> {
  if (!mayReadSurveys(actor, tenant)) throw new NotFound();
  return find(db, id);
}

/** A survey of the own organisation, for whoever may coordinate it. @throws NotFound for others' */
export async function openOwnSurvey<Survey extends SurveyHead>(
  door: Reading,
  course: Course<Survey>,
  id: string,
): Promise<Survey> {
  const survey = await openSurvey(door, course, id);
  if (survey.tenant_id !== door.tenant.id) throw new NotFound();
  door.authorize(mayCoordinate(door.actor, door.tenant, survey));
  return survey;
}

/** A draft of the own organisation. @throws NotFound for what is ready or sent */
export async function openDraft<Survey extends SurveyHead>(
  door: Reading,
  course: Course<Survey>,
  id: string,
): Promise<Survey> {
  const survey = await openOwnSurvey(door, course, id);
  if (survey.state !== "draft") throw new NotFound();
  return survey;
}

/** Who is asked, by name; at most 500. */
export async function listInvitees(db: TenantDb, { invitee, key }: Face, surveyId: string) {
  const { rows } = await sql<{ id: string; name: string; kind: "invited" | "accepted"; added_on: string }>`
    select o.id, o.name, i.kind, i.added_on from ${sql.table(invitee)} i
    join organisation o on o.id = i.organisation_id
    where ${sql.ref(`i.${key}`)} = ${surveyId} order by o.name, o.id limit 500`.execute(db);
  return rows;
}

/** Writes down who is asked, or let in. */
export async function insertInvitees(
  db: TenantDb,
  { invitee, key }: Face,
  {
    surveyId,
    organisations,
    kind = "invited",
  }: { surveyId: string; organisations: readonly string[]; kind?: "invited" | "accepted" },
): Promise<void> {
  await sql`
    insert into ${sql.table(invitee)} (tenant_id, ${sql.ref(key)}, organisation_id, kind, added_on)
    select ${me}, ${surveyId}, id, ${kind}, app.today() from unnest(${organisations}::uuid[]) id
    on conflict do nothing`.execute(db);
}

/** Holds the survey's row, so that two who change it wait for each other. Own surveys only. */
export async function lockSurvey(db: TenantDb, { survey }: Face, id: string): Promise<void> {
  await sql`select id from ${sql.table(survey)} where tenant_id = ${me} and id = ${id} for update`.execute(
    db,
  );
}

/** Changes columns of an own survey and counts its version up; the row is held by `lockSurvey`. */
export async function setSurvey(
  db: TenantDb,
  { survey }: Face,
  { id, version }: { id: string; version: number },
  set: Record<string, string | number | boolean | null>,
): Promise<void> {
  const columns = Object.entries({ ...set, version: version + 1 });
  await sql`update ${sql.table(survey)}
    set ${sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}
    where tenant_id = ${me} and id = ${id}`.execute(db);
}

/** The reason in a step's form, or the errors with what was typed. */
export function readReason({ form }: Pick<Door, "form">) {
  const typed = { reason: String(form.get("reason") ?? "") };
  const read = reasonForm.safeParse(typed);
  return read.success ? read.data : { errors: errorCodes(read.error), typed };
}
