import { createHash } from "node:crypto";
import { sql } from "kysely";
import { config } from "../../server/config.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import type { Door, TenantDb } from "../../server/tenant.server.ts";
import { dayInSweden } from "../../server/transaction.server.ts";
import { defaultLocale, type Locale, textFor } from "../../text/text.ts";
import { newToken, publicLink, tokenHash } from "../accounts/tokens.server.ts";
import { contractPath } from "../contracts/contracts.paths.ts";
import { languageOf } from "../organisations/writers.server.ts";
import { isInFeed } from "./calendar.rules.ts";
import { listEntries, syncCalendar } from "./calendar.server.ts";
import { type CalendarEvent, calendarFile } from "./ical.rules.ts";
import { deadlineSentences } from "./mail.text.ts";
import { recipientsByContract } from "./recipients.server.ts";
import { feedPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";

const me = sql<string>`app.tenant()`;

export type FeedKind = "person" | "organisation";

/** The live feeds the reader has: the own one and the organisation's. */
export async function listFeeds(db: TenantDb): Promise<{ id: string; kind: FeedKind; created_at: Date }[]> {
  return db
    .selectFrom("calendar_feed")
    .select(["id", "kind", "created_at"])
    .where("tenant_id", "=", me)
    .where("revoked_at", "is", null)
    .orderBy("kind")
    .execute();
}

/**
 * Makes a secret address; one that there was stops at once. Only its hash is kept.
 * @returns the whole address, which nobody can be shown again
 */
export async function newFeed(door: Door, kind: FeedKind): Promise<string> {
  await revokeFeed(door, kind);
  const { token, hash } = newToken();
  const { id } = await door.db
    .insertInto("calendar_feed")
    .values({ tenant_id: door.tenant.id, kind, account_id: door.actor.accountId, secret_hash: hash })
    .returning("id")
    .executeTakeFirstOrThrow();
  await door.record({ kind: "calendar_feed", id, name: kind, action: "created" });
  return publicLink(feedPath(token));
}

/** Stops the address; whoever has it gets nothing more. @returns false when there was none */
export async function revokeFeed(door: Door, kind: FeedKind): Promise<boolean> {
  const stopped = await door.db
    .updateTable("calendar_feed")
    .set({ revoked_at: door.now })
    .where("tenant_id", "=", me)
    .where("kind", "=", kind)
    .where("revoked_at", "is", null)
    .returning("id")
    .execute();
  for (const { id } of stopped)
    await door.record({ kind: "calendar_feed", id, name: kind, action: "revoked" });
  return stopped.length > 0;
}

interface FeedOwner {
  tenant_id: string;
  kind: FeedKind;
  account_id: string;
  person_id: string;
}

/**
 * The file behind a secret address, read anew as the one it belongs to may read it today.
 * @returns undefined when there is no such address any more: revoked, or its person has left
 */
export async function readFeed(
  secret: string,
  now: Date,
): Promise<{ body: string; etag: string } | undefined> {
  const owner = await asSystem("calendar", async (db) => {
    const { rows } = await sql<FeedOwner>`select * from app.calendar_feed_of(${tokenHash(secret)})`.execute(
      db,
    );
    return rows[0];
  });
  if (!owner) return undefined;
  const scope = {
    tenantId: owner.tenant_id,
    accountId: owner.account_id,
    byName: "Samverka",
    via: "ui" as const,
    now,
  };
  const body = await inTenantAs(scope, (db) => writeFeed(db, owner, now));
  return { body, etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
}

async function writeFeed(db: TenantDb, owner: FeedOwner, now: Date): Promise<string> {
  const today = dayInSweden(now);
  await syncCalendar(db, owner.tenant_id, { today, now });
  const organisation = await db
    .selectFrom("organisation")
    .select(["name", "slug"])
    .where("id", "=", owner.tenant_id)
    .executeTakeFirstOrThrow();
  const entries = (await listEntries(db)).filter((entry) => isInFeed(entry, today));
  const ids = [...new Set(entries.flatMap((entry) => entry.contract_id ?? []))];
  const names = await namesOf(db, ids);
  const told = owner.kind === "person" ? await recipientsByContract(db, ids, today) : undefined;
  const isTheirs = (id: string | null) =>
    !told || (id !== null && told.get(id)?.some((person) => person.personId === owner.person_id) === true);
  const host = new URL(config().publicUrl).hostname;
  const locale = await languageOfFeed(db, owner);
  const words = textFor(remindersText, locale);
  const events = entries
    .filter((entry) => isTheirs(entry.contract_id))
    .flatMap((entry): CalendarEvent[] => {
      const name = entry.contract_id ? names.get(entry.contract_id) : undefined;
      // what may not be read any more is only told as gone
      if (!name && !entry.cancelled_on) return [];
      return [
        {
          uid: `${entry.id}@${host}`,
          sequence: entry.sequence,
          modified_at: entry.modified_at,
          on: entry.deadline_on,
          summary: name ? words.eventTitle(words.kinds[entry.kind], name) : words.cancelledEvent,
          description: name ? deadlineSentences[locale][entry.kind]({ ...entry, contract: name }) : "",
          url:
            name && entry.contract_id ? publicLink(contractPath(organisation.slug, entry.contract_id)) : null,
          categories: words.category,
          isCancelled: entry.cancelled_on !== null,
        },
      ];
    });
  const title =
    owner.kind === "person"
      ? words.ownCalendar(organisation.name)
      : words.organisationCalendar(organisation.name);
  return calendarFile(title, events);
}

/** A person's own feed is in the language that the person has chosen, the organisation's in the portal's own. */
async function languageOfFeed(db: TenantDb, owner: FeedOwner): Promise<Locale> {
  if (owner.kind === "organisation") return defaultLocale;
  const { rows } = await sql<{ locale: Locale }>`
    select ${languageOf("person.id")} as locale from person where tenant_id = ${me} and id = ${owner.person_id}`.execute(
    db,
  );
  return rows[0]?.locale ?? defaultLocale;
}

/** Names of the contracts that may still be read. */
async function namesOf(db: TenantDb, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("contract")
    .select(["id", "name"])
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
