import { sql } from "kysely";
import { eachApart } from "../../server/each-apart.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type Recorder, type TenantDb } from "../../server/transaction.server.ts";
import { publicLink } from "../accounts/tokens.server.ts";
import type { Day } from "../deadlines/term.rules.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { languageOf } from "../organisations/writers.server.ts";
import { syncCalendar } from "./calendar.server.ts";
import { type DueStep, dueSteps } from "./ladder.rules.ts";
import { type MailLine, reminderMailText } from "./mail.text.ts";
import { planReminders } from "./planning.server.ts";
import { type Recipient, recipientsByContract } from "./recipients.server.ts";
import { remindersPath } from "./reminders.paths.ts";

const me = sql<string>`app.tenant()`;

/**
 * The daily work: plans the ladders of every organisation and sends what is due, one letter per person and day. Each organisation is one
 * transaction with its letters, so that a process that dies has sent all of it or nothing; running twice sends nothing twice.
 */
export async function remindEverybody(now = new Date()): Promise<void> {
  const tenants = await asSystem("reminder", (db) =>
    db.selectFrom("membership").select("tenant_id").distinct().where("ended_at", "is", null).execute(),
  );
  await eachApart(tenants, "reminders", ({ tenant_id }) => remind(tenant_id, now));
}

/** As `remindEverybody`, for one organisation. */
export async function remind(tenantId: string, now = new Date()): Promise<void> {
  const scope = { tenantId, accountId: null, byName: "Samverka", via: "job" as const, now };
  await inTenantAs(scope, async (db, record) => {
    const organisation = await db
      .selectFrom("organisation")
      .select(["id", "name", "slug", "kind"])
      .where("id", "=", tenantId)
      .executeTakeFirstOrThrow();
    if (organisation.kind === "supplier") return;
    const today = dayInSweden(now);
    await planReminders(db, tenantId, today);
    await syncCalendar(db, tenantId, { today, now });
    await sendDue(db, { organisation, today, now, record });
  });
}

interface Sending {
  organisation: { id: string; name: string; slug: string };
  today: Day;
  now: Date;
  record: Recorder;
}

type OpenStep = DueStep & Omit<MailLine, "kind"> & { contract: string };

async function sendDue(db: TenantDb, { organisation, today, now, record }: Sending): Promise<void> {
  const open = await listOpen(db, today);
  const { send, skip } = dueSteps(open, today);
  await setState(db, skip, { state: "skipped" });
  const recipients = await recipientsByContract(
    db,
    send.map((step) => step.contract_id),
    today,
  );
  const byPerson = new Map<string, { person: Recipient; lines: MailLine[]; orphans: MailLine[] }>();
  const letterTo = (person: Recipient) => {
    const letter = byPerson.get(person.personId) ?? { person, lines: [], orphans: [] };
    byPerson.set(person.personId, letter);
    return letter;
  };
  const administrators = await listAdministrators(db);
  for (const step of send as OpenStep[]) {
    const told = recipients.get(step.contract_id) ?? [];
    const line = { ...step, kind: step.deadline_kind };
    for (const person of told) letterTo(person).lines.push(line);
    const isNew = step.state !== "no_recipient";
    if (told.length === 0 && isNew) for (const person of administrators) letterTo(person).orphans.push(line);
    const state = told.length > 0 ? "sent" : "no_recipient";
    await setState(db, [step.id], told.length > 0 ? { state, sent_at: now } : { state });
    if (told.length > 0 || isNew)
      await record({
        kind: "reminder",
        id: step.id,
        name: step.contract,
        action: told.length > 0 ? "reminded" : state,
      });
  }
  for (const { person, lines, orphans } of byPerson.values())
    await queueMail(db, {
      tenantId: organisation.id,
      to: person.email,
      ...reminderMailText[person.locale].digest({
        to: person.name,
        organisation: organisation.name,
        lines,
        orphans,
        link: publicLink(remindersPath(organisation.slug)),
      }),
    });
}

/** Steps that are due, locked: two workers at once do not both send them. */
async function listOpen(db: TenantDb, today: Day): Promise<OpenStep[]> {
  return db
    .selectFrom("reminder as r")
    .innerJoin("contract as c", (join) =>
      join.onRef("c.tenant_id", "=", "r.contract_tenant_id").onRef("c.id", "=", "r.contract_id"),
    )
    .select([
      "r.id",
      "r.contract_id",
      "r.deadline_kind",
      "r.deadline_on",
      "r.last_on",
      "r.then_on",
      "r.option_seq",
    ])
    .select(["r.step_days", "r.due_on", "r.state", "c.name as contract"])
    .where("r.tenant_id", "=", me)
    .where("r.state", "in", ["planned", "no_recipient"])
    .where("r.due_on", "<=", today)
    .orderBy("r.deadline_on")
    .orderBy("r.id")
    .limit(20_000)
    .forUpdate("r")
    .execute();
}

async function setState(
  db: TenantDb,
  ids: readonly string[],
  to: { state: "sent" | "skipped" | "no_recipient"; sent_at?: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("reminder")
    .set(to)
    .where("tenant_id", "=", me)
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
}

async function listAdministrators(db: TenantDb): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select p.id as "personId", p.name, p.email, ${languageOf("p.id")} as locale from membership m
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${me} and m.ended_at is null and 'local_admin' = any (m.roles) and p.email is not null
    order by p.name, p.id limit 50`.execute(db);
  return rows;
}
