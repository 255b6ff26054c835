import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { planRow, type Wish } from "./bulk-edits.rules.ts";
import {
  asSettled,
  isEditable,
  portionsOf,
  readCandidates,
  type Settled,
  settle,
} from "./planning.server.ts";
import { findRun, listRecords, type Run } from "./runs.server.ts";
import type { Editable } from "./selection.server.ts";
import { lockRecords, planForMany, writeChanges, writeHistory } from "./writing.server.ts";

/** What a posted "apply" came to. */
export type Application = "applied" | "plan_changed" | "nothing_to_change";

/** What a run sets, as the rules want it. */
export function wishOf(run: Pick<Run, "wish" | "wish_names" | "reason">): Wish {
  return { values: run.wish ?? {}, names: run.wish_names, reason: run.reason ?? "" };
}

/**
 * Does what the preview showed, in one transaction. Every record is looked at again: one that somebody has changed since the preview
 * is left as it is and listed, and so is one that the rules refuse by now. A run that is applied already stays what it is, so
 * the form sent twice, or by two windows at once, changes nothing twice.
 * @param plan number of the preview that was looked at
 * @throws NotFound
 */
export async function applyRun(
  door: Door,
  id: string,
  { plan, editable }: { plan: number; editable: Editable },
): Promise<Application> {
  const { db, actor, record, unrecorded } = door;
  const run = await findRun(db, id, { lock: true });
  unrecorded("an application that does nothing leaves no history");
  if (run.state !== "draft") return "applied";
  if (!run.is_planned || run.plan_number !== plan) return "plan_changed";
  const ids = await listRecords(db, id, "change");
  if (ids.length === 0) return "nothing_to_change";
  const wish = wishOf(run);
  const by = { accountId: actor.accountId, name: actor.name };
  await planForMany(db, ids.length);
  const writing = {
    runId: id,
    keys: Object.keys(wish.values),
    side: "new" as const,
    reason: wish.reason,
    by,
  };
  for await (const some of portionsOf(ids)) {
    const records = await settlePortion(door, id, { ids: some, wish, editable });
    await writeChanges(db, { ...writing, records });
  }
  await writeHistory(db, writing);
  await db
    .updateTable("bulk_edit")
    .set({ state: "applied", applied_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .execute();
  await record({
    kind: "bulk_edit",
    id,
    name: wish.reason,
    action: "applied",
    runId: id,
    reason: wish.reason,
  });
  return "applied";
}

/** Locks the records, looks at them again and keeps what comes of each. @returns those to write */
async function settlePortion(
  { db, today }: Pick<Door, "db" | "today">,
  runId: string,
  { ids, wish, editable }: { ids: readonly string[]; wish: Wish; editable: Editable },
): Promise<string[]> {
  await lockRecords(db, ids);
  const seen = await seenVersions(db, runId, ids);
  const candidates = await readCandidates(db, ids, wish);
  const settled = ids.map((record): Settled => {
    const row = candidates.get(record);
    if (!row) return { record, outcome: "refused", problem: "gone" };
    const kept = { record, name: row.own_name, version_before: row.version };
    if (row.version !== seen.get(record)) return { ...kept, outcome: "refused", problem: "changed_since" };
    const plan = planRow({ ...row, mayEdit: isEditable(editable, record) }, wish, today);
    if (plan.outcome !== "change") return { ...kept, ...asSettled(plan) };
    return { ...kept, outcome: "changed", version_after: row.version + 1, changes: plan.changes };
  });
  await settle(db, runId, settled);
  return settled.filter((row) => row.outcome === "changed").map((row) => row.record);
}

async function seenVersions(db: Door["db"], runId: string, ids: readonly string[]) {
  const { rows } = await sql<{ record: string; version_before: number }>`
    select record, version_before from bulk_edit_row
    where tenant_id = (select app.own_tenant()) and run_id = ${runId} and record = any(${[...ids]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.record, row.version_before]));
}
