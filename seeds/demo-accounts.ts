import { asSystem } from "#app/server/system.server.ts";
import { demoAccounts } from "./content/accounts.ts";

/**
 * The demo's accounts, all with one password. What is there already keeps its password.
 * @param passwordHash made once by the caller: hashing is slow on purpose
 * @returns account ids by the account's key
 */
export async function seedAccounts(passwordHash: string): Promise<ReadonlyMap<string, string>> {
  return asSystem("maintenance", async (db) => {
    await db
      .insertInto("account")
      .values(
        demoAccounts.map(({ email, name, is_catalogue_editor }) => ({
          email,
          name,
          is_catalogue_editor,
          password_hash: passwordHash,
          totp_secret: null,
          totp_last_step: null,
        })),
      )
      .onConflict((conflict) => conflict.column("email").doNothing())
      .execute();
    const emails = demoAccounts.map(({ email }) => email);
    const rows = await db
      .selectFrom("account")
      .select(["id", "email"])
      .where("email", "in", emails)
      .execute();
    const ids = new Map(rows.map((row) => [row.email, row.id]));
    return new Map(demoAccounts.map(({ key, email }) => [key, ids.get(email)!]));
  });
}
