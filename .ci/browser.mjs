// Runs on Node 18, before anything is installed.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The Chromium for end-to-end tests: CHROMIUM_PATH, one of the system, or the one Playwright downloaded.
 *
 * @param {string} root folder of the checkout
 * @returns {string | undefined} path of the program
 */
export function findBrowser(root) {
  const own = process.env.CHROMIUM_PATH;
  const found = [...(own ? [own] : []), ...SYSTEM_BROWSERS].find((path) => existsSync(path));
  if (found) return found;
  try {
    const path = createRequire(join(root, "package.json"))("playwright").chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // Playwright is not installed yet.
  }
}
