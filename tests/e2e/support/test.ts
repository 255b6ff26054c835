import { createHash, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { type BrowserContext, test as base, expect, type Page } from "playwright/test";
import { connectTo, copyDemo, type RunningServer, startServer } from "./server.ts";

interface WorkerFixtures {
  /** The server of this worker, on its own copy of the demo. */
  server: RunningServer & { database: string };
}

interface TestFixtures {
  /** Signs the browser in without the form. @param email of a demo account */
  signIn: (email: string) => Promise<void>;
  /** Starts further servers, and ends them after the test whatever happened. */
  launch: typeof startServer;
  /** Fails a test whose pages wrote an error to the console or threw one. */
  quietConsole: undefined;
}

/** Playwright's `test` on a server of our own: `page.goto("/…")` leads to it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from the pattern
    async ({}, use, info) => {
      const database = await copyDemo(`demo_${info.workerIndex}`);
      const server = await startServer({ database });
      await use({ ...server, database });
      const code = await server.stop();
      expect(code, server.output()).toBe(0);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  page: async ({ page }, use) => {
    waitForPages(page);
    await use(page);
  },
  signIn: async ({ server, context }, use) => {
    await use((email) => signInAs(context, server, email));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from the pattern
  launch: async ({}, use) => {
    const started: RunningServer[] = [];
    await use(async (options) => {
      const server = await startServer(options);
      started.push(server);
      return server;
    });
    for (const server of started) server.process.kill("SIGKILL");
  },
  quietConsole: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on("console", (message) => {
        // A page that answers 404 or 422 on purpose is announced by the browser itself.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
          errors.push(message.text());
        }
      });
      context.on("weberror", (error) => errors.push(String(error.error())));
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const patched = new WeakSet<object>();

/**
 * What is clicked or pressed may lead to another page, and a page asked for without reload comes a moment later: until then the
 * old one answers, and a field both pages have would be filled on the one that is leaving. So clicks and keys wait for it.
 */
function waitForPages(page: Page): void {
  const locator = Object.getPrototypeOf(page.locator("html"));
  const keyboard = Object.getPrototypeOf(page.keyboard);
  if (patched.has(locator)) return;
  patched.add(locator);
  for (const name of ["click", "press", "check", "selectOption"]) {
    const original = locator[name];
    locator[name] = async function (this: { page(): Page }, ...parameters: unknown[]) {
      const result = await original.apply(this, parameters);
      await arrived(this.page());
      return result;
    };
  }
  // errors show a moment before the form's own data has come anew, which would take back what is filled in between
  const fill = locator.fill;
  locator.fill = async function (this: { page(): Page }, ...parameters: unknown[]) {
    await arrived(this.page());
    return fill.apply(this, parameters);
  };
  const press = keyboard.press;
  keyboard.press = async function (this: { _page: Page }, ...parameters: unknown[]) {
    const result = await press.apply(this, parameters);
    await arrived(this._page);
    return result;
  };
}

/** Resolves when no page is on its way. A page closed or replaced meanwhile is nobody's to wait for. */
async function arrived(page: Page): Promise<void> {
  const isThere = () => document.querySelector(".loading-bar") === null;
  await page.waitForFunction(isThere, undefined, { timeout: 10_000 }).catch(() => undefined);
}

/** A session row and its cookie, as signing in with password and second factor leaves them. */
export async function signInAs(
  context: BrowserContext,
  server: { url: string; database: string },
  email: string,
): Promise<void> {
  const token = randomBytes(32).toString("base64url");
  const client = await connectTo(server.database);
  try {
    const { rowCount } = await client.query(
      `insert into session (id, account_id, expires_at, absolute_expires_at, second_factor_at)
       select $1, id, now() + interval '1 hour', now() + interval '1 hour', now() from account where email = $2`,
      [createHash("sha256").update(token).digest("hex"), email],
    );
    if (rowCount !== 1) throw new Error(`there is no account ${email}`);
  } finally {
    await client.end();
  }
  const cookie = await createCookie("session").serialize(token);
  const value = cookie.slice("session=".length, cookie.indexOf(";"));
  await context.addCookies([{ name: "session", value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
}
