/**
 * `npm run seed`: reference data and the demo in the database that the environment names. The server seeds by itself
 * where that is wanted; this command is for a real PostgreSQL on which somebody wants to try things out.
 */
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { closePools } from "#app/server/pools.server.ts";
import { migrate } from "#db/migrate.ts";
import { openDatabase } from "#db/open.ts";
import { roleUrl } from "#db/secret.ts";
import { demoAccounts, demoPassword } from "./content/accounts.ts";
import { seedDemo } from "./demo.ts";
import { seedReference } from "./reference.ts";

export { seedDemo, seedReference };

/** Migrates, seeds and says which accounts there are. */
async function main(say: (line: string) => void): Promise<void> {
  const { adminUrl, secret, isEmbedded, close } = await openDatabase(say);
  try {
    process.env.SAMVERKA_SECRET = secret;
    process.env.DATABASE_APP_URL ||= roleUrl(adminUrl, "samverka_app", secret);
    process.env.DATABASE_AUTH_URL ||= roleUrl(adminUrl, "samverka_auth", secret);
    process.env.DATABASE_WORKER_URL ||= roleUrl(adminUrl, "samverka_worker", secret);
    await migrate({ adminUrl, secret, log: say });
    await seedReference(adminUrl);
    // the password that stands in the README must not open a door on a server that others reach
    const password = isEmbedded ? demoPassword : randomBytes(12).toString("base64url");
    const isNew = await seedDemo({ adminUrl, password });
    say(isNew ? "Demodata inlagda. Konton:" : "Demodata fanns redan. Konton:");
    for (const { email, description } of demoAccounts) say(`  ${email.padEnd(48)} ${description.sv}`);
    say(isNew || isEmbedded ? `Lösenord för alla: ${password}` : "Lösenorden är oförändrade.");
  } finally {
    await closePools();
    await close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main((line) => process.stdout.write(`${line}\n`));
