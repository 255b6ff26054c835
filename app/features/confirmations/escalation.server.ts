import { sql } from "kysely";
import { eachApart } from "../../server/each-apart.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type Recorder, type TenantDb } from "../../server/transaction.server.ts";
import { languageOf } from "../organisations/writers.server.ts";
import { askMissing, requestOf, sendOnce } from "./asking.server.ts";
import { escalatesOn } from "./confirmations.rules.ts";
import { roundMailText } from "./mail.text.ts";

const me = sql<string>`app.tenant()`;

/**
 * The daily work of open rounds: owners who have come since are asked, and what is not answered in time goes to the manager, by one
 * mail per round. Screens derive the same from the days, so nothing waits for this but the mail. Running twice sends nothing twice.
 */
export async function followUpRounds(now = new Date()): Promise<void> {
  const tenants = await asSystem("confirmation", async (db) => {
    const { rows } = await sql<{ id: string }>`select app.tenants_with_open_rounds() as id`.execute(db);
    return rows.map((row) => row.id);
  });
  await eachApart(tenants, "confirmation rounds", (tenantId) =>
    inTenantAs({ tenantId, accountId: null, byName: "Samverka", via: "job", now }, (db, record) =>
      followUp(db, { record, tenantId, now }),
    ),
  );
}

async function followUp(
  db: TenantDb,
  { record, tenantId, now }: { record: Recorder; tenantId: string; now: Date },
): Promise<void> {
  const today = dayInSweden(now);
  const organisation = await db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const rounds = await db
    .selectFrom("confirmation_round")
    .selectAll()
    .where("tenant_id", "=", me)
    .where("opened_at", "is not", null)
    .where("closed_at", "is", null)
    .where("closes_on", ">=", today)
    .orderBy("id")
    .limit(100)
    .forUpdate()
    .execute();
  for (const round of rounds) {
    const letters = await askMissing(db, round, { sender: organisation, today, now });
    if (letters > 0)
      await record({ kind: "confirmation_round", id: round.id, name: round.name, action: "asked" });
    if (today >= escalatesOn(round) && (await escalate(db, round, { sender: organisation, now })))
      await record({ kind: "confirmation_round", id: round.id, name: round.name, action: "escalated" });
  }
}

async function escalate(
  db: TenantDb,
  round: { id: string; name: string; closes_on: string; escalate_to_person_id: string },
  { sender, now }: { sender: { id: string; name: string }; now: Date },
): Promise<boolean> {
  const systems = await countUnanswered(db, round.id);
  if (systems === 0) return false;
  const person = await db
    .selectFrom("person")
    .select(["id", "name", "email", languageOf("person.id").as("locale")])
    .where("tenant_id", "=", me)
    .where("id", "=", round.escalate_to_person_id)
    .executeTakeFirstOrThrow();
  const request = await requestOf(db, round.id, { personId: person.id, kind: "escalation" });
  const write = (link: string) =>
    roundMailText[person.locale].escalate({
      to: person.name,
      organisation: sender.name,
      round: round.name,
      systems,
      until: round.closes_on,
      link,
    });
  return sendOnce(db, request, { person, sender, now, write });
}

async function countUnanswered(db: TenantDb, roundId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select r.usage_id from confirmation_row r
      join system_usage u on u.tenant_id = r.tenant_id and u.id = r.usage_id and u.lifecycle <> 'retired'
      where r.tenant_id = ${me} and r.round_id = ${roundId}
      group by r.usage_id having bool_and(r.answer is null)) x`.execute(db);
  return rows[0]!.n;
}
