/**
 * Every check of the project in one run, with one count at the end.
 *   node .ci/check.ts all     types, lint, tests, bundle, end to end
 *   node .ci/check.ts quick   types, lint, tests
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(import.meta.dirname, "..");
const reports = join(root, ".cache");
const STEP_LIMIT_MS = 15 * 60_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const steps: Record<string, () => Count> = {
  types: () => oneCheck("typescript/bin/tsc", ["--noEmit"]),
  lint: () => oneCheck("@biomejs/biome/bin/biome", ["check", "."]),
  tests,
  bundle,
  "end to end": endToEnd,
};
const quick = ["types", "lint", "tests"];

const mode = process.argv[2] ?? "all";
if (mode !== "all" && mode !== "quick") {
  say("usage: check.ts all | quick");
  process.exit(2);
}
process.chdir(root);
mkdirSync(reports, { recursive: true });
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const [name, run] of Object.entries(steps)) {
  if (mode === "quick" && !quick.includes(name)) continue;
  say(`\n── ${name} ──`);
  const began = Date.now();
  const count = run();
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  lines.push(`${name.padEnd(12)}${seconds} s  ${words(count)}`);
}
say(`\n${lines.join("\n")}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
say(words(total));

function words({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Runs a program of node_modules with the Node this script runs on. @returns true when it ended well */
function runProgram(program: string, parameters: string[]): boolean {
  const { status, error } = spawnSync(process.execPath, [join("node_modules", program), ...parameters], {
    stdio: ["ignore", "inherit", "inherit"],
    env: cleanEnvironment(),
    timeout: STEP_LIMIT_MS,
  });
  if (error) say(`${program}: ${error.message}`);
  return status === 0;
}

/** What is set for a running installation on this machine must not reach the tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(?:DATABASE_.*|SAMVERKA_.*|FILES_.*|MAX_FILE_MB|SMTP_URL|MAIL_FROM|PUBLIC_URL|PORT|HOST|DEMO|TRUST_PROXY|LOG_LEVEL|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function oneCheck(program: string, parameters: string[]): Count {
  return asCount(runProgram(program, parameters));
}

function asCount(isFine: boolean): Count {
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function tests(): Count {
  const file = join(reports, "vitest.json");
  rmSync(file, { force: true });
  const parameters = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const isFine = runProgram("vitest/vitest.mjs", parameters);
  const report = readReport<VitestReport>(file);
  if (!report) return asCount(false);
  const unread = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return complete(isFine, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

function endToEnd(): Count {
  if (!findBrowser(root)) {
    say("Ingen webbläsare: installera Chromium, eller ange CHROMIUM_PATH.");
    return asCount(false);
  }
  const file = join(reports, "playwright.json");
  rmSync(file, { force: true });
  const isFine = runProgram("playwright/cli.js", ["test"]);
  const report = readReport<PlaywrightReport>(file);
  if (!report) return asCount(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return complete(isFine, { passed: expected, failed: unexpected + flaky, skipped });
}

/** A run that ended badly without a failed test (an error outside all tests) must not look green. */
function complete(isFine: boolean, count: Count): Count {
  return !isFine && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** No query and no server-only package may have reached the browser's files. */
function bundle(): Count {
  const folder = join(root, "public", "build");
  const forbidden = /selectFrom|insertInto|set_config|node:crypto|pg-protocol|samverka_app/;
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) => {
      const match = forbidden.exec(readFileSync(join(folder, name), "utf8"));
      return match ? [`public/build/${name} contains ${match[0]}`] : [];
    });
  for (const line of found) say(line);
  return asCount(found.length === 0);
}
