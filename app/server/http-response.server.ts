/** From Remix's answer to Node's: headers completed, pages compressed as a whole, exports compressed as they come. */
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { chooseEncoding, compress, compressor, type Encoding } from "./compression.server.ts";
import type { HeaderList } from "./security-headers.server.ts";

const SMALLEST_COMPRESSED = 1000;
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript|manifest|ld)|image\/svg)/;
/** Made by Remix in one piece, so better sent in one piece. */
const WHOLE = /^(?:text\/html|application\/json)/;

/** Sends `answer`. Headers in `more` do not replace what the answer says itself. */
export async function sendFetchResponse(
  answer: Response,
  response: ServerResponse,
  options: { method: string; acceptEncoding: string | undefined; more: HeaderList },
): Promise<void> {
  const type = answer.headers.get("content-type") ?? "";
  const headers: string[] = [];
  for (const [name, value] of options.more) if (!answer.headers.has(name)) headers.push(name, value);
  // Pages show what one person may see: no shared or local copy, unless the route says otherwise.
  if (!answer.headers.has("cache-control")) headers.push("Cache-Control", "no-store");
  answer.headers.forEach((value, name) => {
    headers.push(name, value);
  });
  if (answer.statusText) response.statusMessage = answer.statusText;
  if (answer.body === null || options.method === "HEAD") {
    await answer.body?.cancel();
    response.writeHead(answer.status, headers).end();
    return;
  }
  const isText = TEXT.test(type) && !answer.headers.has("content-encoding");
  if (isText) headers.push("Vary", "Accept-Encoding");
  const encoding = isText ? chooseEncoding(options.acceptEncoding) : undefined;
  if (WHOLE.test(type)) await sendWhole(answer, response, headers, encoding);
  else await sendStream(answer, response, headers, encoding);
}

async function sendWhole(
  answer: Response,
  response: ServerResponse,
  headers: string[],
  encoding: Encoding | undefined,
): Promise<void> {
  let body = Buffer.from(await answer.arrayBuffer());
  if (encoding && body.length >= SMALLEST_COMPRESSED) {
    body = Buffer.from(await compress(body, encoding, "fast"));
    headers.push("Content-Encoding", encoding);
  }
  if (!answer.headers.has("content-length")) headers.push("Content-Length", String(body.length));
  response.writeHead(answer.status, headers).end(body);
}

async function sendStream(
  answer: Response,
  response: ServerResponse,
  headers: string[],
  encoding: Encoding | undefined,
): Promise<void> {
  const source = Readable.fromWeb(answer.body as NodeReadableStream);
  if (encoding && !answer.headers.has("content-length")) {
    response.writeHead(answer.status, [...headers, "Content-Encoding", encoding]);
    await pipeline(source, compressor(encoding), response);
  } else {
    response.writeHead(answer.status, headers);
    await pipeline(source, response);
  }
}
