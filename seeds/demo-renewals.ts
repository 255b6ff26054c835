import { sql } from "kysely";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import { insertMissing } from "./connection.ts";
import { dayAfter, monthEnd } from "./content/days.ts";
import { type RenewalAnswerContent, type RenewalContent, renewals } from "./content/renewals.ts";
import { workingMoment } from "./demo-history.ts";
import { event } from "./demo-interest-checks.ts";

interface Demo {
  places: readonly { key: string; scope: JobScope }[];
  now: Date;
}
interface Made {
  id: string;
  coordinatorId: string;
  name: string;
  questions: string[];
}

/**
 * The demo's running renewal survey: each step on its day, as the organisation that takes it, so that the database's own guards have let
 * it through. One that is there already stays as it is.
 */
export async function seedRenewals(demo: Demo): Promise<void> {
  for (const content of renewals) {
    const made = await ask(demo, content);
    if (!made) continue;
    for (const [index, answer] of content.answers.entries()) await reply(demo, { made, answer, index });
  }
}

function scopeOf({ places }: Demo, key: string, at: Date): JobScope {
  const place = places.find((each) => each.key === key);
  if (!place) throw new Error(`the demo has no organisation ${key}`);
  return { ...place.scope, now: at };
}

async function ask(demo: Demo, content: RenewalContent): Promise<Made | undefined> {
  const { coordinator, agreement, item, opened, closes, months, questions, answers: _, ...words } = content;
  const at = workingMoment(demo.now, opened, 30);
  const scope = scopeOf(demo, coordinator, at);
  const { tenantId } = scope;
  return inTenantAs(scope, async (db) => {
    const known = db.selectFrom("renewal_round").select("id").where("tenant_id", "=", tenantId);
    if (await known.where("name", "=", words.name).executeTakeFirst()) return undefined;
    const asked = await db
      .selectFrom("licence_item as i")
      .innerJoin("licence_agreement as a", "a.id", "i.agreement_id")
      .select(["i.id", "i.name", "i.agreement_id", "i.price_model", "i.currency", "a.ends_on"])
      .where("a.tenant_id", "=", tenantId)
      .where("a.name", "=", agreement)
      .where("i.name", "=", item)
      .executeTakeFirstOrThrow();
    const period_from = dayAfter(asked.ends_on ?? dayInSweden(demo.now), 1);
    const { id } = await db
      .insertInto("renewal_round")
      .values({
        tenant_id: tenantId,
        ...words,
        kind: "renewal",
        agreement_id: asked.agreement_id,
        item_id: asked.id,
        item_name: asked.name,
        price_model: asked.price_model,
        currency: asked.currency,
        period_from,
        period_to: monthEnd(period_from, months - 1),
        is_without_successor: true,
        is_configured: true,
        has_participants: true,
        has_costs: true,
        closes_on: dayAfter(dayInSweden(demo.now), -closes),
        created_by_name: scope.byName,
        created_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const made = await insertParts(db, { tenantId, id, asked, questions });
    await db
      .updateTable("renewal_round")
      .set({ state: "open", opened_on: dayInSweden(at), version: 3 })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", id)
      .execute();
    const of = { object_kind: "renewal_round", object_id: id, object_name: words.name };
    await insertMissing(db, "change_event", [
      event(scope, at, { ...of, action: "created" }),
      event(scope, at, { ...of, action: "sent" }),
    ]);
    return { id, coordinatorId: tenantId, name: words.name, questions: made };
  });
}

/** Price steps as they are, the agreement's members, and the coordinator's questions. */
async function insertParts(
  db: TenantDb,
  {
    tenantId,
    id,
    asked,
    questions,
  }: {
    tenantId: string;
    id: string;
    asked: { id: string; agreement_id: string };
    questions: RenewalContent["questions"];
  },
): Promise<string[]> {
  await sql`insert into renewal_tier (tenant_id, round_id, from_quantity, unit_price_minor)
    select tenant_id, ${id}, from_quantity, unit_price_minor from price_tier
    where tenant_id = ${tenantId} and item_id = ${asked.id} on conflict do nothing`.execute(db);
  await sql`insert into renewal_invitee (tenant_id, round_id, organisation_id)
    select tenant_id, ${id}, organisation_id from licence_member
    where tenant_id = ${tenantId} and agreement_id = ${asked.agreement_id}`.execute(db);
  const rows = questions.map(({ options = [], is_mandatory = false, ...question }, index) => ({
    ...question,
    tenant_id: tenantId,
    round_id: id,
    seq: index + 1,
    options: [...options],
    is_mandatory,
  }));
  if (rows.length === 0) return [];
  const made = await db.insertInto("renewal_question").values(rows).returning(["id", "seq"]).execute();
  return made.sort((a, b) => a.seq - b.seq).map((row) => row.id);
}

async function reply(
  demo: Demo,
  { made, answer, index }: { made: Made; answer: RenewalAnswerContent; index: number },
) {
  const { organisation, days_ago, quantity = null, answers = [], ...words } = answer;
  const at = workingMoment(demo.now, days_ago, 100 + index * 53);
  const scope = scopeOf(demo, organisation, at);
  const day = dayInSweden(at);
  await inTenantAs(scope, async (db) => {
    const { id } = await db
      .insertInto("renewal_answer")
      .values({
        tenant_id: scope.tenantId,
        coordinator_id: made.coordinatorId,
        round_id: made.id,
        version: 1,
        ...words,
        quantity,
        kind: "binding",
        signer_email: `registrator@${organisation}.demo.invalid`,
        saved_by_name: scope.byName,
        submitted_at: at,
        submitted_on: day,
        receipt_number: sql<string>`${day.replaceAll("-", "")} || '-' || upper(substr(md5(${`${made.name} ${organisation}`}), 1, 8))`,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertMissing(
      db,
      "renewal_question_answer",
      answers.map((value, place) => ({
        tenant_id: scope.tenantId,
        reply_id: id,
        coordinator_id: made.coordinatorId,
        question_id: made.questions[place]!,
        value,
      })),
    );
    const of = { object_kind: "renewal_answer", object_id: made.id, object_name: made.name };
    await insertMissing(db, "change_event", [event(scope, at, { ...of, action: "submitted" })]);
  });
}
