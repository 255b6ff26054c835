import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { publicLink } from "../accounts/tokens.server.ts";
import {
  followUpSurveys,
  type Letter,
  type LetterFace,
  type LetterJob as SurveyLetterJob,
  writeLetters as writeSurveyLetters,
} from "../surveys/letters.server.ts";
import { interestFace } from "./checks.server.ts";
import { interestCheckPath, interestPartPath } from "./interest-checks.paths.ts";
import { interestMailText } from "./mail.text.ts";

export type LetterKind = "asked" | "reminder" | "reopened" | "extended" | "withdrawn" | "decided" | "closed";
/** What is written about: never an answer, only the check and what happens with it. */
export interface LetterJob {
  check: string;
  kind: LetterKind;
  /** Tells letters of one kind apart, so that each is sent once. */
  step: string;
  /** Why, where the check itself does not keep it. */
  reason?: string;
}

/** Asks for letters to everybody concerned, in the caller's transaction: none about what was rolled back. */
export async function sendLetters(db: TenantDb, job: LetterJob): Promise<void> {
  await sql`select app.enqueue('interest_letters', ${JSON.stringify(job)}::json,
    ${`interest ${job.check} ${job.kind} ${job.step}`})`.execute(db);
}

/** Writes the letters of one occasion, in each organisation's own transaction. Running twice sends nothing twice. */
export function writeLetters({ check, ...job }: LetterJob, now = new Date()): Promise<void> {
  return writeSurveyLetters(letters, { survey: check, ...job }, now);
}

/** The daily work: closes what is over, tells the coordinator, reminds those who have not answered. */
export function followUpInterestChecks(now = new Date()): Promise<void> {
  return followUpSurveys(letters, now);
}

const letters: LetterFace = {
  ...interestFace,
  parties: "interest_check_parties",
  toFollow: "interest_checks_to_follow",
  compose: async (db, job) => compose(db, { ...job, kind: job.kind as LetterKind }),
};

/** Reads the check as the receiver of the letter; more days are no news to whoever has answered. */
async function compose(
  db: TenantDb,
  { survey: id, kind, reason }: SurveyLetterJob<LetterKind>,
): Promise<Letter | undefined> {
  const check = await db
    .selectFrom("interest_check as c")
    .innerJoin("organisation as o", "o.id", "c.tenant_id")
    .leftJoin("interest_decision as d", (join) =>
      join.onRef("d.tenant_id", "=", "c.tenant_id").onRef("d.check_id", "=", "c.id"),
    )
    .select(["c.id", "c.tenant_id", "c.name", "c.closes_on", "c.state_reason"])
    .select(["o.name as coordinator", "d.outcome"])
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!check || (kind === "extended" && (await hasAnswered(db, id)))) return undefined;
  const isForAnswering = ["asked", "reminder", "reopened", "extended"].includes(kind);
  return {
    coordinatorId: check.tenant_id,
    write: ({ person, locale, organisation, slug }) =>
      interestMailText[locale][kind]({
        to: person,
        organisation,
        coordinator: check.coordinator,
        check: check.name,
        until: check.closes_on,
        reason: reason ?? check.state_reason ?? "",
        outcome: check.outcome,
        link: publicLink(
          isForAnswering ? interestPartPath(slug, check.id, "reply") : interestCheckPath(slug, check.id),
        ),
      }),
  };
}

async function hasAnswered(db: TenantDb, checkId: string): Promise<boolean> {
  const row = await db
    .selectFrom("interest_reply")
    .select("id")
    .where("tenant_id", "=", sql<string>`app.tenant()`)
    .where("check_id", "=", checkId)
    .where("submitted_at", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}
