/** From Node's request to the one that Remix reads: address checked, size limited, headers of strangers left out. */
import type { IncomingMessage } from "node:http";
import { Readable, Transform } from "node:stream";

/** Largest body of an ordinary form, in bytes. */
export const FORM_LIMIT = 1_000_000;
/** Largest file that an import takes, in bytes. */
export const IMPORT_LIMIT = 50_000_000;
/** What a form may hold besides its file, in bytes: the other fields, and the lines between the parts. */
export const FORM_OVERHEAD = 1_000_000;

/** Largest file that a page takes, in bytes; none for a page that takes no files. */
export function fileLimit(path: string, storedFileLimit: number): number | undefined {
  if (/\/imports(?:[/.]|$)/.test(path)) return IMPORT_LIMIT;
  return /\/documents(?:[/.]|$)/.test(path) ? storedFileLimit : undefined;
}

/** Largest body that may be sent to a path, in bytes. */
export function bodyLimit(path: string, storedFileLimit: number): number {
  const file = fileLimit(path, storedFileLimit);
  return file === undefined ? FORM_LIMIT : file + FORM_OVERHEAD;
}

export type Target = { origin: string; path: string; search: string };

/**
 * Where a request goes: the origin the client used, and path and query as sent.
 * Undefined for what no browser sends: a foreign form of the target, a backslash, a NUL, a host that is none.
 */
export function readTarget(
  request: IncomingMessage,
  options: { trustProxy: boolean; publicUrl: string },
): Target | undefined {
  const target = request.url ?? "";
  // PostgreSQL keeps no NUL in a text, so no address of ours has one.
  if (!target.startsWith("/") || target.includes("\\") || target.includes("%00")) return undefined;
  const first = (name: string) =>
    options.trustProxy ? request.headers[name]?.toString().split(",")[0]?.trim() : undefined;
  const host = first("x-forwarded-host") ?? request.headers.host ?? new URL(options.publicUrl).host;
  if (!/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)) return undefined;
  const protocol = first("x-forwarded-proto") === "https" ? "https" : "http";
  const question = target.indexOf("?");
  const path = question < 0 ? target : target.slice(0, question);
  const search = question < 0 ? "" : target.slice(question);
  return { origin: `${protocol}://${host}`, path, search };
}

/**
 * The same address with single slashes, when the path has double ones; undefined when it is fine as it is.
 * `//evil.example/x` would otherwise be read as another host wherever the path is used as an address.
 */
export function collapsedPath(path: string): string | undefined {
  return path.includes("//") ? path.replace(/\/{2,}/g, "/") : undefined;
}

/** Address of the client: the peer, or what the trusted proxy says it was. */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? request.headers["x-forwarded-for"]?.toString().split(",").at(-1)?.trim()
    : undefined;
  return forwarded || request.socket.remoteAddress || "unknown";
}

/** True when the client says beforehand that its body is larger than allowed. */
export function announcesTooMuch(request: IncomingMessage, limit: number): boolean {
  return Number(request.headers["content-length"] ?? 0) > limit;
}

/**
 * The request as Remix reads it. The body is passed on as it arrives; `onTooLarge` is called, and the body ends in an
 * error, when more than `limit` bytes came although none or fewer were announced.
 */
export function toFetchRequest(
  request: IncomingMessage,
  target: Target,
  options: { trustProxy: boolean; limit: number; onTooLarge: () => void },
): Request {
  const headers = new Headers();
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i]!;
    // Remix compares Origin with X-Forwarded-Host: a stranger may not choose it.
    if (!options.trustProxy && /^x-forwarded-/i.test(name)) continue;
    headers.append(name, request.rawHeaders[i + 1]!);
  }
  const method = request.method ?? "GET";
  const init: RequestInit & { duplex?: "half" } = { method, headers };
  if (method !== "GET" && method !== "HEAD") {
    const body = limiter(options.limit, options.onTooLarge);
    // `pipe` does not pass on that the client went away; without this a reader would wait for ever.
    request.once("error", (error) => body.destroy(error));
    init.body = Readable.toWeb(request.pipe(body)) as ReadableStream;
    init.duplex = "half";
  }
  return new Request(`${target.origin}${target.path}${target.search}`, init);
}

function limiter(limit: number, onTooLarge: () => void): Transform {
  let received = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      if (received <= limit) return done(null, chunk);
      onTooLarge();
      done(new Error("the body is larger than allowed"));
    },
  });
}
