import { forget, giveBack, type Limit, type Limited, spend } from "../../server/limits.server.ts";
import { asSystem } from "../../server/system.server.ts";
import { hashPassword, isOutdated, verifyPassword } from "./passwords.server.ts";

/** Wrong passwords for one account, from wherever they come. */
export const PER_ACCOUNT: Limit = { name: "sign-in-account", points: 10, seconds: 15 * 60 };
/** Wrong passwords from one network address; a whole town hall may sit behind one. */
export const PER_ADDRESS: Limit = { name: "sign-in-address", points: 100, seconds: 15 * 60 };

export type PasswordAnswer =
  | { kind: "right"; accountId: string; hasSecondFactor: boolean }
  | { kind: "wrong" }
  | ({ kind: "limited" } & Limited);

/**
 * Checks e-mail and password. Unknown account, account without password, disabled account and wrong password give the same
 * answer after the same work. A try is counted before it is checked; one that is right is taken back.
 *
 * @param address network address the request came from
 */
export async function checkPassword(
  { email, password }: { email: string; password: string },
  address: string,
): Promise<PasswordAnswer> {
  const limited = (await spend(PER_ADDRESS, address)) ?? (await spend(PER_ACCOUNT, email));
  if (limited) return { kind: "limited", ...limited };
  const account = await asSystem("sign-in", (db) =>
    db
      .selectFrom("account")
      .select(["id", "password_hash", "totp_confirmed_at"])
      .where("email", "=", email)
      .where("disabled_at", "is", null)
      .executeTakeFirst(),
  );
  const isRight = await verifyPassword(password, account?.password_hash);
  if (!isRight || !account) return { kind: "wrong" };
  await Promise.all([forget(PER_ACCOUNT, email), giveBack(PER_ADDRESS, address)]);
  if (isOutdated(account.password_hash ?? "")) await strengthen(account.id, account.password_hash, password);
  return { kind: "right", accountId: account.id, hasSecondFactor: account.totp_confirmed_at !== null };
}

/** A hash made with older parameters is made anew while the password is known. */
async function strengthen(accountId: string, old: string | null, password: string) {
  const password_hash = await hashPassword(password);
  await asSystem("sign-in", (db) =>
    db
      .updateTable("account")
      .set({ password_hash })
      .where("id", "=", accountId)
      .where("password_hash", "=", old)
      .execute(),
  );
}
