import type { Door } from "#app/server/tenant.server.ts";
import { findRun } from "./runs.server.ts";
import { type ImportJob, startWork } from "./work.server.ts";

/**
 * Starts carrying out the plan that the person has seen. A plan that has been made again since, or errors without the choice to
 * leave their rows out, start nothing.
 */
export async function startApplying(
  door: Door,
  runId: string,
): Promise<{ job: ImportJob } | { problem: "old_plan" | "has_errors" } | { nothing: true }> {
  const run = await findRun(door.db, runId);
  const choice = door.form.get("choice");
  door.unrecorded("the work records what it changes, with the run's id");
  if (choice === "nothing") return { nothing: true };
  if (String(run.plan_number) !== door.form.get("plan")) return { problem: "old_plan" };
  const isCorrectRowsOnly = choice === "correct_rows";
  if ((run.counts?.error ?? 0) > 0 && !isCorrectRowsOnly) return { problem: "has_errors" };
  return { job: await startWork(door, { runId, work: "applying", isCorrectRowsOnly }) };
}
