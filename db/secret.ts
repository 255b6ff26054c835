import { createHmac, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The secret of an installation with the embedded database: made at the first start, kept beside the data, readable by its
 * owner only.
 * @param dataDir folder of the embedded database
 */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  const read = () => readFileSync(file, "utf8").trim();
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  // Written aside and linked, so that of two first starts at once both end with the same whole secret.
  const aside = `${file}-${process.pid}`;
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  writeFileSync(aside, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return read();
}

/** Password of a database role: HMAC-SHA256 of the role's name, so that every process derives the same one. */
export function rolePassword(role: string, secret: string): string {
  return createHmac("sha256", secret).update(role).digest("hex");
}

/** The address in `adminUrl` with another role and its derived password. */
export function roleUrl(adminUrl: string, role: string, secret: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(role, secret);
  return url.toString();
}
