/** What processes have used, from /proc; everything is 0 on systems without it. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";

function stat(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
  } catch {
    return undefined; // ended meanwhile
  }
}

/** CPU time of a process and its threads so far, user and system, in seconds. */
export function cpuSeconds(pid: number): number {
  const fields = stat(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / 100 : 0;
}

/** The process and everything it has started, directly or not. */
export function family(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of safely(() => readdirSync("/proc")) ?? []) {
    const fields = /^\d+$/.test(name) ? stat(Number(name)) : undefined;
    if (fields) parents.set(Number(name), Number(fields[1]));
  }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

/** Peak resident memory of a process so far in MB; 0 when it is gone. */
export function peakMemory(pid: number): number {
  return megabytes(pid, /VmHWM:\s+(\d+) kB/);
}

/** Memory of a process now in MB, with its part of the pages that it shares with others (Pss), so that several can be added; 0 when it is gone. */
export function memory(pid: number): number {
  return megabytes(pid, /^Pss:\s+(\d+) kB/m, "smaps_rollup");
}

function megabytes(pid: number, line: RegExp, file: "status" | "smaps_rollup" = "status"): number {
  const text = safely(() => readFileSync(`/proc/${pid}/${file}`, "utf8")) ?? "";
  return Math.round(Number(line.exec(text)?.[1] ?? 0) / 1024);
}

/**
 * CPU time of a PostgreSQL server: of the connections that are open and, through the postmaster, of those that have ended.
 * @param postmaster process id, first line of postmaster.pid
 */
export function databaseCpuSeconds(postmaster: number): number {
  const fields = stat(postmaster);
  const ended = fields ? (Number(fields[13]) + Number(fields[14])) / 100 : 0;
  return family(postmaster).reduce((sum, pid) => sum + cpuSeconds(pid), ended);
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A TCP port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
