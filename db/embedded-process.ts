import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Postmaster = { pid: number; port: number; ready: boolean };

/** What the server wrote into `postmaster.pid`; undefined when there is none, or a half-written one. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is written. */
export async function shutDown(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < 30_000; waited += 20) {
      if (!isAlive(pid)) return;
      await sleep(20);
    }
  }
}

/** Whether a process with this number runs, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie (its parent has not noticed yet) answers the signal but is gone.
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Whether the process is PostgreSQL, or a launcher about to become it. */
export function isPostgres(pid: number): boolean {
  const result = spawnSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" });
  if (result.error) {
    try {
      return readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres");
    } catch {
      return true;
    }
  }
  // unshare and setpriv become postgres a moment later.
  return /postgres|unshare|setpriv/.test(result.stdout);
}

/** A TCP port on 127.0.0.1 that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}
