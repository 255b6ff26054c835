import type { Insertable } from "kysely";
import { sql } from "kysely";
import { whoToAsk } from "#app/features/confirmations/owners.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ConfirmationRowTable } from "#db/schema/confirmations.ts";
import type { ChangeEventTable } from "#db/schema/events.ts";
import { insertMissing } from "./connection.ts";
import { dayAfter } from "./content/days.ts";
import { randomFrom } from "./content/random.ts";
import { workingMoment } from "./demo-history.ts";
import type { OwnIds } from "./demo-organisations.ts";

/** Organisations with a yearly round under way, and since how many days. */
const rounds: Readonly<Record<string, number>> = { borgholm: 9, lulea: 16 };

interface Place {
  key: string;
  tenantId: string;
  own: OwnIds;
  today: string;
  now: Date;
  byName: string;
}

/**
 * A confirmation round in the middle: some owners have confirmed, some have corrected, some have not answered. No letters are
 * sent; whoever wants one presses "Fråga dem som tillkommit" or opens a round of their own.
 */
export async function seedConfirmations(db: TenantDb, { key, tenantId, own, today, now, byName }: Place) {
  const daysAgo = rounds[key];
  const manager = own.person.get(`${key}/it_chef`);
  if (daysAgo === undefined || !manager) return;
  const opened = workingMoment(now, daysAgo, 12);
  const name = `Årlig bekräftelse ${today.slice(0, 4)}`;
  const round = await db
    .insertInto("confirmation_round")
    .values({
      tenant_id: tenantId,
      name,
      opens_on: dayAfter(today, -daysAgo),
      closes_on: dayAfter(today, 30 - daysAgo),
      unit_id: null,
      escalate_after_days: 21,
      escalate_to_person_id: manager,
      created_by_name: byName,
      created_at: opened,
      opened_at: opened,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const event = (more: Partial<Insertable<ChangeEventTable>>): Insertable<ChangeEventTable> => ({
    tenant_id: tenantId,
    account_id: null,
    by_name: byName,
    at: opened,
    object_kind: "confirmation_round",
    object_id: round.id,
    object_name: name,
    action: "opened",
    field: null,
    old: null,
    new: null,
    via: "ui",
    reason: null,
    run_id: null,
    ...more,
  });
  const { asked } = await whoToAsk(db, { unitId: null, today });
  const random = randomFrom(`round ${key}`);
  const rows: Insertable<ConfirmationRowTable>[] = [];
  const events = [event({ action: "created" }), event({})];
  const answered: { id: string; at: Date; by: string; users?: number }[] = [];
  for (const { person, systems } of asked) {
    const request = await db
      .insertInto("confirmation_request")
      .values({
        tenant_id: tenantId,
        round_id: round.id,
        person_id: person.id,
        kind: "owner",
        mailed_at: opened,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const [index, system] of systems.entries()) {
      const answer = random.weighted([
        ["confirmed", 45],
        ["corrected", 12],
        [null, 43],
      ] as const);
      const at = workingMoment(now, random.whole(1, daysAgo - 2), index * 31);
      rows.push({
        tenant_id: tenantId,
        round_id: round.id,
        request_id: request.id,
        usage_id: system.id,
        for_person_id: system.forPersonId,
        answer,
        answered_at: answer && at,
        answered_by_name: answer && person.name,
      });
      if (!answer) continue;
      const of = { object_kind: "system_usage", object_id: system.id, object_name: system.own_name };
      const by = { at, by_name: person.name, run_id: round.id };
      const users = answer === "corrected" ? random.whole(3, 90) * 10 : undefined;
      if (users)
        events.push(
          event({ ...of, ...by, action: "updated", field: "user_count", new: JSON.stringify(users) }),
        );
      events.push(event({ ...of, ...by, action: "confirmed" }));
      answered.push({ id: system.id, at, by: person.name, users });
    }
  }
  await insertMissing(db, "confirmation_row", rows);
  await insertMissing(db, "change_event", events);
  await keep(db, tenantId, answered);
}

/** What the answers leave on the records, after their history: a change breaks the seal, the owner's word closes it. */
async function keep(
  db: TenantDb,
  tenantId: string,
  answered: readonly { id: string; at: Date; by: string; users?: number }[],
): Promise<void> {
  const rows = JSON.stringify(answered.map((each) => ({ ...each, on: each.at.toISOString().slice(0, 10) })));
  await sql`update system_usage_internal i set confirmed_on = a."on", confirmed_by_name = a.by, needs_check_since = null
    from jsonb_to_recordset(${rows}::jsonb) as a (id uuid, "on" date, by text)
    where i.tenant_id = ${tenantId} and i.usage_id = a.id`.execute(db);
  await sql`update system_usage_volume v set user_count = a.users, user_count_on = a."on"
    from jsonb_to_recordset(${rows}::jsonb) as a (id uuid, "on" date, users int)
    where v.tenant_id = ${tenantId} and v.usage_id = a.id and a.users is not null`.execute(db);
}
