import { request as httpRequest } from "node:http";
import { connectTo, copyDemo } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

test("a page is taken over by the browser without a word on the console", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  // Set by the entry script once React has taken over.
  await expect
    .poll(() => page.evaluate(() => Object.keys(document).some((key) => key.startsWith("__reactContainer"))))
    .toBe(true);
});

test("SIGTERM loses no request, and leaves the database to the others", async ({ server, launch }) => {
  const database = await copyDemo("stopping");
  const own = await launch({ database });
  let isStopping = false;
  // By number: a name may stand for two addresses, of which one refuses although the server listens.
  const address = own.url.replace("localhost", "127.0.0.1");
  const count = { whole: 0, lost: 0 };
  const client = async () => {
    for (;;) {
      const outcome = await fetchOnce(`${address}/`);
      if (outcome === "refused") return;
      count[outcome]++;
      if (count.whole === 40 && !isStopping) {
        isStopping = true;
        own.process.kill("SIGTERM");
      }
    }
  };
  await Promise.all([client(), client(), client(), client()]);
  expect(count.lost).toBe(0);
  expect(await own.stop()).toBe(0);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test("a second server on the same data serves too, and readiness follows the migrations", async ({
  server,
  launch,
}) => {
  const second = await launch({ database: server.database });
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
  expect(await second.stop()).toBe(0);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test("killed outright, it starts again on the same rows", async ({ launch }) => {
  const database = await copyDemo("killed");
  const first = await launch({ database });
  first.process.kill("SIGKILL");
  const client = await connectTo(database);
  const before = await client.query("select count(*)::int as n from organisation");
  await client.end();
  const again = await launch({ database });
  const after = await connectTo(database);
  expect((await after.query("select count(*)::int as n from organisation")).rows).toEqual(before.rows);
  await after.end();
  expect(await again.stop()).toBe(0);
});

/** One request on a connection of its own: answered to the end, refused before it began, or lost in between. */
function fetchOnce(url: string): Promise<"whole" | "refused" | "lost"> {
  return new Promise((done) => {
    const outgoing = httpRequest(url, { agent: false }, (incoming) => {
      incoming.resume();
      incoming.on("error", () => done("lost"));
      incoming.on("end", () =>
        done(incoming.complete && (incoming.statusCode ?? 500) < 400 ? "whole" : "lost"),
      );
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) =>
      done(error.code === "ECONNREFUSED" ? "refused" : "lost"),
    );
    outgoing.end();
  });
}
