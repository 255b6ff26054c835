import { sql } from "kysely";
import { Refused } from "#app/server/errors.server.ts";
import { log } from "#app/server/log.server.ts";
import { asSystem, inTenantAs, type JobScope } from "#app/server/system.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import type { Recorder, TenantDb } from "#app/server/transaction.server.ts";
import { applyRun } from "./apply.server.ts";
import { FileProblem } from "./file.rules.ts";
import { readCheckedRows } from "./file.server.ts";
import { keepPlan, planRun } from "./plan.server.ts";
import {
  claimWork,
  endWork,
  findFilePart,
  findRun,
  noteAlive,
  noteProgress,
  type Work,
} from "./runs.server.ts";
import { clearStaging, listNames, stageRows } from "./staging.server.ts";
import { undoRun } from "./undo.server.ts";

/** Name of the task in the job queue. */
export const IMPORT_TASK = "import_work";

/** What travels with the job: who acts for which organisation, on which run. */
export interface ImportJob {
  tenantId: string;
  accountId: string | null;
  byName: string;
  isCatalogueEditor: boolean;
  runId: string;
  work: Work;
  isCorrectRowsOnly?: boolean;
  /** A dry run over the rows that were read before: only what names mean has changed. */
  isReplan?: boolean;
}

/** Often enough that a work which lives is never taken for dead. */
const HEARTBEAT = 15_000;

/**
 * Claims the run and puts the work into the queue, in the caller's transaction.
 * @throws Refused `import_busy`, `import_not_open`
 */
export async function startWork(
  door: Pick<Door, "db" | "tenant" | "actor" | "unrecorded">,
  job: Pick<ImportJob, "runId" | "work" | "isCorrectRowsOnly" | "isReplan">,
): Promise<ImportJob> {
  const { db, tenant, actor } = door;
  await claimWork(db, job.runId, job.work);
  const { accountId, name: byName, isCatalogueEditor } = actor;
  const whole: ImportJob = { ...job, tenantId: tenant.id, accountId, byName, isCatalogueEditor };
  await enqueueWork(db, whole);
  door.unrecorded("the work records what it changes, with the run's id");
  return whole;
}

/** Gives a short work the time to finish, so that small files meet no waiting page. At most a second and a half. */
export async function waitForWork(job: ImportJob): Promise<void> {
  for (let waited = 0; waited < 1500; waited += 75) {
    const run = await inTenantAs(scopeOf(job), (db) => findRun(db, job.runId));
    if (run.work === null) return;
    await new Promise((resolve) => setTimeout(resolve, 75));
  }
}

async function enqueueWork(db: TenantDb, job: ImportJob): Promise<void> {
  await sql`select app.enqueue(${IMPORT_TASK}, ${JSON.stringify(job)}::json, ${`import-${job.runId}`})`.execute(
    db,
  );
}

/**
 * Does what the job says. Never throws: what went wrong is kept on the run, where the person sees it. Safe to do again after a
 * process died, because each kind of work is one transaction, or begins by clearing what was left.
 */
export async function doImportWork(job: ImportJob): Promise<void> {
  const scope = scopeOf(job);
  const alive = setInterval(() => {
    inTenantAs(scope, (db) => noteAlive(db, job.runId)).catch(() => {}); // the work itself will meet the same trouble
  }, HEARTBEAT);
  try {
    if (!(await isStillAsked(scope, job))) return;
    if (job.work === "checking" && job.isReplan) await inTenantAs(scope, (db) => replan(db, job.runId));
    else if (job.work === "checking") await checkRun(scope, job.runId);
    else if (job.work === "applying") await applyInScope(scope, job);
    else await undoInScope(scope, job);
    await inTenantAs(scope, (db) => endWork(db, job.runId, null));
  } catch (error) {
    await inTenantAs(scope, (db) => endWork(db, job.runId, problemOf(error)));
  } finally {
    clearInterval(alive);
  }
}

/** Lets go of files that nobody did anything with for thirty days. */
export async function discardStaleImports(): Promise<void> {
  await asSystem("maintenance", (db) => sql`select app.discard_stale_imports()`.execute(db));
}

function scopeOf({ tenantId, accountId, byName, isCatalogueEditor }: ImportJob): JobScope {
  return { tenantId, accountId, byName, isCatalogueEditor, via: "import" };
}

/** A job that the queue gives out again after its process died may have been overtaken: then it has nothing to do. */
async function isStillAsked(scope: JobScope, job: ImportJob): Promise<boolean> {
  const run = await inTenantAs(scope, (db) => findRun(db, job.runId));
  return run.work === job.work;
}

type Problem = { code: string; details: Record<string, string | number> };

function problemOf(error: unknown): Problem {
  if (error instanceof FileProblem) return { code: error.code, details: error.details };
  if (error instanceof Refused) return { code: error.code, details: error.details };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  log().error({ error }, "import failed");
  if (code === "23505" || code === "40001" || code === "40P01")
    return { code: "changed_meanwhile", details: {} };
  return { code: code === "57014" ? "took_too_long" : "failed", details: {} };
}

/** Reads the file again with the mapping and plans every row: the dry run. Progress is seen by others as it goes. */
export async function checkRun(scope: JobScope, runId: string): Promise<void> {
  const run = await inTenantAs(scope, async (db) => {
    await clearStaging(db, runId);
    return findRun(db, runId);
  });
  const { dayOrder } = run.settings;
  const plan = { kind: run.kind, mapping: run.mapping, ...(dayOrder && { dayOrder }) };
  const place = { ...(run.sheet !== null && { sheet: run.sheet }), headingRow: run.heading_row, batch: 2000 };
  let done = 0;
  for await (const rows of readCheckedRows(fileParts(scope, runId), plan, place)) {
    await inTenantAs(scope, async (db) => {
      done += await stageRows(db, runId, rows);
      await noteProgress(db, runId, done);
    });
  }
  await inTenantAs(scope, async (db) => {
    await listNames(db, runId, run.kind, run.mapping);
    await replan(db, runId);
  });
}

/** Plans again, after decisions about names, without reading the file again. */
export async function replan(db: TenantDb, runId: string): Promise<void> {
  await keepPlan(db, runId, await planRun(db, runId, { isRecheck: false }));
}

/** The kept file, part by part; each part is a transaction of its own. */
export async function* fileParts(scope: JobScope, runId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const part = await inTenantAs(scope, (db) => findFilePart(db, runId, position));
    if (!part) return;
    yield part;
  }
}

async function applyInScope(scope: JobScope, job: ImportJob): Promise<void> {
  const isApplied = await inTenantAs(scope, async (db, record) => {
    const done = await applyRun(db, job.runId, {
      by: { accountId: job.accountId, name: job.byName },
      isCorrectRowsOnly: job.isCorrectRowsOnly ?? false,
      progress: progressOf(scope, job.runId),
    });
    if (done) await noteRun(db, record, job.runId, "applied");
    return done;
  });
  if (!isApplied) throw new Refused("plan_changed");
}

async function undoInScope(scope: JobScope, job: ImportJob): Promise<void> {
  const by = { accountId: job.accountId, name: job.byName };
  await inTenantAs(scope, async (db, record) => {
    await undoRun(db, job.runId, { by, progress: progressOf(scope, job.runId) });
    await noteRun(db, record, job.runId, "undone");
  });
}

/** The import itself has its line in the history, beside those of the records it changed. */
async function noteRun(
  db: TenantDb,
  record: Recorder,
  runId: string,
  action: "applied" | "undone",
): Promise<void> {
  const { file_name: name } = await findRun(db, runId);
  await record({ kind: "import_run", id: runId, name, action, runId });
}

/** Progress goes by a transaction of its own, or nobody would see it before the end. */
function progressOf(scope: JobScope, runId: string) {
  return (rows: number) => inTenantAs(scope, (db) => noteProgress(db, runId, rows));
}
