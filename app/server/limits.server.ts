import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { keyedHash } from "./keys.server.ts";
import { pools } from "./pools.server.ts";

/** How often something may be tried. Counted in PostgreSQL, so it holds over several processes. */
export interface Limit {
  /** Tells limits apart; a short word. */
  name: string;
  /** Tries allowed within `seconds` from the first. */
  points: number;
  seconds: number;
}

/** A try that is not allowed: how long to wait. */
export interface Limited {
  waitSeconds: number;
}

/**
 * Counts one try, before its outcome is known, so that tries at the same time cannot slip past together.
 *
 * @param subject what is limited (an e-mail address, a network address); only a keyed hash of it is stored
 * @returns undefined when the try may go on
 */
export async function spend(limit: Limit, subject: string): Promise<Limited | undefined> {
  try {
    await limiter(limit).consume(keyOf(subject));
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { waitSeconds: Math.ceil(refused.msBeforeNext / 1000) };
    throw refused;
  }
}

/** Takes back one try that turned out well. */
export async function giveBack(limit: Limit, subject: string): Promise<void> {
  await limiter(limit).reward(keyOf(subject));
}

/** Forgets all tries of a subject. */
export async function forget(limit: Limit, subject: string): Promise<void> {
  await limiter(limit).delete(keyOf(subject));
}

/** Removes counters that have run out; they no longer count whether or not this has run. */
export async function deleteExpiredLimits(now = new Date()): Promise<void> {
  await pools().authDb.deleteFrom("rate_limit").where("expire", "<", now.getTime()).execute();
}

function keyOf(subject: string): string {
  return keyedHash("rate limit", subject.toLowerCase());
}

function limiter({ name, points, seconds }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pools().auth,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true, // by our migration
    clearExpiredByTimeout: false, // the worker does it
    keyPrefix: name,
    points,
    duration: seconds,
  });
}
