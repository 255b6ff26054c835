import { createReadStream } from "node:fs";
import http from "node:http";
import https from "node:https";
import { Readable } from "node:stream";
import { AwsV4Signer } from "aws4fetch";
import { SaxesParser } from "saxes";
import { checkKey, type FileStore, type FileToKeep, isKey, type KeptFile } from "./files.server.ts";

/** Where and as whom; see `FILES_S3_…` in docs/operations/running.md. */
export interface S3Settings {
  /** Server and bucket, with a prefix when several installations share it: `https://s3.example/bucket/samverka`. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
}

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const TIMEOUT_MS = 60_000;

/**
 * Files in S3-compatible storage. Requests are signed with their content's own hash, so a content damaged on the way is refused;
 * they go through node:http because an upload needs its length beforehand, which `fetch` does not send with a stream.
 */
export class S3FileStore implements FileStore {
  readonly #settings: S3Settings;
  readonly #bucket: URL;
  readonly #prefix: string;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    const url = new URL(settings.url);
    const [, bucket = "", ...prefix] = url.pathname.replace(/\/+$/, "").split("/");
    this.#bucket = new URL(`/${bucket}`, url);
    this.#prefix = prefix.map((part) => `${part}/`).join("");
  }

  async put(key: string, file: FileToKeep): Promise<void> {
    const headers = { "content-length": String(file.bytes), "content-type": "application/octet-stream" };
    const body = createReadStream(file.path);
    const answer = await this.#ask("PUT", this.#url(key), { headers, sha256: file.sha256, body });
    await expectOk(answer);
  }

  async open(key: string): Promise<KeptFile | undefined> {
    const answer = await this.#ask("GET", this.#url(key));
    if (answer.statusCode === 404) {
      answer.resume();
      return undefined;
    }
    if (answer.statusCode !== 200) await expectOk(answer);
    const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
    return { bytes: Number(answer.headers["content-length"]), body };
  }

  async remove(key: string): Promise<void> {
    const answer = await this.#ask("DELETE", this.#url(key));
    if (answer.statusCode === 404) answer.resume();
    else await expectOk(answer);
  }

  async *list(): AsyncGenerator<{ key: string; writtenAt: Date }> {
    let after: string | undefined;
    do {
      const url = new URL(this.#bucket);
      url.searchParams.set("list-type", "2");
      url.searchParams.set("prefix", this.#prefix);
      if (after) url.searchParams.set("continuation-token", after);
      const page = readListing(await expectOk(await this.#ask("GET", url)));
      for (const { key, writtenAt } of page.files) {
        const own = key.slice(this.#prefix.length);
        if (isKey(own)) yield { key: own, writtenAt };
      }
      after = page.next;
    } while (after);
  }

  #url(key: string): URL {
    checkKey(key);
    return new URL(`${this.#bucket.pathname}/${this.#prefix}${key}`, this.#bucket);
  }

  async #ask(
    method: string,
    url: URL,
    { headers = {}, sha256 = EMPTY_SHA256, body }: Sending = {},
  ): Promise<http.IncomingMessage> {
    const { region, keyId: accessKeyId, secret: secretAccessKey } = this.#settings;
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, "x-amz-content-sha256": sha256 },
      accessKeyId,
      secretAccessKey,
      region,
      service: "s3",
    }).sign();
    const { request } = url.protocol === "https:" ? https : http;
    return new Promise((resolve, reject) => {
      const asked = request(
        signed.url,
        { method, headers: Object.fromEntries(signed.headers), timeout: TIMEOUT_MS },
        resolve,
      );
      asked.on("timeout", () => asked.destroy(new Error("the file storage does not answer")));
      asked.on("error", reject);
      body?.on("error", (error) => asked.destroy(error));
      if (body) body.pipe(asked);
      else asked.end();
    });
  }
}

interface Sending {
  headers?: Record<string, string>;
  sha256?: string;
  body?: Readable;
}

/** The answer's text. @throws Error with status and the storage's own code, never with key or address */
async function expectOk(answer: http.IncomingMessage): Promise<string> {
  let text = "";
  answer.setEncoding("utf8");
  for await (const piece of answer) text = (text + piece).slice(0, 5_000_000);
  const status = answer.statusCode ?? 0;
  if (status >= 200 && status < 300) return text;
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? "";
  throw new Error(`the file storage answered ${status} ${code}`.trim());
}

/** ListObjectsV2: keys with their times, and where the next page begins. */
function readListing(xml: string): { files: { key: string; writtenAt: Date }[]; next: string | undefined } {
  const files: { key: string; writtenAt: Date }[] = [];
  let text = "";
  let found = { key: "", at: "" };
  let next: string | undefined;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    text = "";
    if (name === "Contents") found = { key: "", at: "" };
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "Key") found.key = text;
    else if (name === "LastModified") found.at = text;
    else if (name === "NextContinuationToken") next = text;
    else if (name === "Contents") files.push({ key: found.key, writtenAt: new Date(found.at) });
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return { files, next };
}
