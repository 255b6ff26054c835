import { type Limit, type Limited, spend } from "../../server/limits.server.ts";
import { asSystem } from "../../server/system.server.ts";
import type { Locale } from "../../text/text.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { mailText } from "./mail.text.ts";
import { hashPassword } from "./passwords.server.ts";
import { newToken, publicLink, tokenHash } from "./tokens.server.ts";

const VALID_MS = 60 * 60 * 1000;
/** Links asked for, per typed address, whether or not it has an account. */
export const RESETS_PER_ACCOUNT: Limit = { name: "reset-account", points: 3, seconds: 60 * 60 };
export const RESETS_PER_ADDRESS: Limit = { name: "reset-address", points: 30, seconds: 60 * 60 };
/** Longer than either way takes, so that the time tells nothing. */
const ANSWER_AFTER_MS = 250;

/** Sends a link if there is such an account; the answer and its time are the same if not. @returns a limit that was hit */
export async function requestReset(
  email: string,
  { address, locale, now }: { address: string; locale: Locale; now: Date },
): Promise<Limited | undefined> {
  const limited = (await spend(RESETS_PER_ADDRESS, address)) ?? (await spend(RESETS_PER_ACCOUNT, email));
  if (limited) return limited;
  const answerTime = new Promise((resolve) => setTimeout(resolve, ANSWER_AFTER_MS));
  await sendLink(email, locale, now);
  await answerTime;
  return undefined;
}

async function sendLink(email: string, locale: Locale, now: Date) {
  const { token, hash } = newToken();
  await asSystem("password reset", async (db) => {
    const account = await db
      .selectFrom("account")
      .select(["id", "name"])
      .where("email", "=", email)
      .where("disabled_at", "is", null)
      .executeTakeFirst();
    if (!account) return;
    await db
      .insertInto("password_reset")
      .values({
        token_hash: hash,
        account_id: account.id,
        expires_at: new Date(now.getTime() + VALID_MS),
        used_at: null,
      })
      .execute();
    const link = publicLink(`/password-reset/${token}`);
    await queueMail(db, { tenantId: null, to: email, ...mailText[locale].reset(account.name, link) });
  });
}

/** True while the link can be used. */
export async function isResetOpen(token: string, now: Date): Promise<boolean> {
  const found = await asSystem("password reset", (db) =>
    db
      .selectFrom("password_reset")
      .select("account_id")
      .where("token_hash", "=", tokenHash(token))
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst(),
  );
  return found !== undefined;
}

/**
 * Sets a new password with a link, once; every session of the account and every other link ends.
 * @returns false when the link is used, run out or unknown
 */
export async function resetPassword(
  token: string,
  password: string,
  { locale, now }: { locale: Locale; now: Date },
): Promise<boolean> {
  if (!(await isResetOpen(token, now))) return false;
  const password_hash = await hashPassword(password);
  return asSystem("password reset", async (db) => {
    const used = await db
      .updateTable("password_reset")
      .set({ used_at: now })
      .where("token_hash", "=", tokenHash(token))
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .returning("account_id")
      .executeTakeFirst();
    if (!used) return false;
    const account = await db
      .updateTable("account")
      .set({ password_hash })
      .where("id", "=", used.account_id)
      .returning(["email", "name"])
      .executeTakeFirstOrThrow();
    await db
      .deleteFrom("password_reset")
      .where("account_id", "=", used.account_id)
      .where("used_at", "is", null)
      .execute();
    await db.deleteFrom("session").where("account_id", "=", used.account_id).execute();
    await queueMail(db, {
      tenantId: null,
      to: account.email,
      ...mailText[locale].passwordChanged(account.name),
    });
    return true;
  });
}

/** Removes links that have run out; they are refused by date whether or not this has run. */
export async function deleteExpiredResets(now = new Date()): Promise<void> {
  await asSystem("maintenance", (db) =>
    db.deleteFrom("password_reset").where("expires_at", "<=", now).execute(),
  );
}
