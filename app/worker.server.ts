import type { TaskList } from "graphile-worker";
import { startJobs, stopJobs } from "./server/jobs.server.ts";
import { deleteExpiredSessions } from "./server/session.server.ts";

/** What is done outside requests, by name. A feature's task is one line here. */
const tasks: TaskList = {
  expired_sessions: () => deleteExpiredSessions(),
};

/** Starts the background work of this process. @param connectionString of the role `samverka_worker` */
export function startWorker(connectionString: string): Promise<void> {
  return startJobs(connectionString, tasks);
}

export { stopJobs as stopWorker };
