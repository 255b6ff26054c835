import { sql } from "kysely";
import { eachApart } from "../../server/each-apart.server.ts";
import { NotFound } from "../../server/errors.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { publicLink } from "../accounts/tokens.server.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { listWriters } from "../organisations/writers.server.ts";
import { type MoneyLetterKind, moneyMailText } from "./mail.text.ts";
import { runPath, yearPath } from "./settlements.paths.ts";
import { findYear, type MoneyYear } from "./years.server.ts";

/** What is written about: a year of an agreement and what happened; never an amount. */
export interface MoneyLetterJob {
  agreement: string;
  year: number;
  kind: MoneyLetterKind;
  /** Tells letters of one kind apart, so that each is sent once. */
  step: string;
  run?: number;
  until?: string;
  about?: string;
  /** Only to this organisation; else to whom letters of the kind go. */
  only?: string;
}

const TO_HOST: readonly MoneyLetterKind[] = ["budget_answered", "remark", "party_approved", "figures_due"];

/** Asks for letters to those concerned, in the caller's transaction: none about what was rolled back. */
export async function sendMoneyLetters(
  db: TenantDb,
  { agreement, year }: Pick<MoneyYear, "agreement" | "year">,
  occasion: Omit<MoneyLetterJob, "agreement" | "year">,
): Promise<void> {
  const job: MoneyLetterJob = { agreement: agreement.id, year, ...occasion };
  await sql`select app.enqueue('settlement_letters', ${JSON.stringify(job)}::json,
    ${`money ${agreement.id} ${year} ${job.kind} ${job.step}`})`.execute(db);
}

/** Writes the letters of one occasion, in each organisation's own transaction. Running twice sends nothing twice. */
export async function writeMoneyLetters(job: MoneyLetterJob, now = new Date()): Promise<void> {
  const concerned = await asSystem("settlement", async (db) => {
    const { rows } = await sql<{ organisation_id: string; is_host: boolean }>`
      select organisation_id, is_host from app.money_parties(${job.agreement}::uuid, ${job.year})
      order by organisation_id`.execute(db);
    return rows;
  });
  const isFor = ({ organisation_id, is_host }: (typeof concerned)[number]) =>
    job.only ? organisation_id === job.only : is_host === TO_HOST.includes(job.kind);
  await eachApart(concerned.filter(isFor), "letters of a settlement", ({ organisation_id }) =>
    inTenantAs({ tenantId: organisation_id, accountId: null, byName: "Samverka", via: "job", now }, (db) =>
      writeLetter(db, organisation_id, { job, now }),
    ),
  );
}

/**
 * One occasion's mail to one organisation: to those who may write for it. Whether it has gone is kept in the transaction of the mail
 * itself. Read as the receiver: whoever may not read the year, or the settlement, is not written to.
 */
async function writeLetter(
  db: TenantDb,
  tenantId: string,
  { job, now }: { job: MoneyLetterJob; now: Date },
): Promise<void> {
  const { slug } = await db
    .selectFrom("organisation")
    .select("slug")
    .where("id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const found = await readable(db, { tenantId, slug, job });
  if (!found) return;
  const made = await db
    .insertInto("settlement_letter")
    .values({
      tenant_id: tenantId,
      owner_id: found.agreement.tenant_id,
      agreement_id: job.agreement,
      year: job.year,
      kind: job.kind,
      step: job.step,
      sent_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("kind")
    .executeTakeFirst();
  if (!made) return;
  // one that is opened again is not there for the parties
  const hasPage = job.run !== undefined && job.kind !== "opened";
  const link = publicLink(hasPage ? runPath(found.at, job.run!) : yearPath(slug, job.agreement, job.year));
  for (const { name, email, locale } of await listWriters(db))
    await queueMail(db, {
      tenantId,
      to: email,
      ...moneyMailText[locale][job.kind]({
        to: name,
        agreement: found.agreement.title,
        year: job.year,
        host: found.agreement.host,
        until: job.until ?? "",
        about: job.about ?? "",
        run: job.run ?? 1,
        link,
      }),
    });
}

async function readable(
  db: TenantDb,
  { tenantId, slug, job }: { tenantId: string; slug: string; job: MoneyLetterJob },
): Promise<MoneyYear | undefined> {
  try {
    return await findYear(db, { id: job.agreement, year: job.year, tenantId, slug });
  } catch (error) {
    if (error instanceof NotFound) return undefined; // has left meanwhile, or never confirmed
    throw error;
  }
}
