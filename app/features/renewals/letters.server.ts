import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { textFor } from "../../text/text.ts";
import { publicLink } from "../accounts/tokens.server.ts";
import {
  followUpSurveys,
  type Letter,
  type LetterFace,
  type LetterJob,
  writeLetters,
} from "../surveys/letters.server.ts";
import { renewalMailText } from "./mail.text.ts";
import { renewalPartPath, renewalPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { renewalFace } from "./rounds.server.ts";

export type RenewalLetterKind = "asked" | "reminder" | "reopened" | "withdrawn" | "completed" | "closed";

export type RenewalLetterJob = LetterJob<RenewalLetterKind>;

/** Asks for letters to everybody concerned, in the caller's transaction: none about what was rolled back. */
export async function sendRenewalLetters(db: TenantDb, job: RenewalLetterJob): Promise<void> {
  await sql`select app.enqueue('renewal_letters', ${JSON.stringify(job)}::json,
    ${`renewal ${job.survey} ${job.kind} ${job.step}`})`.execute(db);
}

/** Writes the letters of one occasion, in each organisation's own transaction. Running twice sends nothing twice. */
export function writeRenewalLetters(job: RenewalLetterJob, now = new Date()): Promise<void> {
  return writeLetters(letters, job, now);
}

/** The daily work: closes what is over, tells the coordinator, reminds those who have not answered. */
export function followUpRenewals(now = new Date()): Promise<void> {
  return followUpSurveys(letters, now);
}

const letters: LetterFace = {
  ...renewalFace,
  parties: "renewal_parties",
  toFollow: "renewals_to_follow",
  compose: async (db, job) => compose(db, { id: job.survey, kind: job.kind as RenewalLetterKind }),
};

/** Reads the survey as the receiver of the letter. */
async function compose(
  db: TenantDb,
  { id, kind }: { id: string; kind: RenewalLetterKind },
): Promise<Letter | undefined> {
  const round = await db
    .selectFrom("renewal_round as r")
    .innerJoin("organisation as o", "o.id", "r.tenant_id")
    .select(["r.id", "r.tenant_id", "r.name", "r.item_name", "r.closes_on", "r.state_reason"])
    .select(["r.is_binding", "r.no_answer_means", "o.name as coordinator"])
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (!round) return undefined;
  const isForAnswering = kind === "asked" || kind === "reminder" || kind === "reopened";
  return {
    coordinatorId: round.tenant_id,
    write: ({ person, locale, organisation, slug }) =>
      renewalMailText[locale][kind]({
        to: person,
        organisation,
        coordinator: round.coordinator,
        round: round.name,
        item: round.item_name,
        until: round.closes_on,
        reason: round.state_reason ?? "",
        silence: textFor(renewalsText, locale).silenceLetters[round.no_answer_means]!,
        isBinding: round.is_binding,
        link: publicLink(
          isForAnswering ? renewalPartPath(slug, round.id, "answer") : renewalPath(slug, round.id),
        ),
      }),
  };
}
