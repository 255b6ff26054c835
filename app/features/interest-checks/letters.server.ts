import { sql } from "kysely";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type TenantDb } from "../../server/transaction.server.ts";
import { defaultLocale } from "../../text/text.ts";
import { publicLink } from "../accounts/tokens.server.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { interestCheckPath, interestPartPath } from "./interest-checks.paths.ts";
import { reminderStep } from "./interest-checks.rules.ts";
import { interestMailText } from "./mail.text.ts";

const me = sql<string>`app.tenant()`;

export type LetterKind = "asked" | "reminder" | "reopened" | "withdrawn" | "decided" | "closed";
/** What is written about: never an answer, only the check and what happens with it. */
export interface LetterJob {
  check: string;
  kind: LetterKind;
  /** Tells letters of one kind apart, so that each is sent once. */
  step: string;
}

/** Asks for letters to everybody concerned, in the caller's transaction: none about what was rolled back. */
export async function sendLetters(db: TenantDb, job: LetterJob): Promise<void> {
  await sql`select app.enqueue('interest_letters', ${JSON.stringify(job)}::json,
    ${`interest ${job.check} ${job.kind} ${job.step}`})`.execute(db);
}

/** Writes the letters of one occasion, in each organisation's own transaction. Running twice sends nothing twice. */
export async function writeLetters(job: LetterJob, now = new Date()): Promise<void> {
  const parties = await asSystem("interest check", async (db) => {
    const { rows } = await sql<{ organisation_id: string; is_coordinator: boolean }>`
      select organisation_id, is_coordinator from app.interest_check_parties(${job.check}::uuid)
      order by organisation_id`.execute(db);
    return rows;
  });
  for (const { organisation_id, is_coordinator } of parties)
    if (!is_coordinator) await writeLetter(organisation_id, job, now);
}

/**
 * One occasion's mail to one organisation: to those who may answer for it. Whether it has gone is kept in the same transaction as the
 * mail itself.
 */
async function writeLetter(tenantId: string, job: LetterJob, now: Date): Promise<void> {
  await inTenantAs({ tenantId, accountId: null, byName: "Samverka", via: "job", now }, async (db) => {
    const check = await db
      .selectFrom("interest_check as c")
      .innerJoin("organisation as o", "o.id", "c.tenant_id")
      .leftJoin("interest_decision as d", (join) =>
        join.onRef("d.tenant_id", "=", "c.tenant_id").onRef("d.check_id", "=", "c.id"),
      )
      .select([
        "c.id",
        "c.tenant_id",
        "c.name",
        "c.closes_on",
        "c.state_reason",
        "o.name as coordinator",
        "d.outcome",
      ])
      .where("c.id", "=", job.check)
      .executeTakeFirst();
    if (!check) return; // has left the circle meanwhile
    const { slug, name } = await db
      .selectFrom("organisation")
      .select(["slug", "name"])
      .where("id", "=", tenantId)
      .executeTakeFirstOrThrow();
    const sent = await db
      .insertInto("interest_letter")
      .values({
        tenant_id: me,
        coordinator_id: check.tenant_id,
        check_id: check.id,
        kind: job.kind,
        step: job.step,
        sent_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("check_id")
      .executeTakeFirst();
    if (!sent) return;
    const isForAnswering = job.kind === "asked" || job.kind === "reminder" || job.kind === "reopened";
    const link = publicLink(
      isForAnswering ? interestPartPath(slug, check.id, "reply") : interestCheckPath(slug, check.id),
    );
    for (const person of await listRecipients(db)) {
      const words = interestMailText[defaultLocale][job.kind]({
        to: person.name,
        organisation: name,
        coordinator: check.coordinator,
        check: check.name,
        until: check.closes_on,
        reason: check.state_reason ?? "",
        outcome: check.outcome,
        link,
      });
      await queueMail(db, { tenantId, to: person.email, ...words });
    }
  });
}

/** Those who may answer for the organisation: its editors and local administrators; at most 100. */
async function listRecipients(db: TenantDb): Promise<{ name: string; email: string }[]> {
  const { rows } = await sql<{ name: string; email: string }>`
    select p.name, p.email from membership m
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.email is not null
    where m.tenant_id = ${me} and m.ended_at is null and m.roles && array['editor', 'local_admin']
    order by p.name, p.id limit 100`.execute(db);
  return rows;
}

interface Followed {
  coordinator_id: string;
  check_id: string;
  organisation_id: string;
  has_answered: boolean;
}

/**
 * The daily work: closes what has passed its last day (screens say so without it), tells the coordinator, and reminds those who have
 * not answered, once per step and never those who have.
 */
export async function followUpInterestChecks(now = new Date()): Promise<void> {
  const rows = await asSystem("interest check", async (db) => {
    const found = await sql<Followed>`select * from app.interest_checks_to_follow()`.execute(db);
    return found.rows;
  });
  const today = dayInSweden(now);
  for (const id of new Set(rows.map((row) => row.check_id))) {
    const asked = rows.filter((row) => row.check_id === id);
    const tenantId = asked[0]!.coordinator_id;
    const check = await closeIfOver({ id, tenantId, today, now });
    if (!check) continue;
    if (check.isOver) await writeLetter(tenantId, { check: id, kind: "closed", step: check.closes_on }, now);
    const step = check.isOver ? undefined : reminderStep(check, today);
    if (step === undefined) continue;
    for (const { organisation_id, has_answered } of asked)
      if (!has_answered)
        await writeLetter(
          organisation_id,
          { check: id, kind: "reminder", step: `${check.closes_on} ${step}` },
          now,
        );
  }
}

/** Writes down that the last day has passed. @returns undefined when it is not open any more */
async function closeIfOver({
  id,
  tenantId,
  today,
  now,
}: {
  id: string;
  tenantId: string;
  today: string;
  now: Date;
}) {
  return inTenantAs(
    { tenantId, accountId: null, byName: "Samverka", via: "job", now },
    async (db, record) => {
      const check = await db
        .selectFrom("interest_check")
        .select(["name", "opened_on", "closes_on"])
        .where("tenant_id", "=", me)
        .where("id", "=", id)
        .where("state", "=", "open")
        .forUpdate()
        .executeTakeFirst();
      if (!check) return undefined;
      const isOver = check.closes_on < today;
      if (isOver) {
        await db
          .updateTable("interest_check")
          .set((eb) => ({
            state: "closed" as const,
            closed_on: check.closes_on,
            first_closed_on: eb.fn.coalesce("first_closed_on", "closes_on"),
            version: eb("version", "+", 1),
          }))
          .where("tenant_id", "=", me)
          .where("id", "=", id)
          .execute();
        await record({ kind: "interest_check", id, name: check.name, action: "closed" });
      }
      return { isOver, opened_on: check.opened_on!, closes_on: check.closes_on };
    },
  );
}
