import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const START_LIMIT_MS = 120_000;

export interface RunningServer {
  /** Address without a slash at the end. */
  url: string;
  process: ChildProcess;
  /** Everything it has written so far, for messages of failed tests. */
  output(): string;
  /** Asks it to stop and waits. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Folder of the throw-away cluster of this run, made by the global set-up. */
export function dataFolder(): string {
  const folder = process.env.E2E_DATA;
  if (!folder) throw new Error("the global set-up has not run");
  return folder;
}

/**
 * Starts the built server, as `npm start` would, on a free port.
 *
 * @param options.database name of its database in the cluster of this run; made and seeded when missing
 * @param options.env settings beyond the usual
 */
export async function startServer(options: {
  database: string;
  env?: Record<string, string>;
}): Promise<RunningServer> {
  const port = await freePort();
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [join(ROOT, "server.ts")], {
    cwd: ROOT,
    // Nothing else of the caller's environment: a DATABASE_URL there is not meant for tests.
    env: {
      PATH,
      HOME,
      TMPDIR,
      NODE_ENV: "production",
      PORT: String(port),
      DEMO: "1",
      LOG_LEVEL: "warn",
      SAMVERKA_DATA: dataFolder(),
      SAMVERKA_DATABASE: options.database,
      SAMVERKA_DURABLE: "no",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = new Promise<void>((done, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("Samverka är igång")) done();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}:\n${output}`)));
    setTimeout(() => fail(new Error(`the server did not start:\n${output}`)), START_LIMIT_MS).unref();
  });
  const ended = once(child, "exit");
  await ready;
  return {
    url: `http://localhost:${port}`,
    process: child,
    output: () => output,
    async stop() {
      child.kill("SIGTERM");
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Copies the seeded demo. @returns the name of the new database */
export async function copyDemo(name: string): Promise<string> {
  const client = await connectTo("postgres");
  try {
    // The template may have no other visitor while it is copied.
    await client.query("select pg_advisory_lock(4712)");
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name} template demo_template`);
  } finally {
    await client.end();
  }
  return name;
}

/** A superuser connection to a database of this run, to prepare what no screen can or to look behind the screens. */
export async function connectTo(database: string): Promise<pg.Client> {
  const cluster = join(dataFolder(), "cluster");
  const password = readFileSync(join(cluster, "superuser.password"), "utf8").trim();
  const port = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[3];
  const client = new pg.Client({
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
  });
  await client.connect();
  return client;
}

function freePort(): Promise<number> {
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
