import { sql } from "kysely";
import { eachApart } from "../../server/each-apart.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { listWriters } from "../organisations/writers.server.ts";
import { reminderStep } from "./surveys.rules.ts";
import type { Face } from "./surveys.server.ts";

const me = sql<string>`app.tenant()`;

/** What is written about: never an answer, only the survey and what happens with it. */
export interface LetterJob<Kind extends string = string> {
  survey: string;
  kind: Kind;
  /** Tells letters of one kind apart, so that each is sent once. */
  step: string;
  /** Why, where the survey itself does not keep it. */
  reason?: string;
}

/** How a face writes its letters. */
export interface LetterFace extends Face {
  /** Database functions in `app`: who is concerned by a survey, and what the daily work follows up. */
  parties: "interest_check_parties" | "renewal_parties";
  toFollow: "interest_checks_to_follow" | "renewals_to_follow";
  /** Reads the survey as the receiver; undefined when it may not read it any more. */
  compose: (db: TenantDb, job: LetterJob) => Promise<Letter | undefined>;
}

/** Who a letter is written to, and in which language. */
interface LetterTo {
  person: string;
  locale: Locale;
  organisation: string;
  slug: string;
}

/** A letter before it has names on it. */
export interface Letter {
  coordinatorId: string;
  write: (to: LetterTo) => { subject: string; body: string };
}

const scope = (tenantId: string, now: Date) => ({
  ...{ tenantId, accountId: null, byName: "Samverka", now },
  via: "job" as const,
});

/** Writes the letters of one occasion, in each organisation's own transaction. Running twice sends nothing twice. */
export async function writeLetters(face: LetterFace, job: LetterJob, now = new Date()): Promise<void> {
  const parties = await asSystem("survey", async (db) => {
    const { rows } = await sql<{ organisation_id: string; is_coordinator: boolean }>`
      select organisation_id, is_coordinator from ${sql.id("app", face.parties)}(${job.survey}::uuid)
      order by organisation_id`.execute(db);
    return rows;
  });
  await eachApart(
    parties.filter((party) => !party.is_coordinator),
    "letters of a survey",
    ({ organisation_id }) => writeLetter(face, organisation_id, { job, now }),
  );
}

/**
 * One occasion's mail to one organisation: to those who may answer for it. Whether it has gone is kept in the same transaction as the
 * mail itself.
 */
async function writeLetter(
  face: LetterFace,
  tenantId: string,
  { job, now }: { job: LetterJob; now: Date },
): Promise<void> {
  await inTenantAs(scope(tenantId, now), async (db) => {
    const letter = await face.compose(db, job);
    if (!letter) return; // has left meanwhile
    const { slug, name } = await db
      .selectFrom("organisation")
      .select(["slug", "name"])
      .where("id", "=", tenantId)
      .executeTakeFirstOrThrow();
    const { rows } = await sql`
      insert into ${sql.table(face.letter)} (tenant_id, coordinator_id, ${sql.ref(face.key)}, kind, step, sent_at)
      values (${me}, ${letter.coordinatorId}, ${job.survey}, ${job.kind}, ${job.step}, ${now})
      on conflict do nothing returning kind`.execute(db);
    if (rows.length === 0) return;
    for (const { name: person, email, locale } of await listWriters(db)) {
      const words = letter.write({ person, locale, organisation: name, slug });
      await queueMail(db, { tenantId, to: email, ...words });
    }
  });
}

interface Followed {
  coordinator_id: string;
  survey_id: string;
  organisation_id: string;
  has_answered: boolean;
}

/**
 * The daily work: closes what has passed its last day (screens say so without it), tells the coordinator, and reminds those who have
 * not answered, once per step and never those who have.
 */
export async function followUpSurveys(face: LetterFace, now = new Date()): Promise<void> {
  const rows = await asSystem("survey", async (db) => {
    const found = await sql<Followed>`
      select coordinator_id, ${sql.ref(face.key)} as survey_id, organisation_id, has_answered
      from ${sql.id("app", face.toFollow)}()`.execute(db);
    return found.rows;
  });
  await eachApart(new Set(rows.map((row) => row.survey_id)), "surveys", (id) =>
    followUp(
      face,
      rows.filter((row) => row.survey_id === id),
      now,
    ),
  );
}

async function followUp(face: LetterFace, asked: readonly Followed[], now: Date): Promise<void> {
  const { coordinator_id: tenantId, survey_id: survey } = asked[0]!;
  const today = dayInSweden(now);
  const found = await closeIfOver(face, { id: survey, tenantId, now });
  if (!found) return;
  if (found.isOver) {
    const job = { survey, kind: "closed", step: found.closes_on };
    await writeLetter(face, tenantId, { job, now });
    return;
  }
  const step = reminderStep(found, today);
  if (step === undefined) return;
  const job = { survey, kind: "reminder", step: `${found.closes_on} ${step}` };
  await eachApart(
    asked.filter((each) => !each.has_answered),
    "reminders of a survey",
    ({ organisation_id }) => writeLetter(face, organisation_id, { job, now }),
  );
}

/** Writes down that the last day has passed. @returns undefined when it is not open any more */
async function closeIfOver(
  { survey }: Face,
  { id, tenantId, now }: { id: string; tenantId: string; now: Date },
) {
  return inTenantAs(scope(tenantId, now), async (db, record) => {
    const { rows } = await sql<{ name: string; opened_on: string; closes_on: string }>`
      select name, opened_on, closes_on from ${sql.table(survey)}
      where tenant_id = ${me} and id = ${id} and state = 'open' for update`.execute(db);
    const found = rows[0];
    if (!found) return undefined;
    const isOver = found.closes_on < dayInSweden(now);
    if (isOver) {
      await sql`update ${sql.table(survey)} set state = 'closed', closed_on = closes_on,
          first_closed_on = coalesce(first_closed_on, closes_on), version = version + 1
        where tenant_id = ${me} and id = ${id}`.execute(db);
      await record({ kind: survey, id, name: found.name, action: "closed" });
    }
    return { isOver, opened_on: found.opened_on, closes_on: found.closes_on };
  });
}
