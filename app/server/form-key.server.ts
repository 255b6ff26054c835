import { sql } from "kysely";
import type { TenantDb } from "./transaction.server.ts";

/** Name of the hidden field that carries a form's key. */
export const FORM_KEY = "form_key";

/**
 * Where an earlier sending of the same form led to, or `undefined` for the first one. Waits for a sending that is under way,
 * so that two clicks at once make one record.
 *
 * @param key uuid from the form; a form without a valid key is always a first one
 */
export async function earlierSubmission(
  db: TenantDb,
  key: FormDataEntryValue | null,
): Promise<string | undefined> {
  if (!isKey(key)) return undefined;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db);
  const found = await db
    .selectFrom("form_submission")
    .select("location")
    .where("key", "=", key)
    .executeTakeFirst();
  return found?.location;
}

/** Remembers where the form led to, in the transaction that did it. */
export async function rememberSubmission(
  db: TenantDb,
  tenantId: string,
  key: FormDataEntryValue | null,
  location: string,
): Promise<void> {
  if (!isKey(key)) return;
  await db.insertInto("form_submission").values({ tenant_id: tenantId, key, location }).execute();
}

/** Does the work of a form once and says where it led; a form sent twice leads to what the first sending made. */
export async function once(
  db: TenantDb,
  { tenantId, key }: { tenantId: string; key: FormDataEntryValue | null },
  work: () => Promise<string>,
): Promise<string> {
  const earlier = await earlierSubmission(db, key);
  if (earlier) return earlier;
  const location = await work();
  await rememberSubmission(db, tenantId, key, location);
  return location;
}

function isKey(key: FormDataEntryValue | null): key is string {
  return typeof key === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key);
}
