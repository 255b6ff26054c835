import { sql } from "kysely";
import { createTransport } from "nodemailer";
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
 * Sends one message over SMTP_URL. Without that setting it stays where it is. May run twice for one message when a process ends
 * between sending and noting it; both carry the same Message-ID.
 * @throws Error that names the reason without addresses; the queue tries again later
 */
export async function sendMail({ id }: { id: string }): Promise<void> {
  const { smtpUrl, mailFrom, publicUrl } = config();
  if (!smtpUrl) return;
  const mail = await asSystem("mail", (db) =>
    db.selectFrom("outbox").selectAll().where("id", "=", id).where("sent_at", "is", null).executeTakeFirst(),
  );
  if (!mail) return;
  const transport = createTransport(smtpUrl, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as object);
  try {
    await transport.sendMail({
      from: mailFrom,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    const reason = reasonOf(error);
    await note(id, { last_error: reason });
    throw new Error(`mail not sent: ${reason}`);
  } finally {
    transport.close();
  }
  // The text goes: its links open an account to whoever reads a copy of the database.
  await note(id, { last_error: null, sent_at: new Date(), body: "" });
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

async function note(id: string, outcome: { last_error: string | null; sent_at?: Date; body?: string }) {
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

/** The newest messages, for the demo's page of sent mail. */
export async function listMail() {
  return asSystem("demo mail", (db) =>
    db
      .selectFrom("outbox")
      .select(["id", "to_address", "subject", "body", "created_at"])
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(50)
      .execute(),
  );
}
