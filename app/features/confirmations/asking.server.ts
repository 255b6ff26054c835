import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { newToken, publicLink } from "../accounts/tokens.server.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { linkPath } from "./confirmations.paths.ts";
import { type RoundMail, roundMailText } from "./mail.text.ts";
import { type Asked, whoToAsk } from "./owners.server.ts";

const me = sql<string>`app.tenant()`;

/** A round as letters need it. */
export interface AskingRound {
  id: string;
  name: string;
  unit_id: string | null;
  closes_on: string;
}

export type Sender = { id: string; name: string };

/**
 * Asks everybody who answers for a system of the round and has not been asked about it yet. Whoever got a letter gets no second one:
 * new systems turn up behind the same link. The caller holds the round's lock.
 * @returns how many letters were queued
 */
export async function askMissing(
  db: TenantDb,
  round: AskingRound,
  { sender, today, now }: { sender: Sender; today: string; now: Date },
): Promise<number> {
  const { asked } = await whoToAsk(db, { unitId: round.unit_id, today });
  const answered = await answeredSystems(db, round.id);
  let letters = 0;
  for (const { person, systems } of asked) {
    const open = systems.filter((system) => !answered.has(system.id));
    if (open.length === 0) continue;
    const request = await requestOf(db, round.id, { personId: person.id, kind: "owner" });
    await db
      .insertInto("confirmation_row")
      .values(
        open.map((system) => ({
          tenant_id: me,
          round_id: round.id,
          request_id: request.id,
          usage_id: system.id,
          for_person_id: system.forPersonId,
          answer: null,
          answered_by_name: null,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const write = (link: string) =>
      roundMailText[person.locale].ask({
        to: person.name,
        organisation: sender.name,
        systems: open.length,
        until: round.closes_on,
        link,
      });
    if (await sendOnce(db, request, { person, sender, now, write })) letters += 1;
  }
  return letters;
}

async function answeredSystems(db: TenantDb, roundId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("confirmation_row")
    .select("usage_id")
    .where("tenant_id", "=", me)
    .where("round_id", "=", roundId)
    .where("answer", "is not", null)
    .execute();
  return new Set(rows.map((row) => row.usage_id));
}

interface LetterRequest {
  id: string;
  mailed_at: Date | null;
}

/** The letter to a person in a round, made when there is none. */
export async function requestOf(
  db: TenantDb,
  roundId: string,
  { personId, kind }: { personId: string; kind: "owner" | "escalation" },
): Promise<LetterRequest> {
  await db
    .insertInto("confirmation_request")
    .values({ tenant_id: me, round_id: roundId, person_id: personId, kind })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db
    .selectFrom("confirmation_request")
    .select(["id", "mailed_at"])
    .where("tenant_id", "=", me)
    .where("round_id", "=", roundId)
    .where("person_id", "=", personId)
    .where("kind", "=", kind)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Queues the letter unless it went before or there is no address; the link is nowhere else but in the mail. */
export async function sendOnce(
  db: TenantDb,
  request: LetterRequest,
  {
    person,
    sender,
    now,
    write,
  }: { person: Asked["person"]; sender: Sender; now: Date; write: (link: string) => RoundMail },
): Promise<boolean> {
  if (request.mailed_at || !person.email) return false;
  const link = await newLink(db, request.id);
  await queueMail(db, { tenantId: sender.id, to: person.email, ...write(link) });
  await db
    .updateTable("confirmation_request")
    .set({ mailed_at: now })
    .where("tenant_id", "=", me)
    .where("id", "=", request.id)
    .execute();
  return true;
}

/** A further link to the same letter, for one more browser. @returns its whole address */
export async function newLink(db: TenantDb, requestId: string): Promise<string> {
  const { token, hash } = newToken();
  await db
    .insertInto("confirmation_link")
    .values({ tenant_id: me, token_hash: hash, request_id: requestId, browser_hash: null })
    .execute();
  return publicLink(linkPath(token));
}
