// Everything a script needs before it runs: packages, the build, a browser. Each step does nothing when it is done.
//   node .ci/setup.mjs [build] [browser]
// Runs on Node 18, before anything is installed: no packages, no TypeScript.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.mjs";
import { buildFingerprint, markBuilt, markInstalled, needsBuild, needsInstall } from "./stale.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);
const bin = join(root, "node_modules", ".bin");

process.chdir(root);
withLock(() => {
  install();
  if (wanted.includes("build")) build();
  if (wanted.includes("browser")) browser();
});

function install() {
  if (needsInstall(root)) {
    const locked = existsSync(join(root, "package-lock.json"));
    if (!locked) say("package-lock.json saknas: installerar de nyaste versioner som package.json tillåter");
    step("Installerar paket (npm)", () => {
      // Never without development packages (NODE_ENV=production omits them): they build the application.
      const words = [
        locked ? "ci" : "install",
        "--include=dev",
        "--include=optional",
        "--no-audit",
        "--no-fund",
      ];
      if (npm(...words, "--prefer-offline", "--loglevel=error") !== 0)
        fail("npm kunde inte installera paketen, se ovan.");
    });
    markInstalled(root);
  }
  const version = spawnSync(nodeProgram(), ["--version"], { encoding: "utf8" }).stdout?.trim() ?? "";
  const [major = 0, minor = 0] = version.replace("v", "").split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 18)) {
    fail(
      `Node 24 följde inte med (paketet node-${process.platform}-${process.arch} saknas) och din egen Node är ${version}. ` +
        "Installera Node 24 och försök igen.",
    );
  }
}

/** The Node that came with the packages, else the one this script runs on. */
function nodeProgram() {
  const bundled = join(bin, "node");
  return existsSync(bundled) ? bundled : process.execPath;
}

/** @param {string[]} words */
function npm(...words) {
  const cli = process.env.npm_execpath;
  const known = cli !== undefined && basename(cli) === "npm-cli.js" && existsSync(cli);
  const [program, before] = known ? [process.execPath, [cli]] : ["npm", []];
  return spawnSync(program, [...before, ...words], { stdio: ["ignore", "inherit", "inherit"] }).status;
}

function build() {
  if (!needsBuild(root)) return;
  step("Bygger", () => {
    // esbuild has been seen to die right after an installation; the second attempt always worked.
    const output = buildOnce() ?? buildOnce();
    if (output === undefined) fail("Bygget misslyckades, se ovan.");
    if (/route path collision/i.test(output)) fail(`Två filer i app/routes har samma adress:\n${output}`);
  });
}

/** @returns {string | undefined} what the compiler said, or undefined when there is no build */
function buildOnce() {
  const fingerprint = buildFingerprint(root);
  rmSync(join(root, "build", "index.js"), { force: true });
  const cli = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const { PATH, NODE_ENV, ...environment } = process.env;
  const result = spawnSync(nodeProgram(), [cli, "build"], {
    env: { ...environment, NODE_ENV: "production", PATH: `${bin}:${PATH}` },
    encoding: "utf8",
  });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  if (result.status === 0 && existsSync(join(root, "build", "index.js"))) {
    markBuilt(root, fingerprint);
    return output;
  }
  process.stderr.write(output);
  return undefined;
}

function browser() {
  if (findBrowser(root)) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    step("Installerar Chromium (apt-get)", () => {
      const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
      spawnSync("apt-get", ["update"], /** @type {any} */ (options));
      spawnSync(
        "apt-get",
        ["install", "-y", "--no-install-recommends", "chromium"],
        /** @type {any} */ (options),
      );
    });
    if (findBrowser(root)) return;
  }
  step("Hämtar Chromium (playwright)", () => {
    const cli = join(root, "node_modules", "playwright", "cli.js");
    spawnSync(nodeProgram(), [cli, "install", "chromium"], { stdio: "ignore", timeout: 300_000 });
  });
  if (findBrowser(root)) return;
  // The other tests are still worth running; the end-to-end step then fails and says the same.
  say("Ingen webbläsare för end-to-end-testerna. Installera Chromium, eller ange CHROMIUM_PATH.");
}

/**
 * One set-up at a time per checkout: `npm start` and `npm test` may be started together.
 *
 * @param {() => void} work
 */
function withLock(work) {
  const folder = join(root, ".cache");
  const lock = join(folder, "setup.lock");
  mkdirSync(folder, { recursive: true });
  for (let told = false; !take(lock); told = true) {
    if (!told) say("Väntar på en annan installation i samma mapp …");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  }
  process.on("exit", () => rmSync(lock, { force: true }));
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
    process.on(signal, () => process.exit(130));
  work();
}

/**
 * @param {string} lock
 * @returns {boolean} true when this process now has the lock
 */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    const holder = Number(readFileSync(lock, "utf8"));
    // The number of a dead holder may belong to somebody else by now: no set-up takes half an hour.
    if (age > 1_800_000 || (holder === 0 && age > 10_000)) rmSync(lock, { force: true });
    else if (holder > 0) process.kill(holder, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") rmSync(lock, { force: true });
  }
  return false;
}

/**
 * @param {string} title
 * @param {() => void} work
 */
function step(title, work) {
  const began = Date.now();
  say(`${title} …`);
  work();
  say(`${title}: klart på ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`[samverka] ${line}\n`);
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail(reason) {
  process.stderr.write(`[samverka] ${reason}\n`);
  process.exit(1);
}
