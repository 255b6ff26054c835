import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  listUnsureMail,
  noteUnsureMail,
  queueMail,
  sendMail,
  settleMail,
} from "#app/features/notifications/outbox.server.ts";
import { startWorker, stopWorker } from "#app/worker.server.ts";
import { testDatabase } from "../../support/database.ts";
import { SmtpServer } from "../../support/smtp.ts";
import { type Town, town, unique } from "../../support/towns.ts";

const admin = testDatabase();
const smtp = new SmtpServer();
let place: Town;

beforeAll(async () => {
  process.env.SMTP_URL = await smtp.listen();
  process.env.MAIL_FROM = "Samverka <portal@samverka.example>";
  process.env.PUBLIC_URL = "https://samverka.example";
  process.env.DEMO = "0";
  place = await town(admin());
});
afterEach(() => {
  smtp.onAccepted = undefined;
});
afterAll(() => smtp.close());

const row = async (id: string) => (await admin().query("select * from outbox where id = $1", [id])).rows[0];
const arrived = (to: string) => smtp.received.filter((mail) => mail.to.includes(to));
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

function worker(): ChildProcess {
  const file = path.resolve(import.meta.dirname, "../../support/worker-process.ts");
  return fork(file, { env: process.env, execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function queued(): Promise<{ id: string; to: string }> {
  const to = `${unique("person")}@example.invalid`;
  const mail = { tenantId: place.id, to, subject: "Påminnelse", body: "Säg upp senast i dag." };
  return { id: await place.as((db) => queueMail(db, mail)), to };
}

/** A letter that the server has taken and whose sender was killed before it could write that down. */
async function killedBetweenSendingAndRecording(): Promise<{ id: string; to: string }> {
  const letter = await queued();
  const child = worker();
  const gone = once(child, "exit");
  smtp.onAccepted = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  const [, signal] = await gone;
  expect(signal).toBe("SIGKILL");
  smtp.onAccepted = undefined;
  // graphile-worker gives the jobs of the dead to others after four hours; here at once
  await admin().query(
    "select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))",
  );
  return letter;
}

describe("a worker killed with -9 after the server took the letter, before that was written down", () => {
  test("the letter is not sent a second time, and an administrator is told", async () => {
    const { id, to } = await killedBetweenSendingAndRecording();
    expect(arrived(to)).toHaveLength(1);
    expect(await row(id)).toMatchObject({ sent_at: null, unsure_at: null });

    await startWorker(process.env.DATABASE_WORKER_URL!);
    try {
      const open = async () =>
        (
          await admin().query("select count(*)::int as n from graphile_worker.jobs where key = $1", [
            `mail ${id}`,
          ])
        ).rows[0].n;
      await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 15_000 });
    } finally {
      await stopWorker();
    }
    await noteUnsureMail(inMinutes(5));
    expect((await row(id)).unsure_at).toBeNull();
    await noteUnsureMail(inMinutes(11));
    await sendMail({ id });
    expect(arrived(to)).toHaveLength(1);

    const told = await place.as(listUnsureMail);
    expect(told).toMatchObject([{ id, to_address: to, subject: "Påminnelse" }]);
    const other = await town(admin());
    expect(await other.as(listUnsureMail)).toEqual([]);
    expect(await other.as((db) => settleMail(db, id, true))).toBe(false);

    expect(await place.as((db) => settleMail(db, id, false))).toBe(true);
    expect(await place.as(listUnsureMail)).toEqual([]);
    await sendMail({ id });
    expect(arrived(to)).toHaveLength(1);
    expect(await row(id)).toMatchObject({ body: "" });
  });

  test("a person may say that it is to be sent once more; the receiver can tell that it is the same", async () => {
    const { id, to } = await killedBetweenSendingAndRecording();
    await noteUnsureMail(inMinutes(11));
    expect(await place.as((db) => settleMail(db, id, true))).toBe(true);
    expect(await place.as((db) => settleMail(db, id, true))).toBe(false);
    await sendMail({ id });
    const ids = arrived(to).map((mail) => /^Message-ID: (.+)$/im.exec(mail.text)?.[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });
});

test("a connection that breaks before the server has answered leaves it unsure", async () => {
  const { id, to } = await queued();
  smtp.onAccepted = () => smtp.hangUp();
  await sendMail({ id });
  expect(arrived(to)).toHaveLength(1);
  expect((await row(id)).unsure_at).not.toBeNull();
  smtp.onAccepted = undefined;
  await sendMail({ id });
  expect(arrived(to)).toHaveLength(1);
});

test("what the server refuses it never had: it is tried again", async () => {
  const { id, to } = await queued();
  smtp.refusal = "450 later";
  await expect(sendMail({ id })).rejects.toThrow("mail not sent");
  smtp.refusal = undefined;
  expect(await row(id)).toMatchObject({ unsure_at: null, sending_at: null });
  await sendMail({ id });
  expect(arrived(to)).toHaveLength(1);
});
