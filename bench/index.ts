/**
 * npm run bench            10,000, 100,000 and 1,000,000 systems
 * npm run bench -- --quick 10,000 and 100,000, in under three minutes
 * npm run bench -- --sizes=10000,1000000
 * npm run bench -- --only=list,bulk      pages whose name has one of the words; import and bulk stand for what is no page
 * npm run bench -- --only=list --plans   keeps the plans of the chosen pages too, as a full run does for all
 *
 * Measures the built application and a floor server (floor.ts) alternately in one run, so that the ratios hold on any machine.
 * Prints a table and, as the last line, one JSON object. What the figures mean is in README.md.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "../db/embedded.ts";
import { migrate } from "../db/migrate.ts";
import { roleUrl } from "../db/secret.ts";
import { measureBulkEdit } from "./bulk-edit.ts";
import type { Captured } from "./capture.ts";
import { dataSet, fill } from "./data.ts";
import { keepPlans } from "./explain.ts";
import { measureImportLoad } from "./import-load.ts";
import { measureImports } from "./imports.ts";
import { type Load, type Reading, read, round, warm } from "./measure.ts";
import { databaseCpuSeconds, freePort } from "./processes.ts";
import { middle, type PageResult, type Results, report, tableHead, tableLine } from "./report.ts";
import { type Scenario, SETTLEMENT_PAGE, scenarios } from "./scenarios.ts";
import { type Measured, startServer } from "./server-process.ts";
import { measureSettlement } from "./settlements.ts";

const SECRET = "benchmark-secret-benchmark-secret-0123456789";
const isQuick = process.argv.includes("--quick");
const chosen = process.argv.find((word) => word.startsWith("--sizes="))?.slice("--sizes=".length);
const only = process.argv
  .find((word) => word.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const keepsPlans = process.argv.includes("--plans") || (!isQuick && !only);
const hasExtra = !isQuick || only !== undefined;
const isWanted = (name: string) => !only || only.some((word) => name.includes(word));
const usual = isQuick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
const sizes = chosen ? chosen.split(",").map(Number) : usual;
const ROUNDS = isQuick ? 1 : 3;
const SECONDS = isQuick ? 0.8 : 1.5;
/** Asked for before measuring: code compiled, and each connection of the pools with its statements prepared. */
const WARM_REQUESTS = isQuick ? 64 : 160;
const CONNECTIONS = [1, 16];
/** Imports and bulk edits are measured in the set of this size. */
const IMPORTED_INTO = 100_000;
const BULK_ROWS = 5_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const results: Results = { sizes, pages: [], imports: [] };
say(tableHead);
for (const usages of sizes) await measureSize(usages);
report(results, say);

async function measureSize(usages: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "samverka-bench-"));
  const embedded = await startEmbedded({ dataDir: folder, durable: true });
  const { adminUrl } = embedded;
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  try {
    await migrate({ adminUrl, secret: SECRET });
    const began = Date.now();
    const set = dataSet(usages);
    await fill(adminUrl, { ...set, hasContracts: set.hasContracts && hasExtra });
    say(`${usages} systems filled in ${round((Date.now() - began) / 1000, 1)} s`);
    const env = environment(adminUrl);
    const pages = (await scenarios(admin, { hasExtra })).filter(
      (page, index) => index === 0 || isWanted(page.name),
    );
    const captured = capture(pages, folder, env);
    const postmaster = Number(
      readFileSync(path.join(folder, "cluster", "postmaster.pid"), "utf8").split("\n")[0],
    );
    await measurePages(usages, captured, {
      env: { ...env, CAPTURED: path.join(folder, "captured.json") },
      postmaster,
    });
    if (usages === IMPORTED_INTO && isWanted("bulk"))
      results.bulkEdit = await measureAlone(env, captured[0]!.scenario, (server, page) =>
        measureBulkEdit(admin, server, { page, rows: BULK_ROWS }),
      );
    const settlement = pages.find((page) => page.name === SETTLEMENT_PAGE);
    if (settlement && usages === sizes[0])
      results.settlement = await measureAlone(env, settlement, (server, page) =>
        measureSettlement(admin, server, page),
      );
    if (usages === IMPORTED_INTO && isWanted("import")) {
      results.imports = await measureImports(admin, { folder, env, sizes: [10_000, 100_000] });
      if (!isQuick)
        results.importLoad = await measureAlone(env, captured[0]!.scenario, (server, page) =>
          measureImportLoad(admin, server, { folder, page, rows: 100_000 }),
        );
    }
    if (keepsPlans && usages === sizes.at(-1))
      await keepPlans(
        admin,
        captured.map((one) => one.captured),
        usages,
      );
  } finally {
    await admin.end();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The settings of an installation with its own PostgreSQL: no demo data, cookies over http. */
function environment(adminUrl: string): Record<string, string> {
  return {
    DATABASE_URL: adminUrl,
    SAMVERKA_SECRET: SECRET,
    DATABASE_APP_URL: roleUrl(adminUrl, "samverka_app", SECRET),
    DATABASE_AUTH_URL: roleUrl(adminUrl, "samverka_auth", SECRET),
    DATABASE_WORKER_URL: roleUrl(adminUrl, "samverka_worker", SECRET),
    PUBLIC_URL: "http://127.0.0.1",
    SECURE_COOKIES: "0",
  };
}

type Page = { scenario: Scenario; captured: Captured };

function capture(pages: Scenario[], folder: string, env: Record<string, string>): Page[] {
  const [readFrom, writeTo] = [path.join(folder, "scenarios.json"), path.join(folder, "captured.json")];
  writeFileSync(readFrom, JSON.stringify(pages));
  const done = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, "capture.ts"), readFrom, writeTo],
    {
      cwd: path.resolve(import.meta.dirname, ".."),
      env: { ...process.env, ...env, NODE_ENV: "production", LOG_LEVEL: "error" },
      stdio: "inherit",
    },
  );
  if (done.status !== 0) throw new Error("the statements could not be captured");
  const captured: Captured[] = JSON.parse(readFileSync(writeTo, "utf8"));
  return captured.map((one, index) => ({ captured: one, scenario: pages[index]! }));
}

async function measurePages(
  usages: number,
  list: Page[],
  { env, postmaster }: { env: Record<string, string>; postmaster: number },
) {
  const app = await startServer("server.ts", { port: await freePort(), env });
  const floor = await startServer("bench/floor.ts", { port: await freePort(), env });
  const load = (connections: number, seconds = SECONDS): Load => ({
    connections,
    seconds,
    databaseCpu: () => databaseCpuSeconds(postmaster),
  });
  try {
    for (const { scenario, captured } of list) {
      const result: PageResult = {
        usages,
        scenario: scenario.name,
        bytes: captured.bytes,
        app: {},
        floor: {},
      };
      for (const server of [app, floor]) await warm(server, scenario, WARM_REQUESTS);
      for (const connections of CONNECTIONS) {
        const rounds: { app: Reading; floor: Reading }[] = [];
        for (let round = 0; round < ROUNDS; round += 1)
          rounds.push({
            app: await read(app, scenario, load(connections)),
            floor: await read(floor, scenario, load(connections)),
          });
        result.app[connections] = middle(rounds.map((one) => one.app));
        result.floor[connections] = middle(rounds.map((one) => one.floor));
      }
      results.pages.push(result);
      say(tableLine(result));
    }
  } finally {
    await floor.stop();
    await app.stop();
  }
}

/** Measures something on a server of its own that has answered the page before. */
async function measureAlone<Result>(
  env: Record<string, string>,
  page: Scenario,
  measure: (server: Measured, page: Scenario) => Promise<Result>,
): Promise<Result> {
  const server = await startServer("server.ts", { port: await freePort(), env });
  try {
    await warm(server, page, WARM_REQUESTS);
    return await measure(server, page);
  } finally {
    await server.stop();
  }
}
