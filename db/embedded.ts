/**
 * A real PostgreSQL beside the application, for a machine that has none: made with initdb the first time, started
 * when it is not running, shared by every process that uses the same folder, stopped by the last of them.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { chooseLauncher, giveTo, type Launcher, nativeFolder } from "./embedded-binaries.ts";
import { freePort, isAlive, isPostgres, readPostmaster, shutDown } from "./embedded-process.ts";

export type EmbeddedOptions = {
  /** Folder of the cluster; made when missing. */
  dataDir: string;
  /** false gives up crash safety for speed: for tests and measurements with throw-away data only. */
  durable: boolean;
  /** Database that `adminUrl` leads to, made when missing; `samverka` unless told. */
  database?: string;
  log?: (line: string) => void;
};

export type Embedded = {
  /** URL of the database as superuser, over TCP on 127.0.0.1. */
  adminUrl: string;
  port: number;
  /** Leaves the server; the last process that leaves stops it. */
  stop(): Promise<void>;
};

/** Advisory lock in the database `postgres`, held shared by every process that uses the cluster. */
const USER_LOCK = 7_268_211;
const START_LIMIT_MS = 60_000;

/** Starts or joins the PostgreSQL cluster in `dataDir` and makes sure that the database exists. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? (() => {});
  const database = options.database ?? "samverka";
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(database)) throw new Error(`${database} is no name for a database`);
  const native = nativeFolder();
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const cluster = join(dataDir, "cluster");
  const owner = statSync(existsSync(cluster) ? cluster : dataDir).uid;
  const launcher = chooseLauncher(native, dataDir, owner);
  giveTo(launcher, dataDir);
  if (!existsSync(cluster)) createCluster(native, launcher, dataDir, log);
  if (owner !== launcher.owner && launcher.owner !== 0) giveTree(cluster, launcher);

  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      const port =
        (await runningPort(cluster)) ?? (await startServer(native, launcher, dataDir, options.durable));
      const keeper = await keepAlive(cluster, port);
      await ensureDatabase(cluster, port, database);
      return {
        adminUrl: url(cluster, port, database),
        port,
        stop: () => leave(cluster, port, keeper),
      };
    } catch (error) {
      // A server that another process is just stopping, a port that was taken meanwhile: try again from the top.
      if (Date.now() > deadline || error instanceof FatalStart) throw error;
      await sleep(100);
    }
  }
}

class FatalStart extends Error {}

/** Makes the cluster aside and moves it into place, so that two starters at once end up with one whole cluster. */
function createCluster(
  native: string,
  launcher: Launcher,
  dataDir: string,
  log: (line: string) => void,
): void {
  removeAbandoned(dataDir);
  log("Skapar databasen (PostgreSQL) …");
  const aside = join(dataDir, `new-${process.pid}`);
  const passwordFile = join(dataDir, `password-${process.pid}`);
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  giveTo(launcher, aside, passwordFile);
  try {
    initdb(native, launcher, aside, passwordFile);
    renameSync(passwordFile, join(aside, "superuser.password"));
    renameSync(aside, join(dataDir, "cluster"));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

function initdb(native: string, launcher: Launcher, folder: string, passwordFile: string): void {
  // macOS has no C.UTF-8 before version 15.
  const locales = process.platform === "darwin" ? ["C.UTF-8", "en_US.UTF-8"] : ["C.UTF-8", "C"];
  let output = "";
  for (const locale of locales) {
    const words = [
      ...launcher.prefix,
      join(native, "bin", "initdb"),
      ...["-D", folder, "-U", "postgres", "-E", "UTF8", `--locale=${locale}`, `--pwfile=${passwordFile}`],
      "--auth=scram-sha-256",
    ];
    const result = spawnSync(words[0]!, words.slice(1), {
      uid: launcher.uid,
      gid: launcher.gid,
      env: environment(),
      encoding: "utf8",
    });
    if (result.status === 0) return;
    output = `${result.error ?? ""}${result.stdout ?? ""}${result.stderr ?? ""}`;
  }
  throw new FatalStart(`initdb failed in ${folder}:\n${output}`);
}

/** Removes what a starter that was killed left half made. */
function removeAbandoned(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^(?:new|password)-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** Port of the server that already runs on the cluster, waiting for one that is starting; undefined: none runs. */
async function runningPort(cluster: string): Promise<number | undefined> {
  for (let waited = 0; waited < START_LIMIT_MS; waited += 20) {
    const postmaster = readPostmaster(cluster);
    if (!postmaster || !isAlive(postmaster.pid)) return undefined;
    if (postmaster.ready && (await answers(cluster, postmaster.port))) return postmaster.port;
    if (!isPostgres(postmaster.pid)) {
      // After a restart of the machine the number may belong to anybody; PostgreSQL itself would refuse to start.
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return undefined;
    }
    await sleep(20);
  }
  throw new FatalStart(`The PostgreSQL server in ${cluster} does not answer; see postgres.log beside it.`);
}

async function answers(cluster: string, port: number): Promise<boolean> {
  try {
    const client = await connect(cluster, port, "postgres");
    const { rows } = await client.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    );
    await client.end();
    return rows[0]?.folder === cluster;
  } catch {
    return false;
  }
}

async function startServer(
  native: string,
  launcher: Launcher,
  dataDir: string,
  durable: boolean,
): Promise<number> {
  const cluster = join(dataDir, "cluster");
  const port = await freePort();
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "256MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_statement: "none",
    ...(durable
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum_naptime: "10min" }),
  };
  const words = [...launcher.prefix, join(native, "bin", "postgres"), "-D", cluster];
  for (const [name, value] of Object.entries(settings)) words.push("-c", `${name}=${value}`);

  const logFile = join(dataDir, "postgres.log");
  const before = existsSync(logFile) ? statSync(logFile).size : 0;
  // Starting over beyond 10 MB keeps the log from growing for ever.
  const output = openSync(logFile, before > 10_000_000 ? "w" : "a", 0o600);
  giveTo(launcher, logFile);
  // Its own session: Ctrl-C must reach the application first, which then stops the server itself.
  const child = spawn(words[0]!, words.slice(1), {
    uid: launcher.uid,
    gid: launcher.gid,
    env: environment(),
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  child.unref();
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  for (let waited = 0; waited < START_LIMIT_MS; waited += 10) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.ready && postmaster.pid === child.pid) return postmaster.port;
    if (ended) {
      if (postmaster && isAlive(postmaster.pid)) throw new Error("another process started the server first");
      const said = readFileSync(logFile, "utf8")
        .slice(before > 10_000_000 ? 0 : before)
        .trim();
      if (/Address already in use|pre-existing shared memory|lock file/.test(said)) throw new Error(said);
      throw new FatalStart(`PostgreSQL did not start (${launcher.name}):\n${said}`);
    }
    await sleep(10);
  }
  throw new FatalStart(`PostgreSQL was not ready after ${START_LIMIT_MS / 1000} s; see ${logFile}`);
}

/** One connection per process that says "I use this server"; opened anew when the server drops it. */
type Keeper = { close(): Promise<void> };

async function keepAlive(cluster: string, port: number): Promise<Keeper> {
  let closed = false;
  let client = await hold();
  async function hold(): Promise<pg.Client> {
    const held = await connect(cluster, port, "postgres");
    held.on("error", () => {
      if (!closed) void again();
    });
    await held.query("select pg_advisory_lock_shared($1)", [USER_LOCK]);
    return held;
  }
  async function again(): Promise<void> {
    while (!closed) {
      try {
        client = await hold();
        return;
      } catch {
        await sleep(1000, undefined, { ref: false });
      }
    }
  }
  return {
    async close() {
      closed = true;
      await client.end().catch(() => {});
    },
  };
}

async function leave(cluster: string, port: number, keeper: Keeper): Promise<void> {
  await keeper.close();
  const postmaster = readPostmaster(cluster);
  if (postmaster?.port !== port) return;
  let client: pg.Client;
  try {
    client = await connect(cluster, port, "postgres");
  } catch {
    return; // Another process is stopping it at this moment.
  }
  client.on("error", () => {});
  const { rows } = await client.query<{ alone: boolean }>("select pg_try_advisory_lock($1) as alone", [
    USER_LOCK,
  ]);
  // Held until the server is down: a process that arrives now waits for the lock, loses the connection and starts anew.
  if (rows[0]?.alone) await shutDown(postmaster.pid);
  await client.end().catch(() => {});
}

async function ensureDatabase(cluster: string, port: number, database: string): Promise<void> {
  const client = await connect(cluster, port, "postgres");
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== "42P04" && code !== "23505") throw error; // Made by another process between the two statements.
  } finally {
    await client.end();
  }
}

async function connect(cluster: string, port: number, database: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url(cluster, port, database),
    application_name: "samverka-keeper",
  });
  await client.connect();
  return client;
}

function url(cluster: string, port: number, database: string): string {
  const password = readFileSync(join(cluster, "superuser.password"), "utf8").trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

function environment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

function giveTree(folder: string, launcher: Launcher): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chownSync(join(entry.parentPath, entry.name), launcher.owner, launcher.gid ?? launcher.owner);
  }
  chownSync(folder, launcher.owner, launcher.gid ?? launcher.owner);
}
