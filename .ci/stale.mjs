// What is out of date: judged by content, because a checkout or a copy gives every file a new time.
// Runs on Node 18, before anything is installed: no packages, no TypeScript.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const INSTALL_STAMP = join("node_modules", ".samverka-install");
const BUILD_STAMP = join("build", ".samverka-build");
const BUILD_INPUTS = [
  "app",
  "db",
  "public",
  "remix.config.js",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/**
 * @param {string} root folder of the checkout
 * @returns {boolean} true when the packages must be installed (again)
 */
export function needsInstall(root) {
  const own = join(root, INSTALL_STAMP);
  if (existsSync(own)) return readFileSync(own, "utf8") !== installFingerprint(root);
  // Installed by hand: npm's own list tells when.
  const npms = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  return !existsSync(npms) || !existsSync(lock) || statSync(npms).mtimeMs < statSync(lock).mtimeMs;
}

/** @param {string} root */
export function markInstalled(root) {
  writeFileSync(join(root, INSTALL_STAMP), installFingerprint(root));
}

/**
 * @param {string} root
 * @returns {boolean} true when there is no build, or it was made from other sources
 */
export function needsBuild(root) {
  const stamp = join(root, BUILD_STAMP);
  if (!existsSync(join(root, "build", "index.js")) || !existsSync(join(root, "public", "build"))) return true;
  return !existsSync(stamp) || readFileSync(stamp, "utf8") !== buildFingerprint(root);
}

/**
 * @param {string} root
 * @param {string} fingerprint as it was before the build began, so that an edit made meanwhile is not missed
 */
export function markBuilt(root, fingerprint) {
  writeFileSync(join(root, BUILD_STAMP), fingerprint);
}

/** @param {string} root */
export function buildFingerprint(root) {
  return fingerprint(root, BUILD_INPUTS);
}

/**
 * The lock file, and what package.json asks for: not its scripts.
 *
 * @param {string} root
 */
function installFingerprint(root) {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const asked = JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides]);
  const hash = createHash("sha256").update(asked).digest("hex");
  return `${process.platform} ${process.arch} ${hash} ${fingerprint(root, ["package-lock.json"])}`;
}

/**
 * @param {string} root
 * @param {string[]} inputs files and folders; missing ones count as such
 */
function fingerprint(root, inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of filesOf(root, input))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  if (path === join("public", "build")) return [];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(root, join(path, name)));
}
