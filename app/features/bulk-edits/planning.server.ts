import { sql } from "kysely";
import { otherWork } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { fieldOf, fieldsIn } from "../systems/fields.rules.ts";
import { listOwnValues, type OwnValues } from "../systems/systems.server.ts";
import { planRow, type RowPlan, touchedFields, type Wish } from "./bulk-edits.rules.ts";
import { listRecords } from "./runs.server.ts";
import type { Editable } from "./selection.server.ts";

/** Records that are read, planned and written together: few statements, and other requests have their turn in between. */
const PORTION = 1000;

/** What came of one record, as it is kept. */
export interface Settled {
  record: string;
  name?: string;
  outcome: "change" | "changed" | "same" | "refused";
  problem?: string;
  problem_field?: string | null;
  version_before?: number;
  version_after?: number;
  changes?: Extract<RowPlan, { outcome: "change" }>["changes"];
}

/** Ids in portions, with a pause between two for other requests. */
export async function* portionsOf(ids: readonly string[]): AsyncGenerator<string[]> {
  for (let at = 0; at < ids.length; at += PORTION) {
    yield ids.slice(at, at + PORTION);
    await otherWork();
  }
}

/** The records as the rules look at them, by id. */
export async function readCandidates(
  db: TenantDb,
  ids: readonly string[],
  wish: Wish,
): Promise<Map<string, OwnValues>> {
  const keys = Object.keys(wish.values);
  const fields = new Set([...touchedFields(keys), ...fieldsIn("dates"), fieldOf("own_name")]);
  const rows = await listOwnValues(db, { ids, fields: [...fields] });
  return new Map(rows.map((row) => [row.id, row]));
}

export const isEditable = (editable: Editable, id: string) => editable === "all" || editable.has(id);

/** Works out what the run would do with each of its records, and keeps it for the preview. Nothing of the records is changed. */
export async function planRun(
  { db, today }: Pick<Door, "db" | "today">,
  runId: string,
  { wish, editable }: { wish: Wish; editable: Editable },
): Promise<void> {
  for await (const ids of portionsOf(await listRecords(db, runId))) {
    const candidates = await readCandidates(db, ids, wish);
    const settled = ids.map((record): Settled => {
      const row = candidates.get(record);
      if (!row) return { record, outcome: "refused", problem: "gone" };
      const plan = planRow({ ...row, mayEdit: isEditable(editable, record) }, wish, today);
      return { record, name: row.own_name, version_before: row.version, ...asSettled(plan) };
    });
    await settle(db, runId, settled);
  }
}

/** A plan in the columns of a row. */
export function asSettled(plan: RowPlan): Omit<Settled, "record"> {
  if (plan.outcome !== "refused") return plan;
  return { outcome: "refused", problem: plan.problem, problem_field: plan.field };
}

/** Keeps what came of records, in one statement. */
export async function settle(db: TenantDb, runId: string, rows: readonly Settled[]): Promise<void> {
  await sql`
    update bulk_edit_row r set name = coalesce(x.name, r.name), outcome = x.outcome, problem = x.problem,
      problem_field = x.problem_field, version_before = x.version_before, version_after = x.version_after,
      changes = coalesce(x.changes, '{}')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (record uuid, name text, outcome text, problem text,
      problem_field text, version_before int, version_after int, changes jsonb)
    where r.tenant_id = (select app.own_tenant()) and r.run_id = ${runId} and r.record = x.record`.execute(
    db,
  );
}
