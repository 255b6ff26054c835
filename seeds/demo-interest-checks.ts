import { type Insertable, sql } from "kysely";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import type { ChangeEventTable } from "#db/schema/events.ts";
import { insertMissing } from "./connection.ts";
import { dayAfter } from "./content/days.ts";
import {
  type InterestCheckContent,
  type InterestReplyContent,
  interestChecks,
} from "./content/interest-checks.ts";
import type { CircleIds } from "./demo-cooperations.ts";
import { workingMoment } from "./demo-history.ts";

interface Demo {
  places: readonly { key: string; scope: JobScope }[];
  circles: CircleIds;
  organisations: ReadonlyMap<string, string>;
  now: Date;
}

/**
 * The demo's interest checks, one running and one decided: each step on its day, as the organisation that takes it, so that the
 * database's own guards have let it through. One that is there already stays as it is.
 */
export async function seedInterestChecks(demo: Demo): Promise<void> {
  for (const content of interestChecks) {
    const made = await ask(demo, content);
    if (!made) continue;
    for (const [index, reply] of content.replies.entries()) await answer(demo, { made, reply, index });
    if (content.decision) await decide(demo, content, made);
  }
}

interface Made {
  id: string;
  coordinatorId: string;
  name: string;
  questions: string[];
}

function scopeOf({ places }: Demo, key: string, at: Date): JobScope {
  const place = places.find((each) => each.key === key);
  if (!place) throw new Error(`the demo has no organisation ${key}`);
  return { ...place.scope, now: at };
}

async function ask(demo: Demo, content: InterestCheckContent): Promise<Made | undefined> {
  const {
    coordinator,
    circle,
    asked,
    opened,
    closes,
    questions,
    replies: _,
    decision: __,
    ...words
  } = content;
  const at = workingMoment(demo.now, opened, 40);
  const scope = scopeOf(demo, coordinator, at);
  const today = dayInSweden(demo.now);
  return inTenantAs(scope, async (db) => {
    const known = db.selectFrom("interest_check").select("id").where("tenant_id", "=", scope.tenantId);
    if (await known.where("name", "=", words.name).executeTakeFirst()) return undefined;
    const place = await db
      .selectFrom("circle")
      .select(["id", "tenant_id"])
      .where("id", "=", demo.circles.circle.get(circle)!)
      .executeTakeFirstOrThrow();
    const { id } = await db
      .insertInto("interest_check")
      .values({
        tenant_id: scope.tenantId,
        ...words,
        circle_id: place.id,
        circle_tenant_id: place.tenant_id,
        closes_on: dayAfter(today, -closes),
        created_by_name: scope.byName,
        created_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const ids = await insertQuestions(db, { tenant_id: scope.tenantId, check_id: id }, questions);
    await insertMissing(
      db,
      "interest_invitee",
      asked.map((key) => ({
        tenant_id: scope.tenantId,
        check_id: id,
        organisation_id: demo.organisations.get(key)!,
        kind: "invited" as const,
      })),
    );
    await db
      .updateTable("interest_check")
      .set({ state: "open", opened_on: dayInSweden(at), version: 2 })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", id)
      .execute();
    const of = { object_kind: "interest_check", object_id: id, object_name: words.name };
    await insertMissing(db, "change_event", [
      event(scope, at, { ...of, action: "created" }),
      event(scope, at, { ...of, action: "sent" }),
    ]);
    return { id, coordinatorId: scope.tenantId, name: words.name, questions: ids };
  });
}

async function insertQuestions(
  db: TenantDb,
  of: { tenant_id: string; check_id: string },
  questions: InterestCheckContent["questions"],
): Promise<string[]> {
  const rows = questions.map(({ options = [], unit = null, is_mandatory = false, ...question }, index) => ({
    ...of,
    ...question,
    seq: index + 1,
    options: [...options],
    unit,
    is_mandatory,
  }));
  if (rows.length === 0) return [];
  const made = await db.insertInto("interest_question").values(rows).returning(["id", "seq"]).execute();
  return made.sort((a, b) => a.seq - b.seq).map(({ id }) => id);
}

async function answer(
  demo: Demo,
  { made, reply, index }: { made: Made; reply: InterestReplyContent; index: number },
) {
  const at = workingMoment(demo.now, reply.days_ago, 90 + index * 47);
  const scope = scopeOf(demo, reply.organisation, at);
  const day = dayInSweden(at);
  await inTenantAs(scope, async (db) => {
    const [low, likely, high] = reply.quantities ?? [null, null, null];
    const { id } = await db
      .insertInto("interest_reply")
      .values({
        tenant_id: scope.tenantId,
        coordinator_id: made.coordinatorId,
        check_id: made.id,
        version: 1,
        answer: reply.answer,
        kind: reply.kind,
        conditions: reply.conditions ?? "",
        quantity_low: low,
        quantity_likely: likely,
        quantity_high: high,
        responder: reply.responder,
        authority_ref: reply.authority_ref ?? null,
        saved_by_name: scope.byName,
        submitted_at: at,
        submitted_on: day,
        receipt_number: sql<string>`${day.replaceAll("-", "")} || '-' || upper(substr(md5(${`${made.name} ${reply.organisation}`}), 1, 8))`,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertMissing(
      db,
      "interest_answer",
      (reply.answers ?? []).map((value, place) => ({
        tenant_id: scope.tenantId,
        reply_id: id,
        coordinator_id: made.coordinatorId,
        question_id: made.questions[place]!,
        value,
      })),
    );
    const of = { object_kind: "interest_reply", object_id: made.id, object_name: made.name };
    await insertMissing(db, "change_event", [event(scope, at, { ...of, action: "submitted" })]);
  });
}

async function decide(
  demo: Demo,
  { coordinator, closes, decision, quorum_min, replies }: InterestCheckContent,
  made: Made,
) {
  if (!decision) return;
  const { days_ago, ...words } = decision;
  const at = workingMoment(demo.now, days_ago, 200);
  const scope = scopeOf(demo, coordinator, at);
  const closed_on = dayAfter(dayInSweden(demo.now), -closes);
  const counted = replies.filter(({ answer: word, kind }) => word === "yes" && kind === "binding").length;
  await inTenantAs(scope, async (db) => {
    await db
      .insertInto("interest_decision")
      .values({
        tenant_id: scope.tenantId,
        check_id: made.id,
        ...words,
        decided_on: dayInSweden(at),
        decided_by_name: scope.byName,
        counted,
        quorum_min,
      })
      .execute();
    await db
      .updateTable("interest_check")
      .set({ state: "decided", closed_on, first_closed_on: closed_on, version: 3 })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", made.id)
      .execute();
    const of = { object_kind: "interest_check", object_id: made.id, object_name: made.name };
    await insertMissing(db, "change_event", [
      event(scope, at, {
        ...of,
        action: `decided_${words.outcome}`,
        reason: words.reason,
      }),
    ]);
  });
}

/** A line of history as the demo has it. */
export function event(
  { tenantId, byName }: JobScope,
  at: Date,
  more: Pick<Insertable<ChangeEventTable>, "object_kind" | "object_id" | "action"> &
    Partial<Insertable<ChangeEventTable>>,
): Insertable<ChangeEventTable> {
  return {
    tenant_id: tenantId,
    account_id: null,
    by_name: byName,
    at,
    object_name: null,
    field: null,
    old: null,
    new: null,
    via: "ui",
    reason: null,
    run_id: null,
    ...more,
  };
}
