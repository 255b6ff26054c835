import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { cpuSeconds, peakMemory } from "./processes.ts";

const root = path.resolve(import.meta.dirname, "..");

/** A server under measurement, in a process of its own. */
export interface Measured {
  url: string;
  /** CPU seconds that the process (not PostgreSQL) has used so far. */
  cpuSeconds(): number;
  /** Highest memory so far, MB. */
  peakMemory(): number;
  stop(): Promise<void>;
}

/**
 * Starts a script as a server and waits until it answers. It logs as it does in use, to nowhere.
 * @param script path from the project's root
 * @param env added to our own environment
 * @throws when the process ends or does not answer within 30 s
 */
export async function startServer(
  script: string,
  { port, env }: { port: number; env: Record<string, string> },
): Promise<Measured> {
  const child = spawn(process.execPath, [path.join(root, script)], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port), NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  return {
    url,
    cpuSeconds: () => cpuSeconds(child.pid!),
    peakMemory: () => peakMemory(child.pid!),
    stop: () => stop(child),
  };
}

async function answering(url: string, child: ChildProcess) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    try {
      await fetch(`${url}/healthz`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("the server did not answer within 30 s");
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
