import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import { log } from "./log.server.ts";

let runner: Runner | undefined;

/**
 * Starts the job queue of this process; several processes share the work.
 *
 * @param connectionString of the role `samverka_worker`
 * @param tasks by name; each must be safe to run twice, for a process can die between doing and saying so
 */
export async function startJobs(connectionString: string, tasks: TaskList): Promise<void> {
  runner = await run({
    connectionString,
    taskList: tasks,
    concurrency: 2,
    maxPoolSize: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    crontab:
      "*/30 * * * * expired_sessions ?fill=1h\n17 3 * * * stale_imports ?fill=1d\n30 4 * * * confirmation_rounds ?fill=1d\n15 4 * * * reminders ?fill=1d\n45 2 * * * check_links ?fill=1d\n50 3 * * * orphaned_files ?fill=1d\n45 4 * * * interest_checks ?fill=1d\n50 4 * * * renewals ?fill=1d\n20 2 * * * contract_dates ?fill=1d\n20 4 * * * licence_loans ?fill=1d\n25 4 * * * settlements ?fill=1d\n",
    logger: jobLogger(),
  });
}

/** Lets running jobs finish and stops taking new ones. */
export async function stopJobs(): Promise<void> {
  const running = runner;
  runner = undefined;
  await running?.stop();
}

/** graphile-worker's messages name tasks and job ids, never payloads. */
function jobLogger() {
  return new Logger(() => (level, message) => {
    if (level === "error") log().error({ jobs: message });
    else if (level === "warning") log().warn({ jobs: message });
  });
}
