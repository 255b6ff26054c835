import { randomBytes } from "node:crypto";
import { createCookie, type LoaderFunctionArgs } from "@remix-run/node";
import { sql } from "kysely";
import { inPublic } from "../../server/account-door.server.ts";
import { config } from "../../server/config.server.ts";
import { type Limit, spend } from "../../server/limits.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type Recorder, type TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { tokenHash } from "../accounts/tokens.server.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { languageOf } from "../organisations/writers.server.ts";
import { newLink } from "./asking.server.ts";
import { type RoundFacts, roundState } from "./confirmations.rules.ts";
import { roundMailText } from "./mail.text.ts";

const me = sql<string>`app.tenant()`;
type Args = Pick<LoaderFunctionArgs, "request" | "params" | "context">;

/** New links asked for per letter. */
export const NEW_LINKS: Limit = { name: "confirm-link", points: 3, seconds: 60 * 60 };

/** A round as those who answer in it see it. */
export type LinkRound = RoundFacts & { id: string; name: string };

/** What the pages behind a link get. The link lets nobody into anything but this round's letter. */
export interface LinkDoor {
  db: TenantDb;
  record: Recorder;
  form: FormData;
  now: Date;
  today: string;
  token: string;
  tenant: { id: string; name: string };
  person: { id: string; name: string; email: string | null; locale: Locale };
  request: { id: string; kind: "owner" | "escalation" };
  round: LinkRound;
  isOpen: boolean;
  /** Nobody has opened the link; this browser has; another browser has. */
  browser: "new" | "ours" | "other";
}

/**
 * The door to the pages behind a link in a mail: finds the letter by the token's hash, then enters its organisation under row-level
 * security with the name of the person who was asked.
 * @returns undefined when there is no such link
 */
export async function inConfirmation<T>(
  args: Args,
  work: (door: LinkDoor) => Promise<T>,
): Promise<T | undefined> {
  return inPublic(args, async ({ form, now }) => {
    const token = args.params.token ?? "";
    const hash = tokenHash(token);
    const found = await asSystem("confirmation", async (db) => {
      const { rows } = await sql<{ tenant_id: string; request_id: string; person_name: string }>`
        select * from app.confirmation_of(${hash})`.execute(db);
      return rows[0];
    });
    if (!found) return undefined;
    const browserKey = await readKey(args.request, hash);
    const scope = {
      tenantId: found.tenant_id,
      accountId: null,
      byName: found.person_name,
      via: "ui" as const,
      now,
    };
    return inTenantAs(scope, async (db, record) => {
      const today = dayInSweden(now);
      const { link, ...letter } = await findLetter(db, hash);
      const isOurs = link.browser_hash !== null && link.browser_hash === browserKey;
      return work({
        ...letter,
        db,
        record,
        form,
        now,
        today,
        token,
        isOpen: roundState(letter.round, today) === "open",
        browser: link.browser_hash === null ? "new" : isOurs ? "ours" : "other",
      });
    });
  });
}

async function findLetter(db: TenantDb, hash: string) {
  const row = await db
    .selectFrom("confirmation_link as l")
    .innerJoin("confirmation_request as q", (join) =>
      join.onRef("q.tenant_id", "=", "l.tenant_id").onRef("q.id", "=", "l.request_id"),
    )
    .innerJoin("confirmation_round as d", (join) =>
      join.onRef("d.tenant_id", "=", "q.tenant_id").onRef("d.id", "=", "q.round_id"),
    )
    .innerJoin("person as p", (join) =>
      join.onRef("p.tenant_id", "=", "q.tenant_id").onRef("p.id", "=", "q.person_id"),
    )
    .innerJoin("organisation as o", "o.id", "l.tenant_id")
    .select(["l.browser_hash", "q.id as request_id", "q.kind", "o.id as tenant_id", "o.name as tenant_name"])
    .select(["p.id as person_id", "p.name as person_name", "p.email", languageOf("p.id").as("locale")])
    .select([
      "d.id",
      "d.name",
      "d.opens_on",
      "d.closes_on",
      "d.escalate_after_days",
      "d.opened_at",
      "d.closed_at",
    ])
    .where("l.tenant_id", "=", me)
    .where("l.token_hash", "=", hash)
    .executeTakeFirstOrThrow();
  const { id, name, opens_on, closes_on, escalate_after_days, opened_at, closed_at } = row;
  return {
    link: { browser_hash: row.browser_hash },
    request: { id: row.request_id, kind: row.kind },
    tenant: { id: row.tenant_id, name: row.tenant_name },
    person: { id: row.person_id, name: row.person_name, email: row.email, locale: row.locale },
    round: { id, name, opens_on, closes_on, escalate_after_days, opened_at, closed_at },
  };
}

/**
 * Ties the link to this browser: the first one to open it. Opening is a posted form, so that a mail filter that looks at links
 * uses none up.
 * @returns the cookie to set, or undefined when another browser was faster
 */
export async function openLink({ db, token, round, now }: LinkDoor): Promise<string | undefined> {
  const key = randomBytes(32).toString("base64url");
  const hash = tokenHash(token);
  const bound = await db
    .updateTable("confirmation_link")
    .set({ browser_hash: tokenHash(key) })
    .where("tenant_id", "=", me)
    .where("token_hash", "=", hash)
    .where("browser_hash", "is", null)
    .returning("request_id")
    .executeTakeFirst();
  if (!bound) return undefined;
  const seconds = Math.ceil((Date.parse(`${round.closes_on}T23:59:59+01:00`) - now.getTime()) / 1000);
  return linkCookie(hash).serialize(key, { maxAge: Math.max(seconds, 60) });
}

/** Mails a further link to the address that the organisation has for the person. @returns false when there is none or too many were asked for */
export async function mailNewLink({ db, person, tenant, request, round }: LinkDoor): Promise<boolean> {
  if (!person.email || (await spend(NEW_LINKS, request.id))) return false;
  const link = await newLink(db, request.id);
  const words = roundMailText[person.locale].again({
    to: person.name,
    organisation: tenant.name,
    until: round.closes_on,
    link,
  });
  await queueMail(db, { tenantId: tenant.id, to: person.email, ...words });
  return true;
}

/** One cookie per link, seen by the pages behind links only. */
function linkCookie(hash: string) {
  return createCookie(`confirm-${hash.slice(0, 16)}`, {
    path: "/confirm",
    httpOnly: true,
    sameSite: "lax",
    secure: config().secureCookies,
  });
}

async function readKey(request: Request, hash: string): Promise<string | undefined> {
  const key: unknown = await linkCookie(hash).parse(request.headers.get("Cookie"));
  return typeof key === "string" ? tokenHash(key) : undefined;
}
