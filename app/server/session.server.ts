import { createHash, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { sql } from "kysely";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import type { MemberRole, OrganisationKind } from "#db/schema/values.ts";
import { config } from "./config.server.ts";
import { pools } from "./pools.server.ts";

/** The only file that knows the sign-in library. The cookie holds a random token, the database its SHA-256. */

const IDLE = new TimeSpan(12, "h");
const ABSOLUTE_MS = 7 * 24 * 60 * 60 * 1000;
/** How old "last seen" may be before a request writes it anew. */
const SEEN_EVERY_MS = 5 * 60 * 1000;

/** An organisation the account may work in. */
export interface Membership {
  tenant_id: string;
  slug: string;
  name: string;
  kind: OrganisationKind;
  theme: string;
  roles: MemberRole[];
  person_id: string;
  /** null: as the installation says. */
  requires_second_factor: boolean | null;
}

/** A person signed in, with what the door needs to know. */
export interface SignedIn {
  sessionId: string;
  accountId: string;
  name: string;
  email: string;
  isCatalogueEditor: boolean;
  /** The account has a confirmed second factor. */
  hasSecondFactor: boolean;
  /** This session has shown it. */
  secondFactorAt: Date | null;
  memberships: Membership[];
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}
interface SessionAttributes {
  second_factor_at: Date | null;
  device: string | null;
}
interface UserAttributes {
  name: string;
  email: string;
  is_catalogue_editor: boolean;
  has_second_factor: boolean;
  memberships: Membership[];
}

const membershipsOfAccount = sql<Membership[] | null>`(
  select json_agg(json_build_object('tenant_id', m.tenant_id, 'slug', o.slug, 'name', o.name, 'kind', o.kind,
    'theme', coalesce(t.theme, 'samverka'), 'roles', m.roles, 'person_id', m.person_id,
    'requires_second_factor', t.requires_second_factor))
  from membership m join organisation o on o.id = m.tenant_id
  left join organisation_setting t on t.tenant_id = m.tenant_id
  where m.account_id = a.id and m.ended_at is null)`;

/** Reads session, account and memberships in one query, and none of the password hash. */
const adapter: Adapter = {
  async getSessionAndUser(id) {
    const row = await pools()
      .authDb.selectFrom("session as s")
      .innerJoin("account as a", "a.id", "s.account_id")
      .select([
        "s.account_id",
        "s.expires_at",
        "s.second_factor_at",
        "s.device",
        "s.last_seen_at",
        "a.name",
        "a.email",
        "a.is_catalogue_editor",
        "a.totp_confirmed_at",
        membershipsOfAccount.as("memberships"),
      ])
      .where("s.id", "=", id)
      .where("s.absolute_expires_at", ">", new Date())
      .where("a.disabled_at", "is", null)
      .executeTakeFirst();
    if (!row) return [null, null];
    const now = Date.now();
    const isLive = row.expires_at.getTime() > now;
    if (isLive && now - row.last_seen_at.getTime() > SEEN_EVERY_MS) {
      row.expires_at = new Date(now + IDLE.milliseconds());
      await adapter.updateSessionExpiration(id, row.expires_at);
    }
    const session: DatabaseSession = {
      id,
      userId: row.account_id,
      expiresAt: row.expires_at,
      attributes: { second_factor_at: row.second_factor_at, device: row.device },
    };
    const memberships = [...(row.memberships ?? [])].sort((a, b) => a.name.localeCompare(b.name, "sv"));
    const user: DatabaseUser = {
      id: row.account_id,
      attributes: {
        name: row.name,
        email: row.email,
        is_catalogue_editor: row.is_catalogue_editor,
        has_second_factor: row.totp_confirmed_at !== null,
        memberships,
      },
    };
    return [session, user];
  },
  async getUserSessions(accountId) {
    const rows = await pools()
      .authDb.selectFrom("session")
      .selectAll()
      .where("account_id", "=", accountId)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      userId: row.account_id,
      expiresAt: row.expires_at,
      attributes: { second_factor_at: row.second_factor_at, device: row.device },
    }));
  },
  async setSession(session) {
    await pools()
      .authDb.insertInto("session")
      .values({
        id: session.id,
        account_id: session.userId,
        expires_at: session.expiresAt,
        absolute_expires_at: new Date(Date.now() + ABSOLUTE_MS),
        second_factor_at: session.attributes.second_factor_at,
        device: session.attributes.device,
      })
      .execute();
  },
  async updateSessionExpiration(id, expiresAt) {
    await pools()
      .authDb.updateTable("session")
      .set({ expires_at: expiresAt, last_seen_at: new Date() })
      .where("id", "=", id)
      .execute();
  },
  async deleteSession(id) {
    await pools().authDb.deleteFrom("session").where("id", "=", id).execute();
  },
  async deleteUserSessions(accountId) {
    await pools().authDb.deleteFrom("session").where("account_id", "=", accountId).execute();
  },
  async deleteExpiredSessions() {
    const now = new Date();
    await pools()
      .authDb.deleteFrom("session")
      .where((eb) => eb.or([eb("expires_at", "<=", now), eb("absolute_expires_at", "<=", now)]))
      .execute();
  },
};

const lucia = new Lucia<SessionAttributes, UserAttributes>(adapter, {
  sessionExpiresIn: IDLE,
  getSessionAttributes: (attributes) => attributes,
  getUserAttributes: (attributes) => attributes,
});

/** The cookie outlives the browser; when a session ends is decided in the database. */
function sessionCookie() {
  return createCookie(config().secureCookies ? "__Host-session" : "session", {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: config().secureCookies,
    maxAge: ABSOLUTE_MS / 1000,
  });
}

/** SHA-256 of a cookie token, hex: the session's id in the database. */
export function sessionIdOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** How a session begins. */
export interface NewSession {
  /** When the second factor was shown; null for not yet, or when the account has none. */
  secondFactorAt: Date | null;
  /** Browser and system in words, for the list of sessions. */
  device: string | null;
  /** Session id that was in this browser before; it ends, so that nobody can plant a session (no fixation). */
  replaces?: string;
}

/**
 * Starts a session for an account under a new random token.
 * @returns value of the `Set-Cookie` header
 */
export async function startSession(
  accountId: string,
  { secondFactorAt, device, replaces }: NewSession,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await lucia.createSession(
    accountId,
    { second_factor_at: secondFactorAt, device },
    { sessionId: sessionIdOf(token) },
  );
  if (replaces) await lucia.invalidateSession(replaces);
  return sessionCookie().serialize(token);
}

/**
 * After a change of rights (password, second factor, roles): every session of the account ends and this browser gets a new one.
 * @returns value of the `Set-Cookie` header
 */
export async function renewSessions(
  accountId: string,
  session: Omit<NewSession, "replaces">,
): Promise<string> {
  await lucia.invalidateUserSessions(accountId);
  return startSession(accountId, session);
}

/**
 * The same for whoever is asking, keeping the second factor that was shown.
 * @returns the `Set-Cookie` header, as headers of a response
 */
export async function renewOwnSession(
  args: { request: Request; context: object },
  device: string | null,
): Promise<{ "Set-Cookie": string }> {
  const person = await signedIn(args);
  if (!person) throw new Error("a session to renew was there when the request came in");
  return {
    "Set-Cookie": await renewSessions(person.accountId, { secondFactorAt: person.secondFactorAt, device }),
  };
}

/** Ends one session. @returns the `Set-Cookie` header that clears the cookie */
export async function endSession(sessionId: string): Promise<string> {
  await lucia.invalidateSession(sessionId);
  return sessionCookie().serialize("", { maxAge: 0 });
}

/** One of a person's own sessions. */
export interface OwnSession {
  id: string;
  device: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  isCurrent: boolean;
}

/** The account's live sessions, this browser's first, then by when they were last seen; at most 100. */
export async function listSessions(person: Pick<SignedIn, "accountId" | "sessionId">): Promise<OwnSession[]> {
  const now = new Date();
  const rows = await pools()
    .authDb.selectFrom("session")
    .select(["id", "device", "created_at", "last_seen_at"])
    .where("account_id", "=", person.accountId)
    .where("expires_at", ">", now)
    .where("absolute_expires_at", ">", now)
    .orderBy("last_seen_at", "desc")
    .orderBy("id")
    .limit(100)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      device: row.device,
      startedAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      isCurrent: row.id === person.sessionId,
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

/** Ends one of the person's own sessions; somebody else's id does nothing. */
export async function endOwnSession(accountId: string, sessionId: string): Promise<void> {
  await pools()
    .authDb.deleteFrom("session")
    .where("id", "=", sessionId)
    .where("account_id", "=", accountId)
    .execute();
}

/** Ends all of the person's sessions but this browser's. */
export async function endOtherSessions(person: Pick<SignedIn, "accountId" | "sessionId">): Promise<void> {
  await pools()
    .authDb.deleteFrom("session")
    .where("account_id", "=", person.accountId)
    .where("id", "<>", person.sessionId)
    .execute();
}

/** Ends every session of an account, for example when its rights or password change. */
export async function endAllSessions(accountId: string): Promise<void> {
  await lucia.invalidateUserSessions(accountId);
}

/** Removes what has expired; sessions are refused by date whether or not this has run. */
export async function deleteExpiredSessions(): Promise<void> {
  await lucia.deleteExpiredSessions();
}

const memo = new WeakMap<object, Promise<SignedIn | undefined>>();

/**
 * Who is asking, read once per HTTP request (Remix gives every loader its own `request`, but one `context`).
 * @returns undefined for somebody not signed in, or whose session has expired
 */
export function signedIn(args: { request: Request; context: object }): Promise<SignedIn | undefined> {
  let answer = memo.get(args.context);
  if (!answer) {
    answer = read(args.request);
    memo.set(args.context, answer);
  }
  return answer;
}

async function read(request: Request): Promise<SignedIn | undefined> {
  const token: unknown = await sessionCookie().parse(request.headers.get("Cookie"));
  if (typeof token !== "string" || token === "") return undefined;
  const { session, user } = await lucia.validateSession(sessionIdOf(token));
  if (!session) return undefined;
  return {
    sessionId: session.id,
    accountId: user.id,
    name: user.name,
    email: user.email,
    isCatalogueEditor: user.is_catalogue_editor,
    hasSecondFactor: user.has_second_factor,
    secondFactorAt: session.second_factor_at,
    memberships: user.memberships,
  };
}
