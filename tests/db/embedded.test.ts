import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "#db/embedded.ts";

let dataDir: string;
let running: Embedded[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "samverka-pg-"));
  running = [];
});
afterEach(async () => {
  for (const embedded of running) await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, durable: false });
  running.push(embedded);
  return embedded;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

const postmasterPid = () =>
  Number(readFileSync(join(dataDir, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
const isRunning = (pid: number) => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

describe("embedded PostgreSQL", () => {
  test("has what the schema needs, and keeps its rows over a restart", async () => {
    const first = await start();
    expect(await ask(first.adminUrl, "select current_database()")).toBe("samverka");
    expect(
      await ask(
        first.adminUrl,
        "select array_agg(w order by w collate \"sv-x-icu\")::text from unnest('{ö,ä,a,å,z}'::text[]) w",
      ),
    ).toBe("{a,z,å,ä,ö}");
    await ask(first.adminUrl, "create extension pg_trgm");
    await ask(first.adminUrl, "create extension unaccent");
    await ask(first.adminUrl, "create table kept as select 42 as n");
    const pid = postmasterPid();
    await first.stop();
    expect(isRunning(pid)).toBe(false);
    expect(await ask((await start()).adminUrl, "select n from kept")).toBe(42);
  });

  test("lets nobody in without the password, and only its owner reads it", async () => {
    const url = new URL((await start()).adminUrl);
    url.password = "guess";
    await expect(ask(url.toString(), "select 1")).rejects.toThrow(/password/);
    expect(statSync(join(dataDir, "cluster", "superuser.password")).mode & 0o077).toBe(0);
  });

  test("two starters at once share one cluster, and the last one out stops it", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(two?.adminUrl).toBe(one?.adminUrl);
    const pid = postmasterPid();
    await one?.stop();
    expect(await ask(two!.adminUrl, "select 1")).toBe(1);
    await two?.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test("a server left behind by a killed process is joined, and stopped when leaving", async () => {
    const script = `import { startEmbedded } from ${JSON.stringify(new URL("../../db/embedded.ts", import.meta.url).href)};
      await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
      process.kill(process.pid, "SIGKILL");`;
    const killed = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
    await once(killed, "exit");
    const pid = postmasterPid();
    expect(isRunning(pid)).toBe(true);
    const joined = await start();
    expect(postmasterPid()).toBe(pid);
    await joined.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test("a pid file whose number now belongs to another program does not stop the start", async () => {
    await (await start()).stop();
    const lines = [process.pid, join(dataDir, "cluster"), 1, 1, "", "127.0.0.1", "", "ready   "];
    writeFileSync(join(dataDir, "cluster", "postmaster.pid"), `${lines.join("\n")}\n`);
    expect(await ask((await start()).adminUrl, "select 1")).toBe(1);
  });
});
