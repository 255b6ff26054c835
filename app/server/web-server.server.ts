/**
 * The HTTP server: static files, health, security headers, one log line per request, and a way to stop that loses no
 * request. Everything else is Remix's. Bare node:http, because a framework in between cost 15–20 % of the requests.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { errorPage } from "./error-page.server.ts";
import {
  announcesTooMuch,
  bodyLimit,
  clientAddress,
  collapsedPath,
  fileLimit,
  readTarget,
  type Target,
  toFetchRequest,
} from "./http-request.server.ts";
import { sendFetchResponse } from "./http-response.server.ts";
import type { RequestContext } from "./load-context.server.ts";
import { log, routeShape } from "./log.server.ts";
import { commonHeaders, contentSecurityPolicy, type HeaderList } from "./security-headers.server.ts";
import { type StaticFiles, sendStatic } from "./static-files.server.ts";

export interface WebServerOptions {
  /** Remix: one answer per request. */
  handle(request: Request, context: RequestContext): Promise<Response>;
  /** The files to serve now; asked for at each request because development replaces them. */
  files(): StaticFiles;
  /** Resolves when the database answers and has every migration; rejects otherwise. */
  checkReady(): Promise<void>;
  trustProxy: boolean;
  publicUrl: string;
  development: boolean;
  isSecure: boolean;
  /** Largest stored file, in bytes. */
  storedFileLimit: number;
}

export interface WebServer {
  /** @returns the port */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new connections, finishes what has begun, and resolves when nothing is left. */
  drain(options?: { graceMs?: number; limitMs?: number }): Promise<void>;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
/** How long a client may go on sending a body that was refused, before the connection is cut. */
const REFUSED_BODY_MS = 20_000;

export function createWebServer(options: WebServerOptions): WebServer {
  let isDraining = false;
  let isClosing = false;
  let accepted = 0;
  let held: Promise<void> | undefined;
  const sockets = new Set<Socket>();
  const unfinished = new Set<ServerResponse>();
  const common = commonHeaders({ secure: options.isSecure });

  async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = readRequestId(request);
    response.setHeader("X-Request-Id", requestId);
    if (isDraining) response.setHeader("Connection", "close");
    await held;
    const target = readTarget(request, options);
    const method = request.method ?? "GET";
    if (target?.path === "/healthz") return sendPlain(response, 200, "ok");
    if (target?.path === "/readyz") return sendReadiness(response);

    const began = performance.now();
    const file =
      target && (method === "GET" || method === "HEAD") ? options.files().get(target.path) : undefined;
    if (file) {
      for (const [name, value] of common) response.setHeader(name, value);
      return sendStatic(file, request, response);
    }
    response.once("close", () => {
      const ms = Math.round((performance.now() - began) * 10) / 10;
      const path = target ? routeShape(target.path) : "unreadable";
      const status = response.statusCode;
      log().info({
        requestId,
        method,
        path,
        status,
        ms,
        ...(response.writableFinished ? {} : { cut: true }),
      });
    });
    if (!target) return sendErrorPage(response, 400, requestId);
    if (!METHODS.has(method)) return sendErrorPage(response, 405, requestId);
    const collapsed = collapsedPath(target.path);
    if (collapsed) {
      response.writeHead(308, { Location: collapsed + target.search, "Content-Length": 0 }).end();
      return;
    }
    await answer(request, response, target, requestId);
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    requestId: string,
  ): Promise<void> {
    const limit = bodyLimit(target.path, options.storedFileLimit);
    const refusal = { requestId, largestFile: fileLimit(target.path, options.storedFileLimit) };
    if (announcesTooMuch(request, limit)) return refuseBody(request, response, refusal);
    let tooLarge = false;
    const onTooLarge = () => {
      tooLarge = true;
    };
    const context: RequestContext = {
      nonce: randomBytes(16).toString("base64url"),
      requestId,
      address: clientAddress(request, options.trustProxy),
    };
    const { trustProxy } = options;
    const fetched = await options
      .handle(toFetchRequest(request, target, { trustProxy, limit, onTooLarge }), context)
      .catch((error: unknown) => {
        if (!tooLarge) throw error;
        return undefined;
      });
    if (tooLarge || !fetched) return refuseBody(request, response, refusal);
    const more: HeaderList = [...common];
    if (fetched.headers.get("content-type")?.startsWith("text/html")) {
      const { development, isSecure: secure } = options;
      more.push(["Content-Security-Policy", contentSecurityPolicy(context.nonce, { secure, development })]);
    }
    const acceptEncoding = request.headers["accept-encoding"];
    await sendFetchResponse(fetched, response, { method: request.method ?? "GET", acceptEncoding, more });
    // A body nobody wanted must still be taken from the wire, or the next request on this connection waits for ever.
    if (!request.complete) request.unpipe().resume();
  }

  function sendErrorPage(
    response: ServerResponse,
    status: 400 | 405 | 413 | 500,
    requestId: string,
    largestFile?: number,
  ): void {
    for (const [name, value] of common) response.setHeader(name, value);
    response.setHeader(
      "Content-Security-Policy",
      contentSecurityPolicy("none", { secure: false, development: false }),
    );
    response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    response.end(errorPage(status, requestId, largestFile));
  }

  /** Answers at once, then reads on for a while: a browser that is still sending would not show the answer. */
  function refuseBody(
    request: IncomingMessage,
    response: ServerResponse,
    { requestId, largestFile }: { requestId: string; largestFile: number | undefined },
  ): void {
    response.setHeader("Connection", "close");
    sendErrorPage(response, 413, requestId, largestFile);
    request.unpipe().resume();
    const timer = setTimeout(() => request.destroy(), REFUSED_BODY_MS);
    timer.unref();
    request.once("close", () => clearTimeout(timer));
  }

  async function sendReadiness(response: ServerResponse): Promise<void> {
    if (isDraining) return sendPlain(response, 503, "draining");
    try {
      await options.checkReady();
      sendPlain(response, 200, "ready");
    } catch (error) {
      log().warn({ error }, "not ready");
      sendPlain(response, 503, "not ready");
    }
  }

  /**
   * Waits for a moment in which the system holds no connection that we have not taken: closing would cut it off. The
   * loop takes one at a time, so a turn that took none and was short means that there was none. Requests that come
   * meanwhile wait too, or a busy server would never see such a moment.
   */
  async function emptyQueue(): Promise<void> {
    const began = performance.now();
    let [taken, quietSince] = [accepted, began];
    for (;;) {
      const turn = performance.now();
      await setImmediate();
      const now = performance.now();
      if (accepted !== taken) [taken, quietSince] = [accepted, now];
      else if (now - turn < 0.1 && (now - quietSince > 20 || now - began > 500)) return;
      if (now - began > 1000) return;
    }
  }

  const server: Server = createServer((request, response) => {
    unfinished.add(response);
    response.once("close", () => {
      unfinished.delete(response);
      if (isClosing) request.socket.end();
    });
    onRequest(request, response).catch((error: unknown) => {
      const requestId = String(response.getHeader("X-Request-Id"));
      // A client that hung up is not our error.
      if (!request.socket.destroyed) log().error({ requestId, error }, "request failed");
      if (response.headersSent) response.destroy();
      else sendErrorPage(response, 500, requestId);
    });
  });
  // Browsers open connections in advance; node:http does not count those as idle, so we keep our own list.
  server.on("connection", (socket: Socket) => {
    accepted++;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  // Longer than the idle time of common reverse proxies (60 s), so that it is the proxy who closes.
  server.keepAliveTimeout = 65_000;

  return {
    listen: (port, host) =>
      new Promise((done, fail) => {
        server.once("error", fail);
        server.listen(port, host, () => {
          const address = server.address();
          done(address && typeof address === "object" ? address.port : port);
        });
      }),
    async drain({ graceMs = 1000, limitMs = 25_000 } = {}) {
      isDraining = true;
      let letGo = () => {};
      held = new Promise((done) => {
        letGo = done;
      });
      await emptyQueue();
      // Not Server.close of http: it cuts idle connections at once, and with them requests already on the wire.
      const closed = new Promise<"closed">((done) =>
        NetServer.prototype.close.call(server, () => done("closed")),
      );
      letGo();
      const limit = sleep(limitMs, "late", { ref: false });
      for (const response of unfinished) if (!response.headersSent) response.setHeader("Connection", "close");
      // Whoever is in the middle of a conversation gets its answer with "Connection: close" and leaves by itself.
      if ((await Promise.race([closed, sleep(graceMs, "quiet")])) === "closed") return;
      isClosing = true;
      const busy = new Set([...unfinished].map((response) => response.req.socket));
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
      if ((await Promise.race([closed, limit])) === "late") server.closeAllConnections();
      await closed;
    },
  };
}

/** The id that the proxy gave the request, when it looks like one; otherwise a new one. */
function readRequestId(request: IncomingMessage): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}

function sendPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(`${text}\n`);
}
