import { sql } from "kysely";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type TenantDb } from "../../server/transaction.server.ts";
import { publicLink } from "../accounts/tokens.server.ts";
import { daysBetween } from "../deadlines/days.rules.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { listWriters } from "../organisations/writers.server.ts";
import { recipientsByContract } from "../reminders/recipients.server.ts";
import { licencePath, loanPath } from "./licences.paths.ts";
import { loanMailText } from "./mail.text.ts";

export type LoanLetterKind =
  | "proposed"
  | "accepted"
  | "declined"
  | "withdrawn"
  | "recalled"
  | "returned"
  | "reminder";
/** What is written about: the loan and what happened; never a price. */
export interface LoanLetterJob {
  loan: string;
  kind: LoanLetterKind;
  /** Tells letters of one kind apart, so that each is sent once. */
  step: string;
}

/** Asks for letters to both sides, in the caller's transaction: none about what was rolled back. */
export async function sendLoanLetters(db: TenantDb, job: LoanLetterJob): Promise<void> {
  await sql`select app.enqueue('loan_letters', ${JSON.stringify(job)}::json,
    ${`loan ${job.loan} ${job.kind} ${job.step}`})`.execute(db);
}

/** Writes the letters of one occasion. Running twice sends nothing twice. */
export async function writeLoanLetters(job: LoanLetterJob, now = new Date()): Promise<void> {
  const sides = await asSystem("licence loan", async (db) => {
    const { rows } = await sql<{ organisation_id: string }>`
      select organisation_id from app.loan_sides(${job.loan}::uuid) order by organisation_id`.execute(db);
    return rows;
  });
  for (const { organisation_id } of sides) await writeLetter(organisation_id, job, now);
}

/** The daily work: reminds both sides 30 and 7 days before a loan ends, once for each step and end. */
export async function remindOfLoans(now = new Date()): Promise<void> {
  const today = dayInSweden(now);
  const rows = await asSystem("licence loan", async (db) => {
    await sql`select set_config('app.today', ${today}, true)`.execute(db);
    const found = await sql<{ loan_id: string; organisation_id: string; ends_on: string }>`
      select loan_id, organisation_id, ends_on from app.loans_to_remind()`.execute(db);
    return found.rows;
  });
  for (const { loan_id, organisation_id, ends_on } of rows) {
    const days = daysBetween(today, ends_on) <= 7 ? 7 : 30;
    await writeLetter(organisation_id, { loan: loan_id, kind: "reminder", step: `${ends_on} ${days}` }, now);
  }
}

/** One letter to those who may write for the organisation; that it has gone is kept in the transaction of the mail itself. */
async function writeLetter(tenantId: string, job: LoanLetterJob, now: Date): Promise<void> {
  await inTenantAs({ tenantId, accountId: null, byName: "Samverka", via: "job", now }, async (db) => {
    const { rows } = await sql<{
      tenant_id: string;
      lender: string;
      borrower: string;
      quantity: number;
      to_on: string;
      item: string;
      slug: string;
      reason: string | null;
    }>`
      select n.tenant_id, a.name as lender, b.name as borrower, n.quantity,
        least(n.to_on, n.ended_on, l.leaves_on, m.leaves_on) as to_on, i.name as item, me.slug, n.reason
      from licence_loan n join organisation a on a.id = n.lender_id join organisation b on b.id = n.borrower_id
      join licence_item i on i.id = n.item_id join organisation me on me.id = ${tenantId}
      left join licence_member l on l.agreement_id = n.agreement_id and l.organisation_id = n.lender_id
      left join licence_member m on m.agreement_id = n.agreement_id and m.organisation_id = n.borrower_id
      where n.id = ${job.loan}`.execute(db);
    const loan = rows[0];
    if (!loan) return; // has left the agreement meanwhile
    const sent = await db
      .insertInto("licence_loan_letter")
      .values({
        tenant_id: tenantId,
        coordinator_id: loan.tenant_id,
        loan_id: job.loan,
        kind: job.kind,
        step: job.step,
        sent_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("loan_id")
      .executeTakeFirst();
    if (!sent) return;
    for (const person of await listWriters(db)) {
      const words = loanMailText[person.locale][job.kind]({
        ...loan,
        to: person.name,
        link: publicLink(loanPath(loan.slug, job.loan)),
      });
      await queueMail(db, { tenantId, to: person.email, ...words });
    }
  });
}

/** A member's question to the coordinator. */
export interface QuestionJob {
  coordinator: string;
  agreement: string;
  question: string;
  from: string;
}

/** Writes a question to whoever answers for the contract at the coordinator, deputies too; where nobody does, to those who may write there. */
export async function writeQuestion(
  { coordinator, agreement, question, from }: QuestionJob,
  now = new Date(),
): Promise<void> {
  await inTenantAs(
    { tenantId: coordinator, accountId: null, byName: "Samverka", via: "job", now },
    async (db) => {
      const found = await db
        .selectFrom("licence_agreement as a")
        .innerJoin("organisation as o", "o.id", "a.tenant_id")
        .select(["a.name", "a.contract_id", "o.slug"])
        .where("a.id", "=", agreement)
        .executeTakeFirst();
      if (!found) return;
      const answering = await recipientsByContract(db, [found.contract_id], dayInSweden(now));
      for (const person of answering.get(found.contract_id) ?? (await listWriters(db))) {
        const link = publicLink(licencePath(found.slug, agreement));
        const words = loanMailText[person.locale].question({
          to: person.name,
          from,
          agreement: found.name,
          question,
          link,
        });
        await queueMail(db, { tenantId: coordinator, to: person.email, ...words });
      }
    },
  );
}
