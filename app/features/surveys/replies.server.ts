import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { questionField } from "./questions.form.ts";
import type { QuestionRow } from "./questions.server.ts";
import type { Face } from "./surveys.server.ts";

const me = sql<string>`app.tenant()`;

/** What every reply has, whatever it answers. */
export interface ReplyHead {
  id: string;
  version: number;
  /** Counts the savings of a draft. */
  edit: number;
  kind: "indication" | "binding";
  responder: string;
  authority_ref: string | null;
  saved_by_name: string;
  submitted_at: Date | null;
  submitted_on: string | null;
  receipt_number: string | null;
  is_after_close: boolean;
}
/** A reply that was handed in. */
export type HandedIn<Row> = Row & { submitted_at: Date; submitted_on: string; receipt_number: string };

/** The organisation's newest version with all columns of its face: a draft, or what was handed in last. */
export async function findOwnReply<Row extends ReplyHead>(
  db: TenantDb,
  { reply, key }: Face,
  surveyId: string,
): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select * from ${sql.table(reply)}
    where tenant_id = ${me} and ${sql.ref(key)} = ${surveyId} order by version desc limit 1`.execute(db);
  return rows[0];
}

/** Every version that the organisation has handed in, newest first; at most 50. */
export async function listOwnVersions<Row extends ReplyHead>(
  db: TenantDb,
  { reply, key }: Face,
  surveyId: string,
): Promise<HandedIn<Row>[]> {
  const { rows } = await sql<HandedIn<Row>>`select * from ${sql.table(reply)}
    where tenant_id = ${me} and ${sql.ref(key)} = ${surveyId} and submitted_at is not null
    order by version desc limit 50`.execute(db);
  return rows;
}

/** The organisation's own answers to the questions, by question. */
export async function listOwnAnswers(
  db: TenantDb,
  { answer }: Face,
  replyId: string,
): Promise<Record<string, string>> {
  const { rows } = await sql<{ question_id: string; value: string }>`
    select question_id, value from ${sql.table(answer)}
    where tenant_id = ${me} and reply_id = ${replyId} order by question_id limit 100`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.question_id, row.value]));
}

/** Answers to the questions of several replies that the reader may read: by reply, then by question. */
export async function listAnswers(db: TenantDb, { answer }: Face, replyIds: readonly string[]) {
  const found = new Map<string, Record<string, string>>();
  if (replyIds.length === 0) return found;
  const { rows } = await sql<{ reply_id: string; question_id: string; value: string }>`
    select reply_id, question_id, value from ${sql.table(answer)}
    where reply_id = any (${replyIds}::uuid[]) order by reply_id, question_id limit 50000`.execute(db);
  for (const { reply_id, question_id, value } of rows)
    found.set(reply_id, { ...found.get(reply_id), [question_id]: value });
  return found;
}

/** What the writer saw: which version and which saving of it. Sent back, it shows whether somebody else wrote meanwhile. */
export function seenOf(reply: Pick<ReplyHead, "version" | "edit"> | undefined): string {
  return reply ? `${reply.version}.${reply.edit}` : "0.0";
}

/** What was typed into a reply's form, by input. */
export function typedReply(
  form: FormData,
  fields: readonly string[],
  questions: readonly QuestionRow[],
): Record<string, string> {
  const names = [...fields, ...questions.map((question) => questionField(question.id))];
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")]));
}

export type ReplyOutcome =
  | { to: string }
  | { errors: Record<string, string>; typed: Record<string, string>; seen?: string; status: 409 | 422 };

interface Posted {
  survey: { id: string; tenant_id: string; name: string };
  /** The form as it was read by the face: its own columns, and the answers to the questions; or what is wrong. */
  read:
    | { fields: Record<string, string | number | null>; answers: Record<string, string> }
    | { errors: Record<string, string> };
  typed: Record<string, string>;
  isHandedIn: boolean;
  /** Where a draft and a reply that was handed in lead to. */
  to: { draft: string; submitted: string };
  /** Whether the organisation may answer now; holds the survey's row, so that closing and answering wait for each other. */
  mayAnswer: () => Promise<boolean>;
  /** Why a reply is not taken, in words for the history, by code. */
  refusals: Record<string, string>;
  /** Done in the same transaction once the reply is handed in. */
  submitted?: (replyId: string) => Promise<void>;
}

/**
 * Saves a draft or hands the reply in. Two people at once: the later one is told and sees nothing overwritten. Handed in after the
 * survey has closed: refused, whatever the page said when it was opened.
 */
export async function postReply(door: Door, face: Face, posted: Posted): Promise<ReplyOutcome> {
  const { db, tenant, form } = door;
  const { read, typed, survey, isHandedIn, to } = posted;
  if ("errors" in read) {
    await noteRefusal(door, face, posted, read.errors.authority_ref);
    return { errors: read.errors, typed, status: 422 };
  }
  let problem: string | undefined;
  const led = await once(db, { tenantId: tenant.id, key: `${form.get(FORM_KEY) ?? ""}` }, async () => {
    problem = await write(door, face, { ...posted, ...read });
    if (problem) throw new Stopped();
    return isHandedIn ? to.submitted : to.draft;
  }).catch((error: unknown) => {
    if (error instanceof Stopped) return undefined;
    throw error;
  });
  door.unrecorded("a form sent twice leads to what the first one made");
  if (led) return { to: led };
  await noteRefusal(door, face, posted, problem);
  const now = await findOwnReply(db, face, survey.id);
  // to write again over what somebody else wrote is possible, but only knowingly: the next sending carries what is there now
  return {
    errors: { "": problem! },
    typed,
    status: 409,
    ...(problem === "changed_meanwhile" ? { seen: seenOf(now) } : {}),
  };
}

/** Those of a form's sentences that say why a reply is refused, not how it is typed. */
export function refusalsOf(sentences: Record<string, string>): Record<string, string> {
  const codes = ["authority_missing", "binding_needs_authority", "closed_meanwhile", "changed_meanwhile"];
  return Object.fromEntries(codes.flatMap((code) => (sentences[code] ? [[code, sentences[code]]] : [])));
}

/** A refusal leaves a line in the history, in words; what is only typed wrong does not. */
async function noteRefusal(
  { record }: Pick<Door, "record">,
  face: Face,
  { survey: { id, name }, refusals }: Pick<Posted, "survey" | "refusals">,
  code: string | undefined,
): Promise<void> {
  const reason = code && refusals[code];
  if (reason) await record({ kind: face.reply, id, name, action: "reply_refused", reason });
}

/** Leaves `once` without an outcome to remember. */
class Stopped extends Error {}

async function write(
  { db, tenant, actor, today, form, record }: Door,
  face: Face,
  {
    survey: { id, tenant_id: coordinator_id, name },
    fields,
    answers,
    isHandedIn,
    mayAnswer,
    submitted,
  }: Posted & Exclude<Posted["read"], { errors: unknown }>,
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${face.reply} ${tenant.id} ${id}`}, 0))`.execute(
    db,
  );
  if (!(await mayAnswer())) return "closed_meanwhile";
  const own = await findOwnReply(db, face, id);
  if (String(form.get("seen") ?? "") !== seenOf(own)) return "changed_meanwhile";
  const by = { ...fields, saved_by_name: actor.name };
  const replyId =
    own && !own.submitted_at
      ? await updateDraft(db, face, own, by)
      : await insertDraft(db, face, {
          ...by,
          coordinator_id,
          [face.key]: id,
          version: (own?.version ?? 0) + 1,
        });
  await saveAnswers(db, face, { replyId, coordinator_id, answers });
  if (isHandedIn) {
    await handIn(db, face, { replyId, today });
    await submitted?.(replyId);
  }
  await record({ kind: face.reply, id, name, action: isHandedIn ? "submitted" : "draft_saved" });
  return undefined;
}

async function updateDraft(
  db: TenantDb,
  { reply }: Face,
  { id, edit }: Pick<ReplyHead, "id" | "edit">,
  fields: Record<string, string | number | null>,
): Promise<string> {
  const set = Object.entries({ ...fields, edit: edit + 1 });
  await sql`update ${sql.table(reply)}
    set ${sql.join(set.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}
    where tenant_id = ${me} and id = ${id}`.execute(db);
  return id;
}

async function insertDraft(
  db: TenantDb,
  { reply }: Face,
  fields: Record<string, string | number | null>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into ${sql.table(reply)} (tenant_id, ${sql.join(Object.keys(fields).map((column) => sql.ref(column)))})
    values (${me}, ${sql.join(Object.values(fields))}) returning id`.execute(db);
  return rows[0]!.id;
}

async function saveAnswers(
  db: TenantDb,
  { answer }: Face,
  {
    replyId,
    coordinator_id,
    answers,
  }: { replyId: string; coordinator_id: string; answers: Record<string, string> },
): Promise<void> {
  await sql`delete from ${sql.table(answer)} where tenant_id = ${me} and reply_id = ${replyId}`.execute(db);
  const rows = Object.entries(answers).map(
    ([question, value]) => sql`(${me}, ${replyId}, ${coordinator_id}, ${question}, ${value})`,
  );
  if (rows.length > 0)
    await sql`insert into ${sql.table(answer)} (tenant_id, reply_id, coordinator_id, question_id, value)
      values ${sql.join(rows)}`.execute(db);
}

async function handIn(
  db: TenantDb,
  { reply }: Face,
  { replyId, today }: { replyId: string; today: string },
): Promise<void> {
  const number = `${today.replaceAll("-", "")}-${randomBytes(4).toString("hex").toUpperCase()}`;
  await sql`update ${sql.table(reply)} set submitted_at = now(), submitted_on = ${today}, receipt_number = ${number}
    where tenant_id = ${me} and id = ${replyId} and submitted_at is null`.execute(db);
}
