import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** Work factor of scrypt: memory is 128 · N · r bytes, time grows with N · r · p. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

/** 64 MB and about a third of a second per password; one of the settings OWASP holds for equal to N=2^17, p=1. */
const COST: ScryptCost = { N: 2 ** 16, r: 8, p: 2 };
const KEY_BYTES = 32;
/** Each takes a thread of the pool that also reads files, and 64 MB. */
const MOST_AT_ONCE = 2;

/**
 * Hashes a password off the event loop.
 * @param cost only for tests, which would otherwise wait
 * @returns algorithm, parameters, salt and hash in one text
 */
export async function hashPassword(password: string, cost: ScryptCost = COST): Promise<string> {
  const salt = randomBytes(16);
  return format(cost, salt, await derive(password, salt, cost));
}

/**
 * Compares a password with what is stored. Without a stored hash it compares with one that fits no password, so that an unknown
 * account answers as slowly as a wrong password.
 */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const known = stored ? parse(stored) : undefined;
  const { cost, salt, hash } = known ?? nobody;
  const fits = timingSafeEqual(await derive(password, salt, cost), hash);
  return fits && known !== undefined;
}

/** True when the stored hash was made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  const cost = parse(stored)?.cost;
  return !cost || cost.N !== COST.N || cost.r !== COST.r || cost.p !== COST.p;
}

interface Stored {
  cost: ScryptCost;
  salt: Buffer;
  hash: Buffer;
}

const nobody: Stored = { cost: COST, salt: randomBytes(16), hash: randomBytes(KEY_BYTES) };

function format({ N, r, p }: ScryptCost, salt: Buffer, hash: Buffer): string {
  return `scrypt$N=${N},r=${r},p=${p}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

function parse(stored: string): Stored | undefined {
  const parts = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (!parts) return undefined;
  const [, N, r, p, salt, hash] = parts;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt!, "base64url"),
    hash: Buffer.from(hash!, "base64url"),
  };
}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  while (running >= MOST_AT_ONCE) await new Promise<void>((resume) => waiting.push(resume));
  running += 1;
  try {
    // The same letters can be written in two ways (å as one sign or as a and a ring); NFKC makes them one.
    return await scrypted(password.normalize("NFKC"), salt, { ...cost, maxmem: 256 * cost.N * cost.r });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function scrypted(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
