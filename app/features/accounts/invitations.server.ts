import type { MemberRole } from "#db/schema/values.ts";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import type { Recorder, TenantDb } from "../../server/transaction.server.ts";
import type { Locale } from "../../text/text.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { mailText } from "./mail.text.ts";
import { invitationPath } from "./members.paths.ts";
import { hashPassword } from "./passwords.server.ts";
import { newToken, publicLink, tokenHash } from "./tokens.server.ts";

const VALID_MS = 14 * 24 * 60 * 60 * 1000;

/** Who invites, into which organisation. */
export interface Inviting {
  tenant: { id: string; name: string };
  actor: { accountId: string; name: string };
  now: Date;
  locale: Locale;
  record: Recorder;
}

/** Invitations that are neither accepted nor withdrawn, newest first; at most 200. */
export async function listInvitations(db: TenantDb, now: Date) {
  const rows = await db
    .selectFrom("invitation")
    .select(["id", "name", "email", "roles", "created_at", "expires_at"])
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(({ expires_at, created_at, ...row }) => ({
    ...row,
    createdAt: created_at,
    expiresAt: expires_at,
    hasExpired: expires_at <= now,
  }));
}

/**
 * Invites somebody by mail.
 * @returns the link, which is nowhere else but in the mail
 * @throws Refused "already_member", "already_invited"
 */
export async function invite(
  db: TenantDb,
  { name, email, roles }: { name: string; email: string; roles: MemberRole[] },
  inviting: Inviting,
): Promise<string> {
  const member = await db
    .selectFrom("membership as m")
    .innerJoin("person as p", (join) =>
      join.onRef("p.tenant_id", "=", "m.tenant_id").onRef("p.id", "=", "m.person_id"),
    )
    .select("m.account_id")
    .where((eb) => eb(eb.fn("lower", ["p.email"]), "=", email))
    .where("m.ended_at", "is", null)
    .executeTakeFirst();
  if (member) throw new Refused("already_member");
  const { token, hash } = newToken();
  await revokeExpired(db, email, inviting.now);
  const made = await db
    .insertInto("invitation")
    .values({
      tenant_id: inviting.tenant.id,
      token_hash: hash,
      email,
      name,
      roles,
      invited_by: inviting.actor.accountId,
      created_at: inviting.now,
      expires_at: expiry(inviting.now),
      accepted_at: null,
      revoked_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "email"])
        .where("accepted_at", "is", null)
        .where("revoked_at", "is", null)
        .doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  if (!made) throw new Refused("already_invited");
  await inviting.record({
    kind: "invitation",
    id: made.id,
    name,
    action: "created",
    changes: [{ field: "roles", old: null, new: roles }],
  });
  return sendInvitation(db, { name, email }, token, inviting);
}

/** Sends a new link; the old one stops working. @throws NotFound when it is accepted or withdrawn */
export async function resendInvitation(
  db: TenantDb,
  id: string,
  inviting: Inviting,
): Promise<{ email: string; link: string }> {
  const { token, hash } = newToken();
  const invitation = await db
    .updateTable("invitation")
    .set({ token_hash: hash, expires_at: expiry(inviting.now) })
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["name", "email"])
    .executeTakeFirst();
  if (!invitation) throw new NotFound();
  await inviting.record({ kind: "invitation", id, name: invitation.name, action: "sent_again" });
  return { email: invitation.email, link: await sendInvitation(db, invitation, token, inviting) };
}

/** Withdraws an invitation; its link stops working. @throws NotFound when it is accepted or withdrawn already */
export async function revokeInvitation(
  db: TenantDb,
  id: string,
  { now, record }: Pick<Inviting, "now" | "record">,
): Promise<void> {
  const invitation = await db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("name")
    .executeTakeFirst();
  if (!invitation) throw new NotFound();
  await record({ kind: "invitation", id, name: invitation.name, action: "withdrawn" });
}

async function revokeExpired(db: TenantDb, email: string, now: Date) {
  await db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", "<=", now)
    .execute();
}

async function sendInvitation(
  db: TenantDb,
  { name, email }: { name: string; email: string },
  token: string,
  { tenant, actor, locale }: Inviting,
): Promise<string> {
  const link = publicLink(invitationPath(token));
  const wording = mailText[locale].invitation(name, actor.name, tenant.name, link);
  await queueMail(db, { tenantId: tenant.id, to: email, ...wording });
  return link;
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + VALID_MS);
}

/** An open invitation as the one who holds the link sees it. */
export interface OpenInvitation {
  id: string;
  tenantId: string;
  slug: string;
  organisation: string;
  name: string;
  email: string;
  roles: MemberRole[];
  /** The account with this address, if it has a password: then it accepts signed in. */
  accountId: string | null;
}

/** The invitation a link stands for; undefined when used, withdrawn, run out or unknown. */
export async function findInvitation(token: string, now: Date): Promise<OpenInvitation | undefined> {
  return asSystem("invitation", (db) =>
    db
      .selectFrom("invitation as i")
      .innerJoin("organisation as o", "o.id", "i.tenant_id")
      .leftJoin("account as a", (join) =>
        join.onRef("a.email", "=", "i.email").on("a.password_hash", "is not", null),
      )
      .select([
        "i.id",
        "i.tenant_id as tenantId",
        "o.slug",
        "o.name as organisation",
        "i.name",
        "i.email",
        "i.roles",
        "a.id as accountId",
      ])
      .where("i.token_hash", "=", tokenHash(token))
      .where("i.accepted_at", "is", null)
      .where("i.revoked_at", "is", null)
      .where("i.expires_at", ">", now)
      .executeTakeFirst(),
  );
}

/**
 * Makes the account an invitation is for. Of two people with the same link the first one's password counts.
 * @returns the account's id; undefined when there already is an account with a password
 */
export async function createInvitedAccount(
  invitation: OpenInvitation,
  { name, password }: { name: string; password: string },
): Promise<string | undefined> {
  const password_hash = await hashPassword(password);
  return asSystem("invitation", async (db) => {
    const made = await db
      .insertInto("account")
      .values({ email: invitation.email, name, password_hash, totp_secret: null, totp_last_step: null })
      .onConflict((conflict) =>
        conflict
          .column("email")
          .doUpdateSet({ name, password_hash })
          .where("account.password_hash", "is", null)
          .where("account.disabled_at", "is", null),
      )
      .returning("id")
      .executeTakeFirst();
    return made?.id;
  });
}

/**
 * Makes the account a member as the invitation says, once. Somebody who has left comes back with the new roles; a person the
 * organisation already keeps with the same address is that person. Who has become a member in another way meanwhile stays as they
 * are: an invitation neither takes roles away nor adds to them unseen.
 * @throws Refused "invitation_used" when somebody was faster
 */
export async function acceptInvitation(
  invitation: OpenInvitation,
  account: { id: string; name: string },
  now: Date,
): Promise<void> {
  const { tenantId, email, roles } = invitation;
  const scope = { tenantId, accountId: account.id, byName: account.name, via: "ui" as const, now };
  await inTenantAs(scope, async (db, record) => {
    const { numUpdatedRows } = await db
      .updateTable("invitation")
      .set({ accepted_at: now })
      .where("id", "=", invitation.id)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refused("invitation_used");
    await record({ kind: "invitation", id: invitation.id, name: account.name, action: "accepted" });
    if (await isMember(db, account.id)) return;
    const person_id = await personWith(db, { tenantId, email, name: account.name });
    const joined = await db
      .insertInto("membership")
      .values({ tenant_id: tenantId, account_id: account.id, person_id, roles, ended_at: null })
      .onConflict((conflict) =>
        conflict
          .columns(["tenant_id", "account_id"])
          .doUpdateSet({ roles, person_id, ended_at: null })
          .where("membership.ended_at", "is not", null),
      )
      .returning("account_id")
      .executeTakeFirst();
    if (!joined) return; // somebody made the account a member at the same moment
    await record({
      kind: "membership",
      id: account.id,
      name: account.name,
      action: "created",
      changes: [{ field: "roles", old: null, new: roles }],
    });
  });
}

async function isMember(db: TenantDb, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom("membership")
    .select("account_id")
    .where("account_id", "=", accountId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

async function personWith(
  db: TenantDb,
  { tenantId, email, name }: { tenantId: string; email: string; name: string },
): Promise<string> {
  const known = await db
    .selectFrom("person")
    .select("id")
    .where((eb) => eb(eb.fn("lower", ["email"]), "=", email))
    .executeTakeFirst();
  if (known) return known.id;
  const made = await db
    .insertInto("person")
    .values({ tenant_id: tenantId, name, email, title: null, unit_id: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return made.id;
}
