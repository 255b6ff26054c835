import { createHash, randomBytes } from "node:crypto";
import { config } from "../../server/config.server.ts";

/** A random token for a link (256 bits) and the hash that is stored in its place. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: tokenHash(token) };
}

/** SHA-256 of a token, hex. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The address of a page for use in mail. @param path begins with a slash */
export function publicLink(path: string): string {
  return config().publicUrl + path;
}
