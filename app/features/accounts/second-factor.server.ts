import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import QRCode from "qrcode";
import { derivedKey, keyedHash } from "../../server/keys.server.ts";
import { forget, type Limit, type Limited, spend } from "../../server/limits.server.ts";
import type { SignedIn } from "../../server/session.server.ts";
import { asSystem, type SystemDb } from "../../server/system.server.ts";

/** Time-based codes (RFC 6238: SHA-1, 6 digits, 30 seconds, as every app does it) and recovery codes. */

const PERIOD = 30;
/** Codes tried for one account, with the right password already shown. */
export const PER_FACTOR: Limit = { name: "second-factor", points: 10, seconds: 15 * 60 };
export const RECOVERY_CODES = 10;
// Without signs that look alike when copied from paper.
const SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

export type CodeAnswer = { kind: "right" } | { kind: "wrong" } | ({ kind: "limited" } & Limited);

type Person = Pick<SignedIn, "accountId" | "sessionId" | "email">;

/** What an authenticator app needs: the secret as text, the address behind the QR code, and its picture as an SVG path. */
export interface Enrolment {
  secret: string;
  uri: string;
  qr: { size: number; path: string };
}

/**
 * The secret that is offered while setting up. It follows from the session, so showing it writes nothing and a page loaded
 * twice shows the same; it becomes the account's own when a code has confirmed it.
 */
export function offerEnrolment(person: Person): Enrolment {
  const otp = totp(offeredSecret(person), person.email);
  const uri = otp.toString();
  return { secret: otp.secret.base32, uri, qr: drawn(uri) };
}

/**
 * Switches the second factor on when the code fits the offered secret.
 * @returns ten recovery codes, to be shown once; undefined when the code is wrong or the factor is on already
 */
export async function confirmEnrolment(
  person: Person,
  code: string,
  now: Date,
): Promise<string[] | undefined> {
  const secret = offeredSecret(person);
  const step = matchingStep(secret, code, now);
  if (step === undefined) return undefined;
  return asSystem("own account", async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("account")
      .set({ totp_secret: encrypted(secret, person.accountId), totp_confirmed_at: now, totp_last_step: step })
      .where("id", "=", person.accountId)
      .where("totp_confirmed_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? replaceRecoveryCodes(db, person.accountId) : undefined;
  });
}

/** Checks a code of the app or a recovery code, each of which works once; tries are limited per account. */
export async function checkCode(accountId: string, code: string, now: Date): Promise<CodeAnswer> {
  const limited = await spend(PER_FACTOR, accountId);
  if (limited) return { kind: "limited", ...limited };
  const isRight = await asSystem("sign-in", (db) =>
    /^\d{6}$/.test(code) ? spendTotp(db, accountId, code, now) : spendRecoveryCode(db, accountId, code, now),
  );
  if (!isRight) return { kind: "wrong" };
  await forget(PER_FACTOR, accountId);
  return { kind: "right" };
}

/** Makes new recovery codes; the old ones stop working. @returns the codes, to be shown once */
export async function renewRecoveryCodes(accountId: string): Promise<string[]> {
  return asSystem("own account", (db) => replaceRecoveryCodes(db, accountId));
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(accountId: string): Promise<number> {
  return asSystem("own account", async (db) => {
    const { left } = await db
      .selectFrom("recovery_code")
      .select((eb) => eb.fn.countAll<number>().as("left"))
      .where("account_id", "=", accountId)
      .where("used_at", "is", null)
      .executeTakeFirstOrThrow();
    return left;
  });
}

/** Takes the second factor off an account. */
export async function removeSecondFactor(db: SystemDb, accountId: string): Promise<void> {
  await db.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
  await db
    .updateTable("account")
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where("id", "=", accountId)
    .execute();
}

async function spendTotp(db: SystemDb, accountId: string, code: string, now: Date): Promise<boolean> {
  const account = await db
    .selectFrom("account")
    .select("totp_secret")
    .where("id", "=", accountId)
    .where("totp_confirmed_at", "is not", null)
    .executeTakeFirst();
  if (!account?.totp_secret) return false;
  const step = matchingStep(decrypted(account.totp_secret, accountId), code, now);
  if (step === undefined) return false;
  // The guard makes a code work once, also for two requests at the same time.
  const { numUpdatedRows } = await db
    .updateTable("account")
    .set({ totp_last_step: step })
    .where("id", "=", accountId)
    .where((eb) => eb.or([eb("totp_last_step", "is", null), eb("totp_last_step", "<", step)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function spendRecoveryCode(db: SystemDb, accountId: string, code: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("recovery_code")
    .set({ used_at: now })
    .where("account_id", "=", accountId)
    .where("code_hash", "=", codeHash(accountId, code))
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function replaceRecoveryCodes(db: SystemDb, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
  await db.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
  await db
    .insertInto("recovery_code")
    .values(
      codes.map((code) => ({
        account_id: accountId,
        code_hash: codeHash(accountId, code.replace("-", "")),
        used_at: null,
      })),
    )
    .execute();
  return codes;
}

/** Ten signs of thirty-one: 49 bits, far beyond what ten tries in fifteen minutes can reach. */
function recoveryCode(): string {
  const signs = Array.from({ length: 10 }, () => SIGNS[randomInt(SIGNS.length)]).join("");
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

function codeHash(accountId: string, code: string): string {
  return keyedHash("recovery code", `${accountId} ${code}`);
}

/** The time step a code belongs to; one step before and after are accepted, for clocks that differ. */
function matchingStep(secret: Buffer, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

function totp(secret: Buffer, label = ""): TOTP {
  return new TOTP({
    issuer: "Samverka",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  });
}

function offeredSecret({ accountId, sessionId }: Person): Buffer {
  return createHmac("sha256", derivedKey("second factor offer"))
    .update(`${accountId} ${sessionId}`)
    .digest()
    .subarray(0, 20);
}

/** AES-256-GCM; bound to the account, so that a secret copied to another account's row does not open. */
function encrypted(secret: Buffer, accountId: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derivedKey("second factor"), iv).setAAD(
    Buffer.from(accountId),
  );
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return ["v1", iv, cipher.getAuthTag(), text]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

function decrypted(stored: string, accountId: string): Buffer {
  const [, iv, tag, text] = stored.split(".").map((part) => Buffer.from(part, "base64url"));
  const decipher = createDecipheriv("aes-256-gcm", derivedKey("second factor"), iv!)
    .setAAD(Buffer.from(accountId))
    .setAuthTag(tag!);
  return Buffer.concat([decipher.update(text!), decipher.final()]);
}

/** A QR code as one SVG path of unit squares, without the quiet zone. */
function drawn(text: string): Enrolment["qr"] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  return { size: modules.size, path };
}
