import { sql } from "kysely";
import { createTransport, type SendMailOptions } from "nodemailer";
import { config } from "../../server/config.server.ts";
import { asSystem, type SystemDb } from "../../server/system.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";

/** A message to one person, as plain text. */
export interface Mail {
  /** The organisation it is sent for; null for mail about an account as such. */
  tenantId: string | null;
  to: string;
  subject: string;
  body: string;
}

/**
 * Puts a message into the outbox and asks for it to be sent, both in the caller's transaction: no mail about what was rolled
 * back, none lost when the process ends.
 * @returns id of the message
 */
export async function queueMail(db: TenantDb | SystemDb, mail: Mail): Promise<string> {
  const made = await sql<{ id: string }>`select app.new_id() as id`.execute(db);
  const id = made.rows[0]!.id;
  await db
    .insertInto("outbox")
    .values({
      id,
      tenant_id: mail.tenantId,
      to_address: mail.to,
      subject: mail.subject,
      body: mail.body,
      last_error: null,
    })
    .execute();
  await sql`select app.enqueue('send_mail', ${JSON.stringify({ id })}::json, ${`mail ${id}`})`.execute(db);
  return id;
}

/**
 * Sends one message over SMTP_URL, at most once. Without that setting it stays where it is. The message is marked before it is handed
 * over; a process that dies, or a connection that breaks before the server has answered, leaves it unsure, and unsure mail is not sent
 * again unless a person says so. What the server refuses, or never got, is tried again.
 * @throws Error that names the reason without addresses; the queue tries again later
 */
export async function sendMail({ id }: { id: string }, now = new Date()): Promise<void> {
  const { smtpUrl, mailFrom, publicUrl } = config();
  if (!smtpUrl) return;
  const mail = await claim(id, now);
  if (!mail) return;
  const outcome = await hand(smtpUrl, {
    from: mailFrom,
    to: mail.to_address,
    subject: mail.subject,
    text: mail.body,
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
  if (outcome.state === "unsure") return note(id, { last_error: outcome.reason, unsure_at: new Date() });
  if (outcome.state === "refused") {
    await note(id, { last_error: outcome.reason, sending_at: null });
    throw new Error(`mail not sent: ${outcome.reason}`);
  }
  // The text goes: its links open an account to whoever reads a copy of the database.
  await note(id, { last_error: null, sent_at: new Date(), body: "" });
}

/** Takes the message for this process; nobody who finds it taken takes it again. */
async function claim(id: string, now: Date) {
  return asSystem("mail", (db) =>
    db
      .updateTable("outbox")
      .set({ sending_at: now })
      .where("id", "=", id)
      .where("sent_at", "is", null)
      .where("sending_at", "is", null)
      .returningAll()
      .executeTakeFirst(),
  );
}

type Outcome = { state: "sent" } | { state: "refused" | "unsure"; reason: string };

/** Hands a message to the server and says how certain it is what became of it. */
async function hand(smtpUrl: string, message: SendMailOptions): Promise<Outcome> {
  let isHandedOver = false;
  const listen = (entry: { tnx?: string }, text: unknown) => {
    if (entry.tnx === "client" && text === "DATA") isHandedOver = true;
  };
  const quiet = () => {};
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // the conversation is listened to, not written down
    debug: true,
    logger: {
      level: quiet,
      trace: quiet,
      debug: listen,
      info: quiet,
      warn: quiet,
      error: quiet,
      fatal: quiet,
    },
  } as object);
  try {
    await transport.sendMail(message);
    return { state: "sent" };
  } catch (error) {
    const isAnswered = typeof (error as { responseCode?: unknown }).responseCode === "number";
    return { state: isHandedOver && !isAnswered ? "unsure" : "refused", reason: reasonOf(error) };
  } finally {
    transport.close();
  }
}

/** Longer than any attempt can take: whoever marked the message is gone. */
const GIVEN_UP_MS = 10 * 60 * 1000;

/** Messages that a process began to send and never came back to: nobody knows whether they arrived. */
export async function noteUnsureMail(now = new Date()): Promise<void> {
  await asSystem("mail", (db) =>
    db
      .updateTable("outbox")
      .set({ unsure_at: now, last_error: "interrupted" })
      .where("sent_at", "is", null)
      .where("unsure_at", "is", null)
      .where("sending_at", "<", new Date(now.getTime() - GIVEN_UP_MS))
      .execute(),
  );
}

/** A message of which nobody knows whether it arrived. */
export interface UnsureMail {
  id: string;
  to_address: string;
  subject: string;
  unsure_at: Date;
}

/** The organisation's own unsure messages, for its administrators. */
export async function listUnsureMail(db: TenantDb): Promise<UnsureMail[]> {
  const { rows } = await sql<UnsureMail>`select * from app.unsure_mail()`.execute(db);
  return rows;
}

/** Sends an unsure message once more, or lets it be, as an administrator decided. @returns false when it is settled already */
export async function settleMail(db: TenantDb, id: string, isAgain: boolean): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select app.settle_mail(${id}, ${isAgain}) as done`.execute(
    db,
  );
  const done = rows[0]?.done === true;
  if (done && isAgain)
    await sql`select app.enqueue('send_mail', ${JSON.stringify({ id })}::json, ${`mail ${id}`})`.execute(db);
  return done;
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Removes mail older than 30 days, sent or not: by then every link in it has run out. */
export async function deleteOldMail(now = new Date()): Promise<void> {
  await asSystem("mail", (db) =>
    db
      .deleteFrom("outbox")
      .where("created_at", "<", new Date(now.getTime() - KEPT_MS))
      .execute(),
  );
}

interface Noted {
  last_error: string | null;
  sent_at?: Date;
  sending_at?: null;
  unsure_at?: Date;
  body?: string;
}

async function note(id: string, outcome: Noted): Promise<void> {
  await asSystem("mail", (db) =>
    db
      .updateTable("outbox")
      .set((eb) => ({ ...outcome, attempts: eb("attempts", "+", 1) }))
      .where("id", "=", id)
      .execute(),
  );
}

/** What went wrong, in codes: a mail server's own sentences quote addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  const parts = [code, responseCode].filter((part) => typeof part === "string" || typeof part === "number");
  return parts.length > 0 ? parts.join(" ") : error.name;
}

/** The newest messages, for the demo's page of sent mail. @param words only those with each word in address or subject; at most 50 */
export async function listMail(words = "") {
  const wanted = words.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
  return asSystem("demo mail", (db) =>
    db
      .selectFrom("outbox")
      .select(["id", "to_address", "subject", "body", "created_at"])
      .where((eb) =>
        eb.and(wanted.map((word) => sql<boolean>`strpos(lower(to_address || ' ' || subject), ${word}) > 0`)),
      )
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(50)
      .execute(),
  );
}
