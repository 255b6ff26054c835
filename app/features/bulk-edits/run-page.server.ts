import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { readReason, reasonError } from "./bulk-edits.form.ts";
import { bulkEditPath } from "./bulk-edits.paths.ts";
import { mayBulkEdit, mayReadBulkEdits } from "./bulk-edits.policy.ts";
import { mayStillRevert, pageOf, ROWS_PER_PAGE, revertUntil } from "./bulk-edits.rules.ts";
import { countReverted, previewReversal, revertRun } from "./reversal.server.ts";
import { countRows, findRun, listRows, listRuns, OUTCOMES, type Run } from "./runs.server.ts";
import { editableBy, openBulkEdit } from "./selection.server.ts";

type Reading = Pick<Door, "db" | "actor" | "tenant" | "today" | "now" | "authorize">;

/** The organisation's runs. @throws Forbidden in "view as" and for suppliers */
export async function loadRunsPage({ db, actor, tenant, authorize }: Reading, search: URLSearchParams) {
  authorize(mayReadBulkEdits(actor, tenant));
  const page = pageOf(search);
  return { slug: tenant.slug, page, pageSize: ROWS_PER_PAGE, ...(await listRuns(db, page)) };
}

/** A draft's preview, or a run: counts, and one page of its rows. @throws NotFound, Forbidden */
export async function loadRunPage(door: Reading, id: string, search: URLSearchParams) {
  const { db, actor, tenant, now, authorize } = door;
  authorize(mayReadBulkEdits(actor, tenant));
  const run = await findRun(db, id);
  const counts = await countRows(db, id);
  const outcome = OUTCOMES.find((each) => each === search.get("outcome"));
  const page = pageOf(search);
  const editable = await editableBy(door);
  const mayEdit = mayBulkEdit(actor, tenant, editable === "all" ? 0 : editable.size);
  return {
    slug: tenant.slug,
    run: shownRun(run),
    counts,
    outcome: outcome ?? null,
    page,
    pageSize: ROWS_PER_PAGE,
    total: outcome ? counts[outcome] : counts.all,
    rows: await listRows(db, id, { outcome, limit: ROWS_PER_PAGE, offset: (page - 1) * ROWS_PER_PAGE }),
    reverted: run.state === "reverted" ? await countReverted(db, id) : null,
    revertUntil: run.applied_at ? revertUntil(run.applied_at).toISOString() : null,
    problem: PROBLEMS.find((each) => each === search.get("problem")) ?? null,
    can: { apply: mayEdit, revert: mayEdit && counts.changed > 0 && mayStillRevert(run, now) },
  };
}

const PROBLEMS = ["plan_changed", "nothing_to_change"] as const;
export type RunPageData = Awaited<ReturnType<typeof loadRunPage>>;

/** A run without what only the server needs. */
function shownRun(run: Run) {
  const { wish, applied_at, reverted_at, created_at: _, ...rest } = run;
  return {
    ...rest,
    wish: wish ?? {},
    applied_at: applied_at?.toISOString() ?? null,
    reverted_at: reverted_at?.toISOString() ?? null,
  };
}

/**
 * What a revert would do; for a run that is reverted already, where that is told.
 * @throws NotFound, Forbidden, Refused when the run cannot be reverted
 */
export async function loadReversalPage(door: Reading, id: string, search: URLSearchParams) {
  const { db, tenant, now } = door;
  const editable = await openBulkEdit(door);
  const run = await findRun(db, id);
  if (run.state === "reverted") return { to: bulkEditPath(tenant.slug, id) };
  if (!mayStillRevert(run, now)) throw new Refused("too_late");
  const page = pageOf(search);
  const { counts, rows } = await previewReversal(db, run, { editable, page });
  return {
    slug: tenant.slug,
    run: shownRun(run),
    counts,
    rows,
    page,
    pageSize: ROWS_PER_PAGE,
    total: counts.reversed + counts.kept + counts.impossible,
    typed: { reason: "" },
  };
}

export type ReversalPageData = Exclude<Awaited<ReturnType<typeof loadReversalPage>>, { to: string }>;

/** Reverts the run for the posted reason. @returns where to go on, or what is missing */
export async function postReversal(
  door: Door,
  id: string,
): Promise<{ to: string } | { reason: string; errors: Record<string, string> }> {
  const editable = await openBulkEdit(door);
  const reason = readReason(door.form);
  const errors = reasonError(reason);
  if (Object.keys(errors).length > 0) return { reason, errors };
  const to = bulkEditPath(door.tenant.slug, id);
  try {
    await revertRun(door, id, { reason, editable });
  } catch (error) {
    // the same form sent twice leads to what the first sending did; thrown before anything is written
    if (error instanceof Refused && error.code === "reverted_before") return { to };
    throw error;
  }
  return { to };
}
