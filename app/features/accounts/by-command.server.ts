import type { MemberRole } from "#db/schema/values.ts";
import { Refused } from "../../server/errors.server.ts";
import { findOrganisationBySlug } from "../../server/organisation-lookup.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { type Inviting, invite, listInvitations, resendInvitation } from "./invitations.server.ts";
import { mailText } from "./mail.text.ts";
import { removeSecondFactor } from "./second-factor.server.ts";

/** What whoever runs the installation does from the command line: there is nobody signed in yet, or no longer. */

const BY = "Samverka";

/**
 * Makes an account without a password and invites it into an organisation: how the first administrator gets in.
 * @returns the link of the invitation; asked for again, a new one
 * @throws Refused "no_organisation", "already_member"
 */
export async function inviteByCommand(
  person: { email: string; name: string; roles: MemberRole[] },
  slug: string,
  now: Date,
): Promise<string> {
  const tenant = await findOrganisationBySlug(slug);
  if (!tenant) throw new Refused("no_organisation");
  const accountId = await accountWith(person);
  const scope = { tenantId: tenant.id, accountId: null, byName: BY, via: "api" as const, now };
  return inTenantAs(scope, async (db, record) => {
    const inviting: Inviting = { tenant, actor: { accountId, name: BY }, now, locale: "sv", record };
    const open = (await listInvitations(db, now)).find(({ email }) => email === person.email);
    if (open) return (await resendInvitation(db, open.id, inviting)).link;
    return invite(db, person, inviting);
  });
}

/** Takes the second factor off an account and ends its sessions. @throws Refused "no_account" */
export async function removeFactorByCommand(email: string): Promise<void> {
  await asSystem("command line", async (db) => {
    const account = await db
      .selectFrom("account")
      .select(["id", "name"])
      .where("email", "=", email)
      .executeTakeFirst();
    if (!account) throw new Refused("no_account");
    await removeSecondFactor(db, account.id);
    await db.deleteFrom("session").where("account_id", "=", account.id).execute();
    await queueMail(db, { tenantId: null, to: email, ...mailText.sv.secondFactorOff(account.name) });
  });
}

async function accountWith({ email, name }: { email: string; name: string }): Promise<string> {
  return asSystem("command line", async (db) => {
    await db
      .insertInto("account")
      .values({ email, name, password_hash: null, totp_secret: null, totp_last_step: null })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .execute();
    const { id } = await db
      .selectFrom("account")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    return id;
  });
}
