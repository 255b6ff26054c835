import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deleteOldMail, listMail, queueMail, sendMail } from "#app/features/notifications/outbox.server.ts";
import { loader as mailPage } from "#app/routes/mail.tsx";
import { asSystem } from "#app/server/system.server.ts";
import { startWorker, stopWorker } from "#app/worker.server.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { SmtpServer } from "../../support/smtp.ts";
import { town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const smtp = new SmtpServer();

// Settings are read once per process, so this file has them before anything asks.
beforeAll(async () => {
  process.env.SMTP_URL = await smtp.listen();
  process.env.MAIL_FROM = "Samverka <portal@samverka.example>";
  process.env.PUBLIC_URL = "https://samverka.example";
  process.env.DEMO = "0";
});
afterAll(() => smtp.close());

const mailTo = (to: string) => ({
  tenantId: null,
  to,
  subject: "Välkommen till Öland",
  body: "Hej!\n\n.\nEn punkt för sig själv, och åäö.\n",
});
const queued = (to: string) => asSystem("mail", (db) => queueMail(db, mailTo(to)));
const row = async (id: string) => (await admin().query("select * from outbox where id = $1", [id])).rows[0];
const arrived = (to: string) => smtp.received.filter((mail) => mail.to.includes(to));
const someone = () => `${unique("person")}@example.invalid`;

describe("sending", () => {
  test("the worker sends what was queued, whole and once", async () => {
    const to = someone();
    const id = await queued(to);
    await startWorker(process.env.DATABASE_WORKER_URL!);
    try {
      await vi.waitFor(async () => expect((await row(id)).sent_at).not.toBeNull(), { timeout: 15_000 });
    } finally {
      await stopWorker();
    }
    await sendMail({ id }); // as after a process that died before the job was marked as done
    const [mail, ...more] = arrived(to);
    expect(more).toEqual([]);
    expect(mail!.from).toBe("portal@samverka.example");
    expect(mail!.text).toMatch(/^Message-ID: <.+@samverka\.example>$/im);
    expect(mail!.text).toContain("Auto-Submitted: auto-generated");
    expect(decoded(mail!.text)).toContain("\n.\nEn punkt för sig själv, och åäö.");
    expect(await row(id)).toMatchObject({ attempts: 1, last_error: null, body: "" });
  });

  test("a refusal is noted without addresses and tried again", async () => {
    const to = someone();
    const id = await queued(to);
    smtp.refusal = `451 4.3.0 try later, <${to}>`;
    const failure = await sendMail({ id }).catch((error: Error) => error.message);
    smtp.refusal = undefined;
    expect(failure).toBe("mail not sent: EENVELOPE 451");
    expect(await row(id)).toMatchObject({ attempts: 1, last_error: "EENVELOPE 451", sent_at: null });
    await sendMail({ id });
    expect(arrived(to)).toHaveLength(1);
    expect(await row(id)).toMatchObject({ attempts: 2, last_error: null });
  });

  test("what is rolled back is not sent", async () => {
    const to = someone();
    const jobs = async () =>
      (await admin().query("select count(*)::int as n from graphile_worker.jobs")).rows[0].n;
    const before = await jobs();
    await expect(
      asSystem("mail", async (db) => {
        await queueMail(db, mailTo(to));
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await jobs()).toBe(before);
    const { rows } = await admin().query("select 1 from outbox where to_address = $1", [to]);
    expect(rows).toEqual([]);
  });

  test("a line break in a subject or address adds no header", async () => {
    const to = someone();
    const id = await asSystem("mail", (db) =>
      queueMail(db, { ...mailTo(to), subject: "Hej\r\nBcc: spion@example.invalid" }),
    );
    await sendMail({ id });
    expect(smtp.received.flatMap((mail) => mail.to)).not.toContain("spion@example.invalid");
    expect(arrived(to)[0]!.text).not.toMatch(/^Bcc:/im);
  });
});

test("mail is forgotten after a month", async () => {
  const [old, recent] = [await queued(someone()), await queued(someone())];
  await admin().query("update outbox set created_at = now() - interval '31 days' where id = $1", [old]);
  await deleteOldMail();
  expect(await row(old)).toBeUndefined();
  expect(await row(recent)).toBeDefined();
});

describe("who sees it", () => {
  test("an organisation puts mail into the outbox in its own name only, and reads none", async () => {
    const [place, other] = [await town(admin()), await town(admin())];
    const mail = mailTo(someone());
    await place.as((db) => queueMail(db, { ...mail, tenantId: place.id }));
    await expect(place.as((db) => queueMail(db, { ...mail, tenantId: other.id }))).rejects.toThrow(
      /row-level/,
    );
    await expect(place.as((db) => db.selectFrom("outbox").select("id").execute())).rejects.toThrow(
      /permission denied/,
    );
  });

  test("the page of sent mail is there in the demo only", async () => {
    expect((await callLoader(mailPage, { url: "/mail" })).status).toBe(404);
  });
});

/** The text after quoted-printable or base64. */
function decoded(message: string): string {
  const [head, ...body] = message.split("\n\n");
  const text = body.join("\n\n");
  if (/base64/i.test(head!)) return Buffer.from(text, "base64").toString("utf8");
  const bytes = text
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

test("the demo's mail is found by words of address and subject, whichever order they come in", async () => {
  const to = someone();
  const id = await queued(to);
  const found = async (words: string) => (await listMail(words)).map((mail) => mail.id);
  expect(await found(to)).toEqual([id]);
  expect(await found(`öland ${to.toUpperCase()} välkommen`)).toEqual([id]);
  expect(await found(`${to} påminnelse`)).toEqual([]);
});
