import { createHmac, hkdfSync } from "node:crypto";
import { config } from "./config.server.ts";

/**
 * A 32-byte key for one purpose, derived from the installation's secret with HKDF-SHA-256, so that a key that leaks opens
 * nothing else.
 */
export function derivedKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", config().secret, "samverka", purpose, 32));
}

/** HMAC-SHA-256, hex: for values that are too short or too guessable for a plain hash. */
export function keyedHash(purpose: string, value: string): string {
  return createHmac("sha256", derivedKey(purpose)).update(value).digest("hex");
}
