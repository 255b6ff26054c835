/**
 * The files under `public/`, read once and served from memory. Only what was found there can be asked for, so no
 * path from outside ever touches the file system.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { chooseEncoding, compress, type Encoding } from "./compression.server.ts";

type StaticFile = {
  content: Buffer;
  type: string;
  etag: string;
  isImmutable: boolean;
  compressed: Partial<Record<Encoding, Promise<Buffer>>>;
};

export type StaticFiles = Map<string, StaticFile>;

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  // no charset: the demo's file is what Swedish Excel saves, not UTF-8
  ".csv": "text/csv",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".xsd": "application/xml; charset=utf-8",
};
const SMALLEST_COMPRESSED = 1000;

/** Reads every file below `folder`; keys are URL paths (`/build/entry-ABC.js`). Hidden files are left out. */
export function readStaticFiles(folder: string): StaticFiles {
  const files: StaticFiles = new Map();
  if (existsSync(folder)) collect(folder, "", files);
  return files;
}

function collect(folder: string, path: string, files: StaticFiles): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    const full = join(folder, entry.name);
    const url = `${path}/${encodeURIComponent(entry.name)}`;
    if (entry.isDirectory()) collect(full, url, files);
    else if (entry.isFile()) {
      const file = load(full, url);
      files.set(url, file);
      files.set(`${path}/${entry.name}`, file); // browsers leave $ and [ as they are: /build/routes/$tenant-ABC.js
    }
  }
}

function load(full: string, url: string): StaticFile {
  const content = readFileSync(full);
  return {
    content,
    type: TYPES[extname(full)] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`,
    // The compiler puts a hash of the content into these names.
    isImmutable: url.startsWith("/build/"),
    compressed: {},
  };
}

/** Answers a GET or HEAD for a static file. */
export async function sendStatic(
  file: StaticFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("ETag", file.etag);
  response.setHeader(
    "Cache-Control",
    file.isImmutable ? "public, max-age=31536000, immutable" : "public, max-age=3600",
  );
  const isText = /^(?:text|application\/(?:json|manifest|xml)|image\/svg)/.test(file.type);
  const isCompressible = isText && file.content.length >= SMALLEST_COMPRESSED;
  if (isCompressible) response.setHeader("Vary", "Accept-Encoding");
  if (request.headers["if-none-match"]?.split(/\s*,\s*/).includes(file.etag)) {
    response.writeHead(304).end();
    return;
  }
  const encoding = isCompressible ? chooseEncoding(request.headers["accept-encoding"]) : undefined;
  let body = file.content;
  if (encoding) {
    file.compressed[encoding] ??= compress(file.content, encoding, "best");
    body = await file.compressed[encoding];
    response.setHeader("Content-Encoding", encoding);
  }
  response.writeHead(200, { "Content-Type": file.type, "Content-Length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}
