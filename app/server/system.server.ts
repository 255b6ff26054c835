import type { Kysely, Transaction } from "kysely";
import type { Via } from "#db/schema/values.ts";
import type { Database } from "#db/schema.ts";
import { pools } from "./pools.server.ts";
import { dayInSweden, inScope, type Recorder, type TenantDb } from "./transaction.server.ts";

/** Why somebody may pass the other door. Each use stands in `tests/server/system.test.ts`. */
export type SystemReason =
  | "sign-in"
  | "own account"
  | "password reset"
  | "invitation"
  | "mail"
  | "demo mail"
  | "confirmation"
  | "survey"
  | "licence loan"
  | "settlement"
  | "reminder"
  | "calendar"
  | "maintenance"
  | "command line";

declare const system: unique symbol;
/** A handle for accounts, sessions, invitations and mail; it sees no tenant's records. */
export type SystemDb = Kysely<Database> & { readonly [system]: true };

/**
 * The other way in: sign-in, invitations and outgoing mail, in one transaction as the role `samverka_auth`, which can read
 * nothing of what organisations keep here.
 */
export async function asSystem<T>(_reason: SystemReason, work: (db: SystemDb) => Promise<T>): Promise<T> {
  return pools()
    .authDb.transaction()
    .execute((db: Transaction<Database>) => work(db as unknown as SystemDb));
}

/** Who a job acts for: the tenant travels with the job. */
export interface JobScope {
  tenantId: string;
  accountId: string | null;
  byName: string;
  via: Via;
  isCatalogueEditor?: boolean;
  now?: Date;
}

/** Enters a tenant outside a request, through the same transaction settings and row-level security as the door. */
export async function inTenantAs<T>(
  scope: JobScope,
  work: (db: TenantDb, record: Recorder) => Promise<T>,
): Promise<T> {
  const { now = new Date(), ...rest } = scope;
  return inScope({ ...rest, today: dayInSweden(now) }, (db, record) => work(db, record));
}
