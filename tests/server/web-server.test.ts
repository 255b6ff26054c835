import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { routeShape } from "#app/server/log.server.ts";
import { readStaticFiles } from "#app/server/static-files.server.ts";
import { createWebServer, type WebServer, type WebServerOptions } from "#app/server/web-server.server.ts";

let folder: string;
let web: WebServer;
let port: number;
let handle: WebServerOptions["handle"];
let isReady: boolean;

const page = (text: string) =>
  new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });

async function start(more: Partial<WebServerOptions> = {}): Promise<void> {
  web = createWebServer({
    handle: (incoming, context) => handle(incoming, context),
    files: (() => {
      const files = readStaticFiles(join(folder, "public"));
      return () => files;
    })(),
    checkReady: async () => {
      if (!isReady) throw new Error("no database");
    },
    trustProxy: false,
    publicUrl: "http://localhost",
    development: false,
    isSecure: false,
    storedFileLimit: 3_000_000,
    ...more,
  });
  port = await web.listen(0, "127.0.0.1");
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "samverka-web-"));
  mkdirSync(join(folder, "public", "build"), { recursive: true });
  writeFileSync(join(folder, "public", "build", "entry-ABC.js"), "export const word = 'åäö';\n".repeat(200));
  writeFileSync(join(folder, "public", "robots.txt"), "User-agent: *\n");
  writeFileSync(join(folder, "secret"), "nobody's business");
  handle = async (incoming) => page(`<p>${incoming.method} ${incoming.url}</p>`);
  isReady = true;
  await start();
});
afterEach(async () => {
  await web.drain({ graceMs: 0 });
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Sends a request whose path goes out exactly as written. */
function ask(path: string, options: RequestOptions & { body?: string | Buffer } = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const { body, ...rest } = options;
    const outgoing = request({ host: "127.0.0.1", port, path, ...rest }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", fail);
      incoming.on("end", () =>
        done({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

describe("static files", () => {
  test("compiled files may be kept for ever, others for an hour", async () => {
    const script = await ask("/build/entry-ABC.js");
    expect(script.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    });
    expect((await ask("/robots.txt")).headers["cache-control"]).toBe("public, max-age=3600");
  });

  test("what the browser has already is not sent again", async () => {
    const { etag } = (await ask("/robots.txt")).headers;
    const again = await ask("/robots.txt", { headers: { "If-None-Match": `"other", ${etag}` } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ])("accepting %s gets %s", async (accepted, encoding, unpack) => {
    const plain = await ask("/build/entry-ABC.js");
    const packed = await ask("/build/entry-ABC.js", { headers: { "Accept-Encoding": accepted } });
    expect(packed.headers["content-encoding"]).toBe(encoding);
    expect(packed.body.length).toBeLessThan(plain.body.length / 5);
    expect(unpack(packed.body)).toEqual(plain.body);
  });

  test.each([
    "/../secret",
    "/build/../../secret",
    "/%2e%2e/secret",
    "/..%2fsecret",
    "/build/%2e%2e%2f%2e%2e%2fsecret",
  ])("%s does not leave the folder", async (path) => {
    expect((await ask(path)).body.toString()).not.toContain("nobody's business");
  });
});

describe("addresses", () => {
  test.each([
    ["//evil.example/x", "/evil.example/x"],
    ["///evil.example", "/evil.example"],
    ["/a//b?q=//c", "/a/b?q=//c"],
  ])("%s leads to %s on this server", async (path, location) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.location]).toEqual([308, location]);
  });

  test.each(["/\\evil.example", "http://evil.example/", "*"])("%s is refused", async (path) => {
    expect((await ask(path)).status).toBe(400);
  });

  test("a host that is none is refused", async () => {
    expect((await ask("/", { headers: { Host: "evil.example/x?" } })).status).toBe(400);
  });

  test("methods that no page uses are refused", async () => {
    expect((await ask("/", { method: "TRACE" })).status).toBe(405);
  });

  test("only a trusted proxy says which host and which client", async () => {
    handle = async (incoming, { address }) =>
      page(`${new URL(incoming.url).origin} ${address} ${incoming.headers.get("x-forwarded-host")}`);
    const headers = {
      Host: "samverka.local",
      "X-Forwarded-Host": "samverka.example",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    };
    expect((await ask("/", { headers })).body.toString()).toBe("http://samverka.local 127.0.0.1 null");
    await web.drain({ graceMs: 0 });
    await start({ trustProxy: true });
    expect((await ask("/", { headers })).body.toString()).toBe(
      "https://samverka.example 198.51.100.7 samverka.example",
    );
  });
});

describe("pages", () => {
  test("allow only scripts with the nonce that Remix was given, a new one each time", async () => {
    const nonces: string[] = [];
    handle = async (_incoming, { nonce }) => {
      nonces.push(nonce);
      return page("<p>x</p>");
    };
    const first = await ask("/");
    const second = await ask("/");
    expect(first.headers["content-security-policy"]).toContain(
      `script-src 'nonce-${nonces[0]}' 'strict-dynamic';`,
    );
    expect(second.headers["content-security-policy"]).toContain(nonces[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.headers).toMatchObject({ "referrer-policy": "same-origin", "cache-control": "no-store" });
    expect(first.headers["strict-transport-security"]).toBeUndefined();
  });

  test("say over https that https is the only way", async () => {
    await web.drain({ graceMs: 0 });
    await start({ isSecure: true });
    expect((await ask("/")).headers["strict-transport-security"]).toContain("max-age=31536000");
  });

  test("keep each cookie, the route's own caching and the status", async () => {
    handle = async () => {
      const headers = new Headers({ "content-type": "text/csv", "cache-control": "private, max-age=5" });
      headers.append("set-cookie", "a=1");
      headers.append("set-cookie", "b=2");
      return new Response("x;y\n", { status: 201, headers });
    };
    const answer = await ask("/x.csv");
    expect(answer.status).toBe(201);
    expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
    expect(answer.headers["cache-control"]).toBe("private, max-age=5");
    expect(answer.headers["content-security-policy"]).toBeUndefined();
  });

  test("are compressed, exports too", async () => {
    handle = async (incoming) => {
      const isPage = incoming.url.endsWith("/page");
      return new Response("Borgholm;Mörbylånga\n".repeat(500), {
        headers: { "content-type": isPage ? "text/html" : "text/csv" },
      });
    };
    for (const path of ["/page", "/export"]) {
      const answer = await ask(path, { headers: { "Accept-Encoding": "br" } });
      expect(answer.headers).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" });
      expect(brotliDecompressSync(answer.body).toString()).toBe("Borgholm;Mörbylånga\n".repeat(500));
    }
  });

  test("an error before Remix answers shows a page with the request's id, and nothing of the error", async () => {
    handle = async () => {
      throw new Error("password of the database");
    };
    const answer = await ask("/", { headers: { "X-Request-Id": "proxy-12345678" } });
    expect(answer.status).toBe(500);
    expect(answer.headers["x-request-id"]).toBe("proxy-12345678");
    expect(answer.body.toString()).toContain("proxy-12345678");
    expect(answer.body.toString()).not.toContain("password");
  });
});

describe("bodies", () => {
  const read = async (incoming: Request) => page(String((await incoming.arrayBuffer()).byteLength));
  const post = (path: string, size: number, headers: Record<string, string> = {}) =>
    ask(path, { method: "POST", headers, body: Buffer.alloc(size, "x") });

  test("forms up to 1 MB, files up to their limit", async () => {
    handle = read;
    expect((await post("/borgholm/systems/new", 900_000)).body.toString()).toBe("900000");
    expect((await post("/borgholm/imports/new", 5_000_000)).body.toString()).toBe("5000000");
  });

  test("a larger form gets a page that says so, announced or not", async () => {
    handle = read;
    const announced = await post("/borgholm/systems/new", 1_000_001);
    const hidden = await post("/borgholm/systems/new", 1_000_001, { "Transfer-Encoding": "chunked" });
    for (const answer of [announced, hidden]) {
      expect(answer.status).toBe(413);
      expect(answer.body.toString()).toContain("högst 1 MB");
    }
  });

  test.each([
    ["/borgholm/imports/new", 51_000_001, "En fil får vara högst 50 MB"],
    ["/borgholm/contracts/1/documents", 4_000_001, "En fil får vara högst 3 MB"],
  ])("a file that is too large for %s gets a page that says the true limit", async (path, size, text) => {
    handle = read;
    const answer = await ask(path, { method: "POST", headers: { "Content-Length": String(size) } });
    expect(answer.status).toBe(413);
    expect(answer.body.toString()).toContain(text);
  });

  test("a body nobody read does not block the next request on the connection", async () => {
    handle = async () => page("refused");
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await ask("/", { method: "POST", agent, body: Buffer.alloc(900_000) });
    expect((await ask("/", { agent })).body.toString()).toBe("refused");
    agent.destroy();
  });

  test("a client that hangs up in the middle ends the reading", async () => {
    const ended = new Promise<string>((done) => {
      handle = async (incoming) => {
        await incoming.text().catch(() => done("ended"));
        return page("");
      };
    });
    const socket = connect(port, "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
    setTimeout(() => socket.destroy(), 50);
    expect(await Promise.race([ended, sleep(5000, "still reading")])).toBe("ended");
  });
});

describe("health and stopping", () => {
  test("the process is healthy without its database, but not ready", async () => {
    isReady = false;
    expect((await ask("/healthz")).status).toBe(200);
    expect((await ask("/readyz")).status).toBe(503);
    isReady = true;
    expect((await ask("/readyz")).status).toBe(200);
  });

  test("what has begun is answered whole, and new connections are not taken", async () => {
    let begun = () => {};
    const inside = new Promise<void>((done) => {
      begun = done;
    });
    handle = async () => {
      begun();
      await sleep(600);
      return page("whole");
    };
    const answer = ask("/slow");
    await inside;
    const drained = web.drain({ graceMs: 50 });
    await sleep(200);
    await expect(ask("/")).rejects.toThrow(/ECONNREFUSED/);
    expect(await answer).toMatchObject({ status: 200, headers: { connection: "close" } });
    expect((await answer).body.toString()).toBe("whole");
    await drained;
  });

  test("a connection kept open is told that it is over, readiness included", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await ask("/", { agent });
    const drained = web.drain({ graceMs: 400 });
    await sleep(20);
    const last = await ask("/readyz", { agent });
    expect([last.status, last.headers.connection]).toEqual([503, "close"]);
    await drained;
    agent.destroy();
  });

  test("under steady load every request that got a connection got its answer", async () => {
    handle = async () => {
      await sleep(2);
      return page("ok");
    };
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const count = { answered: 0, refused: 0, lost: 0 };
    const clients = Array.from({ length: 8 }, async () => {
      for (;;) {
        try {
          const answer = await ask("/", { agent });
          if (answer.body.toString() === "ok") count.answered++;
          else count.lost++;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "ECONNREFUSED") return void count.refused++;
          return void count.lost++;
        }
      }
    });
    await expect.poll(() => count.answered, { timeout: 10_000 }).toBeGreaterThan(100);
    await web.drain({ graceMs: 300 });
    await Promise.all(clients);
    agent.destroy();
    expect(count.lost).toBe(0);
    expect(count.refused).toBe(8);
  });

  test("connections opened in advance do not delay the stop", async () => {
    const socket = connect(port, "127.0.0.1");
    await sleep(50);
    const began = Date.now();
    await web.drain({ graceMs: 50 });
    expect(Date.now() - began).toBeLessThan(2000);
    socket.destroy();
  });
});

test.each([
  ["/", "/"],
  ["/borgholm/systems/0192f3a4-1111-7222-8333-444455556666/edit", "/borgholm/systems/:id/edit"],
  ["/borgholm~morbylanga/systems.csv", "/borgholm~morbylanga/systems.csv"],
  ["/invitations/Zk3-9sQ_11abcdefghijklmnopqrstuvw", "/invitations/:value"],
  ["/people/anna.svensson@borgholm.se", "/people/:value"],
  ["/people/anna.svensson", "/people/:value"],
  ["/imports/12", "/imports/:n"],
])("%s is logged as %s", (path, shape) => {
  expect(routeShape(path)).toBe(shape);
});
