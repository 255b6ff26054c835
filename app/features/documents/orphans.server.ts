import { fileStore } from "../../server/files.server.ts";
import { log } from "../../server/log.server.ts";
import { inTenantAs } from "../../server/system.server.ts";

/** A content younger than this may belong to a row that is being made. */
const YOUNGEST_MS = 24 * 60 * 60 * 1000;
const AT_ONCE = 500;

/** What travels with the job that takes a deleted file's content away. */
export interface RemoveFileJob {
  tenantId: string;
  key: string;
}

/** Takes the content of a deleted file away. Safe to run twice, and does nothing while there is a row for it. */
export async function removeContent({ tenantId, key }: RemoveFileJob): Promise<void> {
  const [isKept] = await whichAreKept(tenantId, [key]);
  if (!isKept) await fileStore().remove(key);
}

/**
 * Takes away contents without a row: of uploads that were cut off between content and row. What belongs to organisations that this
 * database does not know is left alone, since it may be another installation's.
 * @param now what counts as now; only tests give their own
 * @returns how many were taken away
 */
export async function removeOrphans(now: Date = new Date()): Promise<number> {
  const store = fileStore();
  const waiting = new Map<string, string[]>();
  let removed = 0;
  const removeFrom = async (tenantId: string, keys: string[]) => {
    const kept = await whichAreKept(tenantId, keys);
    for (const [index, key] of keys.entries()) {
      if (kept[index]) continue;
      await store.remove(key);
      removed += 1;
    }
  };
  for await (const { key, writtenAt } of store.list()) {
    if (now.getTime() - writtenAt.getTime() < YOUNGEST_MS) continue;
    const tenantId = key.slice(0, key.indexOf("/"));
    const keys = [...(waiting.get(tenantId) ?? []), key];
    waiting.set(tenantId, keys.length < AT_ONCE ? keys : []);
    if (keys.length === AT_ONCE) await removeFrom(tenantId, keys);
  }
  for (const [tenantId, keys] of waiting) await removeFrom(tenantId, keys);
  if (removed > 0) log().info({ removed }, "file contents without a row were taken away");
  return removed;
}

/** For each key whether it is to be kept: it has a row, or its organisation is not known here. */
async function whichAreKept(tenantId: string, keys: string[]): Promise<boolean[]> {
  if (keys.length === 0) return [];
  const scope = { tenantId, accountId: null, byName: "Samverka", via: "job" as const };
  return inTenantAs(scope, async (db) => {
    const owner = await db
      .selectFrom("organisation")
      .select("id")
      .where("id", "=", tenantId)
      .executeTakeFirst();
    if (!owner) return keys.map(() => true);
    const rows = await db
      .selectFrom("stored_file")
      .select("storage_key")
      .where("tenant_id", "=", tenantId)
      .where("storage_key", "in", keys)
      .execute();
    const known = new Set(rows.map((row) => row.storage_key));
    return keys.map((key) => known.has(key));
  });
}
