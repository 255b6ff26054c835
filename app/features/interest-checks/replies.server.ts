import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Check, listInvitees, listQuestions, openCheck } from "./checks.server.ts";
import { interestCheckPath, interestPartPath } from "./interest-checks.paths.ts";
import { mayReply, mayWriteChecks } from "./interest-checks.policy.ts";
import { areAnswersHidden, stateOn } from "./interest-checks.rules.ts";
import { questionField, REPLY_FIELDS, type ReplyFields, readReply } from "./reply.form.ts";

const me = sql<string>`app.tenant()`;

/** The organisation's newest version: a draft, or what was handed in last. */
export async function findOwnReply(db: TenantDb, checkId: string) {
  return db
    .selectFrom("interest_reply")
    .selectAll()
    .where("tenant_id", "=", me)
    .where("check_id", "=", checkId)
    .orderBy("version", "desc")
    .executeTakeFirst();
}

/** Every version that the organisation has handed in, newest first; at most 50. */
export async function listOwnVersions(db: TenantDb, checkId: string) {
  return db
    .selectFrom("interest_reply")
    .select([
      "id",
      "version",
      "answer",
      "kind",
      "responder",
      "submitted_on",
      "receipt_number",
      "is_after_close",
    ])
    .where("tenant_id", "=", me)
    .where("check_id", "=", checkId)
    .where("submitted_at", "is not", null)
    .orderBy("version", "desc")
    .limit(50)
    .execute();
}

type OwnReply = NonNullable<Awaited<ReturnType<typeof findOwnReply>>>;

async function answersOf(db: TenantDb, replyId: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom("interest_answer")
    .select(["question_id", "value"])
    .where("tenant_id", "=", me)
    .where("reply_id", "=", replyId)
    .orderBy("question_id")
    .limit(100)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.question_id, row.value]));
}

/** What the writer saw: which version and which saving of it. Sent back, it shows whether somebody else wrote meanwhile. */
function seenOf(reply: OwnReply | undefined): string {
  return reply ? `${reply.version}.${reply.edit}` : "0.0";
}

/** What the reply's page shows: the question, and the organisation's own draft or last answer. */
export async function loadReply(door: Door, id: string) {
  const { db, tenant, actor, today, authorize } = door;
  const check = await openCheck(door, id);
  if (check.state === "draft") throw new NotFound();
  authorize(mayWriteChecks(actor, tenant));
  const own = await findOwnReply(db, id);
  const text = (value: string | number | null | undefined) => String(value ?? "");
  const typed: Record<string, string> = Object.fromEntries(
    REPLY_FIELDS.map((name) => [name, text(own?.[name])]),
  );
  for (const [question, value] of Object.entries(own ? await answersOf(db, own.id) : {}))
    typed[questionField(question)] = value;
  return {
    slug: tenant.slug,
    organisation: tenant.name,
    check: pageCheck(check, today),
    questions: await listQuestions(db, id),
    isOpen: mayReply(actor, tenant, check, today),
    isAsked: (await listInvitees(db, id)).some((row) => row.id === tenant.id),
    isAnswered: (await listOwnVersions(db, id)).length > 0,
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

export type ReplyOutcome =
  | { to: string }
  | { errors: Record<string, string>; typed: Record<string, string>; seen?: string; status: 409 | 422 };

/**
 * Saves a draft or hands the reply in. Two people at once: the later one is told and sees nothing overwritten. Handed in after the
 * check has closed: refused, whatever the page said when it was opened.
 */
export async function postReply(door: Door, id: string): Promise<ReplyOutcome> {
  const { db, tenant, actor, today, form, authorize } = door;
  const check = await openCheck(door, id);
  if (check.state === "draft") throw new NotFound();
  authorize(mayWriteChecks(actor, tenant));
  const isHandedIn = form.get("intent") !== "draft";
  const questions = await listQuestions(db, id);
  const typed = Object.fromEntries(
    [...REPLY_FIELDS, ...questions.map((question) => questionField(question.id))].map((name) => [
      name,
      String(form.get(name) ?? ""),
    ]),
  );
  const read = readReply(typed, { reply_kind: check.reply_kind, questions }, isHandedIn);
  if ("errors" in read) return { errors: read.errors, typed, status: 422 };
  const key = form.get(FORM_KEY);
  let problem: string | undefined;
  const to = await once(db, { tenantId: tenant.id, key: `${key ?? ""}` }, async () => {
    problem = await write(door, check, { ...read, isHandedIn, seen: String(form.get("seen") ?? "") });
    if (problem) throw new Stopped();
    return isHandedIn
      ? interestPartPath(tenant.slug, id, "receipt", "?saved=1")
      : interestCheckPath(tenant.slug, id, "?saved=draft");
  }).catch((error: unknown) => {
    if (error instanceof Stopped) return undefined;
    throw error;
  });
  door.unrecorded("nothing was written, or a form sent twice leads to what the first one made");
  if (to) return { to };
  const now = await findOwnReply(db, id);
  // to write again over what somebody else wrote is possible, but only knowingly: the next sending carries what is there now
  return {
    errors: { "": problem! },
    typed,
    status: 409,
    ...(problem === "changed_meanwhile" ? { seen: seenOf(now) } : {}),
  };

  async function write(
    { record }: Door,
    { tenant_id: coordinator_id, name }: Check,
    what: { fields: ReplyFields; answers: Record<string, string>; isHandedIn: boolean; seen: string },
  ): Promise<string | undefined> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`interest-reply ${tenant.id} ${id}`}, 0))`.execute(
      db,
    );
    const { rows } = await sql<{ may: boolean }>`select app.may_answer_interest(${id}::uuid) as may`.execute(
      db,
    );
    if (!rows[0]!.may) return "closed_meanwhile";
    const own = await findOwnReply(db, id);
    if (what.seen !== seenOf(own)) return "changed_meanwhile";
    const replyId = await saveDraft(db, {
      coordinator_id,
      check_id: id,
      own,
      fields: what.fields,
      by: actor.name,
    });
    await saveAnswers(db, { replyId, coordinator_id, answers: what.answers });
    if (what.isHandedIn) await handIn(db, replyId, today);
    await record({ kind: "interest_reply", id, name, action: what.isHandedIn ? "submitted" : "draft_saved" });
    return undefined;
  }
}

/** Leaves `once` without an outcome to remember. */
class Stopped extends Error {}

async function saveDraft(
  db: TenantDb,
  {
    coordinator_id,
    check_id,
    own,
    fields,
    by,
  }: { coordinator_id: string; check_id: string; own: OwnReply | undefined; fields: ReplyFields; by: string },
): Promise<string> {
  if (own && !own.submitted_at) {
    await db
      .updateTable("interest_reply")
      .set({ ...fields, saved_by_name: by, edit: own.edit + 1 })
      .where("tenant_id", "=", me)
      .where("id", "=", own.id)
      .execute();
    return own.id;
  }
  const { id } = await db
    .insertInto("interest_reply")
    .values({
      tenant_id: me,
      coordinator_id,
      check_id,
      version: (own?.version ?? 0) + 1,
      ...fields,
      saved_by_name: by,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function saveAnswers(
  db: TenantDb,
  {
    replyId,
    coordinator_id,
    answers,
  }: { replyId: string; coordinator_id: string; answers: Record<string, string> },
): Promise<void> {
  await db
    .deleteFrom("interest_answer")
    .where("tenant_id", "=", me)
    .where("reply_id", "=", replyId)
    .execute();
  const rows = Object.entries(answers).map(([question_id, value]) => ({
    tenant_id: me,
    reply_id: replyId,
    coordinator_id,
    question_id,
    value,
  }));
  if (rows.length > 0) await db.insertInto("interest_answer").values(rows).execute();
}

async function handIn(db: TenantDb, replyId: string, today: string): Promise<void> {
  await db
    .updateTable("interest_reply")
    .set({
      submitted_at: sql`now()`,
      submitted_on: today,
      receipt_number: `${today.replaceAll("-", "")}-${randomBytes(4).toString("hex").toUpperCase()}`,
    })
    .where("tenant_id", "=", me)
    .where("id", "=", replyId)
    .where("submitted_at", "is", null)
    .execute();
}

/** The receipt of what the organisation handed in last, or of one of its earlier versions. @throws NotFound */
export async function loadReceipt(door: Door, id: string, search: URLSearchParams) {
  const { db, tenant, today, open } = door;
  const check = await openCheck(door, id);
  open("every member reads what the own organisation has handed in");
  const versions = await listOwnVersions(db, id);
  const wanted = search.get("version");
  const chosen = wanted ? versions.find(({ version }) => String(version) === wanted) : versions[0];
  if (!chosen) throw new NotFound();
  const reply = await db
    .selectFrom("interest_reply")
    .selectAll()
    .where("tenant_id", "=", me)
    .where("id", "=", chosen.id)
    .executeTakeFirstOrThrow();
  return {
    slug: tenant.slug,
    organisation: tenant.name,
    check: pageCheck(check, today),
    versions,
    questions: await listQuestions(db, id),
    answers: await answersOf(db, reply.id),
    isDraftWaiting: (await findOwnReply(db, id))?.submitted_at === null,
    isOpen: mayReply(door.actor, tenant, check, today),
    reply: { ...reply, submitted_at: reply.submitted_at!.toISOString() },
  };
}
