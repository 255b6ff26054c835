/**
 * npm run screenshots: takes the pictures in docs/screenshots/ anew, from the demo, at 1280 and 390 px.
 * Not a test: somebody has to look at them.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, chromium } from "playwright";
import { startEmbedded } from "../../db/embedded.ts";
import playwright from "../../playwright.config.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { signInAs } from "./support/test.ts";

interface Picture {
  name: string;
  as: string | null;
  path: string;
  /** A link to follow first, by its words: for pages whose address has an id. */
  follow?: string;
}

const anna = "anna.lindqvist@borgholm.demo.invalid";
const henrik = "henrik.sandstrom@lulea.demo.invalid";
const pictures: Picture[] = [
  { name: "login", as: null, path: "/login" },
  { name: "start", as: anna, path: "/borgholm" },
  { name: "systems", as: anna, path: "/borgholm/systems" },
  { name: "systems-shared", as: anna, path: "/borgholm/systems?scope=shared" },
  { name: "system", as: anna, path: "/borgholm/systems?q=treserva", follow: "Treserva" },
  { name: "system-new", as: anna, path: "/borgholm/systems/new" },
  { name: "imports", as: anna, path: "/borgholm/imports" },
  { name: "products", as: anna, path: "/borgholm/products" },
  { name: "product", as: anna, path: "/borgholm/products?q=treserva", follow: "Treserva" },
  { name: "sharing", as: anna, path: "/borgholm/sharing" },
  { name: "receipt", as: anna, path: "/borgholm/receipt" },
  { name: "view-as", as: anna, path: "/borgholm~morbylanga/systems" },
  { name: "overlap", as: anna, path: "/borgholm/overlap" },
  { name: "overlap-norrbotten", as: henrik, path: "/lulea/overlap" },
  { name: "cooperations", as: henrik, path: "/lulea/cooperations" },
  { name: "members", as: anna, path: "/borgholm/members" },
  { name: "history", as: anna, path: "/borgholm/history" },
];

const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
const database = "screenshots";

const dataDir = mkdtempSync(path.join(tmpdir(), "samverka-screenshots-"));
process.env.E2E_DATA = dataDir;
const embedded = await startEmbedded({ dataDir, durable: false });
const server = await startServer({ database });
const browser = await chromium.launch(playwright.use?.launchOptions);
try {
  mkdirSync(folder, { recursive: true });
  for (const size of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ])
    for (const picture of pictures) await take(picture, size, server);
} finally {
  await browser.close();
  await server.stop();
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function take(picture: Picture, viewport: { width: number; height: number }, { url }: RunningServer) {
  const context: BrowserContext = await browser.newContext({ viewport, locale: "sv-SE" });
  if (picture.as) await signInAs(context, { url, database }, picture.as);
  const page = await context.newPage();
  await page.goto(url + picture.path);
  if (picture.follow) {
    await page.getByRole("table").getByRole("link", { name: picture.follow, exact: true }).first().click();
    await page.waitForURL((at) => !at.pathname.endsWith("systems") && !at.pathname.endsWith("products"));
  }
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: path.join(folder, `${picture.name}-${viewport.width}.png`) });
  process.stdout.write(`${picture.name} ${viewport.width}\n`);
  await context.close();
}
