import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { usagesGrantedTo } from "../roles/holding.server.ts";
import { listUsageKeys } from "../systems/list.server.ts";
import { systemsQuery } from "../systems/page.server.ts";
import { systemsPath } from "../systems/systems.paths.ts";
import { mayEditSystems } from "../systems/systems.policy.ts";
import { bulkEditPartPath, bulkEditsPath, selectionPath } from "./bulk-edits.paths.ts";
import { mayBulkEdit } from "./bulk-edits.policy.ts";
import { MOST_RECORDS } from "./bulk-edits.rules.ts";
import { findDraft, type Run } from "./runs.server.ts";

/** The own records that somebody may edit: all of them, or these. */
export type Editable = "all" | ReadonlySet<string>;

/** Which own records the person may edit today. */
export async function editableBy({
  db,
  actor,
  today,
}: Pick<Door, "db" | "actor" | "today">): Promise<Editable> {
  return mayEditSystems(actor) ? "all" : new Set(await usagesGrantedTo(db, { actor, today }));
}

const grantedOf = (editable: Editable) => (editable === "all" ? 0 : editable.size);

/** As `editableBy`, for pages and commands of bulk edits. @throws Forbidden for whoever may edit nothing */
export async function openBulkEdit(
  door: Pick<Door, "db" | "actor" | "tenant" | "today" | "authorize">,
): Promise<Editable> {
  const editable = await editableBy(door);
  door.authorize(mayBulkEdit(door.actor, door.tenant, grantedOf(editable)));
  return editable;
}

/**
 * What the systems list shows of selecting: whether it can be switched on, and when it is, what is chosen.
 * @param rows the own records on the page
 * @returns null where nothing can be selected: for others' records, readers, and in "view as"
 */
export async function loadSelection(
  door: Pick<Door, "db" | "actor" | "tenant" | "today">,
  { search, rows, scope }: { search: URLSearchParams; rows: readonly { id: string }[]; scope: string },
) {
  const { db, actor, tenant } = door;
  if (scope !== "own" || actor.isPreview) return null;
  const editable = await editableBy(door);
  if (!mayBulkEdit(actor, tenant, grantedOf(editable))) return null;
  if (search.get("select") !== "1") return { isOn: false as const };
  const draft = await findDraft(db, actor.accountId);
  return {
    isOn: true as const,
    action: selectionPath(tenant.slug),
    runsHref: bulkEditsPath(tenant.slug),
    most: MOST_RECORDS,
    problem: problemOf(search),
    leftOut: draft?.left_out ?? 0,
    chosen: draft ? await countRecords(db, draft.id) : 0,
    chosenHere: draft
      ? await chosenAmong(
          db,
          draft.id,
          rows.map((row) => row.id),
        )
      : [],
    refusedHere: editable === "all" ? [] : rows.map((row) => row.id).filter((id) => !editable.has(id)),
  };
}

export type SelectionData = NonNullable<Awaited<ReturnType<typeof loadSelection>>>;

const PROBLEMS = ["none_chosen", "too_many"] as const;
function problemOf(search: URLSearchParams) {
  return PROBLEMS.find((each) => each === search.get("problem")) ?? null;
}

async function countRecords(db: TenantDb, runId: string): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*) as many from bulk_edit_row
    where tenant_id = (select app.own_tenant()) and run_id = ${runId}`.execute(db);
  return Number(rows[0]?.many ?? 0);
}

async function chosenAmong(db: TenantDb, runId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ record: string }>`select record from bulk_edit_row
    where tenant_id = (select app.own_tenant()) and run_id = ${runId} and record = any(${[...ids]}::uuid[])`.execute(
    db,
  );
  return rows.map((row) => row.record);
}

/**
 * Keeps what was ticked on one page of the list, and does what the pressed button says: choose the page, everything that the filter
 * shows, or nothing; turn the page; go on to the change.
 * @returns where to go on
 * @throws Forbidden for whoever may edit nothing
 */
export async function keepSelection(door: Door): Promise<string> {
  const { db, actor, tenant, form } = door;
  const editable = await openBulkEdit(door);
  door.unrecorded("a selection is nobody's change yet");
  const search = new URLSearchParams(String(form.get("query") ?? "").slice(0, 8000));
  const back = (changes: Record<string, string>) => systemsPath(tenant.slug, listQuery(search, changes));
  const command = String(form.get("do") ?? "");
  const run = await openDraft(door);
  if (command === "clear") {
    await db.deleteFrom("bulk_edit_row").where("run_id", "=", run.id).execute();
    await noteLeftOut(db, run.id, 0);
    return back({});
  }
  const shown = form.getAll("shown").map(String).filter(isUuid).slice(0, 200);
  const ticked = new Set(command === "page" ? shown : form.getAll("row").map(String));
  await keepTicks(db, run, { shown, chosen: shown.filter((id) => ticked.has(id)), editable });
  if (command === "matching" && !(await chooseMatching(door, run, { search, editable })))
    return back({ problem: "too_many" });
  const chosen = await countRecords(db, run.id);
  if (chosen > MOST_RECORDS) return back({ problem: "too_many" });
  const page = String(form.get("page") ?? "");
  if (/^\d{1,4}$/.test(page)) return back({ page });
  if (command !== "edit") return back({ page: search.get("page") ?? "" });
  if (chosen === 0) return back({ problem: "none_chosen", page: search.get("page") ?? "" });
  return bulkEditPartPath(tenant.slug, run.id, "fields");

  /** The person's draft, made when there is none; locked, so that two pages sent at once come one after the other. */
  async function openDraft({ db }: Pick<Door, "db">): Promise<Run> {
    await sql`insert into bulk_edit (tenant_id, list, created_by, created_by_name)
      values ((select app.own_tenant()), 'systems', ${actor.accountId}, ${actor.name})
      on conflict (tenant_id, created_by, list) where state = 'draft' do nothing`.execute(db);
    await sql`select id from bulk_edit where tenant_id = (select app.own_tenant()) and created_by = ${actor.accountId}
      and state = 'draft' for update`.execute(db);
    const draft = await findDraft(db, actor.accountId);
    if (!draft) throw new Error("the draft was just made");
    await db.updateTable("bulk_edit").set({ is_planned: false }).where("id", "=", draft.id).execute();
    return draft;
  }
}

/** The list's address after a command: still selecting, on page 1 unless told otherwise. */
function listQuery(search: URLSearchParams, changes: Record<string, string>): string {
  const query = new URLSearchParams(search);
  for (const name of ["page", "problem", "done"]) query.delete(name);
  query.set("select", "1");
  for (const [name, value] of Object.entries(changes)) if (value !== "") query.set(name, value);
  return `?${query}`;
}

/** Rows of the page are chosen as they were ticked; those of other pages stay as they are. */
async function keepTicks(
  db: TenantDb,
  run: Pick<Run, "id">,
  { shown, chosen, editable }: { shown: string[]; chosen: string[]; editable: Editable },
): Promise<void> {
  const keep = new Set(chosen);
  const dropped = shown.filter((id) => !keep.has(id));
  if (dropped.length > 0)
    await db
      .deleteFrom("bulk_edit_row")
      .where("run_id", "=", run.id)
      .where("record", "in", dropped)
      .execute();
  await choose(
    db,
    run,
    chosen.filter((id) => editable === "all" || editable.has(id)),
  );
}

/** @returns false when the filter shows more records than one run takes */
async function chooseMatching(
  door: Door,
  run: Pick<Run, "id">,
  { search, editable }: { search: URLSearchParams; editable: Editable },
): Promise<boolean> {
  const { db, tenant } = door;
  search.delete("scope");
  const { state, scope } = await systemsQuery(door, search);
  const keys = await listUsageKeys(db, { state, scope, shown: [] }, { tenant, most: MOST_RECORDS + 1 });
  if (keys.length > MOST_RECORDS) return false;
  const ids = keys.map((key) => key.id).filter((id) => editable === "all" || editable.has(id));
  await choose(db, run, ids);
  await noteLeftOut(db, run.id, keys.length - ids.length);
  return true;
}

/** Adds own records to the selection; what is not one is left out. */
async function choose(db: TenantDb, run: Pick<Run, "id">, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`insert into bulk_edit_row (tenant_id, run_id, record, name)
    select u.tenant_id, ${run.id}, u.id, u.own_name from system_usage u
    where u.tenant_id = (select app.own_tenant()) and u.id = any(${[...ids]}::uuid[])
    on conflict do nothing`.execute(db);
}

async function noteLeftOut(db: TenantDb, runId: string, many: number): Promise<void> {
  await db.updateTable("bulk_edit").set({ left_out: many }).where("id", "=", runId).execute();
}
