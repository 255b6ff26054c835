import path from "node:path";
import { keptSecret } from "./secret.ts";

/** A database that is running, and the secret its login roles' passwords are derived from. */
export interface OpenDatabase {
  adminUrl: string;
  secret: string;
  /** true when it is our own embedded PostgreSQL. */
  isEmbedded: boolean;
  close(): Promise<void>;
}

/**
 * The database the environment names (`DATABASE_URL` with `SAMVERKA_SECRET`), or else the embedded PostgreSQL in
 * `SAMVERKA_DATA` (`.data`), started when it is not running. For tests and measurements, `SAMVERKA_DATABASE` names another
 * database in that server and `SAMVERKA_DURABLE=no` trades safety for speed.
 * @throws Error when `DATABASE_URL` is set without a secret of at least 32 characters
 */
export async function openDatabase(log?: (line: string) => void): Promise<OpenDatabase> {
  const url = process.env.DATABASE_URL;
  const dataDir = path.resolve(process.env.SAMVERKA_DATA ?? ".data");
  if (url) {
    const secret = process.env.SAMVERKA_SECRET ?? "";
    if (secret.length < 32) throw new Error("SAMVERKA_SECRET must be set, at least 32 characters");
    return { adminUrl: url, secret, isEmbedded: false, close: async () => {} };
  }
  const secret = process.env.SAMVERKA_SECRET ?? keptSecret(dataDir);
  const { startEmbedded } = await import("./embedded.ts");
  const embedded = await startEmbedded({
    dataDir,
    database: process.env.SAMVERKA_DATABASE,
    durable: process.env.SAMVERKA_DURABLE !== "no",
    log,
  });
  return { adminUrl: embedded.adminUrl, secret, isEmbedded: true, close: embedded.stop };
}
